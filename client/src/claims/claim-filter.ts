import { VERDICTS, type Verdict } from '@sanad/shared/claim';

/** What of a claim a filter looks at. */
export interface Filterable {
  readonly verdict: Verdict;
  readonly stale: boolean;
  readonly attachment: { readonly kind: 'exact' | 'recovered' | 'detached' };
}

export const CONDITIONS = ['stale', 'recovered', 'detached'] as const;
/** A condition a claim can be in, whatever its verdict. */
export type Condition = (typeof CONDITIONS)[number];

/** Which claims to show. An empty list asks nothing; several entries of one list are "or", the two lists are "and". */
export interface ClaimFilter {
  readonly verdicts: readonly Verdict[];
  readonly conditions: readonly Condition[];
}

export const NO_FILTER: ClaimFilter = { verdicts: [], conditions: [] };

const VERDICT_PARAMETER = 'verdict';
const CONDITION_PARAMETER = 'state';

/** Reads the filter from an address's query; words it does not know are left out. */
export function readFilter(query: URLSearchParams): ClaimFilter {
  return {
    verdicts: known(VERDICTS, query.get(VERDICT_PARAMETER)),
    conditions: known(CONDITIONS, query.get(CONDITION_PARAMETER)),
  };
}

function known<T extends string>(words: readonly T[], list: string | null): T[] {
  const given = new Set((list ?? '').split(','));
  return words.filter((word) => given.has(word));
}

/** The query `query` with `filter` in it in place of the one before; the other parameters stay. */
export function writeFilter(query: URLSearchParams, filter: ClaimFilter): URLSearchParams {
  const written = new URLSearchParams(query);
  const write = (name: string, words: readonly string[]) => {
    if (words.length === 0) written.delete(name);
    else written.set(name, words.join(','));
  };
  write(VERDICT_PARAMETER, filter.verdicts);
  write(CONDITION_PARAMETER, filter.conditions);
  return written;
}

/** Whether the filter asks nothing. */
export function asksNothing(filter: ClaimFilter): boolean {
  return filter.verdicts.length === 0 && filter.conditions.length === 0;
}

/** Whether a claim passes the filter. */
export function passes(filter: ClaimFilter, claim: Filterable): boolean {
  if (filter.verdicts.length > 0 && !filter.verdicts.includes(claim.verdict)) return false;
  return filter.conditions.length === 0 || filter.conditions.some((condition) => isIn(claim, condition));
}

function isIn(claim: Filterable, condition: Condition): boolean {
  return condition === 'stale' ? claim.stale : claim.attachment.kind === condition;
}

/**
 * The filter as attributes of what the text is in: the style of the spans reads there which of them recede. None where it
 * asks nothing.
 */
export function filterAttributes(filter: ClaimFilter): Readonly<Record<`data-shown-${string}`, string>> {
  return {
    ...(filter.verdicts.length > 0 ? { 'data-shown-verdicts': filter.verdicts.join(' ') } : {}),
    ...(filter.conditions.length > 0 ? { 'data-shown-conditions': filter.conditions.join(' ') } : {}),
  };
}

/** The filter with `entry` put in, or taken out when it was in. The order stays that of the domain. */
export function toggled(filter: ClaimFilter, entry: Verdict | Condition): ClaimFilter {
  const flip = <T extends string>(words: readonly T[], chosen: readonly T[]) =>
    words.filter((word) => (word === entry ? !chosen.includes(word) : chosen.includes(word)));
  return {
    verdicts: flip(VERDICTS, filter.verdicts),
    conditions: flip(CONDITIONS, filter.conditions),
  };
}

/** How many claims there are of each verdict and in each condition. */
export type ClaimCounts = Readonly<Record<Verdict | Condition, number>>;

export function countClaims(claims: readonly Filterable[]): ClaimCounts {
  const counts = { unchecked: 0, verified: 0, disputed: 0, unsourced: 0, stale: 0, recovered: 0, detached: 0 };
  for (const { verdict, stale, attachment } of claims) {
    counts[verdict]++;
    if (stale) counts.stale++;
    if (attachment.kind !== 'exact') counts[attachment.kind]++;
  }
  return counts;
}

export function sameCounts(a: ClaimCounts, b: ClaimCounts): boolean {
  return [...VERDICTS, ...CONDITIONS].every((entry) => a[entry] === b[entry]);
}
