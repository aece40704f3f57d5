import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportEvidence } from '@sanad/shared/report-dossier';
import { stringify } from 'csv-stringify/sync';
import {
  entryLine,
  evidenceLines,
  judgementLine,
  type PlainWords,
  plainMoment,
  plainName,
  statesOf,
} from './plain-dossier.ts';
import type { Rendering } from './rendering.ts';
import { TEXT_WORDS } from './text-words.ts';
import { REPORT_WORDS } from './words.ts';

type Cell = string | number;
interface Column {
  readonly head: string;
  readonly cell: (claim: ReportClaim) => Cell;
}

/**
 * The claims as a table for a spreadsheet: one row each, a head in the report's language, the columns always in the same
 * order. UTF-8 with a mark at its start, lines end in CR LF, texts are quoted, and a text that a spreadsheet would take for a
 * formula has an apostrophe before it. What holds several things (evidence, thread, verdicts) has a line for each.
 * Positions are code points of the article's plain text, the end exclusive; empty for a claim that is not in it.
 */
export function renderCsv(report: Report, { language }: Rendering): string {
  const plain = { words: REPORT_WORDS[language], text: TEXT_WORDS[language] };
  const columns = columnsOf(plain, report.counts.confidential !== undefined);
  const rows = report.claims.map((claim) => columns.map(({ cell }) => inert(cell(claim))));
  return stringify([columns.map(({ head }) => head), ...rows], {
    bom: true,
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
  });
}

/** Two more beginnings that a spreadsheet may read a formula behind, which the library leaves: a line end and a NUL. */
function inert(cell: Cell): Cell {
  if (typeof cell === 'number') return cell;
  const text = cell.replaceAll('\0', '\ufffd');
  return text.startsWith('\n') ? `'${text}` : text;
}

function columnsOf(plain: PlainWords, withConfidential: boolean): Column[] {
  const { words, text } = plain;
  const evidence = (pieces: readonly ReportEvidence[]) =>
    numbered(pieces.map((piece) => evidenceLines(piece, plain).join('\n')));
  return [
    { head: words.number, cell: ({ number }) => number },
    { head: words.words, cell: ({ quote }) => quote },
    { head: words.verdict, cell: ({ verdict }) => words.verdicts[verdict] },
    { head: words.note, cell: ({ note }) => note },
    {
      head: words.by,
      cell: ({ verdictBy, judgements }) => plainName(verdictBy ?? '', lastIsImported(judgements), plain),
    },
    { head: words.when, cell: ({ verdictAt }) => (verdictAt === null ? '' : plainMoment(verdictAt)) },
    { head: text.state, cell: (claim) => statesOf(claim, words).join('\n') || text.inPlace },
    { head: words.judgedWords, cell: ({ verdictQuote }) => verdictQuote ?? '' },
    { head: words.originalWords, cell: ({ originalQuote }) => originalQuote },
    { head: text.settlement, cell: ({ settlement }) => (settlement ? words.settlements[settlement.how] : '') },
    { head: text.reason, cell: ({ settlement }) => settlement?.reason ?? '' },
    { head: words.newWording, cell: ({ settlement }) => settlement?.wording ?? '' },
    { head: text.settledBy, cell: ({ settlement }) => settlement?.by ?? '' },
    { head: text.settledAt, cell: ({ settlement }) => (settlement ? plainMoment(settlement.at) : '') },
    { head: text.claimant, cell: ({ claimant }) => claimant?.name ?? '' },
    { head: text.claimantAddress, cell: ({ claimant }) => claimant?.address ?? '' },
    { head: words.evidence, cell: ({ evidence: pieces }) => evidence(pieces) },
    ...(withConfidential
      ? [{ head: words.confidential, cell: ({ confidential }: ReportClaim) => evidence(confidential ?? []) }]
      : []),
    { head: text.thread, cell: ({ comments }) => comments.map((entry) => entryLine(entry, plain)).join('\n') },
    { head: text.ledger, cell: ({ judgements }) => judgements.map((each) => judgementLine(each, plain)).join('\n') },
    { head: text.assignee, cell: ({ assignee }) => assignee ?? '' },
    { head: text.markedBy, cell: ({ createdBy, imported }) => plainName(createdBy, imported, plain) },
    { head: text.markedAt, cell: ({ createdAt }) => plainMoment(createdAt) },
    { head: text.start, cell: ({ start }) => start ?? '' },
    { head: text.end, cell: ({ end }) => end ?? '' },
    { head: text.verdictName, cell: ({ verdict }) => verdict },
    { head: text.claimId, cell: ({ id }) => id },
  ];
}

function lastIsImported(judgements: ReportClaim['judgements']): boolean {
  return judgements.at(-1)?.imported === true;
}

/** Several things in one cell: each with its number where there is more than one. */
function numbered(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : texts.map((text, index) => `${index + 1}. ${text}`).join('\n');
}
