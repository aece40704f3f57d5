import { directionOfBlock } from '@sanad/shared/direction';
import type { ReportClaim } from '@sanad/shared/report';
import { VERDICTS } from '@sanad/shared/verdict';
import { isHeld } from '../spans.ts';
import { bookmarkOf, closing, opening } from './article.ts';
import { initialsOf } from './initials.ts';
import { ledgerOf, stretches } from './ledger.ts';
import { ACCENT, colourOf, lookOfClaim, SOFT, VERDICT_SIGNS } from './look.ts';
import { paragraph, runs } from './runs.ts';
import { type Cell, cell, cellText, headCell, momentText, ownText, type Sheet, table } from './sheet.ts';

/** What stands behind the article: claims without a place, what was set aside, who checked what, and the index of claims. */
export function annexXml(sheet: Sheet, commentsOf: (claim: { readonly id: string }) => readonly number[]): string {
  const sections = [detached(sheet, commentsOf), setAside(sheet), ledger(sheet), index(sheet)].filter(
    (xml) => xml !== '',
  );
  return (
    paragraph('', { style: 'SanadReportGap', direction: sheet.words.direction, pageBreakBefore: true }) +
    sections.join('')
  );
}

function heading(text: string, sheet: Sheet): string {
  return ownText(text, 'Heading', sheet);
}

/** Each on a line of its own: a comment has to hang on words, and these are its. */
function detached(sheet: Sheet, commentsOf: (claim: { readonly id: string }) => readonly number[]): string {
  const lost = sheet.report.claims.filter((claim) => !isHeld(claim));
  if (lost.length === 0) return '';
  const lines = lost.map((claim) => {
    const direction = directionOfBlock(claim.quote, sheet.report.article.direction);
    const comments = commentsOf(claim);
    const words = runs(claim.quote, direction, lookOfClaim(claim));
    const number = runs(`${claim.number}  `, direction, { colour: SOFT });
    return paragraph(number + opening(comments) + words + closing(comments), { style: 'SanadReport', direction });
  });
  return heading(sheet.words.detached, sheet) + lines.join('');
}

function setAside(sheet: Sheet): string {
  const { report, words, own: say } = sheet;
  if (report.setAside.length === 0) return '';
  const head = [words.words, say.setAsideBy, words.when].map((text) => headCell(text, sheet));
  const rows = report.setAside.map(({ quote, by, at }): Cell[] => [
    quoteCell(quote, sheet),
    cellText(by, sheet),
    cellText(momentText(at, words), sheet),
  ]);
  return heading(say.setAside, sheet) + table([head, ...rows], [12, 4, 4], true, sheet);
}

function ledger(sheet: Sheet): string {
  const { words, own: say, report } = sheet;
  const lines = ledgerOf(report);
  if (lines.length === 0) return '';
  const head = [say.initials, say.name, say.judged, say.from, say.until].map((text) => headCell(text, sheet));
  const rows = lines.map(({ name, imported, judged, first, last }): Cell[] => [
    cellText(initialsOf(name), sheet, { bold: true }),
    cellText(name, sheet) + (imported ? cellText(`(${say.fromFile})`, sheet, { colour: SOFT }) : ''),
    VERDICTS.filter((verdict) => judged[verdict].length > 0)
      .map((verdict) => {
        const { direction } = words;
        const name = runs(`${VERDICT_SIGNS[verdict]} ${words.verdicts[verdict]}: `, direction, {
          colour: colourOf(verdict),
        });
        return cell(name + runs(stretches(judged[verdict], say.comma), direction), direction, sheet);
      })
      .join(''),
    cellText(momentText(first, words), sheet),
    cellText(momentText(last, words), sheet),
  ]);
  return heading(say.ledger, sheet) + table([head, ...rows], [2, 4, 6, 4, 4], true, sheet);
}

/** Every claim on a line: the numbers that the ledger tells of, each a link to its words. */
function index(sheet: Sheet): string {
  const { report, words, own: say } = sheet;
  if (report.claims.length === 0) return heading(say.index, sheet) + ownText(words.noClaims, '', sheet);
  const head = [words.number, words.words, words.verdict, words.by, words.when].map((text) => headCell(text, sheet));
  const rows = report.claims.map((claim): Cell[] => [
    numberCell(claim, sheet),
    shortCell(claim.quote, sheet),
    verdictCell(claim, sheet),
    cellText(claim.verdictBy ?? claim.createdBy, sheet),
    cellText(momentText(claim.verdictAt ?? claim.createdAt, words), sheet),
  ]);
  return heading(say.index, sheet) + table([head, ...rows], [2.3, 8, 4, 4, 4], true, sheet);
}

function numberCell(claim: ReportClaim, sheet: Sheet): Cell {
  const { direction } = sheet.words;
  const inner = runs(String(claim.number), direction, isHeld(claim) ? { colour: ACCENT } : {});
  const link = `<w:hyperlink w:anchor="${bookmarkOf(claim.number)}" w:history="1">${inner}</w:hyperlink>`;
  return cell(isHeld(claim) ? link : inner, direction, sheet);
}

/** As many letters as tell a claim from others. */
const SHOWN = 120;

function shortCell(quote: string, sheet: Sheet): Cell {
  const letters = Array.from(quote.slice(0, SHOWN * 2).replace(/\s+/g, ' '));
  const shown = letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('')}…` : letters.join('');
  return quoteCell(shown, sheet);
}

function quoteCell(quote: string, sheet: Sheet): Cell {
  const direction = directionOfBlock(quote, sheet.report.article.direction);
  return cell(runs(quote, direction), direction, sheet);
}

function verdictCell(claim: ReportClaim, sheet: Sheet): Cell {
  const { words } = sheet;
  const name = `${VERDICT_SIGNS[claim.verdict]} ${words.verdicts[claim.verdict]}`;
  const tags = [
    ...(claim.attachment === 'detached' ? [words.tagDetached] : []),
    ...(claim.attachment === 'recovered' ? [words.tagRecovered] : []),
    ...(claim.stale ? [words.tagStale] : []),
    ...(claim.settlement ? [words.settlements[claim.settlement.how]] : []),
  ];
  return [
    cellText(name, sheet, { bold: true, colour: colourOf(claim.verdict) }),
    ...tags.map((tag) => cellText(tag, sheet, { colour: SOFT })),
  ].join('');
}
