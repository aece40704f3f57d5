import { directionOfBlock } from '@sanad/shared/direction';
import { addressFault } from '@sanad/shared/evidence';
import type { Report } from '@sanad/shared/report';
import { escapeHtml } from './markup.ts';
import { day, moment, type Page } from './page.ts';
import { sign } from './signs.ts';
import type { ReportWords } from './words.ts';

/** What stands over the report: what it is of, where that comes from, who made it, and what it does not hold. */
export function pageHead(page: Page): string {
  const { report, words } = page;
  const { article } = report;
  const titled = article.blocks.some((block) => block.kind === 'title' && block.runs.some((run) => run.text.trim()));
  const name = article.title || words.untitled;
  const dir = directionOfBlock(name, article.direction);
  const rows: readonly Row[] = [
    [words.language, `<bdi>${escapeHtml(languageName(article.language, words))}</bdi>`],
    ...sourceRows(page),
    [words.created, moment(article.createdAt, words)],
    [words.changed, moment(article.changedAt, words)],
    [words.exported, moment(report.exportedAt, words)],
    [words.exportedBy, `<bdi>${escapeHtml(report.exportedBy)}</bdi>`],
    [words.articleId, `<bdi>${escapeHtml(article.id)}</bdi>`],
  ];
  const data = rows.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('\n');
  return `<header>
<p class="brand"><b>${words.brand}</b> ${words.report}</p>
${secrecy(report, words)}${narrowing(page)}${titled ? '' : `<h1 dir="${dir}">${escapeHtml(name)}</h1>\n`}<dl class="data">
${data}
</dl>
${seal(page)}</header>`;
}

type Row = readonly [term: string, value: string];

function sourceRows({ report, words, more }: Page): Row[] {
  // Reports of earlier versions know of no source.
  const { site = '', byline = '', publishedAt = '', address = '', file = '' } = report.article.source ?? {};
  const plain = (value: string) => `<bdi>${escapeHtml(value)}</bdi>`;
  const isLink = address !== '' && addressFault(address) === null;
  const shown = `<bdi dir="ltr">${escapeHtml(address)}</bdi>`;
  const link = `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">${shown}</a>`;
  const rows: readonly (Row | null)[] = [
    site ? [more.site, plain(site)] : null,
    byline ? [more.byline, plain(byline)] : null,
    publishedAt
      ? [more.publishedAt, publishedAt.includes('T') ? moment(publishedAt, words) : day(publishedAt, words)]
      : null,
    address ? [more.address, isLink ? link : shown] : null,
    file ? [more.file, plain(file)] : null,
  ];
  return rows.filter((row) => row !== null);
}

/** Says over everything else that the report holds what not everybody may read, and how much. */
function secrecy({ counts }: Report, words: ReportWords): string {
  if (counts.confidential === undefined) return '';
  return `<p class="secret">${sign('lock')} ${words.holdsConfidential(counts.confidential)}</p>\n`;
}

/** Says what was left out by choice: nobody takes a part for the whole. */
function narrowing({ report: { choice }, words, more }: Page): string {
  if (!choice) return '';
  const names = choice.verdicts?.map((verdict) => words.verdicts[verdict]) ?? null;
  const told = [
    ...(names ? [more.onlyVerdicts(names.join(more.comma))] : []),
    ...(choice.threads ? [] : [more.withoutThreads]),
  ];
  return told.length === 0 ? '' : `<p class="narrowed">${told.join(' ')}</p>\n`;
}

/** Which version was signed off, by whom, and what its report's hash is. */
function seal({ version, words, more }: Page): string {
  if (!version) return '';
  const by = `${more.signedBy}: <bdi>${escapeHtml(version.signedBy)}</bdi>`;
  return `<p class="seal"><b>${more.version(version.number)}</b> · ${by} · ${moment(version.signedAt, words)}<br>${more.hash}: <code dir="ltr">${escapeHtml(version.hash)}</code></p>
`;
}

function languageName(language: string, { locale }: ReportWords): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // not a language tag at all: shown as it was given
  }
}
