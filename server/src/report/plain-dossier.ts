import { evidenceName } from '@sanad/shared/evidence';
import type { ReportClaim, ReportJudgement } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import type { ThreadEntry } from '@sanad/shared/thread';
import type { TextWords } from './text-words.ts';
import type { ReportWords } from './words.ts';

// What gathers around a claim as lines of plain text: nothing here is escaped for any format.

/** Both sets of words of a report, in one language. */
export interface PlainWords {
  readonly words: ReportWords;
  readonly text: TextWords;
}

/** A moment as `2026-03-01 09:12`, in UTC and ASCII digits; what is no moment is shown as it is. */
export function plainMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toISOString().slice(0, 16).replace('T', ' ');
}

/** A name, and that it stands in an imported file where it does. */
export function plainName(name: string, imported: boolean | undefined, { text }: PlainWords): string {
  return imported ? `${name} (${text.fromFile})` : name;
}

/** How a claim stands: detached, found again, judged on other words; none where it is where and as it was judged. */
export function statesOf(claim: ReportClaim, words: ReportWords): string[] {
  return [
    ...(claim.attachment === 'detached' ? [words.tagDetached] : []),
    ...(claim.attachment === 'recovered' ? [words.tagRecovered] : []),
    ...(claim.stale ? [words.tagStale] : []),
  ];
}

/** A piece of evidence: one line, and a line each for its excerpt and its note. */
export function evidenceLines(piece: ReportEvidence, { words, text }: PlainWords): string[] {
  const about = [
    words.stances[piece.stance],
    words.kinds[piece.kind],
    evidenceName(piece),
    piece.publisher.trim(),
    piece.locator.trim(),
    piece.title.trim() ? piece.address : '',
    piece.archive ? `${words.archived}: ${piece.archive}` : '',
    piece.accessed ? `${words.accessed} ${piece.accessed}` : '',
    piece.by,
    plainMoment(piece.at),
  ];
  const told = about.filter((part) => part !== '').join(' · ');
  return [told, ...(piece.excerpt ? [text.quoted(piece.excerpt)] : []), ...(piece.note ? [piece.note] : [])];
}

/** An entry of a thread as one text: who, when, what. */
export function entryLine(entry: ThreadEntry, { words, text }: PlainWords): string {
  const who = `${entry.by} · ${plainMoment(entry.at)}`;
  switch (entry.kind) {
    case 'comment':
      return `${entry.replyTo === null ? '' : '↳ '}${who}: ${entry.text}`;
    case 'deleted':
      return `${entry.replyTo === null ? '' : '↳ '}${who}: ${text.deleted}`;
    case 'settlement': {
      const wording = entry.wording === null ? '' : ` · ${words.newWording}: ${entry.wording}`;
      return `${who}: ${words.settlements[entry.how]} · ${entry.reason}${wording}`;
    }
    case 'reopening':
      return `${who}: ${text.reopened} · ${entry.reason}`;
  }
}

/** A verdict as it was given, in one line. */
export function judgementLine(judgement: ReportJudgement, plain: PlainWords): string {
  const { verdict, by, at, note, imported } = judgement;
  const parts = [plain.words.verdicts[verdict], plainName(by, imported, plain), plainMoment(at), note];
  return parts.filter((part) => part !== '').join(' · ');
}
