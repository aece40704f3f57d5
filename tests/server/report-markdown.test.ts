import { renderMarkdown } from '@sanad/server/report/markdown';
import { literal, literalLines } from '@sanad/server/report/markdown-text';
import type { Rendering } from '@sanad/server/report/rendering';
import { articleSchema, writeArticle } from '@sanad/shared/article';
import { makeReport, type Report } from '@sanad/shared/report';
import type { ReportBlock } from '@sanad/shared/report-blocks';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SECRET } from './report-samples.ts';
import { DESK, fullEnglishReport, fullReport, signsReport } from './text-samples.ts';

const inArabic: Rendering = { language: 'ar', url: DESK, version: null };
const inEnglish: Rendering = { ...inArabic, language: 'en' };

/** Readers of Markdown: by the standard alone, and with what is commonly added to it. */
type Reader = InstanceType<typeof MarkdownIt>;
const readers = [
  new MarkdownIt('commonmark').use(footnotes),
  new MarkdownIt({ html: true, linkify: true }).use(footnotes),
] as const;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

function lettersOf(html: string): string {
  return html
    .replace(/<sup class="footnote-ref">.*?<\/sup>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The page that a reader makes of the article alone, without what is said of it. */
function articlePage(reader: Reader, report: Report): string {
  const html = reader.render(renderMarkdown(report, inArabic));
  const end = html.indexOf('<hr');
  if (end === -1) throw new RangeError('no rule');
  return html.slice(0, end);
}

/** The article's text as a reader shows it: its blocks, joined by line feeds. */
function shownText(reader: Reader, report: Report): string {
  const page = articlePage(reader, report);
  return [...page.matchAll(/<(p|h[1-6])>(.*?)<\/\1>|<li>(?!\s*<)(.*?)(?=<\/li>|\n<[uo]l|\n<blockquote)/gs)]
    .map(([, , block, item]) => lettersOf(block ?? item ?? ''))
    .join('\n');
}

/** What is to be read: no paragraph without words is there, and CommonMark has no NUL. */
function readable(report: Report): string {
  const lines = report.article.text.split('\n').filter((line) => line.trim() !== '');
  return lines.join('\n').replaceAll('\0', '\ufffd');
}

describe('the report as Markdown', () => {
  it('of an Arabic article is the text it is meant to be', async () => {
    await expect(renderMarkdown(fullReport(), inArabic)).toMatchFileSnapshot('./report-golden/arabic.md');
  });

  it('of an English article is the text it is meant to be', async () => {
    await expect(renderMarkdown(fullEnglishReport(), inEnglish)).toMatchFileSnapshot('./report-golden/english.md');
  });

  it('of an article written in the signs of Markdown is the text it is meant to be', async () => {
    await expect(renderMarkdown(signsReport(), inEnglish)).toMatchFileSnapshot('./report-golden/signs.md');
  });

  it('shows the text of the article and nothing else as its text, to every reader', () => {
    for (const report of [fullReport(), fullEnglishReport(), signsReport()]) {
      for (const reader of readers) expect(shownText(reader, report)).toBe(readable(report));
    }
  });

  it('makes of what was written no heading, list, quote, code, picture or HTML that the article does not have', () => {
    const report = signsReport();
    const allowed = /^<\/?(p|h[1-4]|ul|ol|li|blockquote|strong|em|a|sup|div|br)\b/;
    for (const reader of readers) {
      const page = articlePage(reader, report);
      for (const [tag] of page.matchAll(/<[^>]*>/g)) expect(tag).toMatch(allowed);
      const count = (tag: string) => page.split(`<${tag}`).length - 1;
      const blocks = allBlocks(report.article.blocks);
      const had = (kind: ReportBlock['kind']) => blocks.filter((block) => block.kind === kind).length;
      expect(count('ul>')).toBe(had('bullet-list'));
      expect(count('ol')).toBe(had('ordered-list'));
      expect(count('li>')).toBe(had('item'));
      expect(count('blockquote>')).toBe(had('quote'));
      expect(count('h3>')).toBe(had('heading'));
    }
    expect(readers[0].render(renderMarkdown(report, inArabic))).toMatch(/<ol start="7">[\s\S]*<ol start="3">/);
  });

  it('keeps bold, emphasis and links where they are, also in the middle of a word', () => {
    const page = articlePage(readers[0], signsReport());
    for (const kept of [
      '<p>كلمة<strong>«نص»</strong>',
      '<strong>b</strong><em>c</em><strong><em>d</em></strong>',
      '<strong> b </strong><em> c </em><strong>.</strong><em>!</em>',
      'x<strong>*</strong><em>_</em>y',
      '<a href="https://example.org/a_(b)?x=1&amp;copy=2">',
      '<strong>a</strong><a href="https://example.org/x"><strong>b</strong></a><strong>c</strong>',
    ]) {
      expect(page.replace(/<sup class="footnote-ref">.*?<\/sup>/gs, '')).toContain(kept);
    }
  });

  it('leads nowhere but to addresses of the web, whatever stands in it', () => {
    const evil = 'javascript:alert(1)';
    const report = fullReport();
    const everywhere: Report = {
      ...report,
      claims: report.claims.map((claim) => ({
        ...claim,
        claimant: { name: 'x', kind: 'person', address: evil },
        evidence: claim.evidence.map((piece) => ({ ...piece, address: evil, archive: 'data:text/html,x' })),
      })),
    };
    for (const each of [report, everywhere, signsReport()]) {
      const html = readers[0].render(renderMarkdown(each, inEnglish));
      expect(html).not.toMatch(/href="(?!#|https?:|mailto:)/i);
      expect(html).not.toMatch(/<script|<b>|<i>|onerror/i);
    }
  });

  it('has a footnote for each claim in the text, behind its last word, and the others at the end', () => {
    const report = fullReport();
    const html = readers[0].render(renderMarkdown(report, inEnglish));
    const held = report.claims.filter(({ start }) => start !== null);
    const notes = [...html.matchAll(/<li id="fn\d+" class="footnote-item">(.*?)<\/li>\n(?=<li id="fn|<\/ol>)/gs)];
    expect(notes).toHaveLength(held.length);
    for (const claim of held) {
      const quote = claim.quote.split('\n').map((line) => line.trim())[0] ?? '';
      expect(
        notes.map(([, note]) => lettersOf(note as string)).filter((note) => note.includes(quote)).length,
      ).toBeGreaterThan(0);
    }
    const gone = report.claims.filter(({ start }) => start === null);
    const rest = lettersOf(
      html.slice(html.indexOf('Claims no longer in the text'), html.indexOf('Ledger of verdicts')),
    );
    for (const claim of gone) expect(rest).toContain(claim.quote);
  });

  it('has the ledger: every verdict, by whom and when', () => {
    const report = fullReport();
    const html = readers[0].render(renderMarkdown(report, inEnglish));
    const list = html.slice(html.indexOf('Ledger of verdicts'), html.indexOf('footnotes-sep'));
    expect(list.split('<li>')).toHaveLength(report.claims.flatMap(({ judgements }) => judgements).length + 1);
    expect(list).toContain('1 · Verified · ليلى حدّاد · 2026-03-01 09:12');
  });

  it('tells nothing of what is confidential unless it was asked for with it, and then says so first', () => {
    expect(renderMarkdown(fullReport(), inArabic)).not.toContain(SECRET);
    expect(renderMarkdown(fullReport(), inArabic)).not.toContain('سرّي');
    const told = renderMarkdown(fullReport(true), inArabic);
    expect(told).toContain(SECRET);
    expect(told).toMatch(/^> \*\*سرّي/);
  });

  it('says which signed version it is', () => {
    const version = { number: 2, signedAt: '2026-03-01T10:00:00.000Z', signedBy: 'ليلى', hash: 'ab12' };
    expect(renderMarkdown(fullEnglishReport(), { ...inEnglish, version })).toContain(
      '- Signed version 2, signed off by ليلى on 2026-03-01 10:00, SHA-256: ab12',
    );
  });
});

function allBlocks(blocks: readonly ReportBlock[]): ReportBlock[] {
  return blocks.flatMap((block) => ('runs' in block ? [block] : [block, ...allBlocks(block.children)]));
}

const sign = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'ابتabc019') },
  { weight: 2, arbitrary: fc.constantFrom(' ', ' ', '  ', '\t', '\u00a0', '\u2003') },
  { weight: 4, arbitrary: fc.constantFrom(...'*_`~[]()<>!#+-=|\\&;:.@^{}"\'/?,%$') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '&amp;',
      '<b>',
      '](',
      '![',
      '[^1]',
      '[^1]: ',
      '**',
      '__',
      '```',
      '1. ',
      '- ',
      '<!--',
      'http://a.b',
      'www.a.b',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('،', '«', '»', '“', '😀', '👩🏽‍🔧', 'ّ', '\u200f', '\u202e', '€', '𝒜') },
);
const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''));
const run = fc.record({ text, strong: fc.boolean(), em: fc.boolean(), linked: fc.boolean() });

describe('of any article', () => {
  it('the text that a reader shows is the text of the article', () => {
    fc.assert(
      fc.property(fc.array(fc.array(run, { maxLength: 5 }), { minLength: 1, maxLength: 4 }), (lines) => {
        const doc = new Y.Doc();
        const { strong, em, link } = articleSchema.marks;
        const content = lines.map((line) =>
          articleSchema.node(
            'paragraph',
            null,
            line
              .filter((each) => each.text !== '')
              .map((each) =>
                articleSchema.text(each.text, [
                  ...(each.linked && link ? [link.create({ href: 'https://example.org/x' })] : []),
                  ...(each.em && em ? [em.create()] : []),
                  ...(each.strong && strong ? [strong.create()] : []),
                ]),
              ),
          ),
        );
        writeArticle(doc, articleSchema.node('doc', null, content));
        const at = '2026-03-01T09:00:00.000Z';
        const source = { address: '', site: '', byline: '', publishedAt: '', file: '' };
        const report = makeReport(doc, {
          id: 'a',
          title: '',
          language: 'ar',
          createdAt: at,
          changedAt: at,
          source,
          exportedAt: at,
          exportedBy: 'a',
          nameOf: (person) => person,
        });
        for (const reader of readers) expect(shownText(reader, report)).toBe(readable(report));
        const page = articlePage(readers[0], report);
        const shown = (tag: string) =>
          [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))]
            .map(([, inner]) => lettersOf(inner as string))
            .join('');
        const letters = (key: 'strong' | 'em') =>
          lines
            .filter((line) => line.some((each) => each.text.trim() !== ''))
            .flatMap((line) => line.filter((each) => each[key]).map((each) => each.text))
            .join('');
        expect(shown('strong')).toBe(letters('strong'));
        expect(shown('em')).toBe(letters('em'));
      }),
      { numRuns: 300 },
    );
  });

  it('a note of several lines stays as many lines, each as it was written', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (lines) => {
        const html = readers[0].render(`x\n\n${literalLines(lines.join('\n'))}`).slice('<p>x</p>\n'.length);
        const written = lines.filter((line) => line.trim() !== '');
        const shown = html === '' ? [] : lettersOf(html.replace(/^<p>|<\/p>\n$/g, '')).split('\n');
        expect(shown).toEqual(written);
      }),
      { numRuns: 200 },
    );
  });

  it('a word without signs is written as it is', () => {
    for (const plain of ['محطة المياه في وادي الزيتون', 'Sanad, 2026: fine (really).', 'قال: «نعم»!']) {
      expect(literal(plain)).toBe(plain);
    }
  });
});
