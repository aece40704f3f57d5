import { VERDICTS, type Verdict } from '@sanad/shared/claim';
import type { SecondLook } from '@sanad/shared/second-look';
import type { SettlementHow } from '@sanad/shared/thread';

/** What of a claim a filter looks at. */
export interface Filterable {
  readonly verdict: Verdict;
  readonly stale: boolean;
  readonly attachment: { readonly kind: 'exact' | 'recovered' | 'detached' };
  /** How it is settled; null while it is open. */
  readonly settled: SettlementHow | null;
  readonly claim: { readonly assignee: string | null };
  /** How many people stand by a verdict on its words. */
  readonly look: SecondLook;
}

export const CONDITIONS = ['stale', 'recovered', 'detached'] as const;
/** A condition a claim can be in, whatever its verdict. */
export type Condition = (typeof CONDITIONS)[number];

export const CLOSURES = ['open', 'settled'] as const;
/** Whether a claim is settled. */
export type Closure = (typeof CLOSURES)[number];

export const ASSIGNEES = ['me', 'nobody'] as const;
/** Whose work a claim is, to the one who asks. */
export type Assignee = (typeof ASSIGNEES)[number];

export const SECONDS = ['awaiting', 'confirmed', 'conflict'] as const satisfies readonly SecondLook[];
/** What a second person says of a claim. */
export type Second = (typeof SECONDS)[number];

/** Anything a filter can ask for. */
export type FilterEntry = Verdict | Condition | Closure | Assignee | Second;

/** Which claims to show. An empty list asks nothing; several entries of one list are "or", the lists are "and". */
export interface ClaimFilter {
  readonly verdicts: readonly Verdict[];
  readonly conditions: readonly Condition[];
  readonly closures: readonly Closure[];
  readonly assignees: readonly Assignee[];
  readonly seconds: readonly Second[];
}

/** The lists of a filter: the parameter of the address each stands in, and what it can hold. */
const LISTS = {
  verdicts: { parameter: 'verdict', entries: VERDICTS },
  conditions: { parameter: 'state', entries: CONDITIONS },
  closures: { parameter: 'closure', entries: CLOSURES },
  assignees: { parameter: 'assignee', entries: ASSIGNEES },
  seconds: { parameter: 'second', entries: SECONDS },
} as const;
const NAMES = ['verdicts', 'conditions', 'closures', 'assignees', 'seconds'] as const;

export const NO_FILTER: ClaimFilter = { verdicts: [], conditions: [], closures: [], assignees: [], seconds: [] };

/** Reads the filter from an address's query; words it does not know are left out. */
export function readFilter(query: URLSearchParams): ClaimFilter {
  return {
    verdicts: known(VERDICTS, query.get(LISTS.verdicts.parameter)),
    conditions: known(CONDITIONS, query.get(LISTS.conditions.parameter)),
    closures: known(CLOSURES, query.get(LISTS.closures.parameter)),
    assignees: known(ASSIGNEES, query.get(LISTS.assignees.parameter)),
    seconds: known(SECONDS, query.get(LISTS.seconds.parameter)),
  };
}

function known<T extends string>(words: readonly T[], list: string | null): T[] {
  const given = new Set((list ?? '').split(','));
  return words.filter((word) => given.has(word));
}

/** The query `query` with `filter` in it in place of the one before; the other parameters stay. */
export function writeFilter(query: URLSearchParams, filter: ClaimFilter): URLSearchParams {
  const written = new URLSearchParams(query);
  for (const name of NAMES) {
    const { parameter } = LISTS[name];
    if (filter[name].length === 0) written.delete(parameter);
    else written.set(parameter, filter[name].join(','));
  }
  return written;
}

/** Whether the filter asks nothing. */
export function asksNothing(filter: ClaimFilter): boolean {
  return NAMES.every((name) => filter[name].length === 0);
}

/** Whether a claim passes the filter of the person `me`. */
export function passes(filter: ClaimFilter, claim: Filterable, me: string): boolean {
  return NAMES.every((name) => filter[name].length === 0 || filter[name].some((entry) => is(claim, entry, me)));
}

function is(claim: Filterable, entry: FilterEntry, me: string): boolean {
  switch (entry) {
    case 'stale':
      return claim.stale;
    case 'recovered':
    case 'detached':
      return claim.attachment.kind === entry;
    case 'open':
      return claim.settled === null;
    case 'settled':
      return claim.settled !== null;
    case 'me':
      return claim.claim.assignee === me;
    case 'nobody':
      return claim.claim.assignee === null;
    case 'awaiting':
    case 'confirmed':
    case 'conflict':
      // What is settled asks for no second person.
      return claim.settled === null && claim.look === entry;
    default:
      return claim.verdict === entry;
  }
}

/**
 * The filter as attributes of what the text is in: the style of the spans reads there which of them recede. None where it
 * asks nothing.
 */
export function filterAttributes(filter: ClaimFilter): Readonly<Record<`data-shown-${string}`, string>> {
  return {
    ...(filter.verdicts.length > 0 ? { 'data-shown-verdicts': filter.verdicts.join(' ') } : {}),
    ...(filter.conditions.length > 0 ? { 'data-shown-conditions': filter.conditions.join(' ') } : {}),
    ...(filter.closures.length > 0 ? { 'data-shown-closure': filter.closures.join(' ') } : {}),
    ...(filter.assignees.length > 0 ? { 'data-shown-assignees': filter.assignees.join(' ') } : {}),
    ...(filter.seconds.length > 0 ? { 'data-shown-seconds': filter.seconds.join(' ') } : {}),
  };
}

/** The filter with `entry` put in, or taken out when it was in. The order stays that of the domain. */
export function toggled(filter: ClaimFilter, entry: FilterEntry): ClaimFilter {
  const flip = <T extends string>(words: readonly T[], chosen: readonly T[]) =>
    words.filter((word) => (word === entry ? !chosen.includes(word) : chosen.includes(word)));
  return {
    verdicts: flip(VERDICTS, filter.verdicts),
    conditions: flip(CONDITIONS, filter.conditions),
    // What is the one is not the other: to ask for both would be to ask nothing.
    closures: exchanged(filter.closures, CLOSURES, entry),
    assignees: flip(ASSIGNEES, filter.assignees),
    seconds: flip(SECONDS, filter.seconds),
  };
}

function exchanged<T extends string>(chosen: readonly T[], words: readonly T[], entry: string): readonly T[] {
  const word = words.find((each) => each === entry);
  if (word === undefined) return chosen;
  return chosen.includes(word) ? [] : [word];
}

/** How many claims there are of each kind a filter can ask for. */
export type ClaimCounts = Readonly<Record<FilterEntry, number>>;

const ENTRIES: readonly FilterEntry[] = [...VERDICTS, ...CONDITIONS, ...CLOSURES, ...ASSIGNEES, ...SECONDS];

/** Counts claims by what the person `me` could ask for. */
export function countClaims(claims: Iterable<Filterable>, me: string): ClaimCounts {
  const counts = Object.fromEntries(ENTRIES.map((entry) => [entry, 0])) as Record<FilterEntry, number>;
  for (const claim of claims) addToCounts(counts, claim, me, 1);
  return counts;
}

/** Counts one claim more (1), or one less (-1). */
export function addToCounts(counts: Record<FilterEntry, number>, claim: Filterable, me: string, by: 1 | -1): void {
  for (const entry of ENTRIES) if (is(claim, entry, me)) counts[entry] += by;
}

export function sameCounts(a: ClaimCounts, b: ClaimCounts): boolean {
  return ENTRIES.every((entry) => a[entry] === b[entry]);
}
