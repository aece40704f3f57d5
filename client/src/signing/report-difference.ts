import { SETTLEMENTS } from '@sanad/shared/thread';
import { VERDICTS } from '@sanad/shared/verdict';
import { diffArrays } from 'diff';
import { z } from 'zod';

/** As much of a report as is compared. The text is blocks joined by one line feed; `settlement` came with a later Sanad. */
export const comparedShape = z.object({
  article: z.object({ text: z.string() }),
  claims: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      quote: z.string(),
      verdict: z.enum(VERDICTS),
      settlement: z
        .object({ how: z.enum(SETTLEMENTS) })
        .nullish()
        .catch(null),
    }),
  ),
});
export type Compared = z.infer<typeof comparedShape>;
type ComparedClaim = Compared['claims'][number];

/** A block whose text is another, was taken out (`after` null) or came in (`before` null). */
export interface BlockChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of a claim: came, went, was judged otherwise, settled or opened again, or has other words. */
export interface ClaimChange {
  readonly id: string;
  readonly before: ComparedClaim | null;
  readonly after: ComparedClaim | null;
  readonly kinds: readonly ('added' | 'removed' | 'judged' | 'settled' | 'unsettled' | 'reworded')[];
}

export interface ReportDifference {
  readonly blocks: readonly BlockChange[];
  readonly claims: readonly ClaimChange[];
}

/** What differs between two reports of one article, in the order of the later text. */
export function reportDifference(before: Compared, after: Compared): ReportDifference {
  return { blocks: blockChanges(before.article.text, after.article.text), claims: claimChanges(before, after) };
}

/** Blocks that went and came at the same place are the same ones, changed, as far as there are as many. */
function blockChanges(before: string, after: string): BlockChange[] {
  const changes: BlockChange[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const close = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) {
      changes.push({ before: gone[at] ?? null, after: come[at] ?? null });
    }
    gone = [];
    come = [];
  };
  for (const { value, added, removed } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else close();
  }
  close();
  return changes;
}

function claimChanges(before: Compared, after: Compared): ClaimChange[] {
  const known = new Map(before.claims.map((claim) => [claim.id, claim]));
  const changes: ClaimChange[] = [];
  for (const claim of after.claims) {
    const was = known.get(claim.id) ?? null;
    known.delete(claim.id);
    const kinds = was ? kindsOf(was, claim) : (['added'] as const);
    if (kinds.length > 0) changes.push({ id: claim.id, before: was, after: claim, kinds });
  }
  for (const claim of known.values()) {
    changes.push({ id: claim.id, before: claim, after: null, kinds: ['removed'] });
  }
  return changes;
}

function kindsOf(before: ComparedClaim, after: ComparedClaim): ClaimChange['kinds'] {
  const [was, is] = [before.settlement?.how ?? null, after.settlement?.how ?? null];
  return [
    ...(before.verdict === after.verdict ? [] : (['judged'] as const)),
    ...(was === is ? [] : is === null ? (['unsettled'] as const) : (['settled'] as const)),
    ...(before.quote === after.quote ? [] : (['reworded'] as const)),
  ];
}
