import type { Verdict } from '@sanad/shared/verdict';
import { dayOf, type Paper, type Voiced, voiced } from './paper.ts';

/** A person in the ledger, with initials that nobody else in it has. */
export interface Checker {
  readonly initials: string;
  readonly name: Voiced;
}

/** What one person did on one day, from when to when: verdicts of one kind, settlements of one kind, or setting aside. */
export interface LedgerRow {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly initials: string;
  readonly act: string;
  readonly verdict: Verdict | null;
  /** The claims it was about, in the order of the text; how many sentences, where it was about none. */
  readonly claims: readonly number[];
  readonly sentences: number;
}

/** Who checked what, and when. */
export interface Ledger {
  readonly checkers: readonly Checker[];
  readonly rows: readonly LedgerRow[];
}

interface Act {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly verdict: Verdict | null;
  readonly claim: number | null;
}

/** The ledger of a report: what was done, in order, with what one person did of one kind on one day in one row. */
export function ledgerOf(paper: Paper): Ledger {
  const acts = actsOf(paper).sort((a, b) => a.at.localeCompare(b.at) || (a.claim ?? 0) - (b.claim ?? 0));
  const initials = initialsOf(acts.map(({ by }) => by));
  const groups = Map.groupBy(acts, ({ at, by, what }) => JSON.stringify([at.slice(0, 10), by, what]));
  return {
    checkers: [...initials].map(([name, short]) => ({
      initials: paper.ink.whole(short),
      name: voiced(name, paper.words.direction, paper),
    })),
    rows: [...groups.values()].map((group) => rowOf(group, initials, paper)),
  };
}

function actsOf({ report, words, own }: Paper): Act[] {
  return [
    ...report.claims.flatMap((claim) => [
      ...claim.judgements.map(({ by, at, verdict }) => ({
        at,
        by,
        what: words.verdicts[verdict],
        verdict,
        claim: claim.number,
      })),
      ...(claim.settlement
        ? [
            {
              at: claim.settlement.at,
              by: claim.settlement.by,
              what: words.settlements[claim.settlement.how],
              verdict: null,
              claim: claim.number,
            },
          ]
        : []),
    ]),
    ...report.setAside.map(({ by, at }) => ({ at, by, what: own.setAsideBy, verdict: null, claim: null })),
  ];
}

function rowOf(group: readonly Act[], initials: ReadonlyMap<string, string>, paper: Paper): LedgerRow {
  const first = group[0] as Act;
  const last = group.at(-1) as Act;
  const minute = (iso: string) => (Number.isNaN(Date.parse(iso)) ? '' : new Date(iso).toISOString().slice(11, 16));
  const claims = group.flatMap(({ claim }) => (claim === null ? [] : [claim]));
  return {
    day: dayOf(first.at, paper),
    from: minute(first.at),
    to: minute(last.at),
    initials: paper.ink.whole(initials.get(first.by) ?? ''),
    act: first.what,
    verdict: first.verdict,
    claims: [...new Set(claims)].sort((a, b) => a - b),
    sentences: group.length - claims.length,
  };
}

/** Initials for each name, in the order they first stand there; a number tells apart those that would be the same. */
export function initialsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  const initials = new Map<string, string>();
  for (const name of names) {
    if (initials.has(name)) continue;
    const short = shortened(name);
    const before = taken.get(short) ?? 0;
    taken.set(short, before + 1);
    initials.set(name, before === 0 ? short : `${short}${before + 1}`);
  }
  return initials;
}

/** The first letters of the first and the last word: `ل.ح`, `L.H`; the first letter of the name where it is one word. */
function shortened(name: string): string {
  // An article is no part of a name's first letter.
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const letters = words
    .map((word) => (/^ال\p{L}{2}/u.test(word) ? word.slice(2) : word))
    .map((word) => Array.from(word)[0] as string);
  const [first, last] = [letters[0], letters.length > 1 ? letters.at(-1) : undefined];
  if (first === undefined) return '–';
  return (last === undefined ? first : `${first}.${last}`).toLocaleUpperCase('en');
}
