import { renderDocx } from '@sanad/server/report/docx';
import { REPORT_WORDS, type ReportLanguage } from '@sanad/server/report/words';
import { trimRange } from '@sanad/shared/anchor';
import { makeReport, type Report, type ReportClaim } from '@sanad/shared/report';
import { selectFrom } from '@sanad/shared/report-choice';
import { NO_SOURCE } from '@sanad/shared/source';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf, markRange } from '../shared/desk-article.ts';
import { partsOf, printed, type ReadComment, readWord } from '../support/word-document.ts';
import { elementsIn, readXml, textIn } from '../support/xml-element.ts';
import { arabicReport, englishReport, SECRET } from './report-samples.ts';

const url = 'https://desk.example.org/articles/1';

function docx(report: Report, language: ReportLanguage = 'ar'): Promise<Uint8Array> {
  return renderDocx(report, { language, url, version: null });
}

const letters = fc.constantFrom('محطة', ' ', 'Water', '👩🏽‍🔧', 'é', '٤٢', '7', '،', '(', '\t', 'ـ', 'لا');
const line = fc.array(letters, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
const spans = fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000)), { minLength: 2, maxLength: 12 });

/** Articles with claims that overlap as they like, over paragraphs and between the parts of signs. */
const marked = fc.tuple(fc.array(line, { minLength: 1, maxLength: 5 }), spans).map(([lines, wanted]): Report => {
  const doc = articleOf(...lines);
  const whole = lines.join('\n');
  for (const pair of wanted) {
    const [start = 0, end = 0] = pair.map((place) => place % (whole.length + 1)).sort((a, b) => a - b);
    if (trimRange(whole, start, end)) markRange(doc, start, end, 'disputed');
  }
  const at = '2026-03-01T09:00:00.000Z';
  const dates = { createdAt: at, changedAt: at, exportedAt: at };
  const about = {
    id: 'any',
    title: '',
    language: 'ar',
    source: NO_SOURCE,
    exportedBy: 'x',
    nameOf: (id: string) => id,
  };
  return makeReport(doc, { ...about, ...dates });
});

/** The comment that each claim's thread hangs on, in the order of the claims. */
async function threads(report: Report, language: ReportLanguage = 'ar') {
  const word = readWord(await docx(report, language));
  const firsts = word.comments.filter(({ parent }) => parent === null);
  const threadOf = (claim: ReportClaim) => {
    const first = firsts[report.claims.indexOf(claim)] as ReadComment;
    return { first, replies: word.comments.filter(({ parent }) => parent === first.id) };
  };
  return { word, firsts, threadOf };
}

/** The report with claims called by their numbers: what they are called here hangs on how many were made before. */
function steady(report: Report): Report {
  return { ...report, claims: report.claims.map((claim) => ({ ...claim, id: `claim-${claim.number}` })) };
}

function claimOn(report: Report, words: string): ReportClaim {
  const claim = report.claims.find(({ quote }) => quote === words);
  if (!claim) throw new RangeError(`no claim on ${words}`);
  return claim;
}

