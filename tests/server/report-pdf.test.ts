import { Worker } from 'node:worker_threads';
import { paperFaces } from '@sanad/server/report/pdf/faces';
import { Ink } from '@sanad/server/report/pdf/ink';
import { initialsOf } from '@sanad/server/report/pdf/ledger';
import { renderPdf } from '@sanad/server/report/pdf/pdf';
import { sheetOf } from '@sanad/server/report/pdf/sheet';
import type { Rendering } from '@sanad/server/report/rendering';
import type { Report, ReportClaim } from '@sanad/shared/report';
import type { ReportBlock } from '@sanad/shared/report-blocks';
import { selectFrom } from '@sanad/shared/report-choice';
import type { Verdict } from '@sanad/shared/verdict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../support/pdf-reading.ts';
import { arabicReport, englishReport, SECRET } from './report-samples.ts';

const url = 'https://desk.example/articles/water-1';
const inArabic: Rendering = { language: 'ar', url, version: null };
const inEnglish: Rendering = { language: 'en', url, version: null };
const version = {
  number: 2,
  hash: '0123456789abcdef'.repeat(4),
  signedAt: '2026-03-01T10:00:00.000Z',
  signedBy: 'سلمى',
};

const read = async (report: Report, rendering: Rendering) => readPdf(await renderPdf(report, rendering));
/** Without marks above and below letters, which a reader may put before or behind its letter, and without spaces. */
const bare = (text: string) => text.normalize('NFC').replace(/[\p{M}\s\u2060]/gu, '');

/** A report of one paragraph, with claims on the given places of it. */
function reportOn(text: string, places: readonly (readonly [number, number])[] = []): Report {
  const base = arabicReport();
  const block: ReportBlock = { kind: 'paragraph', direction: 'rtl', start: 0, runs: [{ text }] };
  const claims = places.map(([start, end], i): ReportClaim => {
    const quote = Array.from(text).slice(start, end).join('');
    const own = { number: i + 1, id: `c${i}`, start, end, quote, originalQuote: quote, verdictQuote: quote };
    const alone = { evidence: [], comments: [], settlement: null };
    return {
      ...(base.claims[i % base.claims.length] as ReportClaim),
      ...own,
      ...alone,
      attachment: 'exact',
      stale: i % 3 === 2,
    };
  });
  return { ...base, article: { ...base.article, text, blocks: [block] }, claims };
}

