import { groundOf, makeAnchor } from '@sanad/shared/anchor';
import { articleSchema, writeArticle } from '@sanad/shared/article';
import { type ArticleText, articleText } from '@sanad/shared/article-text';
import { draftClaim, judgeClaim, showClaim, VERDICTS } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import * as Y from 'yjs';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `least` to `most`, both included. */
const between = (random: () => number, least: number, most: number) =>
  least + Math.floor(random() * (most - least + 1));
const oneOf = <T>(random: () => number, choices: readonly T[]) => choices[Math.floor(random() * choices.length)] as T;

const SPEAKERS = 'الوزير المتحدثة المدير الخبيرة النقابة البلدية اللجنة المحافظ الباحثة الشركة الجمعية الرئيس'.split(
  ' ',
);
const VERBS = 'أعلن أكد نفى أضاف أوضح كشف ذكر رجّح شدّد حذّر'.split(' ');
const NOUNS =
  'المشروع الميزانية المدرسة المستشفى الطريق الاتفاق التقرير القانون الأسعار الصادرات السكان المياه الكهرباء الميناء المصنع الجسر الموسم القطاع الاستثمار المدينة القرية المنطقة الحكومة البرلمان المحكمة'.split(
    ' ',
  );
const ADJECTIVES = 'الجديد القديمة الكبرى المقبل الماضية الشرقي الوطنية المحلي العامة الأخير المؤقتة الرسمي'.split(' ');
const LINKS = 'في على من إلى عن مع خلال بعد قبل بحسب وسط رغم بين منذ حول'.split(' ');
const MEASURES = 'مليون ألف كيلومتر طن دينار مقعد عامل منزل بالمئة سنة'.split(' ');
const ODD = ['UNESCO', 'COVID-19', '«الأولوية»', 'النجّار', 'مُحمَّد', 'GDP', '"المرحلة الثانية"', 'أ.ف.ب'];

/** Words of a made-up news story: not sense, but letters, lengths, digits and Latin names as in one. */
function paragraph(random: () => number, words: number): string {
  const told: string[] = [];
  while (told.length < words) {
    const sentence = [oneOf(random, VERBS), oneOf(random, SPEAKERS), 'أن'];
    for (let clauses = between(random, 2, 5); clauses > 0; clauses--) {
      sentence.push(oneOf(random, NOUNS), oneOf(random, ADJECTIVES), oneOf(random, LINKS));
      if (random() < 0.35) sentence.push(String(between(random, 2, 9_999)), oneOf(random, MEASURES));
      if (random() < 0.12) sentence.push(...oneOf(random, ODD).split(' '));
      sentence.push(`${oneOf(random, NOUNS)}${random() < 0.2 ? '،' : ''}`);
    }
    told.push(...sentence);
    if (told.length < words) told.push(`${told.pop()}.`);
  }
  return `${told.slice(0, words).join(' ')}.`;
}

/** The paragraphs of a story of `words` words, of 40 to 120 words each, the same for the same seed. */
export function story(words: number, seed: number): readonly string[] {
  const random = seeded(seed);
  const paragraphs: string[] = [];
  for (let left = words; left > 0; ) {
    const length = Math.min(left, between(random, 40, 120));
    paragraphs.push(paragraph(random, length));
    left -= length;
  }
  return paragraphs;
}

/** An article without claims, as the bytes of its Y.Doc. */
export function articleBytes(paragraphs: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1; // the same bytes in every run
  const { title, paragraph } = articleSchema.nodes;
  const blocks = [
    title?.create(null, articleSchema.text('قصة طويلة للقياس')),
    ...paragraphs.map((text) => paragraph?.create(null, articleSchema.text(text))),
  ];
  writeArticle(
    doc,
    articleSchema.node(
      'doc',
      null,
      blocks.filter((block) => block !== undefined),
    ),
  );
  return Y.encodeStateAsUpdate(doc);
}

/** Where claims stand: 2 to 25 words of one paragraph, short ones more often, some over or inside others. */
export function claimRanges(
  { blocks }: ArticleText,
  count: number,
  seed: number,
): readonly { readonly start: number; readonly end: number }[] {
  const random = seeded(seed);
  const ranges = new Map<string, { start: number; end: number }>();
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph');
  while (ranges.size < count) {
    const block = oneOf(random, paragraphs);
    const words = [...block.text.matchAll(/\S+/g)];
    const length = Math.min(words.length, 2 + Math.floor(24 * random() ** 4));
    const first = between(random, 0, words.length - length);
    const [from, to] = [words[first], words[first + length - 1]];
    if (!from || !to) continue;
    const range = { start: block.start + from.index, end: block.start + to.index + to[0].length };
    ranges.set(`${range.start}-${range.end}`, range);
  }
  return [...ranges.values()];
}

/** The article with `count` claims on it, three of four with a verdict, as the bytes of its Y.Doc. */
export function claimedBytes(article: Uint8Array, count: number, seed: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, article);
  doc.clientID = 2;
  const ground = groundOf(doc, articleText(doc));
  const { text } = ground.article;
  const random = seeded(seed + 1);
  const at = '2026-01-05T09:00:00.000Z';
  doc.transact(() => {
    for (const [index, { start, end }] of claimRanges(ground.article, count, seed).entries()) {
      const id = `claim-${String(index).padStart(6, '0')}`;
      const quote = quoteAt(text, start, end);
      draftClaim(doc, { id, by: 'colleague', at, anchor: makeAnchor(ground, start, end), quote });
      showClaim(doc, id);
      const verdict = oneOf(random, VERDICTS);
      if (verdict !== 'unchecked') judgeClaim(doc, id, { verdict, by: 'colleague', at, quote: quote.exact, note: '' });
    }
  });
  return Y.encodeStateAsUpdate(doc);
}
