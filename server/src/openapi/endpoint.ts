import type { z } from 'zod';

/** What a route takes and answers, for who writes a script. The shapes are those that the routes themselves read. */
export interface Endpoint {
  /** One sentence: what it is for. */
  readonly does: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The answer when all is well; without a shape it has no body. */
  readonly answer?: z.ZodType | { readonly type: string };
  /** Whether a file may be sent in its place, as multipart/form-data with these fields. */
  readonly form?: readonly string[];
  /** Its status when that is not 200. */
  readonly status?: 200 | 201 | 204 | 302;
  /** Another status with the same answer, and when it comes. */
  readonly otherwise?: { readonly status: 200; readonly when: string };
}

/** Routes by method and path, as the router names them. */
export type Endpoints = Readonly<Record<string, Endpoint>>;