describe('a report as PDF', () => {
  it('is a tagged file that says its language, its title and that it keeps PDF/UA-1', async () => {
    const pdf = await read(arabicReport(), inArabic);
    expect(pdf.language).toBe('ar');
    expect(pdf.title).toBe('محطة المياه في وادي الزيتون تعود إلى العمل · تقرير التدقيق');
    expect(pdf.tagged).toBe(true);
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    for (const role of ['H1', 'H2', 'H3', 'P', 'Link', 'BlockQuote', 'L', 'LI', 'Table', 'TH', 'TOC']) {
      expect(pdf.roles.get(role), role).toBeGreaterThan(0);
    }
    expect((await read(englishReport(), inEnglish)).language).toBe('en');
  });

  it('holds lists within lists, however deep', async () => {
    const item = (depth: number): ReportBlock => ({
      kind: 'bullet-list',
      children: [
        {
          kind: 'item',
          children: [
            { kind: 'paragraph', direction: 'ltr', start: 0, runs: [{ text: `level ${depth}` }] },
            ...(depth < 6 ? [item(depth + 1)] : []),
          ],
        },
      ],
    });
    const base = englishReport();
    const report = { ...base, article: { ...base.article, blocks: [item(1)] }, claims: [], setAside: [] };
    const text = (await read(report, inEnglish)).pages.join('\n');
    for (const depth of [1, 2, 3, 4, 5, 6]) expect(text).toContain(`level ${depth}`);
  });

  it('is the same file, byte for byte, for the same report', async () => {
    const once = await renderPdf(arabicReport(true), inArabic);
    const other = await renderPdf(englishReport(), inEnglish);
    expect(Buffer.compare(await renderPdf(arabicReport(true), inArabic), once)).toBe(0);
    expect(Buffer.compare(await renderPdf(englishReport(), inEnglish), other)).toBe(0);
    expect(Buffer.compare(once, other)).not.toBe(0);
  });

  it('holds every word of the text and of every claim, to be found by whoever looks for it', async () => {
    for (const [report, rendering] of [
      [arabicReport(), inArabic],
      [englishReport(), inEnglish],
      [arabicReport(), inEnglish],
    ] as const) {
      const found = bare((await read(report, rendering)).pages.join('\n'));
      const texts = [report.article.text, ...report.claims.flatMap(({ quote, note }) => [quote, note])];
      const words = texts.join(' ').match(/[\p{Script=Arabic}\p{M}]+|[\p{Script=Latin}\p{M}]+/gu) ?? [];
      // This reader takes a letter with a mark for two letters: the file says what they are in a way that it passes over.
      const plain = words.filter((word) => !/\p{M}/u.test(word));
      expect(plain.length).toBeGreaterThan(20);
      expect(plain.filter((word) => !found.includes(word))).toEqual([]);
    }
  });

  it('keeps a word whole in which claims begin and end', async () => {
    const text = 'إن المستشفيات والمياه عادت';
    // From within the first word into the second, and from within the second to its end.
    const places = [
      [5, 17],
      [15, 21],
      [7, 9],
    ] as const;
    const pages = (await read(reportOn(text, places), inArabic)).pages.join('\n');
    for (const word of text.split(' ')) expect(bare(pages)).toContain(word);
    expect(pages).not.toContain('\u200d');
    const faces = await paperFaces();
    const [block] = sheetOf(reportOn(text, places), inArabic, faces).blocks;
    const segments = block && 'segments' in block ? block.segments : [];
    const cut = segments.filter((segment) => 'word' in segment);
    expect(cut.map(({ word }) => word)).toEqual(['المستشفيات', 'والمياه']);
    expect(cut[0]?.lines.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });

  it('leads from each number in the text to the entry, and from the entry back', async () => {
    const report = arabicReport();
    const pdf = await read(report, inArabic);
    const held = report.claims.filter(({ start }) => start !== null);
    const led = pdf.links.flatMap(({ place }) => place ?? []);
    for (const { number } of report.claims) expect(pdf.places).toContain(`c${number}`);
    for (const { number } of held) expect(led).toContain(`c${number}`);
    const headings = pdf.links.findIndex(({ place }) => place !== null);
    const back = pdf.links.slice(headings).flatMap(({ spot }) => spot ?? []);
    expect(back.length).toBe(held.length);
    // The entries stand in the order of the text: each leads as far down as the one before, or further.
    const depths = back.map(({ page, height }) => page * 1000 - height);
    expect(depths).toEqual([...depths].sort((a, b) => a - b));
    const page = back[0]?.page ?? 0;
    expect(bare(pdf.pages[page - 1] ?? '')).toContain('عادتإلىالعملصباح');
  });

  it('makes links of safe addresses alone', async () => {
    const addresses = (await read(arabicReport(true), inArabic)).links.flatMap(({ address }) => address ?? []);
    expect(addresses).toContain('https://example.org/statement?a=1&b=2');
    expect(addresses).toContain('https://example.org/%D8%A8%D9%8A%D8%A7%D9%86/3');
    expect(addresses.filter((address) => !/^(https?|mailto):/.test(address))).toEqual([]);
  });

  it('has bookmarks for its parts, the headings of the article and every claim', async () => {
    const { bookmarks } = await read(arabicReport(), inEnglish);
    expect(bookmarks[0]).toBe('محطة المياه في وادي الزيتون تعود إلى العمل');
    expect(bookmarks.map((each) => each.replace(/\u200e/g, ''))).toContain('    روايتان للسبب');
    expect(bookmarks).toContain('  Claims');
    expect(bookmarks.filter((each) => /^ {4}\d+\s/.test(each)).length).toBe(arabicReport().claims.length);
    expect(bookmarks.at(-1)).toBe('  Who checked what');
  });

  it('holds what is confidential only when asked, and then says so on every page', async () => {
    const secret = 'فيالبلديةلا';
    expect(bare(SECRET)).toContain(secret);
    const without = (await read(arabicReport(), inArabic)).pages;
    expect(bare(without.join('\n'))).not.toContain(secret);
    expect(without.join('\n')).not.toContain('🔒');
    const { pages } = await read(arabicReport(true), inArabic);
    expect(bare(pages.join('\n'))).toContain(secret);
    for (const page of pages) expect(page).toContain('🔒');
  });

  it('says the version it is, and what it was narrowed to', async () => {
    const narrowed = selectFrom(englishReport(), { verdicts: ['disputed'], threads: false });
    const text = (await read(narrowed, { ...inEnglish, version })).pages.join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('Version 2, signed off');
    expect(text.replace(/ /g, '')).toContain(version.hash);
    expect(text).toContain('Of the claims it holds those judged: Disputed.');
    expect(text).toContain('2 ✖ Disputed');
    expect(text).not.toContain('1 ✓ Verified');
  });

  it('shows what the typesetter would read as its own language letter by letter', async () => {
    const hostile =
      '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x^2$ *bold* _em_ @label <script> \\u{41} `raw` // c /* d */ = H #{panic()} ~ -- --- "q" \\';
    const report = { ...englishReport(), exportedBy: hostile };
    const named = {
      ...report,
      claims: report.claims.map((claim) => ({ ...claim, note: hostile, createdBy: hostile })),
    };
    const article = { ...reportOn(hostile, [[0, 7]]).article, direction: 'ltr' as const, title: hostile };
    const block: ReportBlock = { kind: 'heading', level: 2, direction: 'ltr', start: 0, runs: [{ text: hostile }] };
    const pdf = await read({ ...named, article: { ...article, blocks: [block] } }, inEnglish);
    expect(pdf.title).toBe(`${hostile} · Checking report`);
    expect(
      pdf.pages.join('\n').split(bare(hostile)).length + bare(pdf.pages.join('\n')).split(bare(hostile)).length,
    ).toBeGreaterThan(4);
  });

  it('shows a sign that turns the direction of letters by its number, so that it hides nothing', async () => {
    const pages = (await read(reportOn('قيل \u202etxt.exe\u202c هنا\u0000\ufeff'), inArabic)).pages.join('\n');
    for (const sign of ['202E', '202C', '0000', 'FEFF']) expect(pages).toContain(`U+${sign}`);
    expect(pages).not.toMatch(/[\u202e\u202c]/);
  });

  it('is made of any text, and counts the letters it has no shape for', async () => {
    const pages = (await read(reportOn('اسمه 中文 وكفى'), inEnglish)).pages.join('\n');
    expect(pages).toContain('□□');
    expect(pages).toMatch(/no shape for, □ in the place of each: 2\./);
    const grapheme = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(
        'ا\u0301',
        'a\u064b',
        '👩🏽‍🔧',
        '1️⃣',
        '\ud800',
        '\u{e0101}',
        '\u0378',
        '\u3164',
        '\n\n',
        '\u2028',
        '\ufdfd',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(grapheme, { minLength: 1, maxLength: 12 }), async (parts) => {
        const text = parts.join('');
        const length = Array.from(text).length;
        const report = reportOn(
          text,
          length > 2
            ? [
                [0, length],
                [1, length - 1],
              ]
            : [],
        );
        expect((await renderPdf(report, inArabic)).length).toBeGreaterThan(1000);
      }),
      { numRuns: 20, seed: 20261128 },
    );
  });

  it('is made of texts of every length and shape', async () => {
    const paragraph = (text: string): ReportBlock => ({
      kind: 'paragraph',
      direction: 'rtl',
      start: 0,
      runs: [{ text }],
    });
    const nested = Array.from({ length: 60 }).reduce<ReportBlock>(
      (inner) => ({ kind: 'quote', children: [inner] }),
      paragraph('عميق'),
    );
    const heading = (level: number): ReportBlock => ({
      kind: 'heading',
      level,
      direction: 'rtl',
      start: 0,
      runs: [{ text: 'باب' }],
    });
    const many = reportOn(
      'كلمة أخرى',
      Array.from({ length: 120 }, () => [0, 9] as const),
    );
    for (const blocks of [[], [paragraph('')], [paragraph('كلمة')], [nested], [heading(4), heading(2), heading(4)]]) {
      const report = reportOn('');
      const pdf = await read({ ...report, claims: [], article: { ...report.article, blocks } }, inArabic);
      expect(pdf.tagged).toBe(true);
    }
    expect((await read(many, inArabic)).places).toContain('c120');
    const long = `https://example.org/${'a/very-long-address/'.repeat(40)}`;
    const found = (await read(reportOn(`${long} ${'لا'.repeat(300)}`), inArabic)).pages.join('');
    expect(bare(found)).toContain('a/very-long-address/a/very-long-address/');
  });

  it('rejects with what the typesetter said, and makes no file, of what it cannot set', async () => {
    const report = englishReport();
    const claims = report.claims.map((claim) => ({ ...claim, verdict: 'guessed' as Verdict }));
    await expect(renderPdf({ ...report, claims }, inEnglish)).rejects.toThrow(/could not be set: .*guessed/);
    expect((await renderPdf(report, inEnglish)).length).toBeGreaterThan(1000);
  });

  it('is made in a thread of its own, whose end in the midst of it harms nothing', async () => {
    const script = `const { parentPort, workerData } = require('node:worker_threads');
      import(workerData.module).then(async ({ renderPdf }) => {
        parentPort.postMessage('begun');
        parentPort.postMessage(await renderPdf(workerData.report, workerData.rendering));
      });`;
    const start = (report: Report) =>
      new Worker(script, {
        eval: true,
        execArgv: [],
        workerData: { module: import.meta.resolve('@sanad/server/report/pdf/pdf'), report, rendering: inArabic },
      });
    const once = (worker: Worker, wanted: (message: unknown) => boolean) =>
      new Promise<unknown>((resolve, reject) => {
        worker.on('message', (message) => wanted(message) && resolve(message));
        worker.on('error', reject);
      });
    const base = arabicReport();
    const claims = Array.from({ length: 40 }, () => base.claims).flat();
    const large = { ...base, claims: claims.map((claim, i) => ({ ...claim, number: i + 1, id: `c${i}` })) };
    const ended = start(large);
    await once(ended, (message) => message === 'begun');
    await ended.terminate();
    const worker = start(base);
    const bytes = await once(worker, (message) => message instanceof Uint8Array);
    await worker.terminate();
    expect(Buffer.compare(bytes as Uint8Array, await renderPdf(base, inArabic))).toBe(0);
  });

  it('is set from these data, and reads like this', async () => {
    const faces = await paperFaces();
    for (const [name, report, rendering] of [
      ['arabic', arabicReport(true), { ...inArabic, version }],
      ['english', englishReport(), inEnglish],
    ] as const) {
      const { palette: _, words: __, ...sheet } = sheetOf(report, rendering, faces);
      await expect(`${JSON.stringify(sheet, null, 1)}\n`).toMatchFileSnapshot(`./report-golden/${name}.pdf.json`);
      const { pages } = await read(report, rendering);
      await expect(`${pages.join('\n\f\n')}\n`).toMatchFileSnapshot(`./report-golden/${name}.pdf.txt`);
    }
  });
});

describe('the ledger of a report', () => {
  it('gives each person initials that nobody else has', () => {
    const initials = initialsOf(['ليلى حدّاد', 'لمى حمدان', 'Omar Haddad', 'نور', 'سامر الخطيب', '🙂', 'ليلى حدّاد']);
    expect([...initials.values()]).toEqual(['ل.ح', 'ل.ح2', 'O.H', 'ن', 'س.خ', '–']);
  });
});

describe('the ink of a report', () => {
  it('lets a line break in what is longer than a line, without a letter more or less', async () => {
    const ink = new Ink(await paperFaces());
    const address = `https://example.org/${'x'.repeat(90)}/end`;
    const pieces = ink.broken(`قبل ${address} بعد`);
    expect(Array.isArray(pieces)).toBe(true);
    expect([pieces].flat().join('')).toBe(`قبل ${address} بعد`);
    expect([pieces].flat().every((piece) => piece.length <= 33)).toBe(true);
    expect(ink.broken('كلام قصير')).toBe('كلام قصير');
  });
});
