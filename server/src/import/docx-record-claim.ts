import { cleanName } from '@sanad/shared/author';
import { claimantShape } from '@sanad/shared/claimant';
import { evidenceRequest } from '@sanad/shared/evidence';
import type { DocxClaim, DocxPart } from '../report/docx-record.ts';
import type { ReportLanguage } from '../report/words.ts';
import type { DocxComment } from './docx-comments.ts';
import { type KnownClaim, standingPart } from './docx-record-reader.ts';
import { entriesOf, resolvedEntry } from './docx-thread.ts';
import type { ImportedClaim, ImportedEntry, ImportedJudgement, ImportedPlace, Signature } from './imported-claim.ts';

type Evidence = ImportedClaim['evidence'][number];

/**
 * A claim of a record as it was, as far as the comments still say so; what they say otherwise is said in its thread. It is
 * detached where it was, and where its words are gone from the text.
 */
export function claimOfRecord(
  { claim, root, holds, parts }: KnownClaim,
  replies: readonly DocxComment[],
  place: ImportedPlace | null,
  language: ReportLanguage,
): ImportedClaim {
  const held = claim.detached ? null : place;
  const shown = new Set(parts.values());
  const standing = standingPart(claim);
  const isShown = (part: DocxPart, index: number) => shown.has(index) || (holds && part === standing);
  const judgements: ImportedJudgement[] = [];
  const evidence: Evidence[] = [];
  const entries: ImportedEntry[] = [];
  const entryOf = new Map<number, number>();
  /** Parts that are shown as they are, and yet can be none of the claim: their comments are told as words. */
  const refused = new Set<number>();
  for (const [index, part] of claim.parts.entries()) {
    if (!isShown(part, index)) continue;
    const by = { named: cleanName(part.by), at: part.at };
    if (part.kind === 'judgement') judgements.push(judgementOf(part, claim, by));
    else if (part.kind === 'evidence') {
      const piece = evidenceRequest.safeParse(part.piece);
      if (piece.success) evidence.push({ ...piece.data, signature: by });
      else refused.add(index);
    } else {
      const entry = entryOfPart(part, claim, by, entryOf);
      if (entry) entryOf.set(index, entries.push(entry) - 1);
      else refused.add(index);
    }
  }
  if (!holds) entries.push(...entriesOf(root, null, language));
  for (const [comment, index] of parts) if (refused.has(index)) entries.push(...entriesOf(comment, null, language));
  for (const reply of replies) if (!parts.has(reply)) entries.push(...entriesOf(reply, null, language));
  const isSettled = entries.some(({ kind }) => kind === 'settlement');
  if (root.isDone && !isSettled) entries.push(resolvedEntry(null, language));
  return {
    place: held && { start: held.start, end: held.end },
    recovered: claim.recovered,
    quote: held ? null : claim.quote,
    original: claim.original ?? claim.quote,
    made: { named: cleanName(claim.createdBy), at: claim.createdAt },
    judgements,
    evidence,
    entries,
    claimant: holds ? (claimantShape.safeParse(claim.claimant).data ?? null) : null,
  };
}

function judgementOf(part: DocxPart & { kind: 'judgement' }, claim: DocxClaim, by: Signature): ImportedJudgement {
  return { verdict: part.verdict, note: part.note, quote: part.quote ?? claim.quote.exact, by };
}

function entryOfPart(
  part: DocxPart & { kind: 'comment' | 'settlement' | 'reopening' },
  claim: DocxClaim,
  by: Signature,
  entryOf: ReadonlyMap<number, number>,
): ImportedEntry | null {
  switch (part.kind) {
    case 'comment': {
      if (part.text.trim() === '') return null;
      const replyTo = part.replyTo === null ? null : (entryOf.get(part.replyTo) ?? null);
      return { kind: 'comment', text: part.text, replyTo, by };
    }
    case 'settlement': {
      const { how, reason, wording } = part;
      return { kind: 'settlement', how, reason, wording, quote: part.quote ?? claim.quote.exact, by };
    }
    case 'reopening': {
      const of = entryOf.get(part.of);
      return of === undefined ? null : { kind: 'reopening', of, reason: part.reason, by };
    }
  }
}
