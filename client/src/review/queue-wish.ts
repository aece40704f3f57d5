import type { ClaimView } from '@sanad/shared/protocol';
import { QUEUE_ORDERS, QUEUE_STATES, type QueueOrder } from '@sanad/shared/queue';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';

/** The views that have a name. Each is a filter, which what else stands in the address narrows or changes. */
export const QUEUE_VIEWS = ['disputes', 'unsourced', 'stale', 'unassigned', 'mine', 'all'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** What lost its ground, whatever its verdict. */
export const QUEUE_CONDITIONS = ['stale', 'detached', 'unbacked'] as const;
export type QueueCondition = (typeof QUEUE_CONDITIONS)[number];

/** What is asked of the queue, in the words of `GET /api/claims`. */
export interface QueueFilter {
  readonly verdict: readonly Verdict[];
  readonly state: (typeof QUEUE_STATES)[number];
  /** A person's id, `me` or `nobody`; null: whosever. */
  readonly assignee: string | null;
  readonly condition: QueueCondition | null;
  readonly olderThan: number | null;
  readonly article: string | null;
  readonly q: string;
  readonly order: QueueOrder;
}

/** A view, and the filter it comes to with what else was asked. */
export interface QueueWish {
  readonly view: QueueView;
  readonly filter: QueueFilter;
}

const ANY: QueueFilter = {
  verdict: [],
  state: 'all',
  assignee: null,
  condition: null,
  olderThan: null,
  article: null,
  q: '',
  order: 'oldest',
};

const OF_VIEW: Readonly<Record<QueueView, QueueFilter>> = {
  disputes: { ...ANY, verdict: ['disputed'], state: 'open' },
  unsourced: { ...ANY, verdict: ['unsourced'], state: 'open' },
  stale: { ...ANY, condition: 'stale' },
  unassigned: { ...ANY, verdict: ['unchecked', 'disputed', 'unsourced'], state: 'open', assignee: 'nobody' },
  mine: { ...ANY, assignee: 'me', state: 'open', order: 'article' },
  all: ANY,
};

const oneOf = <T extends string>(words: readonly T[], given: string | null): T | null =>
  words.find((word) => word === given) ?? null;

/** The ages that are offered, in days. */
export const AGES = [1, 3, 7, 30] as const;

/** Reads what is asked from an address's query; what it does not know is left out. */
export function readWish(query: URLSearchParams): QueueWish {
  const view = oneOf(QUEUE_VIEWS, query.get('view')) ?? 'disputes';
  const base = OF_VIEW[view];
  const given = (name: string) => query.get(name);
  const verdicts = given('verdict');
  const days = Number(given('olderThan'));
  const condition = given('condition');
  const assignee = given('assignee');
  return {
    view,
    filter: {
      verdict: verdicts === null ? base.verdict : VERDICTS.filter((verdict) => verdicts.split(',').includes(verdict)),
      state: oneOf(QUEUE_STATES, given('state')) ?? base.state,
      assignee: assignee === null ? base.assignee : assignee === 'any' ? null : assignee,
      condition: condition === null ? base.condition : oneOf(QUEUE_CONDITIONS, condition),
      olderThan: Number.isInteger(days) && days > 0 ? days : base.olderThan,
      article: given('article') || base.article,
      q: (given('q') ?? base.q).slice(0, 200),
      order: oneOf(QUEUE_ORDERS, given('order')) ?? base.order,
    },
  };
}

/** The query of an address that asks for that and no more. */
export function writeWish({ view, filter }: QueueWish): URLSearchParams {
  const base = OF_VIEW[view];
  const query = new URLSearchParams();
  if (view !== 'disputes') query.set('view', view);
  if (filter.verdict.join() !== base.verdict.join()) query.set('verdict', filter.verdict.join() || 'any');
  if (filter.state !== base.state) query.set('state', filter.state);
  if (filter.assignee !== base.assignee) query.set('assignee', filter.assignee ?? 'any');
  if (filter.condition !== base.condition) query.set('condition', filter.condition ?? 'any');
  if (filter.olderThan !== null) query.set('olderThan', String(filter.olderThan));
  if (filter.article !== null) query.set('article', filter.article);
  if (filter.q !== '') query.set('q', filter.q);
  if (filter.order !== base.order) query.set('order', filter.order);
  return query;
}

/** The view without anything else asked; the article and the words looked for stay. */
export function viewWish(view: QueueView, kept: Partial<Pick<QueueFilter, 'article' | 'q'>> = {}): QueueWish {
  return { view, filter: { ...OF_VIEW[view], ...kept } };
}

/** How much else is asked than the view asks by itself. */
export function narrowings({ view, filter }: QueueWish): number {
  const query = writeWish({ view, filter });
  return [...query.keys()].filter((name) => name !== 'view' && name !== 'q').length;
}

/** The filter as the parameters of `GET /api/claims`. */
export function askedOf(filter: QueueFilter): Record<string, string> {
  const { verdict, state, assignee, condition, olderThan, article, q, order } = filter;
  return {
    ...(verdict.length > 0 ? { verdict: verdict.join() } : {}),
    ...(state === 'all' ? {} : { state }),
    ...(assignee === null ? {} : { assignee }),
    ...(condition === null ? {} : { [condition]: 'true' }),
    ...(olderThan === null ? {} : { olderThan: String(olderThan) }),
    ...(article === null ? {} : { article }),
    ...(q.trim() === '' ? {} : { q }),
    order,
  };
}

/** Whether a claim still is what a filter asks for, as far as what was done to it here can have changed that. */
export function stillAsked(filter: QueueFilter, claim: ClaimView, me: string): boolean {
  const { verdict, state, assignee, condition } = filter;
  if (verdict.length > 0 && !verdict.includes(claim.verdict)) return false;
  if (state !== 'all' && (claim.settlement === null) !== (state === 'open')) return false;
  if (assignee === 'nobody' && claim.assignee !== null) return false;
  if (assignee !== null && assignee !== 'nobody' && claim.assignee !== (assignee === 'me' ? me : assignee))
    return false;
  if (condition === 'stale') return claim.stale;
  if (condition === 'detached') return claim.attachment === 'detached';
  if (condition === 'unbacked') return claim.verdict === 'verified' && claim.evidence.length === 0;
  return true;
}
