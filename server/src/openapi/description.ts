import { problemShape } from '@sanad/shared/protocol';
import { z } from 'zod';
import { articleEndpoints } from './article-endpoints.ts';
import { confidentialEndpoints } from './confidential-endpoints.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { importEndpoints } from './import-endpoints.ts';
import { noticeEndpoints } from './notice-endpoints.ts';
import { peopleEndpoints } from './people-endpoints.ts';
import { reportEndpoints } from './report-endpoints.ts';
import { signingEndpoints } from './signing-endpoints.ts';

/** Every route that scripts may rely on. */
export const ENDPOINTS: Endpoints = {
  ...articleEndpoints,
  ...confidentialEndpoints,
  ...importEndpoints,
  ...noticeEndpoints,
  ...peopleEndpoints,
  ...reportEndpoints,
  ...signingEndpoints,
};

/** A route as the router knows it: the least role that may call it, `open` for strangers too. */
export interface Served {
  readonly method: string;
  readonly path: string;
  readonly least: string;
}

const schemaOf = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return schema;
};

/**
 * The HTTP interface as an OpenAPI 3.1 document, made of the shapes that the routes read and answer with. Only what is
 * `served` is in it; `url` is the desk's address.
 */
export function openApi(served: readonly Served[], url: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, least } of served) {
    const endpoint = ENDPOINTS[`${method} ${path}`];
    if (!endpoint) continue;
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(endpoint, path, least) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sanad',
      version: '1',
      description: 'Errors are RFC 9457 problem documents, each with a sentence that says what to change.',
    },
    servers: [{ url }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      // A problem may say more: what stands in the way, say.
      schemas: { Problem: { ...schemaOf(problemShape, 'output'), additionalProperties: true } },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'sanad_session' },
      },
    },
  };
}

function operation(endpoint: Endpoint, path: string, least: string) {
  const { does, query, body, form, answer, status = 200, otherwise } = endpoint;
  const content = answer ? { content: contentOf(answer) } : {};
  return {
    summary: does,
    'x-least-role': least,
    ...(least === 'open' ? { security: [] } : {}),
    parameters: [...inPath(path), ...(query ? inQuery(query) : [])],
    ...(body ? { requestBody: { required: true, content: bodyOf(body, form) } } : {}),
    responses: {
      [status]: { description: 'Done.', ...content },
      ...(otherwise ? { [otherwise.status]: { description: otherwise.when, ...content } } : {}),
      default: {
        description: 'Not done, and why.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function contentOf(answer: z.ZodType | { readonly type: string }) {
  if ('type' in answer && !('safeParse' in answer)) return { [answer.type]: { schema: { type: 'string' } } };
  return { 'application/json': { schema: schemaOf(answer as z.ZodType, 'output') } };
}

function bodyOf(body: z.ZodType, form: readonly string[] | undefined) {
  const json = { 'application/json': { schema: schemaOf(body, 'input') } };
  if (!form) return json;
  const fields = Object.fromEntries(form.map((name) => [name, { type: 'string' }]));
  const properties = { file: { type: 'string', contentMediaType: 'application/octet-stream' }, ...fields };
  return { ...json, 'multipart/form-data': { schema: { type: 'object', properties, required: ['file'] } } };
}

function inPath(path: string) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function inQuery(query: z.ZodType) {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
