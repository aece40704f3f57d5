import type { Claim } from './claim.ts';
import { type EvidenceView, piecesOf } from './evidence.ts';
import { entriesOf, type SettlementHow, standingSettlement, type ThreadEntry } from './thread.ts';

/** A piece of evidence in the report: `by` is a name. */
export type ReportEvidence = EvidenceView;

/** How a claim was settled, by whom (a name), and on which words. */
export interface ReportSettlement {
  readonly how: SettlementHow;
  readonly reason: string;
  /** The new words that were given with it; null where none were. */
  readonly wording: string | null;
  readonly quote: string;
  readonly by: string;
  readonly at: string;
}

/** What gathers around a claim, with names in place of people's ids. */
export interface ReportDossier {
  /** By age. What is confidential is not among it. */
  readonly evidence: readonly ReportEvidence[];
  /** The thread, by age. */
  readonly comments: readonly ThreadEntry[];
  /** The settlement that stands; null while the claim is open. */
  readonly settlement: ReportSettlement | null;
  /** Whose work it is; null when nobody's. */
  readonly assignee: string | null;
}

/** What gathers around `claim`. `nameOf` turns a person id into a name. */
export function reportDossier(
  { evidence, comments, assignee }: Pick<Claim, 'evidence' | 'comments' | 'assignee'>,
  nameOf: (person: string) => string,
): ReportDossier {
  const settlement = standingSettlement(comments);
  return {
    evidence: piecesOf(evidence).map((piece) => namedEvidence(piece, nameOf)),
    comments: entriesOf(comments).map((entry): ThreadEntry => {
      const by = nameOf(entry.by);
      return entry.kind === 'comment' ? { ...entry, by, mentions: entry.mentions.map(nameOf) } : { ...entry, by };
    }),
    settlement: settlement && {
      how: settlement.how,
      reason: settlement.reason,
      wording: settlement.wording,
      quote: settlement.quote,
      by: nameOf(settlement.by),
      at: settlement.at,
    },
    assignee: assignee === null ? null : nameOf(assignee),
  };
}

/** A piece with a name in place of its author's id, and nothing but what a report tells of it. */
export function namedEvidence(piece: EvidenceView, nameOf: (person: string) => string): ReportEvidence {
  const { id, at, address, archive, title, publisher, excerpt, locator, accessed, kind, stance, note } = piece;
  const by = nameOf(piece.by);
  return { id, by, at, address, archive, title, publisher, excerpt, locator, accessed, kind, stance, note };
}
