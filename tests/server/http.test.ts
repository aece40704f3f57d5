import { mkdirSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { join } from 'node:path';
import { type Desk, openDesk } from '@sanad/server/app';
import { openToken } from '@sanad/server/people/sessions';
import { FORMATS } from '@sanad/server/report/formats';
import { atLeast, ROLES } from '@sanad/shared/policy';
import { CLOSE, problemShape, readyShape } from '@sanad/shared/protocol';
import { REPORT_FORMATS } from '@sanad/shared/report-format';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Member, openTestDesk, type TestDesk, temporaryFolder, testConfig } from '../support/desk.ts';

let desk: TestDesk;
let members: Record<(typeof ROLES)[number], Member>;
let article: string;
beforeAll(async () => {
  desk = await openTestDesk();
  const [reader, checker, editor, admin] = [
    await desk.join('reader'),
    await desk.join('checker'),
    await desk.join('editor'),
    await desk.join('admin'),
  ];
  members = { reader, checker, editor, admin };
  article = await desk.article(editor, 'Title\nText');
});
afterAll(() => desk.close());

const call = (path: string, init: RequestInit = {}) => fetch(`${desk.url}${path}`, init);
const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const { status, code, detail, title } = problemShape.parse(await response.json());
  expect([status, title]).toEqual([response.status, response.statusText]);
  expect(detail).toMatch(/^[A-Z"].*\.$/);
  return `${status} ${code}`;
};

describe('who may call what', () => {
  /** The least role for every route of the desk; `open` is for strangers too. A new route has to be added here. */
  const EXPECTED: Readonly<Record<string, string>> = {
    'GET /healthz': 'open',
    'GET /readyz': 'open',
    'GET /metrics': 'admin',
    'POST /api/invitations/look': 'open',
    'POST /api/join': 'open',
    'GET /api/openapi.json': 'reader',
    'GET /api/report.schema.json': 'open',
    'GET /api/sign-in': 'open',
    'POST /api/oidc/begin': 'open',
    'GET /api/oidc/callback': 'open',
    'GET /api/identity': 'reader',
    'POST /api/identity': 'reader',
    'DELETE /api/identity': 'reader',
    'GET /api/people/:id/identity': 'admin',
    'DELETE /api/people/:id/identity': 'admin',
    'GET /api/session': 'reader',
    'DELETE /api/session': 'reader',
    'GET /api/sessions': 'reader',
    'DELETE /api/sessions': 'reader',
    'DELETE /api/sessions/:session': 'reader',
    'GET /api/people/:id/sessions': 'admin',
    'DELETE /api/people/:id/sessions': 'admin',
    'DELETE /api/people/:id/sessions/:session': 'admin',
    'GET /api/tokens': 'admin',
    'GET /api/people': 'reader',
    'PATCH /api/people/:id': 'admin',
    'GET /api/invitations': 'admin',
    'POST /api/invitations': 'admin',
    'DELETE /api/invitations/:id': 'admin',
    'GET /api/desk': 'reader',
    'PATCH /api/desk': 'admin',
    'POST /api/articles': 'editor',
    'POST /api/articles/samples': 'editor',
    'POST /api/imports': 'editor',
    'POST /api/articles/:id/imports': 'editor',
    'POST /api/imports/:id/reading': 'editor',
    'DELETE /api/imports/:id': 'editor',
    'POST /api/articles/:id/text': 'editor',
    'GET /api/articles': 'reader',
    'GET /api/articles/:id': 'reader',
    'PATCH /api/articles/:id': 'editor',
    'GET /api/articles/:id/claims': 'reader',
    'GET /api/articles/:id/sealed': 'reader',
    'POST /api/articles/:id/claims/:claim/sealed': 'checker',
    'DELETE /api/articles/:id/claims/:claim/sealed': 'checker',
    'GET /api/articles/:id/history': 'reader',
    'POST /api/articles/:id/sign-off': 'editor',
    'POST /api/articles/:id/reopen': 'editor',
    'GET /api/articles/:id/versions': 'reader',
    'GET /api/articles/:id/versions/:number': 'reader',
    'POST /api/articles/:id/claims': 'checker',
    'PATCH /api/articles/:id/claims/:claim': 'checker',
    'POST /api/articles/:id/claims/:claim/comments': 'checker',
    'PATCH /api/articles/:id/claims/:claim/comments/:part': 'checker',
    'DELETE /api/articles/:id/claims/:claim/comments/:part': 'checker',
    'POST /api/articles/:id/claims/:claim/evidence': 'checker',
    'PATCH /api/articles/:id/claims/:claim/evidence/:part': 'checker',
    'DELETE /api/articles/:id/claims/:claim/evidence/:part': 'checker',
    'DELETE /api/articles/:id/claims/:claim/verdict/:part': 'checker',
    'DELETE /api/articles/:id/claims/:claim/settlement/:part': 'editor',
    'GET /api/articles/:id/confidential': 'checker',
    'POST /api/articles/:id/claims/:claim/confidential': 'checker',
    'PATCH /api/articles/:id/claims/:claim/confidential/:piece': 'checker',
    'DELETE /api/articles/:id/claims/:claim/confidential/:piece': 'checker',
    'GET /api/articles/:id/claims/:claim/confidential/:piece': 'editor',
    'GET /api/claims': 'reader',
    'GET /api/events': 'reader',
    'GET /api/notices': 'reader',
    'POST /api/notices/read': 'reader',
    'POST /api/articles/:id/visit': 'reader',
    ...Object.fromEntries(
      FORMATS.flatMap((format) =>
        ['', '/versions/:number'].map((of) => [
          `GET /api/articles/:id${of}/report.${REPORT_FORMATS[format].ending}`,
          'reader',
        ]),
      ),
    ),
    'POST /api/articles/:id/exports': 'reader',
    'GET /api/exports/:id': 'reader',
    'DELETE /api/exports/:id': 'reader',
  };

  const served = () =>
    desk.desk.routes.filter(({ method, path }) => method !== 'HEAD' && path !== '/*' && path !== '/');
  const address = (path: string) =>
    path
      .replace(':id', 'x')
      .replace(':claim', 'y')
      .replace(':part', 'p')
      .replace(':session', 'z')
      .replace(':number', '1');

  test('every route there is stands in this list, and the other way round', () => {
    expect(
      served()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(Object.keys(EXPECTED).sort());
  });

  test('a stranger gets 401 everywhere but where they sign in and at health', async () => {
    for (const { method, path } of served()) {
      const response = await call(address(path), { method });
      const refused = EXPECTED[`${method} ${path}`] !== 'open';
      expect([method, path, response.status === 401]).toEqual([method, path, refused]);
      if (refused) expect(await problem(response)).toBe('401 sign-in');
    }
    for (const path of [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/articles/../people',
      '/api/%70eople',
      '/%61pi/people',
      '/%61p%69/articles/x',
    ]) {
      expect([path, (await call(path)).status]).toEqual([path, 401]);
    }
  });

  test('each role gets 403 where it is too low, and only there', async () => {
    for (const { method, path } of served()) {
      const least = ROLES.find((role) => role === EXPECTED[`${method} ${path}`]);
      // Signing out would end the session that the other calls need.
      if (!least || (method === 'DELETE' && path === '/api/session')) continue;
      for (const role of ROLES) {
        const response = await call(address(path), {
          method,
          headers: { cookie: members[role].cookie, origin: desk.url },
        });
        expect([method, path, role, response.status !== 403]).toEqual([method, path, role, atLeast(role, least)]);
        expect(response.status).toBeLessThan(500);
        await response.body?.cancel();
      }
    }
  });

  test('claims are never deleted over HTTP', async () => {
    const response = await call(`/api/articles/${article}/claims/x`, {
      method: 'DELETE',
      headers: { cookie: members.admin.cookie, origin: desk.url },
    });
    expect(await problem(response)).toBe('405 other-method');
    expect(response.headers.get('allow')).toBe('PATCH');
  });

  test('an address that is there says which methods it takes to who comes with another', async () => {
    const headers = { cookie: members.admin.cookie, origin: desk.url };
    const put = await call('/api/session', { method: 'PUT', headers });
    expect(await problem(put)).toBe('405 other-method');
    expect(put.headers.get('allow')).toBe('DELETE, GET, HEAD');
    const posted = await call(`/api/articles/${article}/report.html?lang=ar`, { method: 'POST', headers });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of ['/api/nothing', '/api/articles//claims', '/api/session/']) {
      expect((await call(path, { method: 'PUT', headers })).status).toBe(404);
    }
    expect((await call('/api/session', { method: 'PUT' })).status).toBe(401); // no stranger is told what is there
  });
});

describe('requests from elsewhere', () => {
  const change = (headers: Record<string, string>) =>
    call('/api/invitations', {
      method: 'POST',
      headers: { cookie: members.admin.cookie, 'content-type': 'application/json', ...headers },
      body: '{}',
    });

  test('another site changes nothing with somebody’s cookie', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `${desk.url}.evil.example`,
      'nonsense',
    ]) {
      expect([origin, await problem(await change({ origin }))]).toEqual([origin, '403 foreign-origin']);
    }
    for (const site of ['cross-site', 'same-site']) {
      expect([site, await problem(await change({ 'sec-fetch-site': site }))]).toEqual([site, '403 foreign-origin']);
    }
    expect((await change({ origin: desk.url })).status).toBe(201);
    expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await change({})).status).toBe(201); // no browser's: browsers say where a request comes from
  });

  test('another site cannot sign a browser in', async () => {
    const response = await call('/api/join', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'x', name: 'N' }),
    });
    expect(await problem(response)).toBe('403 foreign-origin');
  });
});

