import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Gate } from '@sanad/server/sync/gate';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { highestRate } from './bench/highest-rate.ts';
import { Delays } from './bench/load/delays.ts';
import { KnownMessages } from './bench/load/known-messages.ts';
import { framed, LeanSocket } from './bench/load/lean-socket.ts';
import { runsIn, typedLetters } from './bench/load/letters.ts';
import { Speaker } from './bench/load/tongue.ts';
import { articleBytes, story } from './bench/long-article.ts';
import { type Figure, isDoubtful, rowsFrom } from './bench/server-measures.ts';
import { relay } from './bench/server-peers/relay.ts';
import { sanad } from './bench/server-peers/sanad.ts';
import { type Outcome, play } from './bench/server-run.ts';
import { until } from './support/peer.ts';

describe('counted delays', () => {
  it('tell the one that so many did not exceed, nearly', () => {
    const delays = new Delays();
    for (let delay = 1; delay <= 100; delay++) delays.add(delay);
    for (const [share, delay] of [
      [0.01, 1],
      [0.5, 50],
      [0.99, 99],
    ] as const) {
      expect(delays.percentile(share)).toBeGreaterThanOrEqual(delay);
      expect(delays.percentile(share)).toBeLessThan(delay * 1.021);
    }
  });

  it('take what never came for endless, and nothing at all for no figure', () => {
    const delays = new Delays();
    for (let count = 0; count < 98; count++) delays.add(1);
    expect(delays.percentile(0.5, 100)).toBeCloseTo(1, 1);
    expect(delays.percentile(0.99, 100)).toBe(Number.POSITIVE_INFINITY);
    expect(() => new Delays().percentile(0.5)).toThrow(RangeError);
  });

  it('of several generators are counted together', () => {
    const [one, other] = [new Delays(), new Delays()];
    one.add(1);
    other.add(30);
    one.merge(other.bins());
    expect(one.count).toBe(2);
    expect(one.percentile(1)).toBeCloseTo(30, 1);
  });
});

describe('the letters of the load', () => {
  const article = articleBytes(story(200, 7));

  it('are an update each, which the gate takes from an editor', () => {
    const gate = new Gate({
      snapshot: article,
      snapshotSeq: 1,
      updates: [],
      damaged: [],
      clients: new Map([[1, 'somebody']]),
    });
    for (const update of typedLetters(article, 77, 1, 20)) {
      const outcome = gate.apply({ id: 'editor', role: 'editor' }, update);
      expect(outcome).toMatchObject({ kind: 'accepted', effect: { inserted: 1, deleted: 0 } });
    }
  });

  it('are all found again in an update that several were merged into, and none that are not in it', () => {
    const mine = typedLetters(article, 77, 0, 5);
    const others = typedLetters(article, 78, 1, 5);
    const merged = Y.mergeUpdates([mine[0], mine[1], mine[4], others[2]].map((update) => update as Uint8Array));
    const found = runsIn(merged).flatMap(({ client, from, to }) =>
      Array.from({ length: to - from }, (_, index) => `${client}: ${from + index}`),
    );
    expect(found.toSorted()).toEqual(['77: 0', '77: 1', '77: 4', '78: 2']);
  });

  it('are known again in a message that was heard before, and told apart from those of another', () => {
    const messages = new KnownMessages();
    const speaker = new Speaker('addressed', 'an-article');
    const [first, second] = typedLetters(article, 77, 0, 2).map((update) => Buffer.from(speaker.update(update)));
    for (const _ of [1, 2]) {
      expect(messages.runs(first as Buffer, speaker)).toEqual([{ client: 77, from: 0, to: 1 }]);
      expect(messages.runs(second as Buffer, speaker)).toEqual([{ client: 77, from: 1, to: 2 }]);
    }
  });
});

describe('a lean socket', () => {
  const servers: WebSocketServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('sends and hears messages of every length whole, and hears that it was closed', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    servers.push(server);
    await once(server, 'listening');
    server.on('connection', (socket) => {
      socket.on('message', (data) => socket.send(data));
    });
    const heard: Buffer[] = [];
    const ends: string[] = [];
    const { port } = server.address() as AddressInfo;
    const socket = await LeanSocket.open(
      port,
      '/',
      (message) => heard.push(Buffer.from(message)),
      (why) => ends.push(why),
    );
    const sent = [0, 1, 125, 126, 65_535, 65_536, 300_000].map((length) => Buffer.alloc(length, length % 251));
    for (const message of sent) socket.send(framed(message));
    await until('all messages came back', () => heard.length === sent.length);
    expect(heard.map((message, index) => message.equals(sent[index] as Buffer))).not.toContain(false);
    for (const client of server.clients) client.close(4403, 'text-needs-editor');
    await until('the end was heard', () => ends.length > 0);
    expect(ends[0]).toContain('4403 text-needs-editor');
  });

  it('is refused where the server lets nobody in', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, verifyClient: () => false });
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(
      LeanSocket.open(
        port,
        '/',
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow('401');
  });
});

describe('the highest rate', () => {
  const outcome = (p99: number) => ({ p99, arrived: 1, expected: 1, lost: [] }) as unknown as Outcome;

  it.each([80, 500, 777, 5_000, 30_000])(
    'of a server that holds %d is found, and never told too high',
    async (most) => {
      const found = await highestRate(async (rate) => outcome(rate <= most ? 5 : 500));
      expect(found?.rate).toBeLessThanOrEqual(most);
      expect(found?.rate).toBeGreaterThan(most / 1.26);
    },
  );

  it('is none where not even a few updates arrive in time, or some never arrive', async () => {
    expect(await highestRate(async () => outcome(500))).toBeNull();
    expect(await highestRate(async () => ({ ...outcome(5), expected: 2 }))).toBeNull();
  });
});

describe('what is asked of the server', () => {
  const figure = (server: Figure['server'], value: number): Figure => ({
    measure: 'many',
    server,
    telling: 'p99',
    value,
    runs: [value],
    disturbed: false,
  });

  it('is told against the better of two peers', () => {
    const rows = rowsFrom([figure('sanad', 6), figure('y-websocket', 8), figure('hocuspocus', 5)]);
    expect(rows).toEqual([expect.objectContaining({ scale: 200, value: 1.2, target: 1, better: 'lower' })]);
  });

  it('is doubtful where a server it is compared with was always disturbed', () => {
    const calm = [figure('sanad', 6), figure('y-websocket', 8)];
    for (const disturbed of [false, true]) {
      const figures = [...calm, { ...figure('hocuspocus', 5), disturbed }];
      expect(rowsFrom(figures).map((row) => isDoubtful(row, figures))).toEqual([disturbed]);
    }
  });

  it('is not told against one peer when the other was left out', () => {
    expect(rowsFrom([figure('sanad', 6), figure('y-websocket', 8)])).toEqual([]);
  });
});

describe('a scene', () => {
  const scene = { documents: 2, clients: 3, writers: 2, rate: 40, warm: 0.2, seconds: 1, words: 100 };

  it.each([
    ['sanad', sanad, true],
    ['the relay', relay, false],
  ])('played on %s counts every update at everybody else, by two generators', async (_, kind, saved) => {
    const seen = await play(kind, { ...scene, saved, generators: 2 });
    expect(seen.lost).toEqual([]);
    expect(seen.expected).toBe(40 * 2);
    expect(seen.arrived).toBe(seen.expected);
    expect(seen.p50).toBeGreaterThan(0);
    expect(seen.savedP99 === null).toBe(!saved);
    expect(seen.memory).toBeGreaterThan(0);
  });
});
