import { createHash } from 'node:crypto';
import { directionOfLanguage } from '@sanad/shared/direction';
import { foldedText } from '@sanad/shared/fold';
import type { ClaimView } from '@sanad/shared/protocol';
import type { ClaimContext, QueuedClaim, QueueOrder } from '@sanad/shared/queue';
import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type ClaimFilter,
  type ClaimQuery,
  type ClaimRow,
  type ClaimTable,
  type QueueKey,
  ROWS_VERSION,
} from './claim-table.ts';
import { parts } from './sqlite-log.ts';
import type { Projected, Turned } from './store.ts';
import type { Tables } from './tables.ts';

/** What each order goes by, and which way. */
const ORDERS: Readonly<
  Record<QueueOrder, { readonly by: readonly (keyof typeof COLUMNS)[]; readonly way: 'asc' | 'desc' }>
> = {
  oldest: { by: ['created', 'id', 'article'], way: 'asc' },
  newest: { by: ['created', 'id', 'article'], way: 'desc' },
  article: { by: ['articleCreated', 'article', 'created', 'id'], way: 'asc' },
};
const COLUMNS = {
  created: 'claims.created_at',
  id: 'claims.id',
  article: 'claims.article',
  articleCreated: 'articles.created_at',
} as const;

/** The queue over SQLite. */
export class SqliteClaims implements ClaimTable {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async page({ order, after, through, limit, ...filter }: ClaimQuery) {
    const { by, way } = ORDERS[order];
    let select = this.#db
      .selectFrom('claims')
      .innerJoin('articles', 'articles.id', 'claims.article')
      .leftJoin('places', (join) =>
        join.onRef('places.article', '=', 'claims.article').onRef('places.claim', '=', 'claims.id'),
      )
      .select([
        'claims.view',
        'claims.context',
        'places.start',
        'places.end',
        'articles.title',
        'articles.language',
        'articles.created_at as article_created',
      ])
      .where(passes(filter));
    if (after) select = select.where(compared(order, way === 'asc' ? '>' : '<', after));
    if (through) select = select.where(compared(order, way === 'asc' ? '<=' : '>=', through));
    for (const name of by) select = select.orderBy(COLUMNS[name], way);
    const rows = await select.limit(limit).execute();
    return rows.map((row) => {
      const claim = queued(row);
      const { createdAt: created, id, articleId: article } = claim;
      const values = { created, id, article, articleCreated: row.article_created };
      return { claim, key: by.map((name) => values[name]) };
    });
  }

  async count(filter: ClaimFilter, limit: number): Promise<number> {
    const found = this.#db.selectFrom('claims').select(sql<number>`1`.as('one')).where(passes(filter)).limit(limit);
    const { count } = await this.#db
      .selectFrom(found.as('found'))
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async outdated(after: string, limit: number): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('articles')
      .select('id')
      .where('projection', '<', ROWS_VERSION)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  }
}

/** Whether a claim has confidential evidence that stands: of each piece its last version says so. */
const SECRET = sql<boolean>`exists (select 1 from confidential as one
  where one.article = claims.article and one.claim = claims.id and one.removed = 0
  and one.version = (select max(each.version) from confidential as each
    where each.article = one.article and each.claim = one.claim and each.id = one.id))`;

