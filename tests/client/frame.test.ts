import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { ApiProblem, call, getSession } from '@sanad/client/api.ts';
import { tellingOf } from '@sanad/client/failure.ts';
import { distance } from '@sanad/client/ui/distance.ts';
import { initialsOf } from '@sanad/client/ui/initials.ts';
import { sessionShape } from '@sanad/shared/person';
import { afterEach, describe, expect, test, vi } from 'vitest';

describe('initials', () => {
  test('are the first letters of the first and the last name', () => {
    expect(initialsOf('Omar van der Haddad')).toBe('OH');
    expect(initialsOf('  jonas ')).toBe('J');
  });
  test('leave out the Arabic article and stand apart', () => {
    expect(initialsOf('ليلى العطّار')).toBe('ل ع');
  });
  test('are whole letters', () => {
    expect(initialsOf('👩‍💻 Dev')).toBe('👩‍💻D');
    expect(initialsOf('')).toBe('');
  });
});

describe('the distance of a moment', () => {
  const now = Date.UTC(2026, 0, 15, 12);
  const ago = (seconds: number) => distance(now - seconds * 1000, now);
  test('is told in the largest unit that fits', () => {
    expect(ago(10)).toEqual({ value: 0, unit: 'second' });
    expect(ago(100)).toEqual({ value: -2, unit: 'minute' });
    expect(ago(50)).toEqual({ value: -1, unit: 'minute' });
    expect(ago(5 * 3600)).toEqual({ value: -5, unit: 'hour' });
    expect(ago(2 * 86400)).toEqual({ value: -2, unit: 'day' });
    expect(distance(now + 3 * 86400_000, now)).toEqual({ value: 3, unit: 'day' });
  });
  test('is a date beyond a week', () => {
    expect(ago(8 * 86400)).toBeNull();
  });
});

describe('a call of the server', () => {
  let server: Server | null = null;
  afterEach(async () => {
    vi.unstubAllGlobals();
    if (server) {
      server.close();
      await once(server, 'close');
    }
    server = null;
  });

  /** A server that answers as told; the client's relative addresses lead to it. */
  async function serve(answer: RequestListener): Promise<void> {
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const base = `http://127.0.0.1:${address.port}`;
    const fetchThere = globalThis.fetch;
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => fetchThere(new URL(path, base), init));
  }

  async function failure(of: Promise<unknown>): Promise<ApiProblem> {
    const error = await of.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ApiProblem)) throw new Error(`no ApiProblem but ${error}`);
    return error;
  }

  const person = { id: 'p', name: 'ليلى', role: 'admin', colour: '#345', createdAt: '2026-01-01T00:00:00.000Z' };

  test('gives what the shape knows', async () => {
    await serve((_, response) => response.end(JSON.stringify({ person, schema: 1 })));
    expect(await getSession()).toEqual({ person, schema: 1 });
  });

  test('says that nobody is signed in as null', async () => {
    await serve((_, response) => {
      response.statusCode = 401;
      response.end(
        JSON.stringify({ type: 'about:blank', title: 'U', status: 401, detail: 'Sign in.', code: 'sign-in' }),
      );
    });
    expect(await getSession()).toBeNull();
  });

  test('carries the sentence of a problem', async () => {
    await serve((_, response) => {
      response.statusCode = 422;
      response.end(
        JSON.stringify({ type: 'about:blank', title: 'U', status: 422, detail: 'Give a name.', code: 'name' }),
      );
    });
    const problem = await failure(call('/api/x', sessionShape));
    expect([problem.status, problem.code, problem.detail]).toEqual([422, 'name', 'Give a name.']);
    expect(tellingOf(problem).detail).toBeNull();
  });

  test('tells an answer of another shape from what was asked for', async () => {
    await serve((_, response) => response.end('{"person": "me"}'));
    expect((await failure(call('/api/x', sessionShape))).code).toBe('unreadable');
  });

  test('survives an answer that is not JSON', async () => {
    await serve((_, response) => {
      response.statusCode = 502;
      response.end('<h1>Bad gateway</h1>');
    });
    const problem = await failure(call('/api/x', sessionShape));
    expect(problem.status).toBe(502);
    expect(tellingOf(problem)).toEqual({ what: 'error.failed', detail: 'error.server' });
  });

  test('says when the server cannot be reached, and that nothing saved is lost', async () => {
    await serve((_, response) => response.destroy());
    const problem = await failure(call('/api/x', sessionShape));
    expect(problem.status).toBe(0);
    expect(tellingOf(problem)).toEqual({ what: 'error.unreachable', detail: 'error.unreachable.detail' });
  });
});
