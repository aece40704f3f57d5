import { renderHtml } from '@sanad/server/report/html';
import { expect, test } from 'vitest';
import { arabicReport, renderingIn } from './report-samples.ts';

const TURNED = 'A\u202eB';

/** A value with a turning sign in every text that a person wrote, and none in what the program itself wrote. */
function turned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const written = /^(by|exportedBy|createdBy|note|quote|title|publisher|excerpt|text|locator|name|wording|reason)$/;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'string' && inner !== '' && written.test(key) && !/^\d{4}-/.test(inner)
        ? TURNED + inner
        : turned(inner),
    ]),
  ) as Value;
}

test.each(['ar', 'en'] as const)(
  'a sign that turns words turns nothing around what it stands in: report in %s',
  (language) => {
    const { article, ...rest } = arabicReport();
    const report = { ...turned(rest), article: { ...article, title: TURNED } };
    const html = renderHtml(report, renderingIn(language), []);
    expect(/<title>[^<]*<\/title>/.exec(html)?.[0]).not.toMatch(/\u202e/);
    const body = html.slice(html.indexOf('<body>'));
    const places = [...body.matchAll(/A\u202eB/g)].map(({ index }) => body.slice(body.lastIndexOf('<', index), index));
    expect(places.length).toBeGreaterThan(10);
    // Each stands in an element that keeps directions to itself, and that holds nothing of the program's own words.
    for (const place of places) expect(place).toMatch(/^<(bdi|h1|p|blockquote|div class="(quote|note)")[^>]*>$/);
  },
);
