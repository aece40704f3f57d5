import { CLAIM_LIMIT } from '@sanad/shared/claim';
import type { ImportRemark } from '@sanad/shared/import';
import type { DocxRecord } from '../report/docx-record.ts';
import type { ReportLanguage } from '../report/words.ts';
import { type DocxComment, rootOf } from './docx-comments.ts';
import type { DocxPlaces, FoundPlace } from './docx-places.ts';
import type { CommentMarks, Reading } from './docx-reading.ts';
import { claimOfRecord } from './docx-record-claim.ts';
import { knownClaims } from './docx-record-reader.ts';
import { entriesOf, isConfidential, resolvedEntry, signatureOf } from './docx-thread.ts';
import type { ImportedClaim, ImportedEntry } from './imported-claim.ts';

/** The most comments that become claims: more are in no article that anybody checks. */
export const CLAIMS_LIMIT = 10_000;

interface Read {
  readonly comments: readonly DocxComment[];
  readonly reading: Reading;
  readonly places: DocxPlaces;
  readonly record: DocxRecord | null;
  readonly language: ReportLanguage;
}

/** Makes claims of a document's comments, each with its thread. Those of the record come back as they were. */
export function claimsOf({ comments, reading, places, record, language }: Read): {
  readonly claims: ImportedClaim[];
  readonly remarks: ImportRemark[];
} {
  const threads = threadsOf(comments);
  const counts = { own: 0, others: 0, cut: 0, unplaced: 0, shortened: 0, resolved: 0, confidential: 0 };
  const placed = new Map<DocxComment, { readonly marks: CommentMarks | null; readonly between: FoundPlace | null }>();
  for (const [root, replies] of threads) {
    const marks = marksOf(root, replies, reading);
    const stop = marks?.end ?? marks?.reference;
    placed.set(root, { marks, between: marks?.start && stop ? places.between(marks.start, stop) : null });
  }
  const standing = (root: DocxComment) => {
    const between = placed.get(root)?.between;
    return between
      ? { place: `${between.start} ${between.end}`, words: places.text.slice(between.start, between.end) }
      : { place: '', words: '' };
  };
  const known = record && knownClaims(record, threads, standing);
  const told = new Set([...(known?.values() ?? [])].flatMap(({ parts }) => [...parts.keys()]));
  const claims: ImportedClaim[] = [];
  for (const [root, all] of threads) {
    if (told.has(root)) continue;
    if (record && isConfidential(root)) {
      counts.confidential++;
      continue;
    }
    if (claims.length === CLAIMS_LIMIT) {
      counts.cut++;
      continue;
    }
    const replies = all.filter((reply) => !isConfidential(reply));
    counts.confidential += all.length - replies.length;
    const { marks, between } = placed.get(root) as { marks: CommentMarks | null; between: FoundPlace | null };
    const own = known?.get(root);
    if (own) {
      counts.own++;
      claims.push(claimOfRecord(own, replies, between, language));
      continue;
    }
    counts.others++;
    const lost = !between && marks ? lostWords(marks, reading) : '';
    const place = lost ? null : (between ?? (marks && places.of(marks)) ?? places.title);
    if (!lost && !marks) counts.unplaced++;
    if (place?.isCut) counts.shortened++;
    if (root.isDone) counts.resolved++;
    claims.push({
      place: place && { start: place.start, end: place.end },
      quote: lost && marks ? { exact: lost, ...places.around(marks) } : null,
      original: null,
      made: signatureOf(root, language),
      judgements: [],
      evidence: [],
      entries: threadEntries(root, replies, language),
      claimant: null,
    });
  }
  const remarks: ImportRemark[] = [
    { kind: 'claims', count: counts.own },
    { kind: 'comments', count: counts.others },
    { kind: 'comments-cut', count: counts.cut },
    { kind: 'comments-without-place', count: counts.unplaced },
    { kind: 'comments-shortened', count: counts.shortened },
    { kind: 'comments-resolved', count: counts.resolved },
    { kind: 'confidential-left-out', count: counts.confidential },
  ];
  return { claims, remarks };
}

/** Every comment that begins a thread, with what answers it, in the file's order. */
function threadsOf(comments: readonly DocxComment[]): Map<DocxComment, DocxComment[]> {
  const threads = new Map<DocxComment, DocxComment[]>();
  for (const comment of comments) if (!comment.parent) threads.set(comment, []);
  for (const comment of comments) if (comment.parent) threads.get(rootOf(comment))?.push(comment);
  return threads;
}

/** Where a thread stands: where its first comment does, else an answer, which has the same words. */
function marksOf(root: DocxComment, replies: readonly DocxComment[], reading: Reading): CommentMarks | null {
  for (const { id } of [root, ...replies]) {
    const marks = reading.comments.get(id);
    if (marks && (marks.start || marks.reference)) return marks;
  }
  return null;
}

/** The words a comment stood on, where all of them were deleted. */
function lostWords({ end, deletedFrom, deletedTo }: CommentMarks, reading: Reading): string {
  if (!end) return '';
  let words = '';
  for (let index = deletedFrom; index < deletedTo && words.length < CLAIM_LIMIT; index++) {
    words += reading.deletions[index];
  }
  return words.slice(0, CLAIM_LIMIT).toWellFormed().trim();
}

function threadEntries(root: DocxComment, replies: readonly DocxComment[], language: ReportLanguage): ImportedEntry[] {
  const entries: ImportedEntry[] = [];
  const at = new Map<DocxComment, number>();
  for (const comment of [root, ...replies]) {
    const said = entriesOf(comment, (comment.parent && at.get(comment.parent)) ?? null, language);
    if (said.length > 0) at.set(comment, entries.length);
    entries.push(...said);
  }
  if (root.isDone) entries.push(resolvedEntry(at.get(root) ?? null, language));
  return entries;
}
