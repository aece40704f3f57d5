import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Desk, openDesk } from '@sanad/server/app';
import type { Config } from '@sanad/server/config';
import { addPerson, openSession, sessionCookie } from '@sanad/server/people/sessions';
import type { PersonRow } from '@sanad/server/store/store';
import { LIMITS } from '@sanad/server/sync/limits';
import type { Role } from '@sanad/shared/policy';
import { type ArticleDetail, articleShape, claimsShape, madeArticleShape } from '@sanad/shared/protocol';
import type { BrowserContext } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Somebody of a test's desk, with the cookie that signs them in. */
export interface Member {
  readonly person: PersonRow;
  /** The value of a `Cookie` header. */
  readonly cookie: string;
  /** The session's secret: the cookie's value. */
  readonly secret: string;
}

/** A desk of a test's own: a real server with a real database, which `close` takes away. */
export interface TestDesk {
  readonly desk: Desk;
  readonly url: string;
  /** The data folder. */
  readonly data: string;
  /** Adds a person and signs them in. */
  join(role: Role, name?: string): Promise<Member>;
  /** Calls the desk as a member; a body is sent as JSON. */
  call(member: Member, path: string, body?: unknown, method?: string): Promise<Response>;
  /** Makes an article of plain text; gives its id. @throws Error with the server's answer when it refuses. */
  article(
    member: Member,
    text: string,
    fields?: { readonly title?: string; readonly language?: string },
  ): Promise<string>;
  close(): Promise<void>;
}

/** A folder below the system's temporary one, and what removes it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'sanad-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** The settings of a desk on any free port, without pages, but for what is given. */
export function testConfig(given: Partial<Config> & Pick<Config, 'data'>): Config {
  return { host: '127.0.0.1', port: 0, url: null, client: '/nowhere', limits: LIMITS, logLevel: 'warn', ...given };
}

/**
 * Opens a desk on a free port with an empty database. `data` reopens a folder of an earlier one, which then stays the
 * caller's to remove.
 */
export async function openTestDesk(options: Partial<Config> = {}): Promise<TestDesk> {
  const own = options.data === undefined ? temporaryFolder() : null;
  const data = options.data ?? (own as { path: string }).path;
  const desk = await openDesk(testConfig({ client: join(ROOT, 'client', 'dist'), ...options, data }));
  const call: TestDesk['call'] = (member, path, body, method) => request(desk.url, member, path, body, method);
  return {
    desk,
    url: desk.url,
    data,
    call,
    join: (role, name = `A ${role}`) => member(desk, role, name),
    article: (by, text, fields) => makeArticle(desk.url, by, text, fields),
    close: async () => {
      await desk.close();
      own?.remove();
    },
  };
}

async function member({ store, url }: Desk, role: Role, name: string): Promise<Member> {
  const now = new Date();
  const person = await addPerson(store.people, name, role, now);
  const secret = await openSession(store.people, person.id, now);
  const cookie = sessionCookie(secret, url).split(';')[0] as string;
  return { person, secret, cookie };
}

/** Calls a desk at `url` as somebody who has a cookie; a body is sent as JSON. */
export function request(
  url: string,
  { cookie }: Pick<Member, 'cookie'>,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<Response> {
  const headers: Record<string, string> = { cookie, origin: url };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
  return response.json();
}

/** Makes an article of plain text at the desk at `url`; gives its id. @throws Error with the server's answer when it refuses. */
export async function makeArticle(
  url: string,
  by: Pick<Member, 'cookie'>,
  text: string,
  fields: { readonly title?: string; readonly language?: string } = {},
): Promise<string> {
  const made = await answerOf(await request(url, by, '/api/articles', { ...fields, format: 'text', content: text }));
  return madeArticleShape.parse(made).id;
}

/** The article as the desk at `url` tells it, with its plain text. */
export async function articleAt(url: string, by: Pick<Member, 'cookie'>, id: string): Promise<ArticleDetail> {
  return articleShape.parse(await answerOf(await request(url, by, `/api/articles/${id}`)));
}

/** The claims of an article as the desk at `url` tells them. */
export async function claimsAt(url: string, by: Pick<Member, 'cookie'>, id: string) {
  return claimsShape.parse(await answerOf(await request(url, by, `/api/articles/${id}/claims`))).claims;
}

/** Lets a browser's pages be signed in as a member of the desk at `url`. */
export async function signIn(context: BrowserContext, url: string, { cookie }: Pick<Member, 'cookie'>): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
}

/** A desk in a process of its own, to be killed. */
export interface DeskProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has said so far, line by line. */
  readonly said: readonly string[];
  /** The one-time link it printed, if it did. */
  readonly firstLink: string | null;
  /** Kills it without a word, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to close; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * A port that a server can have, leave and have again: none of those the system gives to whoever connects to something,
 * else a client that comes back while no server is there may be given the very port it asks for, and then have it.
 */
export async function keptPort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false, // somebody has it
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/**
 * Starts the server as `npm start` does, on a data folder that stays the caller's, and on any port where none is given;
 * resolves when it serves, which is when it says where.
 * @throws Error with what it said when it ends before that.
 */
export async function startProcess(options: { readonly data: string; readonly port?: number }): Promise<DeskProcess> {
  const { data, port = 0 } = options;
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, SANAD_HOST: '127.0.0.1', SANAD_PORT: String(port), SANAD_DATA: data, SANAD_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL'); // a test run that is cut off leaves no server behind
  process.once('exit', orphaned);
  child.once('exit', () => process.off('exit', orphaned));
  const said: string[] = [];
  const ended = once(child, 'exit') as Promise<[number | null]>;
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const opened = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const [address] = /http:\/\/[^/\s]+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  const url = await Promise.race([
    opened,
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}:\n${said.join('\n')}`))),
  ]);
  ended.catch(() => undefined);
  return {
    url,
    child,
    said,
    get firstLink() {
      return said.map((line) => /https?:\/\/\S+\/join#\S+/.exec(line)?.[0]).find((link) => link !== undefined) ?? null;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}
