import { addressFault } from '@sanad/shared/evidence';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { Verdict } from '@sanad/shared/verdict';
import { claimParagraphs, type DocxClaim, type DocxPart, partParagraphs } from '../docx-record.ts';
import { REPORT_WORDS, type ReportLanguage } from '../words.ts';
import { claimRecord, pieceFields } from './claim-record.ts';

/** A comment of the document. */
export interface WordComment {
  /** `w:id`: counted from 0 through the document. */
  readonly id: number;
  /** The comment it replies to; null for that of a claim. */
  readonly parent: number | null;
  /** What it keeps through all exports: that of which it is made. */
  readonly key: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly resolved: boolean;
  /** Shown in its own line, first. */
  readonly verdict: Verdict | null;
  readonly paragraphs: readonly string[];
  /** Of its paragraphs, those that are addresses to follow. */
  readonly links: ReadonlySet<string>;
}

/** The comments of all claims, each with its replies behind it; and the record of them. */
export interface Threads {
  readonly comments: readonly WordComment[];
  readonly records: readonly DocxClaim[];
  /** Claim id -> its comments: its own, then the replies. */
  readonly ofClaim: ReadonlyMap<string, readonly number[]>;
}

/** Makes a thread of comments of every claim of a report, in the report's own words in `language`. */
export function threadsOf(report: Report, language: ReportLanguage): Threads {
  const comments: WordComment[] = [];
  const records: DocxClaim[] = [];
  const ofClaim = new Map<string, readonly number[]>();
  let next = 0;
  for (const claim of report.claims) {
    const first = next;
    const { claim: record, standing } = claimRecord(claim, () => next++);
    const secrets = (claim.confidential ?? []).map((piece) => ({ id: next++, piece }));
    records.push(record);
    ofClaim.set(
      claim.id,
      Array.from({ length: next - first }, (_, i) => first + i),
    );
    comments.push(ownComment(claim, record, standing, language));
    const resolved = claim.settlement !== null;
    for (const [i, part] of record.parts.entries()) {
      if (i === standing) continue;
      comments.push({
        id: part.comment,
        parent: first,
        key: `${claim.id} ${i}`,
        author: part.by,
        at: part.at ?? claim.createdAt,
        resolved,
        verdict: part.kind === 'judgement' ? part.verdict : null,
        paragraphs: partParagraphs(part, language),
        links: linksOf(part),
      });
    }
    for (const { id, piece } of secrets) {
      const { by, at } = piece;
      const part = { kind: 'evidence', comment: id, by, at, piece: pieceFields(piece) } as const;
      comments.push({
        id,
        parent: first,
        key: `${claim.id} ${piece.id}`,
        author: by,
        at,
        resolved,
        verdict: null,
        paragraphs: [REPORT_WORDS[language].confidential, ...partParagraphs(part, language)],
        links: linksOf(part),
      });
    }
  }
  return { comments, records, ofClaim };
}

function ownComment(claim: ReportClaim, record: DocxClaim, standing: number, language: ReportLanguage): WordComment {
  const part = record.parts[standing];
  const judgement = part?.kind === 'judgement' ? part : null;
  return {
    id: record.comment,
    parent: null,
    key: claim.id,
    author: judgement?.by ?? claim.createdBy,
    at: judgement?.at ?? claim.createdAt,
    resolved: claim.settlement !== null,
    verdict: claim.verdict,
    paragraphs: claimParagraphs(record, judgement, language),
    links: new Set(),
  };
}

/** What stands in a document is not to be trusted by those who make links of it. */
function linksOf(part: DocxPart): ReadonlySet<string> {
  if (part.kind !== 'evidence') return new Set();
  const { address } = part.piece;
  return new Set(address !== '' && addressFault(address) === null ? [address] : []);
}