describe('bad requests', () => {
  const post = (body: string, type: string | null, path = '/api/articles') =>
    call(path, {
      method: 'POST',
      headers: { cookie: members.admin.cookie, origin: desk.url, ...(type ? { 'content-type': type } : {}) },
      body,
    });

  test('are answered with what to change', async () => {
    expect(await problem(await post('{"content":', 'application/json'))).toBe('400 not-json');
    expect(await problem(await post('', 'application/json'))).toBe('400 not-json');
    expect(await problem(await post('{"__proto__":{"a":1},"content":"x"}', 'application/json'))).toBe('400 not-json');
    expect(await problem(await post('content=x', 'application/x-www-form-urlencoded'))).toBe('415 media-type');
    expect(await problem(await post('<a/>', 'application/xml'))).toBe('415 media-type');
    expect(await problem(await post('x', 'multipart/form-data'))).toBe('400 bad-form');
    expect(await problem(await post('--b\r\nbroken', 'multipart/form-data; boundary=b'))).toBe('400 bad-form');
    const big = JSON.stringify({ token: 'x'.repeat(300_000) });
    expect(await problem(await post(big, 'application/json', '/api/invitations'))).toBe('413 too-large');
    expect(await problem(await post('{"role":"king"}', 'application/json', '/api/invitations'))).toBe('422 invalid');
    expect(await problem(await post('[]', 'application/json', '/api/invitations'))).toBe('422 invalid');
    expect(await problem(await post('null', 'application/json', '/api/invitations'))).toBe('422 invalid');
    const headers = { cookie: members.admin.cookie, origin: desk.url };
    expect(await problem(await call('/api/nothing', { headers }))).toBe('404 not-found');
    expect(await problem(await call('/api/articles/%ff', { headers }))).toBe('400 bad-address');
  });

  test('name the field and what it may be', async () => {
    const detail = async (body: unknown, path: string) =>
      problemShape.parse(await (await post(JSON.stringify(body), 'application/json', path)).json()).detail;
    expect(await detail({}, '/api/articles')).toBe('Give "content".');
    expect(await detail({ content: 5 }, '/api/articles')).toBe('"content" has to be of type string.');
    expect(await detail({ content: 'x', format: 'pdf' }, '/api/articles')).toBe(
      '"format" has to be one of text, markdown, html.',
    );
    expect(await detail({ hours: 1000 }, '/api/invitations')).toBe('A link lasts 1 to 720 hours.');
    expect(await detail({ token: 'x'.repeat(201) }, '/api/join')).toBe('"token" may be 200 characters at most.');
  });

  test('a request that cannot be parsed at all ends without harm', async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      const request = rawRequest(desk.url, { method: 'GET', headers: { cookie: 'x'.repeat(20_000) } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
      request.end();
    });
    expect(answer).toBe(431);
    expect((await call('/healthz')).status).toBe(200);
  });
});

