import { coveredShare } from '@sanad/shared/coverage';
import { directionOfBlock } from '@sanad/shared/direction';
import { addressFault } from '@sanad/shared/evidence';
import { VERDICTS, type Verdict } from '@sanad/shared/verdict';
import { ACCENT, lookOfClaim, VERDICT_SIGNS } from './look.ts';
import { type Look, runs } from './runs.ts';
import { type Cell, cell, cellText, momentText, own, ownText, type Sheet, table } from './sheet.ts';

/** The first page: what the report is of, how it stands, and how the pages behind it are to be read. */
export function coverXml(sheet: Sheet): string {
  const { report, words, own: say } = sheet;
  const { counts, article } = report;
  return [
    counts.confidential === undefined ? '' : ownText(words.holdsConfidential(counts.confidential), 'Warning', sheet),
    brand(sheet),
    ownText(article.title || words.untitled, 'Title', sheet),
    ...narrowing(sheet),
    table(dataRows(sheet), [2, 5], false, sheet),
    ownText(words.summary, 'Heading', sheet),
    table(countRows(sheet), [5, 1, 5, 1], false, sheet),
    ...coverage(sheet),
    ownText(say.guide, 'Small', sheet),
  ].join('');
}

function brand({ words }: Sheet): string {
  const { direction } = words;
  const name = runs(words.brand, direction, { bold: true, colour: ACCENT });
  return own(name + runs(` · ${words.report}`, direction), 'Brand', direction);
}

/** What the report was narrowed to, for nobody should take a part for the whole. */
function narrowing(sheet: Sheet): string[] {
  const { choice } = sheet.report;
  if (!choice) return [];
  const verdicts = choice.verdicts?.map((verdict) => sheet.words.verdicts[verdict]).join(' · ');
  return [
    ...(verdicts === undefined ? [] : [ownText(`${sheet.own.narrowed}: ${verdicts}`, 'Warning', sheet)]),
    ...(choice.threads ? [] : [ownText(sheet.own.withoutThreads, 'Small', sheet)]),
  ];
}

function dataRows(sheet: Sheet): Cell[][] {
  const { report, rendering, words, own: say } = sheet;
  const { article } = report;
  const { source } = article;
  const { version, url } = rendering;
  const rows: (readonly [string, string])[] = [
    [words.language, languageName(article.language, words.locale)],
    [say.site, source.site],
    [say.byline, source.byline],
    [
      say.publishedAt,
      /^\d{4}-\d\d-\d\dT/.test(source.publishedAt) ? momentText(source.publishedAt, words) : source.publishedAt,
    ],
    [say.sourceAddress, source.address],
    [say.file, source.file],
    [words.created, momentText(article.createdAt, words)],
    [words.changed, momentText(article.changedAt, words)],
    [words.exported, momentText(report.exportedAt, words)],
    [words.exportedBy, report.exportedBy],
    [words.articleId, article.id],
    [say.deskAddress, url],
    ...(version
      ? ([
          [say.version, String(version.number)],
          [say.signedAt, momentText(version.signedAt, words)],
          [say.signedBy, version.signedBy],
          [say.hash, version.hash],
        ] as const)
      : []),
  ];
  return rows
    .filter(([, value]) => value.trim() !== '')
    .map(([term, value]) => [cellText(term, sheet), valueCell(value, sheet)]);
}

function valueCell(value: string, sheet: Sheet): Cell {
  if (addressFault(value) !== null) return cellText(value, sheet);
  const inner = runs(value, 'ltr', { style: 'Hyperlink', colour: ACCENT });
  return cell(sheet.links.around(inner, value), 'ltr', sheet);
}

function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // not a language tag at all: shown as it was given
  }
}

const JUDGED_FIRST: readonly Verdict[] = [...VERDICTS.filter((verdict) => verdict !== 'unchecked'), 'unchecked'];

/** The counts of verdicts, drawn as their words are in the text, beside what else is counted. */
function countRows(sheet: Sheet): Cell[][] {
  const { words } = sheet;
  const { counts } = sheet.report;
  const number = (count: number) => cellText(String(count), sheet, { bold: true });
  const verdicts = JUDGED_FIRST.map((verdict) => [sample(verdict, false, sheet), number(counts[verdict])]);
  const others: (readonly [Cell, number])[] = [
    [sample('verified', true, sheet), counts.stale],
    [cellText(words.detached, sheet), counts.detached],
    [cellText(words.settled, sheet), counts.settled],
    [cellText(words.evidencePieces, sheet), counts.evidence],
  ];
  const rows = others.map(([name, count], i) => [...(verdicts[i] ?? []), name, number(count)]);
  const total = [cellText(words.total, sheet), number(counts.total)];
  const secret = counts.confidential;
  const last = secret === undefined ? ['', ''] : [words.confidential, String(secret)];
  return [...rows, [...total, ...last.map((text) => cellText(text, sheet, { bold: true }))]];
}

function sample(verdict: Verdict, stale: boolean, sheet: Sheet): Cell {
  const { words } = sheet;
  const { direction } = words;
  const look: Look = lookOfClaim({ verdict, stale });
  const sign = stale ? '↻' : VERDICT_SIGNS[verdict];
  const name = stale ? words.stale : words.verdicts[verdict];
  return cell(runs(`${sign} `, direction) + runs(name, directionOfBlock(name, direction), look), direction, sheet);
}

/** How many of the sentences were looked at; nothing for an article without any. */
function coverage(sheet: Sheet): string[] {
  const { words, report } = sheet;
  const { sentences, touched, setAside, untouched } = report.coverage;
  if (sentences === 0) return [];
  // Rounded down: the whole is said only of the whole.
  const share = Math.floor(coveredShare(report.coverage) * 100) / 100;
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const parts: (readonly [string, number])[] = [
    [words.touched, touched],
    [words.setAside, setAside],
    [words.untouched, untouched],
    [words.sentences, sentences],
  ];
  const told = parts.map(([name, count]) => `${name}: ${count}`).join(' · ');
  return [ownText(`${words.coverage}: ${percent}`, 'Heading', sheet), ownText(told, 'Small', sheet)];
}
