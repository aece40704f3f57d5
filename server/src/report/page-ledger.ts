import { VERDICTS } from '@sanad/shared/verdict';
import { initialsOf } from './docx/initials.ts';
import { ledgerOf, stretches } from './docx/ledger.ts';
import { escapeHtml } from './markup.ts';
import { moment, type Page } from './page.ts';
import { sign } from './signs.ts';

/** The initials somebody checks with, as a proof has them in its margin. */
export function initials(name: string, { initials: known }: Pick<Page, 'initials'>): string {
  let shown = known.get(name);
  if (shown === undefined) {
    const letters = initialsOf(name);
    shown = letters === '' ? '' : `<span class="initials" aria-hidden="true">${escapeHtml(letters)}</span> `;
    known.set(name, shown);
  }
  return shown;
}

/** A name; where it only stands in a file that was imported, it says so. */
export function person(name: string, imported: boolean | undefined, { more }: Page): string {
  const shown = `<bdi>${escapeHtml(name)}</bdi>`;
  return imported ? `${shown} <span class="soft">(${more.fromFile})</span>` : shown;
}

/** Who checked what, and when: everybody who gave a verdict, with their initials and the claims they judged. */
export function ledgerTable(page: Page): string {
  const { report, words, more } = page;
  if (report.claims.length === 0) return '';
  const lines = ledgerOf(report).map(({ name, imported, judged, first, last }) => {
    const given = VERDICTS.filter((verdict) => judged[verdict].length > 0).map((verdict) => {
      return `<li class="${verdict}"><b>${sign(verdict)} ${words.verdicts[verdict]} (${judged[verdict].length})</b> <span class="numbers">${stretches(judged[verdict], more.comma)}</span></li>`;
    });
    const cells = [
      `<td role="cell" class="no">${initials(name, page)}</td>`,
      `<td role="cell" class="by" data-label="${more.name}">${person(name, imported, page)}</td>`,
      `<td role="cell" class="gave"><ul>${given.join('')}</ul></td>`,
      `<td role="cell" class="when" data-label="${more.first}">${moment(first, words, 'short')}</td>`,
      `<td role="cell" class="when" data-label="${more.last}">${moment(last, words, 'short')}</td>`,
    ];
    return `<tr role="row">${cells.join('')}</tr>`;
  });
  const heads = [more.initials, more.name, more.gave, more.first, more.last];
  const table = `<p class="guide">${more.ledgerGuide}</p>
<table role="table" class="ledger">
<thead role="rowgroup"><tr role="row">${heads.map((head) => `<th scope="col" role="columnheader">${head}</th>`).join('')}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>`;
  return `<section class="wide" aria-labelledby="h-ledger">
<h2 class="chrome" id="h-ledger">${more.ledger}</h2>
${lines.length > 0 ? table : `<p>${more.noVerdict}</p>`}
</section>
`;
}
