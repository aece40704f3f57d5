import type { Claimant } from '@sanad/shared/claimant';
import { addressFault, evidenceName } from '@sanad/shared/evidence';
import type { ReportClaim } from '@sanad/shared/report';
import type { ReportEvidence, ReportSettlement } from '@sanad/shared/report-dossier';
import { escapeHtml } from './markup.ts';
import { day, moment, type Page, quoted } from './page.ts';
import { threadOf, verdictsOf } from './page-thread.ts';
import { sign } from './signs.ts';
import type { ReportWords } from './words.ts';

/**
 * The row below a claim's: who says so, the verdicts it was given, how it was settled, its evidence and its thread; nothing
 * where there is none of it.
 */
export function dossierRow(claim: ReportClaim, page: Page): string {
  const { words } = page;
  const parts = [
    claim.claimant ? claimed(claim.claimant, page) : '',
    verdictsOf(claim, page),
    claim.settlement ? settled(claim.settlement, page) : '',
    pieces(claim.evidence, words.evidence, 'evidence', words),
    pieces(claim.confidential ?? [], `${sign('lock')} ${words.confidential}`, 'evidence secret', words),
    threadOf(claim, page),
  ].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return `
<tr role="row" class="more"><td role="cell"></td><td role="cell" colspan="5" aria-colspan="5">${parts.join('')}</td></tr>`;
}

function claimed({ name, address }: Claimant, { more }: Page): string {
  const shown = `<bdi>${escapeHtml(name)}</bdi>`;
  return `<div class="claimant"><b>${more.claimant}</b> ${isLink(address) ? link(address, shown) : shown}</div>`;
}

function settled({ how, reason, wording, by, at }: ReportSettlement, page: Page): string {
  const { words } = page;
  const given =
    wording === null ? '' : `<div class="was"><span>${words.newWording}</span>${quoted(wording, page)}</div>`;
  return `<div class="settled"><b>${sign('settled')} ${words.settlements[how]}</b> <span class="soft">· <bdi>${escapeHtml(by)}</bdi> · ${moment(at, words, 'short')}</span><div class="note" dir="auto">${escapeHtml(reason)}</div>${given}</div>`;
}

function pieces(evidence: readonly ReportEvidence[], title: string, kind: string, words: ReportWords): string {
  if (evidence.length === 0) return '';
  const items = evidence.map((piece) => `<li>${sign(piece.stance)}<div>${told(piece, words)}</div></li>`);
  return `<div class="${kind}"><b>${title}</b><ul>${items.join('')}</ul></div>`;
}

function told(piece: ReportEvidence, words: ReportWords): string {
  const name = `<bdi>${escapeHtml(evidenceName(piece))}</bdi>`;
  const about = [
    words.stances[piece.stance],
    words.kinds[piece.kind],
    ...[piece.publisher, piece.locator].filter((each) => each.trim()).map((each) => `<bdi>${escapeHtml(each)}</bdi>`),
    ...(piece.accessed ? [`${words.accessed} ${day(piece.accessed, words)}`] : []),
    ...(isLink(piece.archive) ? [link(piece.archive, words.archived)] : []),
    `<bdi>${escapeHtml(piece.by)}</bdi>`,
  ];
  return [
    `<div>${isLink(piece.address) ? link(piece.address, name) : name}</div>`,
    // Paper has no links to follow.
    piece.title.trim() && piece.address ? `<bdi class="address" dir="ltr">${escapeHtml(piece.address)}</bdi>` : '',
    `<div class="soft">${about.join(' · ')}</div>`,
    piece.excerpt ? `<blockquote dir="auto">${escapeHtml(piece.excerpt)}</blockquote>` : '',
    piece.note ? `<div class="note" dir="auto">${escapeHtml(piece.note)}</div>` : '',
  ].join('');
}

function link(address: string, inner: string): string {
  return `<a href="${escapeHtml(address)}" rel="noopener noreferrer nofollow">${inner}</a>`;
}

/** What stands in a document is not to be trusted by those who make links of it. */
function isLink(address: string): boolean {
  return address !== '' && addressFault(address) === null;
}
