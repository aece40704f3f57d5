import type { Claim } from '@sanad/shared/claim';
import { readsAlike } from '@sanad/shared/fold';
import type { ClaimView } from '@sanad/shared/protocol';
import type { NewNotice, TakenBack } from '../store/notice-table.ts';
import type { Act, Happening, Rewritten } from '../sync/witness.ts';

/** What people are to be told, and what they were told and have not read that holds no longer. */
export interface Tidings {
  readonly given: readonly Omit<NewNotice, 'id'>[];
  readonly taken: readonly TakenBack[];
}

/** What somebody's acts mean to others. Nobody is told of what they did themselves. */
export function noticesOf({ article, actor, at, acts, claim }: Happening): Tidings {
  const given: Omit<NewNotice, 'id'>[] = [];
  const taken: TakenBack[] = [];
  for (const act of acts) {
    const about = { at, article, actor };
    if (act.kind === 'claim-assigned') assigned(about, claim(act.claim), { given, taken });
    if (COMMENTED.has(act.kind) && 'comment' in act) mentioned(about, claim(act.claim), act.comment, { given, taken });
  }
  for (const id of judgedIn(acts)) {
    const judged = claim(id);
    if (!judged) continue;
    const kind = 'verdict-disputed';
    const others = judged.removed ? [] : disputedBy(judged, actor);
    const verdict = lastOf(judged, actor)?.verdict;
    taken.push({ kind, article, claim: id, thing: actor, except: others });
    if (verdict === undefined || !isAnew(acts, id)) continue;
    for (const person of others) {
      given.push({ person, at, kind, article, claim: id, thing: actor, once: false, actor, detail: { verdict } });
    }
  }
  return { given, taken };
}

interface Gathered {
  readonly given: Omit<NewNotice, 'id'>[];
  readonly taken: TakenBack[];
}

type About = Pick<Happening, 'at' | 'article' | 'actor'>;

/** Whoever has the claim now is told; whoever had it before and does not know yet need not hear of it. */
function assigned(about: About, claim: Claim | null, { given, taken }: Gathered): void {
  if (!claim) return;
  const { article, actor } = about;
  const { id, assignee, removed } = claim;
  const kind = 'assigned';
  taken.push({ kind, article, claim: id, except: assignee === null ? [] : [assignee] });
  if (assignee === null || assignee === actor || removed) return;
  given.push({ ...about, person: assignee, kind, claim: id, thing: '', once: false, detail: {} });
}

const COMMENTED: ReadonlySet<Act['kind']> = new Set(['comment-added', 'comment-edited', 'comment-deleted']);

/** Everybody whom a comment names as it is now is told, once for each comment. */
function mentioned(about: About, claim: Claim | null, comment: string, { given, taken }: Gathered): void {
  if (!claim) return;
  const { article, actor } = about;
  const entry = claim.comments[comment];
  const people = new Set(entry?.kind === 'comment' ? entry.mentions : []);
  people.delete(actor);
  const kind = 'mentioned';
  taken.push({ kind, article, claim: claim.id, thing: comment, except: [...people] });
  if (claim.removed) return;
  for (const person of people) {
    given.push({ ...about, person, kind, claim: claim.id, thing: comment, once: true, detail: { comment } });
  }
}

/** The claims on which verdicts were given or taken back, each once. */
function judgedIn(acts: readonly Act[]): ReadonlySet<string> {
  return new Set(
    acts.flatMap((act) => (act.kind === 'verdict-given' || act.kind === 'verdict-withdrawn' ? [act.claim] : [])),
  );
}

/** Whether a verdict was given that was not before: a note is written by giving its verdict again. */
function isAnew(acts: readonly Act[], claim: string): boolean {
  const of = (kind: 'verdict-given' | 'verdict-withdrawn') =>
    acts.findLast((act) => act.kind === kind && act.claim === claim) as { readonly verdict?: string } | undefined;
  const given = of('verdict-given');
  return given !== undefined && given.verdict !== of('verdict-withdrawn')?.verdict;
}

function lastOf({ judgements }: Claim, person: string) {
  return judgements.findLast(({ by }) => by === person);
}

/**
 * The people whose verdict is another than that which `actor` gave last: who judged the same words, and whose verdict
 * stood before it whatever its words.
 */
function disputedBy(claim: Claim, actor: string): string[] {
  const given = lastOf(claim, actor);
  if (!given) return [];
  const stood = claim.judgements.slice(0, claim.judgements.lastIndexOf(given)).findLast(({ by }) => by !== actor);
  const people = new Set(claim.judgements.map(({ by }) => by));
  people.delete(actor);
  return [...people].filter((person) => {
    const theirs = lastOf(claim, person);
    if (!theirs || theirs.verdict === 'unchecked' || theirs.verdict === given.verdict) return false;
    return theirs === stood || readsAlike(theirs.quote, given.quote);
  });
}

/** What it means to whoever judged them that words were changed: by whom is said where only one can have. */
export function noticesOfRewriting({ article, at, claims, turned, writers }: Rewritten): Tidings {
  const given: Omit<NewNotice, 'id'>[] = [];
  const taken: TakenBack[] = [];
  const views = new Map(claims.map((view) => [view.id, view]));
  for (const { claim, astray } of turned) {
    const kind = 'verdict-stale';
    const view = views.get(claim);
    if (!astray || !view) taken.push({ kind, article, claim });
    else
      for (const person of decidersOf(view)) {
        const others = writers.filter((writer) => writer !== person);
        if (writers.length > 0 && others.length === 0) continue; // their own doing
        const [other = null] = others;
        const actor = writers.length === 1 ? other : null;
        given.push({ person, at, kind, article, claim, thing: '', once: false, actor, detail: {} });
      }
  }
  return { given, taken };
}

/** Whose word stands on a claim: of whoever judged it, and of whoever settled it. */
function decidersOf({ verdict, verdictBy, settlement, comments }: ClaimView): ReadonlySet<string> {
  const people = new Set<string>();
  if (verdictBy !== null && verdict !== 'unchecked') people.add(verdictBy);
  const settled = comments.find(({ id }) => id === settlement);
  if (settled) people.add(settled.by);
  return people;
}

/** An article that was signed off, or reopened. `version` is that which was signed off. */
export interface Signing {
  readonly kind: 'signed-off' | 'reopened';
  readonly article: string;
  readonly version: number;
  readonly actor: string;
  readonly at: string;
  /** Who made the article; null: nobody of the desk. */
  readonly createdBy: string | null;
  readonly claims: readonly Pick<Claim, 'judgements'>[];
}

/** Whom it concerns that an article was signed off, or reopened: who made it, and everybody who judged something in it. */
export function noticesOfSigning({ kind, article, version, actor, at, createdBy, claims }: Signing): Tidings {
  const people = new Set(claims.flatMap(({ judgements }) => judgements.map(({ by }) => by)));
  if (createdBy !== null) people.add(createdBy);
  people.delete(actor);
  const thing = String(version);
  const about = { at, kind, article, claim: null, thing, once: true, actor, detail: { version } };
  return { given: [...people].map((person) => ({ ...about, person })), taken: [] };
}
