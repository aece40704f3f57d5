import type { Report } from '@sanad/shared/report';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';

/** What one person checked: on whose claims they gave which verdict, and when first and last. */
export interface LedgerLine {
  readonly name: string;
  /** Whether the name only stands in a file that was imported. */
  readonly imported: boolean;
  /** Numbers of claims by the verdict that this person gave last on each, ascending. */
  readonly judged: Readonly<Record<Verdict, readonly number[]>>;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

/** Who checked what, and when: everybody who gave a verdict, by the time of their first. */
export function ledgerOf({ claims }: Pick<Report, 'claims'>): LedgerLine[] {
  const lines = new Map<string, { name: string; imported: boolean; given: Map<number, Verdict>; at: string[] }>();
  for (const claim of claims) {
    for (const { by, imported = false, verdict, at } of claim.judgements) {
      const key = `${imported} ${by}`;
      const line = lines.get(key) ?? { name: by, imported, given: new Map<number, Verdict>(), at: [] };
      lines.set(key, line);
      line.given.set(claim.number, verdict);
      line.at.push(at);
    }
  }
  return [...lines.values()]
    .map(({ name, imported, given, at }): LedgerLine => {
      const moments = at.toSorted();
      const judged = Object.fromEntries(
        VERDICTS.map((verdict) => [
          verdict,
          [...given].filter(([, held]) => held === verdict).map(([number]) => number),
        ]),
      ) as Record<Verdict, number[]>;
      return { name, imported, judged, first: moments[0] as string, last: moments.at(-1) as string };
    })
    .sort((a, b) => a.first.localeCompare(b.first) || a.name.localeCompare(b.name));
}

/** Numbers in a row as `1–4, 7`, with `comma` between. */
export function stretches(numbers: readonly number[], comma: string): string {
  const told: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const from = i;
    while (numbers[i + 1] === (numbers[i] as number) + 1) i++;
    told.push(i === from ? `${numbers[i]}` : `${numbers[from]}–${numbers[i]}`);
  }
  return told.join(comma);
}