describe('a report for Word', () => {
  it('of an Arabic article is the package it is meant to be', async () => {
    const version = { number: 2, hash: 'ab12'.repeat(16), signedAt: '2026-03-01T10:00:00.000Z', signedBy: 'ليلى حدّاد' };
    const bytes = await renderDocx(steady(arabicReport()), { language: 'ar', url, version });
    await expect(printed(bytes)).toMatchFileSnapshot('./report-golden/arabic.docx.xml');
  });

  it('of an English article is the package it is meant to be', async () => {
    await expect(printed(await docx(steady(englishReport()), 'en'))).toMatchFileSnapshot(
      './report-golden/english.docx.xml',
    );
  });

  it('of an Arabic article can be read with an English frame', async () => {
    const bytes = await docx(steady(arabicReport()), 'en');
    await expect(printed(bytes)).toMatchFileSnapshot('./report-golden/arabic-in-english.docx.xml');
  });

  it('with its confidential evidence is the package it is meant to be', async () => {
    const bytes = await docx(steady(arabicReport(true)));
    await expect(printed(bytes)).toMatchFileSnapshot('./report-golden/arabic-confidential.docx.xml');
  });

  it('holds the text as it is, and the words of every claim in the range of its comment', async () => {
    for (const report of [arabicReport(), englishReport()]) {
      const { word, firsts } = await threads(report);
      expect(word.text).toBe(report.article.text);
      expect(firsts.map(({ words }) => words)).toEqual(report.claims.map(({ quote }) => quote));
      const units = report.claims.map(({ start }) =>
        start === null ? -1 : Array.from(word.text).slice(0, start).join('').length,
      );
      expect(firsts.map(({ start }) => start)).toEqual(units);
    }
  });

  it('has a comment for every claim and every part of one, each reply on the words of its claim', async () => {
    const report = arabicReport();
    const { word, firsts, threadOf } = await threads(report);
    expect(firsts).toHaveLength(12);
    for (const claim of report.claims) {
      const { first, replies } = threadOf(claim);
      const told = claim.judgements.slice(0, -1).length + claim.evidence.length + claim.comments.length;
      expect(replies).toHaveLength(told);
      for (const reply of replies) expect(reply.words).toBe(first.words);
    }
    expect(word.comments).toHaveLength(12 + 4 + 4);
  });

  it('has in a comment the verdict with its note, by whom and when, and in the replies what gathered around it', async () => {
    const report = arabicReport();
    const { threadOf } = await threads(report);
    const { first, replies } = threadOf(claimOn(report, 'توقف دام 11 يومًا'));
    expect(first).toMatchObject({
      author: 'Omar “O’Neil” <script>alert(1)</script>',
      initials: 'OS',
      date: '2026-03-01T09:12:00Z',
      resolved: true,
      paragraphs: ['متنازَع عليه', 'النقابة تقول 9 أيام.'],
    });
    expect(replies.map(({ author, date }) => [author, date])).toEqual([
      ['نور‮txt', '2026-03-01T09:16:00Z'],
      ['Omar “O’Neil” <script>alert(1)</script>', '2026-03-01T09:18:00Z'],
      ['Omar “O’Neil” <script>alert(1)</script>', '2026-03-01T09:19:00Z'],
      ['ليلى حدّاد', '2026-03-01T09:20:00Z'],
    ]);
    expect(replies.map(({ paragraphs }) => paragraphs.join('|'))).toEqual([
      'الأدلة: ينقضه · مصدر أصلي|مكالمة مع النقابة',
      'الأدلة: للسياق · مصدر أصلي|خلفية|اطُّلع عليه: 2026-03-01',
      'من قال 9؟',
      'حُسم بنسبته إلى قائله|الحكم: متنازَع عليه|نُسب إلى <i>البلدية</i>.',
    ]);
    expect(replies.every(({ resolved }) => resolved)).toBe(true);
    expect(threadOf(claimOn(report, 'المياه صالحة للشرب')).first.resolved).toBe(false);
  });

  it('says in the comment that its words changed since they were judged, were found again, or are gone', async () => {
    const report = arabicReport();
    const { threadOf } = await threads(report, 'en');
    const said = (words: string) => threadOf(claimOn(report, words)).first.paragraphs;
    expect(said('الكلفة بلغت 3 ملايين دولار').slice(0, 2)).toEqual(['Verified', REPORT_WORDS.en.tagStale]);
    expect(said('قديم لم يُصَن منذ 2019')).toContain(REPORT_WORDS.en.tagRecovered);
    expect(said('رابط').slice(0, 2)).toEqual(['Disputed', REPORT_WORDS.en.tagDetached]);
    expect(said('المياه صالحة للشرب')).toEqual(['Verified', '<b>UNICEF</b> & لا غير']);
  });

  it('keeps earlier verdicts as replies, whatever came between them', async () => {
    const report = englishReport();
    const [claim] = report.claims as [ReportClaim];
    const [judgement] = claim.judgements;
    if (!judgement) throw new RangeError('no judgement');
    const earlier = {
      ...judgement,
      verdict: 'unsourced' as const,
      by: 'Noor',
      at: '2026-03-02T00:00:00.000Z',
      note: 'No.',
    };
    const judgements = [earlier, { ...judgement, quote: 'other words' }];
    const changed = { ...report, claims: [{ ...claim, judgements }, ...report.claims.slice(1)] };
    const { first, replies } = (await threads(changed, 'en')).threadOf(changed.claims[0] as ReportClaim);
    expect(first.paragraphs).toEqual(['Verified', 'The verdict was given for: other words', 'Seen there on the day.']);
    expect(replies).toMatchObject([{ author: 'Noor', paragraphs: ['Unsourced', 'No.'] }]);
  });

  it('hangs the comment of a claim without a place on its words behind the article', async () => {
    const report = arabicReport();
    const { word, threadOf } = await threads(report);
    const lost = claimOn(report, 'رابط');
    expect(lost.start).toBeNull();
    expect(threadOf(lost).first).toMatchObject({ words: 'رابط', start: -1 });
    expect(word.own).toContain(REPORT_WORDS.ar.detached);
  });

  it('tells verdicts apart by the line under the words as well as by their tint', async () => {
    const parts = partsOf(await docx(arabicReport()));
    const runs = [...elementsIn(readXml(parts.get('word/document.xml') as string))].filter(
      ({ name }) => name === 'w:r',
    );
    const lineOf = (words: string) => {
      const run = runs.find((each) => textIn(each) === words);
      const line = run && [...elementsIn(run)].find(({ name }) => name === 'w:u');
      const ground = run && [...elementsIn(run)].find(({ name }) => name === 'w:shd');
      return [line?.attributes.get('w:val'), ground?.attributes.get('w:val')];
    };
    expect(lineOf('المياه صالحة للشرب')).toEqual(['single', 'clear']);
    expect(lineOf('هذا ما قاله رئيس البلدية')).toEqual(['double', 'clear']);
    expect(lineOf('denied the report on Wednesday')).toEqual(['dotted', 'clear']);
    expect(lineOf('بيان النقابة')).toEqual(['dash', 'clear']);
    expect(lineOf('الكلفة بلغت 3 ملايين دولار')).toEqual(['dashLong', 'thinDiagStripe']);
  });

  it('marks Arabic alone as right to left, and keeps Latin in runs of its own', async () => {
    const parts = partsOf(await docx(arabicReport()));
    const document = readXml(parts.get('word/document.xml') as string);
    const runs = [...elementsIn(document)].filter(({ name, children }) => name === 'w:r' && children.length > 0);
    const mixed = runs.filter((run) => /\p{Script=Arabic}/u.test(textIn(run)) && /\p{Script=Latin}/u.test(textIn(run)));
    expect(mixed.map(textIn)).toEqual([]);
    for (const run of runs) {
      const isMarked = [...elementsIn(run)].some(({ name }) => name === 'w:rtl');
      if (/\p{Script=Arabic}/u.test(textIn(run).replace(/[،؛؟]/g, ''))) expect(isMarked, textIn(run)).toBe(true);
      if (/\p{Script=Latin}/u.test(textIn(run))) expect(isMarked, textIn(run)).toBe(false);
    }
    const paragraphs = [...elementsIn(document)].filter(({ name }) => name === 'w:p');
    const bidi = (words: string) => {
      const paragraph = paragraphs.find((each) => textIn(each).startsWith(words));
      return [...elementsIn(paragraph as never)].find(({ name }) => name === 'w:bidi')?.attributes.get('w:val');
    };
    expect(bidi('قالت البلدية')).toBeUndefined();
    expect(bidi('The ministry')).toBe('0');
    const defaults = readXml(parts.get('word/styles.xml') as string);
    const [first] = [...elementsIn(defaults)].filter(({ name }) => name === 'w:rFonts');
    expect(first?.attributes.get('w:cs')).toBe('Times New Roman');
    expect([...elementsIn(defaults)].some(({ name }) => name === 'w:szCs')).toBe(true);
  });

  it('keeps headings, quotes, lists from the number they begin with, emphasis, and safe links alone', async () => {
    const parts = partsOf(await docx(arabicReport()));
    const document = parts.get('word/document.xml') as string;
    expect(document).toMatch(/<w:pStyle w:val="Title"\/>/);
    expect(document).toMatch(/<w:pStyle w:val="Heading2"\/>/);
    expect(document.match(/<w:pStyle w:val="Quote"\/>/g)).toHaveLength(2);
    expect(document.match(/<w:numPr><w:ilvl w:val="0"\/><w:numId w:val="1"\/><\/w:numPr>/g)).toHaveLength(2);
    expect(parts.get('word/numbering.xml')).toContain('<w:lvl w:ilvl="0"><w:start w:val="3"/>');
    expect(document).toContain('<w:b/><w:bCs/>');
    const targets = parts.get('word/_rels/document.xml.rels') as string;
    expect(targets).toContain('Target="https://example.org/statement?a=1&amp;b=2" TargetMode="External"');
    expect([...parts.values()].join('')).not.toMatch(/Target="(?!https?:)[a-z]+:/);
  });

  it('says in front what the report is: names, dates, counts, coverage, the signed version and what it was narrowed to', async () => {
    const hash = 'ab12'.repeat(16);
    const signed = { number: 2, hash, signedAt: '2026-03-01T10:00:00.000Z', signedBy: 'Noor' };
    const report = selectFrom(arabicReport(), { verdicts: ['disputed'], threads: false });
    const { own } = readWord(await renderDocx(report, { language: 'en', url, version: signed }));
    for (const told of [
      report.article.title,
      report.exportedBy,
      'water-1',
      url,
      hash,
      'Noor',
      '1 Mar 2026, 10:05',
      'Coverage: 90%',
    ]) {
      expect(own).toContain(told);
    }
    expect(own).toContain('This report holds some of the claims, not all: Disputed');
    expect(own).toContain('This report is without the threads of its claims.');
    const whole = readWord(await docx(arabicReport(), 'en'));
    expect(whole.own.join('\n')).not.toMatch(/some of the claims|SHA-256/);
    expect(whole.own).toContain('Who checked what, and when');
    expect(whole.own).toContain('روايتان للسبب');
  });

  it('tells nothing of what is confidential unless the report was made with it, and then says so loudly', async () => {
    const open = [...partsOf(await docx(arabicReport(), 'en')).values()].join('');
    expect(open).not.toContain(SECRET);
    expect(open).not.toMatch(/confidential/i);
    const secret = await docx(arabicReport(true), 'en');
    const { own, comments, parts } = readWord(secret);
    expect(own[0]).toMatch(/^Confidential\. This report holds/);
    expect(parts.get('word/header1.xml')).toContain('CONFIDENTIAL');
    const replies = comments.filter(({ paragraphs }) => paragraphs.join('\n').includes(SECRET));
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject({
      paragraphs: [
        'Confidential evidence',
        'Evidence: Context · Primary source',
        SECRET,
        'seen: 2026-03-01',
        '<script>1</script>',
      ],
    });
    // What an import takes over is what everybody may read.
    expect(parts.get('customXml/item1.xml')).not.toContain(SECRET);
  });

  it('holds the words of every claim in its range, whatever the article and however claims overlap', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(marked, async (report) => {
        const { word, firsts } = await threads(report);
        expect(word.text).toBe(report.article.text);
        expect(firsts.map(({ words }) => words)).toEqual(report.claims.map(({ quote }) => quote));
        seen += firsts.length;
      }),
      { numRuns: 60 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});