describe('headers', () => {
  test('nothing runs in the page but its own files, nothing of the API stays in a cache', async () => {
    const response = await call('/api/articles', { headers: { cookie: members.reader.cookie } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain(`ws://${new URL(desk.url).host}`);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('strict-transport-security')).toBeNull();
  });
});

describe('health', () => {
  test('says that the desk lives and can serve', async () => {
    expect((await call('/healthz')).status).toBe(200);
    const ready = await call('/readyz');
    expect([ready.status, readyShape.parse(await ready.json())]).toEqual([
      200,
      { ready: true, parts: { store: 'ok', saving: 'ok' } },
    ]);
  });
});

describe('the client’s files', () => {
  const folder = temporaryFolder();
  const build = join(folder.path, 'dist');
  let built: Desk;
  beforeAll(async () => {
    mkdirSync(join(build, 'assets'), { recursive: true });
    writeFileSync(
      join(build, 'index.html'),
      '<!doctype html><html><head><title>Sanad</title></head><body></body></html>',
    );
    writeFileSync(join(build, 'assets', 'main-4f3a9c.js'), 'export {};');
    writeFileSync(join(build, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    built = await openDesk(testConfig({ data: join(folder.path, 'data'), client: build }));
  });
  afterAll(async () => {
    await built.close();
    folder.remove();
  });
  const get = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    fetch(`${built.url}${path}`, { headers });

  test('the page is served at every address of its own, asked for each time, with a nonce of its own', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', '/join', '/people', '/articles/abc', '/index.html', '/?x=1']) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      const nonce = /<meta property="csp-nonce" nonce="([0-9a-f]+)"/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(6);
  });

  test('files with a hash in their name are kept for good, others asked for', async () => {
    const hashed = await get('/assets/main-4f3a9c.js', {});
    expect([hashed.status, hashed.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(hashed.headers.get('content-type')).toContain('javascript');
    expect((await get('/icon.svg', {})).headers.get('cache-control')).toBe('no-cache');
  });

  test('a file that is not there is not the page, and nothing outside the folder is served', async () => {
    for (const path of [
      '/assets/gone.js',
      '/gone.png',
      '/sync/abc',
      '/api/nothing',
      '/..%2fdata%2fsanad.db',
      '/%2e%2e/data/sanad.db',
    ]) {
      const response = await get(path);
      expect([path, response.status >= 400]).toEqual([path, true]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await fetch(`${built.url}/join`, { method: 'POST' })).status).toBe(404);
  });

  test('until it is built, the desk says so', async () => {
    const bare = await openDesk(testConfig({ data: join(folder.path, 'bare') }));
    expect(await problem(await fetch(`${bare.url}/`))).toBe('503 client-not-built');
    await bare.close();
  });
});

describe('sockets', () => {
  const open = (path: string, headers: Record<string, string> = {}) =>
    new WebSocket(`${desk.url.replace('http', 'ws')}${path}`, { headers });
  const outcome = (socket: WebSocket) =>
    new Promise<string>((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(`HTTP ${response.statusCode}`));
      socket.once('close', (code) => resolve(`close ${code}`));
      socket.once('message', () => {
        resolve('served');
        socket.close();
      });
      socket.on('error', () => undefined);
    });

  test('are for the desk’s own people, on the desk’s own pages', async () => {
    const { cookie } = members.reader;
    const path = `/sync/${article}`;
    const token = await openToken(desk.desk.store.people, members.reader.person.id, new Date(), null);
    expect(await outcome(open(path, { cookie, origin: desk.url }))).toBe('served');
    expect(await outcome(open(`${path}?token=${token}`))).toBe('served');
    expect(await outcome(open(`${path}?token=${token}`, { origin: 'https://evil.example' }))).toBe('served');
    expect(await outcome(open(path, { authorization: `Bearer ${token}` }))).toBe('served');
    expect(await outcome(open(path, { origin: desk.url }))).toBe(`close ${CLOSE.signIn}`);
    expect(await outcome(open(`${path}?token=nonsense`))).toBe(`close ${CLOSE.signIn}`);
    expect(await outcome(open(path, { cookie, origin: 'https://evil.example' }))).toBe('HTTP 403');
    expect(await outcome(open('/sync/nothing-here', { cookie, origin: desk.url }))).toBe(
      `close ${CLOSE.noSuchArticle}`,
    );
    expect(await outcome(open('/sync/', { cookie, origin: desk.url }))).toBe('HTTP 404');
    expect(await outcome(open('/api/session', { cookie, origin: desk.url }))).toBe('HTTP 404');
    expect(await outcome(open(`${path}?schema=0`, { cookie, origin: desk.url }))).toBe(`close ${CLOSE.newerSchema}`);
  });

  test('a message over the limit closes them with 1009', async () => {
    const socket = open(`/sync/${article}`, { cookie: members.reader.cookie, origin: desk.url });
    await new Promise((resolve) => socket.once('open', resolve));
    const code = new Promise((resolve) => socket.once('close', resolve));
    socket.send(new Uint8Array(2 * 1024 * 1024 + 1));
    expect(await code).toBe(CLOSE.tooBig);
  });
});

describe('the data folder', () => {
  test('is served by one desk at a time, and free again when that is closed', async () => {
    const folder = temporaryFolder();
    const config = testConfig({ data: folder.path });
    const first = await openDesk(config);
    await expect(openDesk(config)).rejects.toThrow(/^Another Sanad serves the data folder .*\.$/);
    await first.close();
    await (await openDesk(config)).close();
    folder.remove();
  });

  test('is let go when the port is in use', async () => {
    const folder = temporaryFolder();
    const config = testConfig({ data: folder.path, port: desk.desk.port });
    await expect(openDesk(config)).rejects.toThrow(`Port ${desk.desk.port} on 127.0.0.1 is in use`);
    await (await openDesk({ ...config, port: 0 })).close();
    folder.remove();
  });
});
