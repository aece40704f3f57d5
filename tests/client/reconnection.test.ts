import { Acknowledgements } from '@sanad/client/sync/acknowledgements.ts';
import { Reconnection, waitBefore } from '@sanad/client/sync/reconnection.ts';
import { openToken } from '@sanad/server/people/sessions';
import { SCHEMA_VERSION, textRoot } from '@sanad/shared/article';
import { CLOSE, SYNC_PARAMETER, TRY_LATER } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { Chance } from '../fuzz/chance.ts';
import { articleAt, keptPort, openTestDesk, startProcess, temporaryFolder } from '../support/desk.ts';
import { until } from '../support/peer.ts';

interface Line {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly reconnection: Reconnection;
  readonly acknowledgements: Acknowledgements;
}
const lines: Line[] = [];
afterEach(() => {
  for (const { doc, provider, reconnection, acknowledgements } of lines.splice(0)) {
    reconnection.destroy();
    acknowledgements.destroy();
    provider.destroy();
    provider.awareness.destroy();
    doc.destroy();
  }
});

interface Lined {
  readonly changed?: () => void;
  readonly chance?: () => number;
  readonly socket?: typeof WebSocket;
  readonly token?: string;
}

function line(url: string, article: string, { changed = () => {}, chance, socket, token = '' }: Lined = {}): Line {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, article, doc, {
    connect: false,
    disableBc: true,
    params: { [SYNC_PARAMETER.schema]: String(SCHEMA_VERSION), [SYNC_PARAMETER.token]: token },
    ...(socket ? { WebSocketPolyfill: socket } : {}),
  });
  const acknowledgements = new Acknowledgements(provider, 0, () => {});
  const made = { doc, provider, reconnection: new Reconnection(provider, changed, chance), acknowledgements };
  lines.push(made);
  provider.connect();
  return made;
}

describe('the waits of those who lost their connection', () => {
  test('grow with every attempt that comes to nothing, up to a bound, and never are none', () => {
    const longest = Array.from({ length: 12 }, (_, attempts) => waitBefore(attempts, 1));
    expect(longest.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 10_000]);
    expect(Math.max(...longest)).toBe(10_000);
    for (const attempts of longest.keys()) expect(waitBefore(attempts, 0)).toBeGreaterThanOrEqual(50);
  });

  describe('at a server that is away', () => {
    /** When a socket was asked for, in milliseconds of the clock. */
    let asked: number[] = [];
    /** How the server ends every socket. */
    let end: { code: number; reason: string };

    /** A socket whose server ends it a moment after it was asked for. */
    class EndedSocket {
      static readonly OPEN = 1;
      readyState = 0;
      binaryType = '';
      onclose: ((event: { code: number; reason: string }) => void) | null = null;
      constructor() {
        asked.push(Date.now());
        setTimeout(() => this.onclose?.(end), 1);
      }
      send(): void {}
      close(): void {}
    }
    const many = (count: number, lined: Lined = {}) =>
      Array.from({ length: count }, () =>
        line('http://desk.test', 'a', { ...lined, socket: EndedSocket as unknown as typeof WebSocket }),
      );
    /** The most sockets that were asked for within any `window` (ms). */
    const most = (window: number) =>
      asked.reduce((top, at) => Math.max(top, asked.filter((other) => other >= at && other < at + window).length), 0);

    beforeEach(() => {
      vi.useFakeTimers();
      asked = [];
      end = { code: CLOSE.restarting, reason: 'restarting' };
    });
    afterEach(() => vi.useRealTimers());

    test('spread five hundred clients over all of the time there is', async () => {
      const chance = new Chance(7);
      many(500, { chance: () => chance.next() });
      expect(asked).toHaveLength(500);
      asked = [];
      await vi.advanceTimersByTimeAsync(1001);
      const first = asked.length;
      expect(first).toBeGreaterThanOrEqual(500);
      expect(most(50)).toBeLessThan(75); // a twentieth of the time, and little more than a twentieth of them
      await vi.advanceTimersByTimeAsync(60_000);
      asked = [];
      await vi.advanceTimersByTimeAsync(10_001);
      expect(asked.length).toBeGreaterThanOrEqual(500);
      expect(asked.length).toBeLessThan(1500);
      expect(most(500)).toBeLessThan(120);
    });

    test('end at once when there is reason to believe that it works', async () => {
      const [one] = many(1, { chance: () => 1 });
      await vi.advanceTimersByTimeAsync(500);
      expect(asked).toHaveLength(1);
      one?.reconnection.now();
      one?.reconnection.now();
      expect(asked).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(1990);
      expect(asked).toHaveLength(2); // the wait that was cut short brings no socket of its own
      await vi.advanceTimersByTimeAsync(20);
      expect(asked).toHaveLength(3);
    });

    test('are none for what was closed for good or on purpose', async () => {
      end = { code: CLOSE.noSuchArticle, reason: 'no such article' };
      many(1);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked).toHaveLength(1);
      end = { code: CLOSE.restarting, reason: 'restarting' };
      const [one] = many(1);
      one?.provider.disconnect();
      one?.reconnection.now();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked).toHaveLength(2);
    });

    test('are told with the server’s reason once they last longer than a moment', async () => {
      end = { code: CLOSE.tryLater, reason: TRY_LATER.tooMany };
      const changed = vi.fn();
      const [one] = many(1, { changed, chance: () => 0.5 });
      await vi.advanceTimersByTimeAsync(2900);
      expect(one?.reconnection.keptOut).toBeNull();
      await vi.advanceTimersByTimeAsync(200);
      expect(one?.reconnection.keptOut).toBe(TRY_LATER.tooMany);
      expect(changed).toHaveBeenCalledTimes(1);
      end = { code: 1006, reason: '' };
      await vi.advanceTimersByTimeAsync(20_000);
      expect(one?.reconnection.keptOut).toBeNull();
      expect(changed).toHaveBeenCalledTimes(2);
    });

    test('are not told with a reason that nobody knows', async () => {
      end = { code: CLOSE.tryLater, reason: 'because' };
      const [one] = many(1);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(one?.reconnection.keptOut).toBeNull();
    });
  });
});

test('all come back to a server that was killed and started again, and nothing they wrote is lost', async () => {
  const { path: data, remove } = temporaryFolder();
  const before = await openTestDesk({ data });
  const editor = await before.join('editor', 'سلمى');
  const token = await openToken(before.desk.store.people, editor.person.id, new Date(), null);
  const article = await before.article(editor, 'سطر واحد.');
  await before.close();
  const port = await keptPort();
  let server = await startProcess({ data, port });
  try {
    const all = Array.from({ length: 40 }, () => line(server.url, article, { token }));
    const saved = () =>
      until('everything of everybody is confirmed', () =>
        all.every(({ provider, acknowledgements }) => provider.synced && acknowledgements.unsaved === 0),
      );
    await saved();
    const write = (word: string) => {
      for (const [index, { doc }] of all.entries()) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText(`${word} ${index};`)]);
        textRoot(doc).push([paragraph]);
      }
    };
    write('before');
    await server.kill();
    await until('everybody has noticed', () => all.every(({ provider }) => !provider.wsconnected));
    write('meanwhile');
    server = await startProcess({ data, port });
    await saved();
    const { text } = await articleAt(server.url, editor, article);
    for (const index of all.keys()) {
      expect(text).toContain(`before ${index};`);
      expect(text).toContain(`meanwhile ${index};`);
    }
  } finally {
    await server.kill();
    remove();
  }
});
