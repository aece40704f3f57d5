import { attachment, fileNameOf } from '@sanad/server/report/file-name';
import { facesFor, fontFaceRule, loadReportFonts, parseRanges } from '@sanad/server/report/fonts';
import { renderHtml } from '@sanad/server/report/html';
import { isHeld, linesOf, piecesOf } from '@sanad/server/report/spans';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import type { ReportBlock } from '@sanad/shared/report-blocks';
import { NO_SOURCE } from '@sanad/shared/source';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf, markRange } from '../shared/desk-article.ts';
import { arabicReport, englishReport, renderingIn, SECRET } from './report-samples.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#13;': '\r',
};

/** The letters of a piece of markup: no tags, no claim numbers, entities read. */
function lettersOf(html: string): string {
  return html
    .replace(/<sup .*?<\/sup>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#\d+|\w+);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The text of the article as the report shows it, blocks joined by a line feed. */
function shownText(html: string): string {
  const text = /<div class="t"[^>]*>\n(.*?)\n<\/div>\n<\/section>/s.exec(html)?.[1] ?? '';
  return [...text.matchAll(/<(p|h[1-4]) dir="(?:rtl|ltr)" class="h\d">(.*?)<\/\1>/gs)]
    .map(([, , inner]) => lettersOf(inner as string))
    .join('\n');
}

function textBlocks(blocks: readonly ReportBlock[]): Extract<ReportBlock, { runs: unknown }>[] {
  return blocks.flatMap((block) => ('runs' in block ? [block] : textBlocks(block.children)));
}

/** The words of a claim, put together from the pieces of the text that are drawn as its. */
function drawnWords(report: Report, id: string): string {
  const held = report.claims.filter(isHeld);
  const parts = textBlocks(report.article.blocks).map((block) =>
    piecesOf(block, held)
      .filter((piece) => piece.kind === 'letters' && piece.claims.some((claim) => claim.id === id))
      .map((piece) => (piece.kind === 'letters' ? piece.text : ''))
      .join(''),
  );
  return parts.join('\n').replace(/^\n+|\n+$/g, '');
}

describe('the report', () => {
  it('of an Arabic article is the page it is meant to be', async () => {
    await expect(renderHtml(arabicReport(), renderingIn('ar'), [])).toMatchFileSnapshot('./report-golden/arabic.html');
  });

  it('of an English article is the page it is meant to be', async () => {
    await expect(renderHtml(englishReport(), renderingIn('en'), [])).toMatchFileSnapshot(
      './report-golden/english.html',
    );
  });

  it('of an Arabic article can be read with an English frame', async () => {
    await expect(renderHtml(arabicReport(), renderingIn('en'), [])).toMatchFileSnapshot(
      './report-golden/arabic-in-english.html',
    );
  });

  it('with its confidential evidence is the page it is meant to be, and says first that it is', async () => {
    const html = renderHtml(arabicReport(true), renderingIn('ar'), []);
    await expect(html).toMatchFileSnapshot('./report-golden/arabic-confidential.html');
    expect(html).toContain(SECRET);
    expect(html.indexOf('class="secret"')).toBeLessThan(html.indexOf('<main>'));
  });

  it('tells nothing of what is confidential unless it was made with it', () => {
    const report = arabicReport();
    for (const told of [
      JSON.stringify(report),
      renderHtml(report, renderingIn('ar'), []),
      renderHtml(report, renderingIn('en'), []),
    ]) {
      expect(told).not.toContain(SECRET);
      expect(told).not.toContain('onfidential');
    }
    expect(renderHtml(report, renderingIn('ar'), [])).not.toContain('سرّي');
  });

  it('has the evidence, the thread and the settlement of a claim in it, with names and without what was taken away', () => {
    const { claims, counts, version } = arabicReport();
    expect(version).toBe(3);
    expect(counts).toMatchObject({ evidence: 4, settled: 1 });
    const disputed = claims.find(({ settlement }) => settlement !== null);
    expect(disputed).toMatchObject({
      settlement: { how: 'attributed', by: 'ليلى حدّاد', wording: null, quote: 'توقف دام 11 يومًا' },
      assignee: 'نور‮txt',
      evidence: [
        { title: 'مكالمة مع النقابة', stance: 'contradicts', by: 'نور‮txt' },
        { title: 'خلفية', stance: 'context' },
      ],
    });
    expect(disputed?.comments.map(({ kind }) => kind)).toEqual(['comment', 'settlement']);
    expect(disputed?.comments[0]).toMatchObject({ mentions: ['ليلى حدّاد'], text: 'من قال 9؟' });
    expect(claims.flatMap(({ evidence }) => evidence).map(({ title }) => title)).not.toContain('حُذف هذا');
    const reopened = claims.find(({ comments }) => comments.some(({ kind }) => kind === 'reopening'));
    expect(reopened?.settlement).toBeNull();
  });

  it('links evidence safely, and prints its address', () => {
    const html = renderHtml(arabicReport(), renderingIn('en'), []);
    expect(html).toContain('<a href="https://example.org/photo?id=7&amp;size=l" rel="noopener noreferrer nofollow">');
    expect(html).toContain('<bdi class="address" dir="ltr">https://example.org/بيان/3</bdi>');
    expect(html).toContain('Settled: attributed');
    expect(html).not.toMatch(/<b>رقم 3|<i>البلدية/);
    const evil = { ...arabicReport() };
    const claims = evil.claims.map((claim) => ({
      ...claim,
      evidence: claim.evidence.map((each) => ({
        ...each,
        address: 'javascript:alert(1)',
        archive: 'data:text/html,x',
      })),
    }));
    expect(renderHtml({ ...evil, claims }, renderingIn('en'), [])).not.toMatch(/href="(?!#|https?:|mailto:)/i);
  });

  it('shows every state that a claim can be in', () => {
    const { counts, claims } = arabicReport();
    expect(counts).toMatchObject({ verified: 4, disputed: 3, unsourced: 3, unchecked: 2, detached: 1, stale: 2 });
    expect(claims.map(({ attachment: kind }) => kind)).toContain('recovered');
  });

  it('shows the text of the article and nothing else as its text', () => {
    for (const report of [arabicReport(), englishReport()]) {
      expect(shownText(renderHtml(report, renderingIn('ar'), []))).toBe(report.article.text);
    }
  });

  it('links every claim that has a place to its row, and back', () => {
    const report = arabicReport();
    const html = renderHtml(report, renderingIn('ar'), []);
    for (const { number, attachment: kind } of report.claims) {
      const isThere = kind !== 'detached';
      expect(html.includes(`id="t${number}"`)).toBe(isThere);
      expect(html.includes(`href="#t${number}"`)).toBe(isThere);
      expect(html.includes(`href="#c${number}"`)).toBe(isThere);
      expect(html).toContain(`id="c${number}"`);
    }
  });

  it('lets nothing that was written run, load or leave the page', () => {
    const html = renderHtml(arabicReport(), renderingIn('en'), []);
    expect(html).not.toMatch(/<script|<img|<iframe|<link|<base|<form|\son\w+=/i);
    expect(html).not.toMatch(/href="(?!#|https?:|mailto:)/i);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  });

  it('escapes what stands in any of its fields', () => {
    const report = englishReport();
    const evil = '"><script>x</script>';
    const told = { id: evil, by: evil, at: evil, address: evil, archive: evil, title: evil, publisher: evil };
    const piece = {
      ...told,
      excerpt: evil,
      locator: evil,
      accessed: evil,
      note: evil,
      kind: 'primary',
      stance: 'context',
    };
    const settlement = { how: 'stands', reason: evil, wording: evil, quote: evil, by: evil, at: evil };
    const gathered = { evidence: [piece], confidential: [piece], settlement } as Partial<ReportClaim>;
    const html = renderHtml(
      {
        ...report,
        exportedBy: evil,
        exportedAt: evil,
        article: { ...report.article, id: evil, title: evil, language: evil, createdAt: evil },
        claims: report.claims.map((claim) => ({
          ...claim,
          note: evil,
          verdictBy: evil,
          verdictAt: evil,
          quote: evil,
          ...gathered,
        })),
      },
      renderingIn('en'),
      [],
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('"">');
  });
});

const letter = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'ابتثجحخدرسشعفقكلمنهوي') },
  { weight: 3, arbitrary: fc.constantFrom(...'abcXYZ0123459') },
  { weight: 3, arbitrary: fc.constantFrom(' ', ' ', '  ', '،', '.', '«', '»') },
  { weight: 1, arbitrary: fc.constantFrom('َ', 'ّ', 'ـ', '‌', '‏', '‮', '⁦') },
  { weight: 1, arbitrary: fc.constantFrom('👩🏽‍🔧', '🇸🇾', '😀', '𝒜') },
  { weight: 1, arbitrary: fc.constantFrom('<', '>', '&', '"', "'", '&amp;', '</p>', '\t') },
);
const line = fc.array(letter, { maxLength: 40 }).map((letters) => letters.join(''));

const marked = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    ranges: fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { maxLength: 8 }),
  })
  .map(({ lines, ranges }): Report => {
    const doc = articleOf(...lines);
    const { length } = lines.join('\n');
    for (const [a, b] of ranges) {
      try {
        markRange(doc, Math.min(a, b) % (length + 1), Math.max(a, b) % (length + 1), 'disputed');
      } catch (error) {
        if (!(error instanceof RangeError)) throw error; // no words in that range
      }
    }
    return makeReport(doc, {
      id: 'a',
      title: lines[0] ?? '',
      language: 'ar',
      createdAt: '2026-03-01T09:00:00.000Z',
      changedAt: '2026-03-01T09:00:00.000Z',
      source: NO_SOURCE,
      exportedAt: '2026-03-01T09:00:00.000Z',
      exportedBy: 'a',
      nameOf: (person) => person,
    });
  });

describe('of any article with any claims', () => {
  it('the text without its tags is the text of the article', () => {
    fc.assert(
      fc.property(marked, (report) => {
        expect(shownText(renderHtml(report, renderingIn('ar'), []))).toBe(report.article.text);
      }),
      { numRuns: 150 },
    );
  });

  it('the pieces drawn as a claim are its words', () => {
    let seen = 0;
    fc.assert(
      fc.property(marked, (report) => {
        for (const claim of report.claims.filter(isHeld)) {
          seen++;
          expect(drawnWords(report, claim.id)).toBe(claim.quote);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('every claim has one number, behind its last letter, and none stands inside a word', () => {
    fc.assert(
      fc.property(marked, (report) => {
        const held = report.claims.filter(isHeld);
        const numbers: number[] = [];
        for (const block of textBlocks(report.article.blocks)) {
          const pieces = piecesOf(block, held);
          for (const [i, piece] of pieces.entries()) {
            if (piece.kind !== 'number') continue;
            numbers.push(piece.claim.number);
            const before = pieces.slice(0, i).map((each) => (each.kind === 'letters' ? each.text : ''));
            const after = pieces.slice(i).map((each) => (each.kind === 'letters' ? each.text : ''));
            const around = `${Array.from(before.join('')).at(-1) ?? ''}|${Array.from(after.join(''))[0] ?? ''}`;
            expect(around).not.toMatch(/[\p{L}\p{M}\p{N}]\|[\p{L}\p{M}\p{N}]/u);
          }
        }
        expect(numbers.sort((a, b) => a - b)).toEqual(held.map(({ number }) => number));
      }),
      { numRuns: 150 },
    );
  });

  it('claims that overlap are drawn on different lines', () => {
    fc.assert(
      fc.property(marked, (report) => {
        const held = report.claims.filter(isHeld);
        const lines = linesOf(held);
        for (const a of held) {
          for (const b of held) {
            if (a.id < b.id && a.start < b.end && b.start < a.end) expect(lines.get(a.id)).not.toBe(lines.get(b.id));
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the fonts of a report', () => {
  it('come along only for the letters that stand in it', async () => {
    const fonts = await loadReportFonts();
    const families = (text: string) => new Set(facesFor(text, fonts).map(({ family }) => family));
    expect(families('سند')).toEqual(new Set(['Noto Naskh Arabic']));
    expect(families('Sanad')).toEqual(new Set(['Source Serif 4']));
    expect(families('سند 2026')).toEqual(new Set(['Noto Naskh Arabic', 'Source Serif 4']));
    expect(facesFor('Erdoğan', fonts).length).toBeGreaterThan(facesFor('Erdogan', fonts).length);
  });

  it('are whole files inside the page', async () => {
    const [first] = await loadReportFonts();
    if (!first) throw new Error('no fonts');
    expect(Buffer.from(first.base64, 'base64').subarray(0, 4).toString()).toBe('wOF2');
    expect(fontFaceRule(first)).toMatch(/unicode-range:U\+0600-06FF,.*src:url\(data:font\/woff2;base64,/);
  });

  it('say their letters as ranges that are read back', () => {
    expect(parseRanges('U+0600-06FF,U+204F')).toEqual([
      [0x600, 0x6ff],
      [0x204f, 0x204f],
    ]);
  });
});

describe('the name of a downloaded report', () => {
  it('is the Arabic title, whole for new browsers and plain for old ones', () => {
    const header = attachment(fileNameOf('محطة المياه: “تعود”؟', 'html'), 'sanad-a1.html');
    expect(header).toMatch(/^attachment; filename="sanad-a1\.html"; filename\*=UTF-8''[\w%.~-]+$/);
    expect(decodeURIComponent(header.split("''")[1] as string)).toBe('محطة المياه “تعود”؟ - sanad.html');
  });

  it('holds nothing that a system forbids or a reader cannot see', () => {
    expect(fileNameOf('../..\\etc/<a>|b?*"‮gpj.exe\r\nX: y', 'json')).toBe('etc a b gpj.exe X y - sanad.json');
    expect(fileNameOf(' . ', 'html')).toBe('sanad - sanad.html');
    expect(fileNameOf('😀'.repeat(200), 'html').length).toBeLessThan(200);
  });
});
