import type { ReportClaim } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import type { ThreadEntry } from '@sanad/shared/thread';
import type { DocxClaim, DocxPart } from '../docx-record.ts';

/**
 * The record of a claim: what its comments are written from, and what they are believed by when they come back. `take`
 * gives the next number of a comment.
 */
export function claimRecord(claim: ReportClaim, take: () => number): { claim: DocxClaim; standing: number } {
  const comment = take();
  const sources = partsOf(claim);
  const standing = sources.findLastIndex(({ kind }) => kind === 'judgement');
  const place = new Map(
    sources.flatMap((source, i) => (source.kind === 'entry' ? [[source.entry.id, i] as const] : [])),
  );
  const parts = sources.map((source, i) => partOf(source, claim, place, i === standing ? comment : take()));
  return {
    standing,
    claim: {
      id: claim.id,
      comment,
      createdBy: claim.createdBy,
      createdAt: claim.createdAt,
      quote: { exact: claim.quote, prefix: claim.prefix, suffix: claim.suffix },
      original: claim.originalQuote === claim.quote ? null : { exact: claim.originalQuote, prefix: '', suffix: '' },
      detached: claim.start === null,
      stale: claim.stale,
      recovered: claim.attachment === 'recovered',
      claimant: claim.claimant,
      parts,
    },
  };
}

type Told = Exclude<ThreadEntry, { kind: 'deleted' }>;
type Source =
  | { readonly kind: 'judgement'; readonly at: string; readonly judgement: ReportClaim['judgements'][number] }
  | { readonly kind: 'evidence'; readonly at: string; readonly piece: ReportEvidence }
  | { readonly kind: 'entry'; readonly at: string; readonly entry: Told };

/** What gathered around a claim, by age; what refers to another stands behind it, whatever the clocks said. */
function partsOf({ judgements, evidence, comments }: ReportClaim): Source[] {
  const told = comments.filter((entry): entry is Told => entry.kind !== 'deleted');
  const byId = new Map(told.map((entry) => [entry.id, entry]));
  const judged = judgements.map((judgement): Source => ({ kind: 'judgement', at: judgement.at, judgement }));
  const pieces = evidence.map((piece): Source => ({ kind: 'evidence', at: piece.at, piece }));
  const said = told
    // A reopening of what is not in the report reopens nothing in it.
    .filter((entry) => entry.kind !== 'reopening' || byId.has(entry.of))
    .map((entry): Source => ({ kind: 'entry', at: entry.at, entry }));
  // The judgements come in the order in which they hold, and keep it: only the last one does.
  const aged = merged(
    judged,
    [...pieces, ...said].sort((a, b) => a.at.localeCompare(b.at)),
  );
  const placed = new Set<string>();
  const parts: Source[] = [];
  const put = (source: Source): void => {
    if (source.kind === 'entry') {
      const { entry } = source;
      if (placed.has(entry.id)) return;
      placed.add(entry.id);
      const before = byId.get(meant(entry) ?? '');
      if (before) put({ kind: 'entry', at: before.at, entry: before });
    }
    parts.push(source);
  };
  for (const source of aged) put(source);
  return parts;
}

function meant(entry: Told): string | null {
  if (entry.kind === 'comment') return entry.replyTo;
  return entry.kind === 'reopening' ? entry.of : null;
}

/** Two rows by age as one; each keeps its own order. */
function merged(first: readonly Source[], second: readonly Source[]): Source[] {
  const all: Source[] = [];
  let i = 0;
  for (const source of first) {
    for (let next = second[i]; next !== undefined && next.at < source.at; next = second[i]) {
      all.push(next);
      i++;
    }
    all.push(source);
  }
  return [...all, ...second.slice(i)];
}

function partOf(
  source: Source,
  { quote: now }: ReportClaim,
  place: ReadonlyMap<string, number>,
  comment: number,
): DocxPart {
  const otherwise = (quote: string) => (quote === now ? null : quote);
  switch (source.kind) {
    case 'judgement': {
      const { verdict, note, quote, by, at } = source.judgement;
      return { kind: 'judgement', comment, by, at, verdict, note, quote: otherwise(quote) };
    }
    case 'evidence': {
      const { by, at } = source.piece;
      return { kind: 'evidence', comment, by, at, piece: pieceFields(source.piece) };
    }
    case 'entry':
      return entryPart(source.entry, otherwise, place, comment);
  }
}

/** What a piece of evidence says, without by whom and when. */
export function pieceFields({ id: _id, by: _by, at: _at, ...fields }: ReportEvidence) {
  return fields;
}

function entryPart(
  entry: Told,
  otherwise: (quote: string) => string | null,
  place: ReadonlyMap<string, number>,
  comment: number,
): DocxPart {
  const { by, at } = entry;
  switch (entry.kind) {
    case 'comment': {
      const replyTo = entry.replyTo === null ? null : (place.get(entry.replyTo) ?? null);
      return { kind: 'comment', comment, by, at, text: entry.text, replyTo };
    }
    case 'settlement': {
      const { how, reason, wording, quote, verdict } = entry;
      return { kind: 'settlement', comment, by, at, how, reason, wording, quote: otherwise(quote), verdict };
    }
    case 'reopening':
      return { kind: 'reopening', comment, by, at, of: place.get(entry.of) as number, reason: entry.reason };
  }
}
