import { NotMade } from '@sanad/server/report/worker/not-made';
import type { ReportJob } from '@sanad/server/report/worker/report-job';
import { ReportPool, type ReportPoolOptions } from '@sanad/server/report/worker/report-pool';
import { REPORT_LIMITS, ReportQueue } from '@sanad/server/report/worker/report-queue';
import type { ExportPhase } from '@sanad/shared/export';
import type { Report } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';
import { afterEach, describe, expect, it } from 'vitest';
import { workedArticle } from '../bench/export-article.ts';

const small = workedArticle({ words: 120, claims: 6 }, ['p1', 'p2']);
const large = workedArticle({ words: 4000, claims: 1500 }, ['p1', 'p2']);

const job = (bytes: Uint8Array): ReportJob => ({
  of: {
    kind: 'article',
    trail: [bytes.slice()],
    context: {
      id: 'a',
      title: '',
      language: 'ar',
      createdAt: '2026-01-01T00:00:00.000Z',
      changedAt: '2026-01-01T00:00:00.000Z',
      source: NO_SOURCE,
      exportedAt: '2026-01-02T00:00:00.000Z',
      exportedBy: 'ليلى',
    },
    names: new Map([['p1', 'ليلى']]),
    confidential: null,
  },
  format: 'json',
  language: null,
  choice: { verdicts: null, threads: true },
  url: 'https://desk.example/articles/a',
});

const open: ReportPool[] = [];
function poolOf(options: Partial<ReportPoolOptions> = {}): { readonly pool: ReportPool; readonly logged: unknown[] } {
  const logged: unknown[] = [];
  const note = (detail: object) => void logged.push(detail);
  const pool = new ReportPool({ logger: { info: note, warn: note, error: note }, ...options });
  open.push(pool);
  return { pool, logged };
}
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close();
});

/** Has a report made; gives how many claims it has, or why it was not made. */
async function made(
  pool: ReportPool,
  bytes: Uint8Array,
  more: { person?: string; signal?: AbortSignal; tell?: (phase: ExportPhase) => void } = {},
) {
  const { person = 'p1', signal, tell } = more;
  try {
    const { bytes: file } = await pool.make({
      person,
      gather: async () => job(bytes),
      ...(signal ? { signal } : {}),
      ...(tell ? { tell: ({ phase }) => tell(phase) } : {}),
    });
    return (JSON.parse(new TextDecoder().decode(file)) as Report).claims.length;
  } catch (error) {
    if (error instanceof NotMade) return error.why;
    throw error;
  }
}

describe('the threads that make reports', () => {
  it('make two at once, and each the one that was asked for', async () => {
    const { pool } = poolOf({ hands: 2 });
    expect(await Promise.all([made(pool, large), made(pool, small, { person: 'p2' })])).toEqual([1500, 6]);
  });

  it('go on when one of them crashes: that report is answered, the others are made', async () => {
    const { pool, logged } = poolOf({ hands: 1, memory: 16 });
    const [crashed, next] = await Promise.all([made(pool, large), made(pool, small, { person: 'p2' })]);
    expect([crashed, next]).toEqual(['failed', 6]);
    expect(logged).toHaveLength(1);
  });

  it('end a report that takes too long, and nothing else', async () => {
    const { pool } = poolOf({ hands: 1, time: 30 });
    expect(await made(pool, large)).toBe('too-slow');
    const patient = poolOf({ hands: 1 });
    expect(await made(patient.pool, small)).toBe(6);
  });

  it('end a report that nobody wants any more, in the making or waiting, and make the next', async () => {
    const { pool } = poolOf({ hands: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const writing = new Promise<void>((resolve) => {
      void made(pool, large, { signal: first.signal, tell: (phase) => phase === 'gathering' && resolve() }).then(
        (why) => {
          expect(why).toBe('cancelled');
        },
      );
    });
    const waiting = made(pool, large, { signal: second.signal, person: 'p2' });
    const last = made(pool, small, { person: 'p3' });
    await writing;
    second.abort();
    expect(await waiting).toBe('cancelled');
    first.abort();
    expect(await last).toBe(6);
  });

  it('take no more of one person than they are to, and say so', async () => {
    const { pool } = poolOf({ hands: 1 });
    const asked = Array.from({ length: REPORT_LIMITS.ofPerson + 1 }, () => made(pool, small));
    expect(await asked.at(-1)).toBe('too-many');
    expect(await made(pool, small, { person: 'p2' })).toBe(6);
    expect(await Promise.all(asked.slice(0, -1))).toEqual(Array(REPORT_LIMITS.ofPerson).fill(6));
  });

  it('answer everybody who waits when the desk closes', async () => {
    const { pool } = poolOf({ hands: 1 });
    const asked = [made(pool, large), made(pool, small, { person: 'p2' })];
    await pool.close();
    const answers = await Promise.all(asked);
    expect(answers[1]).toBe('cancelled');
    expect(['cancelled', 'failed']).toContain(answers[0]);
    expect(await made(pool, small)).toBe('cancelled');
  });

  it('make the same bytes of the same job', async () => {
    const { pool } = poolOf();
    const one = await pool.make({ person: 'p1', gather: async () => job(small) });
    const other = await pool.make({ person: 'p1', gather: async () => job(small) });
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });

  it('pass on what kept the report from being gathered, and go on', async () => {
    const { pool } = poolOf({ hands: 1 });
    const gone = pool.make({ person: 'p1', gather: () => Promise.reject(new RangeError('no article')) });
    await expect(gone).rejects.toThrow(RangeError);
    expect(await made(pool, small)).toBe(6);
  });
});

describe('whose report is next', () => {
  const turn = (person: string, name: string) => ({ person, name });

  it('nobody waits behind another person’s second one', () => {
    const queue = new ReportQueue<ReturnType<typeof turn>>();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.add(turn(name.slice(0, 1), name));
    const order: string[] = [];
    for (let next = queue.next(); next; next = queue.next()) {
      order.push(next.name);
      queue.done(next);
    }
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('whoever has one in the making comes after who has none', () => {
    const queue = new ReportQueue<ReturnType<typeof turn>>();
    for (const name of ['a1', 'a2', 'b1']) queue.add(turn(name.slice(0, 1), name));
    expect(queue.next()?.name).toBe('a1');
    const waits = queue.all().find(({ name }) => name === 'a2');
    expect(waits && queue.before(waits)).toBe(1);
    expect(queue.next()?.name).toBe('b1');
    expect([queue.of('a'), queue.of('b'), queue.of('c')]).toEqual([2, 1, 0]);
  });
});
