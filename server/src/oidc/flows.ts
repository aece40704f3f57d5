import { hashOf, newSecret } from '../people/secrets.ts';

/** What somebody went to the provider for. */
export type Purpose =
  | { readonly kind: 'sign-in' }
  /** To follow an invitation, of whose secret this is the hash. */
  | { readonly kind: 'join'; readonly invitation: string }
  /** To link their account there with who they are here: only while they are signed in by that session. */
  | { readonly kind: 'link'; readonly person: string; readonly session: string };

/** Somebody who is at the provider, and what their coming back has to fit. */
export interface Flow {
  readonly purpose: Purpose;
  /** The page to go on to, a path of the desk. */
  readonly to: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** How long somebody may take at the provider, in milliseconds. */
const LIFE = 600_000;
/** How many may be at the provider at a time; the one who left first has to begin anew. */
const CAP = 10_000;

/** Those who are at the provider. A flow is found by the secret in the cookie of the browser it began in, and once. */
export class Flows {
  readonly #now: () => Date;
  readonly #flows = new Map<string, { readonly flow: Flow; readonly until: number }>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Remembers a flow; answers with the secret for its browser. */
  begin(flow: Flow): string {
    const now = this.#now().getTime();
    for (const [key, { until }] of this.#flows) {
      if (until > now && this.#flows.size < CAP) break;
      this.#flows.delete(key);
    }
    const secret = newSecret();
    this.#flows.set(hashOf(secret), { flow, until: now + LIFE });
    return secret;
  }

  /**
   * The flow of a browser that comes back with `state`, which is used up by it. `other`: its state is not that one, and
   * it stays, for whoever sends people to a false address must not end their true one.
   */
  take(secret: string | null, state: string | null): Flow | 'none' | 'other' {
    const key = hashOf(secret ?? '');
    const found = this.#flows.get(key);
    if (!found || found.until <= this.#now().getTime()) return 'none';
    if (found.flow.state !== state) return 'other';
    this.#flows.delete(key);
    return found.flow;
  }
}

const COOKIE = 'sanad_oidc';
/** Where the provider sends people back to; the cookie goes nowhere else. */
export const CALLBACK = '/api/oidc/callback';

/** The `Set-Cookie` value that ties a flow to the browser it began in. Lax: it has to come along from the provider. */
export function flowCookie(secret: string, url: string): string {
  return cookie(secret, LIFE / 1000, url);
}

/** The `Set-Cookie` value that takes it out again. */
export function endedFlowCookie(url: string): string {
  return cookie('', 0, url);
}

function cookie(value: string, maxAge: number, url: string): string {
  const secure = url.startsWith('https:') ? '; Secure' : '';
  return `${COOKIE}=${value}; Path=${CALLBACK}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** The secret of a flow that a `Cookie` header carries; null when it carries none. */
export function flowSecretOf(header: string | undefined): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('=', 2));
  return pairs.find(([name]) => name === COOKIE)?.[1] || null;
}
