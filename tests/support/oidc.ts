import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OidcSettings } from '@sanad/server/config';
import { Provider } from 'oidc-provider';

/** Where the desk lets people come back to. */
const CALLBACK = '/api/oidc/callback';

/**
 * An OpenID Connect provider on a port of its own, with its own sign-in page: whoever types a login is signed in as that.
 * It is another site than the desk's, as a provider is: `localhost`, not `127.0.0.1`.
 */
export class TestProvider {
  readonly issuer: string;
  /** What the provider tells of a login as its name; the login itself where nothing is said, null: no name at all. */
  readonly names = new Map<string, string | null>();
  /** The access tokens it has given out. */
  readonly tokens: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** Takes a port; it knows no desk, and answers nothing sensible, before `serve`. */
  static async open(): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return new TestProvider(server);
  }

  /** What a desk has to be told to use this provider. */
  settings(more: Partial<OidcSettings> = {}): OidcSettings {
    // An issuer as config.ts hands it on: an address that was read as one.
    const issuer = `${this.issuer}/`;
    const client = { clientId: 'sanad', clientSecret: 'the-secret-of-this-desk-at-its-provider' };
    return { issuer, ...client, name: 'Newsroom ID', role: null, ...more };
  }

  /** Answers from now on, to the desk at `url`. */
  serve(url: string): void {
    const { clientId, clientSecret } = this.settings();
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [url + CALLBACK] }],
      claims: { profile: ['name'] },
      cookies: { keys: ['a key for the cookies of tests'] },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => {
          const name = this.names.has(sub) ? this.names.get(sub) : sub;
          return name ? { sub, name } : { sub };
        },
      }),
    });
    provider.on('access_token.saved', ({ jti }) => this.tokens.push(jti));
    this.#server.removeAllListeners('request');
    this.#server.on('request', provider.callback());
  }

  /** Is there again after `close`, at the same port. */
  async reopen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(Number(new URL(this.issuer).port), 'localhost', resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** Somebody at a browser without pages: keeps cookies, follows redirects, and fills in the provider's forms. */
export class Walker {
  readonly #desk: string;
  #cookies: Cookie[] = [];

  constructor(desk: string) {
    this.#desk = desk;
  }

  /** The value of a cookie of the desk's; null when there is none. */
  cookie(name: string): string | null {
    return this.#cookies.find((each) => each.name === name && each.host === new URL(this.#desk).host)?.value ?? null;
  }

  /** Takes over a session of the desk's. */
  signIn(secret: string): void {
    this.#keep(new URL(this.#desk), [`sanad_session=${secret}; Path=/`]);
  }

  /** One request, with the cookies there are; redirects are not followed. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#desk);
    const fitting = this.#cookies.filter(({ host, path }) => host === url.host && url.pathname.startsWith(path));
    const cookie = fitting.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#keep(url, response.headers.getSetCookie());
    return response;
  }

  /** Calls the desk as its own pages do. */
  call(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Response> {
    return this.ask(path, {
      method,
      headers: { origin: this.#desk, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Sets out for the provider; gives the address to go to. */
  async begin(body: Record<string, unknown> = {}, path = '/api/oidc/begin'): Promise<string> {
    const response = await this.call(path, body);
    const answer = (await response.json()) as { url?: string };
    if (!answer.url) throw new Error(`not let out: ${JSON.stringify(answer)}`);
    return answer.url;
  }

  /** Goes through the provider as `login`; gives the address it sends back to, which is not gone to yet. */
  async through(address: string, login: string): Promise<string> {
    let response = await this.ask(address);
    let at = new URL(address);
    for (let steps = 0; steps < 20; steps++) {
      const location = response.headers.get('location');
      if (location) {
        at = new URL(location, at);
        if (at.origin === this.#desk) return at.href;
        response = await this.ask(at.href);
        continue;
      }
      const page = await response.text();
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!action || !prompt) throw new Error(`no form at ${at.pathname}: ${response.status} ${page.slice(0, 300)}`);
      const body = new URLSearchParams({ prompt, login, password: 'anything' });
      at = new URL(action, at);
      response = await this.ask(at.href, { method: 'POST', body });
    }
    throw new Error('the provider sends in circles');
  }

  /** Comes back to the desk; gives the path it is sent on to. */
  async comeBack(address: string): Promise<string> {
    const response = await this.ask(address);
    if (response.status !== 303) throw new Error(`${response.status} ${await response.text()}`);
    return response.headers.get('location') ?? '';
  }

  /** All of the way: sets out, signs in as `login`, comes back. */
  async signInAs(login: string, body: Record<string, unknown> = {}, path?: string): Promise<string> {
    return await this.signInAsFrom(await this.begin(body, path), login);
  }

  /** The same, from an address of the provider's on. */
  async signInAsFrom(address: string, login: string): Promise<string> {
    return await this.comeBack(await this.through(address, login));
  }

  #keep(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split('; ');
      const cut = pair.indexOf('=');
      const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      this.#cookies = this.#cookies.filter(
        (each) => !(each.host === url.host && each.name === name && each.path === path),
      );
      if (value !== '') this.#cookies.push({ host: url.host, path, name, value });
    }
  }
}