/** What an index is made for stands in the statement as it stands in the index: SQLite does not look at parameters. */
function passes(filter: ClaimFilter) {
  const {
    verdicts,
    conflictsToo,
    settled,
    assignee,
    stale,
    unbacked,
    confidentialToo,
    detached,
    article,
    claim,
    until,
    q,
  } = filter;
  const all = [sql<boolean>`true`];
  if (verdicts && conflictsToo) all.push(sql`(claims.verdict in (${sql.join(verdicts)}) or claims.conflict = 1)`);
  else if (verdicts?.length === 1) all.push(sql`claims.verdict = ${verdicts[0]}`);
  // Of several the list is in order only by another index: the sign keeps SQLite from the one by verdict.
  else if (verdicts) all.push(sql`+claims.verdict in (${sql.join(verdicts)})`);
  if (settled !== undefined) all.push(settled ? sql`claims.settled = 1` : sql`claims.settled = 0`);
  if (assignee !== undefined)
    all.push(assignee === null ? sql`claims.assignee is null` : sql`claims.assignee = ${assignee}`);
  if (stale !== undefined) all.push(stale ? sql`claims.stale = 1` : sql`claims.stale = 0`);
  if (unbacked !== undefined && !confidentialToo) {
    all.push(unbacked ? sql`claims.unbacked = 1` : sql`claims.unbacked = 0`);
  } else if (unbacked) all.push(sql`claims.unbacked = 1 and not ${SECRET}`);
  else if (unbacked === false) all.push(sql`(claims.unbacked = 0 or ${SECRET})`);
  if (detached !== undefined) {
    all.push(detached ? sql`claims.attachment = 'detached'` : sql`claims.attachment <> 'detached'`);
  }
  if (article !== undefined) all.push(sql`claims.article = ${article}`);
  if (claim !== undefined) all.push(sql`claims.id = ${claim}`);
  if (until !== undefined) all.push(sql`coalesce(claims.verdict_at, claims.created_at) <= ${until}`);
  if (q) all.push(sql`instr(claims.folded, ${q}) > 0`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}

function compared(order: QueueOrder, how: '<' | '>' | '<=' | '>=', key: QueueKey) {
  const { by } = ORDERS[order];
  if (key.length !== by.length) throw new RangeError(`no place in the order ${order}`);
  const columns = sql.join(by.map((name) => sql.ref(COLUMNS[name])));
  return sql<boolean>`(${columns}) ${sql.raw(how)} (${sql.join([...key])})`;
}

/** What rows from before there was anything to settle have nothing of, until they are made anew. */
const LACKING: Pick<ClaimView, 'assignee' | 'evidence' | 'comments' | 'settlement' | 'start' | 'end'> = {
  assignee: null,
  evidence: [],
  comments: [],
  settlement: null,
  start: null,
  end: null,
};

interface Selected {
  readonly view: string;
  readonly context: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly title: string;
  readonly language: string;
}

function queued({ view, context, start, end, title, language }: Selected): QueuedClaim {
  return {
    ...LACKING,
    ...(JSON.parse(view) as Omit<ClaimView, keyof typeof LACKING>),
    ...(start === null ? {} : { start, end }),
    articleTitle: title,
    language,
    direction: directionOfLanguage(language),
    context: JSON.parse(context) as ClaimContext,
  };
}

/** What of a claim is searched: its words, what was said of it, and what its evidence is called. */
function searchedWords({ quote, originalQuote, note, comments, evidence }: ClaimView): string {
  const said = comments.flatMap((entry) => {
    if (entry.kind === 'comment') return entry.text;
    if (entry.kind === 'settlement') return entry.wording ? [entry.reason, entry.wording] : entry.reason;
    return entry.kind === 'reopening' ? entry.reason : [];
  });
  const named = evidence.flatMap(({ title, publisher }) => [title, publisher]);
  const original = originalQuote === quote ? '' : originalQuote;
  return [quote, original, note, ...said, ...named].filter(Boolean).join('\n');
}

/** Writes the rows of an article anew where they differ, and tells of what it did. Within a transaction. */
export async function writeClaims(
  db: Transaction<Tables>,
  article: string,
  claims: readonly ClaimRow[],
): Promise<Projected> {
  const kept = await db
    .selectFrom('claims')
    .select(['id', 'mark', 'stale', 'attachment', 'settled'])
    .where('article', '=', article)
    .execute();
  const before = new Map(kept.map((row) => [row.id, row]));
  const turned: Turned[] = [];
  const changed: Tables['claims'][] = [];
  for (const claim of claims) {
    const { id } = claim.view;
    const known = before.get(id);
    before.delete(id);
    const { start: _start, end: _end, ...rest } = claim.view;
    const view = JSON.stringify(rest);
    const context = JSON.stringify(claim.context);
    const mark = createHash('sha1').update(view).update(context).digest('base64');
    if (known?.mark === mark) continue;
    const row = { ...columnsOf(article, claim), view, context, mark };
    if (known && isAstray(known) !== isAstray(row)) turned.push({ claim: id, astray: isAstray(row) });
    changed.push(row);
  }
  for (const part of parts(changed)) await upsert(db, part);
  for (const part of parts([...before.keys()])) {
    await db.deleteFrom('claims').where('article', '=', article).where('id', 'in', part).execute();
  }
  for (const gone of before.values()) if (isAstray(gone)) turned.push({ claim: gone.id, astray: false });
  await writePlaces(db, article, claims);
  return { turned, changed: changed.length > 0 || before.size > 0 };
}

function columnsOf(article: string, { view }: ClaimRow): Omit<Tables['claims'], 'view' | 'context' | 'mark'> {
  const { id, createdAt, verdict, verdictAt, stale, attachment, assignee, settlement, evidence, comments } = view;
  return {
    article,
    id,
    created_at: createdAt,
    verdict,
    verdict_at: verdictAt,
    stale: stale ? 1 : 0,
    attachment,
    assignee,
    settled: settlement === null ? 0 : 1,
    unbacked: verdict === 'verified' && evidence.length === 0 ? 1 : 0,
    conflict: view.secondLook === 'conflict' ? 1 : 0,
    comments: comments.filter(({ kind }) => kind === 'comment').length,
    folded: foldedText(searchedWords(view)),
  };
}

/** Whether a row is of a claim that is stale, or detached and open. */
function isAstray({ stale, attachment, settled }: Pick<Tables['claims'], 'stale' | 'attachment' | 'settled'>): boolean {
  return stale === 1 || (attachment === 'detached' && settled === 0);
}

async function upsert(db: Transaction<Tables>, claims: readonly Tables['claims'][]): Promise<void> {
  await db
    .insertInto('claims')
    .values(claims)
    .onConflict((conflict) =>
      conflict.columns(['article', 'id']).doUpdateSet(({ ref }) => ({
        created_at: ref('excluded.created_at'),
        verdict: ref('excluded.verdict'),
        verdict_at: ref('excluded.verdict_at'),
        stale: ref('excluded.stale'),
        attachment: ref('excluded.attachment'),
        assignee: ref('excluded.assignee'),
        settled: ref('excluded.settled'),
        unbacked: ref('excluded.unbacked'),
        conflict: ref('excluded.conflict'),
        comments: ref('excluded.comments'),
        folded: ref('excluded.folded'),
        view: ref('excluded.view'),
        context: ref('excluded.context'),
        mark: ref('excluded.mark'),
      })),
    )
    .execute();
}

async function writePlaces(db: Transaction<Tables>, article: string, claims: readonly ClaimRow[]): Promise<void> {
  const before = new Map(
    (await db.selectFrom('places').select(['claim', 'start', 'end']).where('article', '=', article).execute()).map(
      (place) => [place.claim, place],
    ),
  );
  const moved: Tables['places'][] = [];
  for (const { view } of claims) {
    const { id: claim, start, end } = view;
    if (start === null || end === null) continue;
    const known = before.get(claim);
    before.delete(claim);
    if (known?.start !== start || known.end !== end) moved.push({ article, claim, start, end });
  }
  for (const part of parts(moved)) {
    await db
      .insertInto('places')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['article', 'claim'])
          .doUpdateSet(({ ref }) => ({ start: ref('excluded.start'), end: ref('excluded.end') })),
      )
      .execute();
  }
  for (const part of parts([...before.keys()])) {
    await db.deleteFrom('places').where('article', '=', article).where('claim', 'in', part).execute();
  }
}
