import { moment, type Page, quoted } from './page.ts';
import { initials, person } from './page-ledger.ts';

/** The sentences that somebody set aside as nothing to check, in text order; nothing where there are none. */
export function asideList(page: Page): string {
  const { report, words, more } = page;
  if (report.setAside.length === 0) return '';
  const items = report.setAside.map(
    ({ quote, by, at }) =>
      `<li>${quoted(quote, page)}<div class="soft">${more.setAsideBy}: ${initials(by, page)}${person(by, undefined, page)} · ${moment(at, words, 'short')}</div></li>`,
  );
  return `<section aria-labelledby="h-aside">
<h2 class="chrome" id="h-aside">${more.setAside}</h2>
<ol class="asides">${items.join('\n')}</ol>
</section>
`;
}
