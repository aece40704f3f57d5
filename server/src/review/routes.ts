import { foldedText } from '@sanad/shared/fold';
import { atLeast } from '@sanad/shared/policy';
import { QUEUE_COUNT_LIMIT, type Queue, type QueueOrder, queueQuery } from '@sanad/shared/queue';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, read } from '../http/problem.ts';
import type { ClaimFilter, QueueKey } from '../store/claim-table.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The queue: claims of every article, read from their rows alone. */
export function reviewRoutes(app: FastifyInstance, { store, now }: Parts): void {
  app.get('/api/claims', async (request): Promise<Queue> => {
    const query = read(queueQuery, request.query);
    const { order, limit } = query;
    const { id, role } = request.person;
    // Where a second person is asked for, two verdicts against each other are a dispute.
    const conflictsToo = query.verdict?.includes('disputed') && (await store.settings.get()).secondPerson !== 'off';
    const filter: ClaimFilter = {
      ...filterOf(query, id, now(), role !== null && atLeast(role, 'checker')),
      ...(conflictsToo ? { conflictsToo } : {}),
    };
    const after = keyOf(query.after, order, 'after');
    const through = keyOf(query.through, order, 'through');
    const [rows, total] = await Promise.all([
      store.claims.page({
        ...filter,
        order,
        ...(after ? { after } : {}),
        ...(through ? { through } : {}),
        limit: limit + 1,
      }),
      after ? null : store.claims.count(filter, QUEUE_COUNT_LIMIT),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      claims: page.map(({ claim }) => claim),
      next: last && rows.length > limit ? cursorOf(last.key) : null,
      total,
    };
  });
}

function filterOf(query: z.output<typeof queueQuery>, me: string, now: Date, confidentialToo: boolean): ClaimFilter {
  const { verdict, state, assignee, stale, unbacked, detached, article, claim, olderThan, q } = query;
  const who = assignee === 'me' ? me : assignee === 'nobody' ? null : assignee;
  return {
    ...(verdict ? { verdicts: verdict } : {}),
    ...(state === 'all' ? {} : { settled: state === 'settled' }),
    ...(who === undefined ? {} : { assignee: who }),
    ...(stale === undefined ? {} : { stale }),
    ...(unbacked === undefined ? {} : { unbacked, confidentialToo }),
    ...(detached === undefined ? {} : { detached }),
    ...(article ? { article } : {}),
    ...(claim ? { claim } : {}),
    ...(olderThan === undefined ? {} : { until: new Date(now.getTime() - olderThan * DAY).toISOString() }),
    ...(q?.trim() ? { q: foldedText(q.trim()) } : {}),
  };
}

/** A key as one word for an address. */
function cursorOf(key: QueueKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Reads a cursor back; undefined for none. @throws HttpProblem (422) when it is none of ours, or of another order. */
function keyOf(cursor: string | undefined, order: QueueOrder, name: string): QueueKey | undefined {
  if (!cursor) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const length = order === 'article' ? 4 : 3;
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // not JSON: the same answer as for JSON of another shape
  }
  throw new HttpProblem(
    422,
    'invalid',
    `"${name}" has to be the "next" of a page of the same order; leave it out to start over.`,
  );
}
