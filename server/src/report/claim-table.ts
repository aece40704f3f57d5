import { directionOfBlock } from '@sanad/shared/direction';
import type { ReportClaim } from '@sanad/shared/report';
import { dossierRow } from './dossier.ts';
import { escapeHtml } from './markup.ts';
import { moment, type Page, quoted } from './page.ts';
import { initials, person } from './page-ledger.ts';
import { type Sign, sign } from './signs.ts';
import { isHeld } from './spans.ts';

/** The table of claims: a row for each, and below it its evidence and how it was settled. */
export function claimTable(page: Page): string {
  const { report, words } = page;
  const heads = [words.number, words.words, words.verdict, words.note, words.by, words.when];
  const table = `<table role="table">
<thead role="rowgroup"><tr role="row">${heads.map((head) => `<th scope="col" role="columnheader">${head}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${report.claims.map((claim) => row(claim, page)).join('\n')}
</tbody>
</table>`;
  return `<section class="wide" aria-labelledby="h-claims">
<h2 class="chrome" id="h-claims">${words.claims}</h2>
${report.claims.length > 0 ? table : `<p>${words.noClaims}</p>`}
</section>`;
}

function row(claim: ReportClaim, page: Page): string {
  const { words } = page;
  const number = isHeld(claim)
    ? `<a href="#t${claim.number}" aria-label="${escapeHtml(words.textLink(claim.number))}">${claim.number}</a>`
    : String(claim.number);
  const flags = [
    ...(claim.attachment === 'detached' ? [flag('detached', words.tagDetached)] : []),
    ...(claim.attachment === 'recovered' ? [flag('recovered', words.tagRecovered)] : []),
    ...(claim.stale ? [flag('stale', words.tagStale)] : []),
  ].join('');
  const by = claim.verdictBy ?? claim.createdBy;
  const imported = claim.verdictBy === null ? claim.imported : claim.judgements.at(-1)?.imported;
  const unjudged = claim.verdictBy === null ? `<span class="soft">${words.markedOnly}</span> ` : '';
  const note = claim.note
    ? `<div class="note" dir="${directionOfBlock(claim.note, words.direction)}">${escapeHtml(claim.note)}</div>`
    : '';
  const cells = [
    `<td role="cell" class="no">${number}</td>`,
    `<td role="cell" class="words">${quoted(claim.quote, page)}${earlier(claim, page)}</td>`,
    `<td role="cell" class="verdict ${claim.verdict}"><b>${sign(claim.verdict)} ${words.verdicts[claim.verdict]}</b>${flags}</td>`,
    `<td role="cell"${note ? ` data-label="${words.note}"` : ''}>${note}</td>`,
    `<td role="cell" class="by" data-label="${words.by}">${unjudged}${initials(by, page)}${person(by, imported, page)}</td>`,
    `<td role="cell" class="when" data-label="${words.when}">${moment(claim.verdictAt ?? claim.createdAt, words, 'short')}</td>`,
  ];
  return `<tr role="row" id="c${claim.number}">${cells.join('')}</tr>${dossierRow(claim, page)}`;
}

function flag(name: Sign, label: string): string {
  return `<span class="flag">${sign(name)}<span>${label}</span></span>`;
}

/** The words the verdict was given for and the words the claim was made on, where they are no longer the claim's. */
function earlier(claim: ReportClaim, page: Page): string {
  const { words } = page;
  const shown: string[] = [];
  if (claim.stale && claim.verdictQuote !== null && claim.verdictQuote !== claim.quote) {
    shown.push(`<div class="was"><span>${words.judgedWords}</span>${quoted(claim.verdictQuote, page)}</div>`);
  }
  if (claim.originalQuote !== claim.quote && claim.originalQuote !== claim.verdictQuote) {
    shown.push(`<div class="was"><span>${words.originalWords}</span>${quoted(claim.originalQuote, page)}</div>`);
  }
  return shown.join('');
}
