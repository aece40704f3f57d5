import { samples } from '@sanad/server/articles/samples';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { removeClaim, VERDICTS } from '@sanad/shared/claim';
import {
  articleShape,
  articlesShape,
  type ClaimView,
  claimShape,
  claimsShape,
  IMPORT_LIMIT,
  madeArticleShape,
  problemShape,
} from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { encode } from '../support/encoded.ts';

let desk: TestDesk;
let editor: Member;
beforeEach(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'Editor');
});
afterEach(() => desk.close());

const STORY =
  'هجوم قرب تدمر\nأعلنت القيادة مقتل جنديين أميركيين، ثم أعلنت القيادة إصابة ثلاثة.\nقال 😀 الرئيس إن الرد آتٍ.\nNordRail said so twice, NordRail said.';

const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const { status, code, detail } = problemShape.parse(await response.json());
  expect(status).toBe(response.status);
  expect(detail).toMatch(/^[A-Z“"].*[.]$/);
  return `${status} ${code}`;
};
const upload = (bytes: Uint8Array | string, name: string, fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new File([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)], name));
  return fetch(`${desk.url}/api/articles`, {
    method: 'POST',
    headers: { cookie: editor.cookie, origin: desk.url },
    body: form,
  });
};
const list = async (query = '') => articlesShape.parse(await (await desk.call(editor, `/api/articles${query}`)).json());
const get = async (id: string) => articleShape.parse(await (await desk.call(editor, `/api/articles/${id}`)).json());
const claimOn = async (article: string, body: Record<string, unknown>, member = editor): Promise<ClaimView> => {
  const response = await desk.call(member, `/api/articles/${article}/claims`, body);
  expect(response.status).toBe(201);
  return claimShape.parse(await response.json());
};
const patch = (article: string, claim: string, body: unknown, member = editor) =>
  desk.call(member, `/api/articles/${article}/claims/${claim}`, body, 'PATCH');
const claims = async (article: string) =>
  claimsShape.parse(await (await desk.call(editor, `/api/articles/${article}/claims`)).json()).claims;
const words = (text: string, { start, end }: ClaimView) => [...text].slice(start ?? 0, end ?? 0).join('');

describe('making an article', () => {
  test('of pasted text: title, language and direction are read from it', async () => {
    const made = await desk.call(editor, '/api/articles', { content: STORY });
    expect(made.status).toBe(201);
    const { id, url } = madeArticleShape.parse(await made.json());
    expect(url).toBe(`${desk.url}/articles/${id}`);
    expect(made.headers.get('location')).toBe(`/api/articles/${id}`);
    expect(await get(id)).toMatchObject({
      title: 'هجوم قرب تدمر',
      language: 'ar',
      direction: 'rtl',
      createdBy: editor.person.id,
      text: STORY,
      present: [],
    });
  });

  test('of Markdown, with a title and a language of one’s own', async () => {
    const body = { content: '# Own\n\n**Bold** words.', format: 'markdown', title: 'Given', language: 'en-GB' };
    const { id } = madeArticleShape.parse(await (await desk.call(editor, '/api/articles', body)).json());
    expect(await get(id)).toMatchObject({
      title: 'Given',
      language: 'en-GB',
      direction: 'ltr',
      text: 'Given\nOwn\nBold words.',
    });
  });

  test('of a file in the old Arabic encoding', async () => {
    const table = new TextDecoder('windows-1256').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    const bytes = Uint8Array.from([...'عنوان الخبر\nنص الخبر كاملا، في سطر.'].map((char) => table.indexOf(char)));
    const made = await upload(bytes, 'خبر.TXT');
    expect(made.status).toBe(201);
    const { id } = madeArticleShape.parse(await made.json());
    expect((await get(id)).text).toBe('عنوان الخبر\nنص الخبر كاملا، في سطر.');
  });

  test('of HTML, as text or as a file in whatever encoding it says', async () => {
    const body = { content: '<h1>Own</h1><p>Kept <script>x()</script><b>words</b>', format: 'html' };
    const { id } = madeArticleShape.parse(await (await desk.call(editor, '/api/articles', body)).json());
    expect((await get(id)).text).toBe('Own\nKept words');
    const page = encode('<meta charset="iso-8859-6"><h1>عنوان</h1><p>نن لل</p>', 'iso-8859-6');
    const made = madeArticleShape.parse(await (await upload(page, 'page.HTM')).json());
    expect((await get(made.id)).text).toBe('عنوان\nنن لل');
  });

  test('of a Markdown file, with its fields', async () => {
    const made = await upload('Text with *stress*.', 'story.md', { title: 'From a file', language: 'en' });
    const { id } = madeArticleShape.parse(await made.json());
    expect(await get(id)).toMatchObject({
      title: 'From a file',
      language: 'en',
      text: 'From a file\nText with stress.',
    });
  });

  test('what is no article is refused with a sentence, and nothing is made', async () => {
    const json = (body: unknown) => desk.call(editor, '/api/articles', body);
    expect(await problem(await upload(new Uint8Array(), 'a.txt'))).toBe('422 empty');
    expect(await problem(await upload(' \n \n', 'a.md'))).toBe('422 empty');
    expect(await problem(await upload('---\n\n***\n', 'a.md'))).toBe('422 empty');
    expect(await problem(await upload('%PDF-1.4 words', 'a.txt'))).toBe('422 disguised');
    expect(await problem(await upload('words', 'a.docx'))).toBe('422 disguised');
    expect(await problem(await upload(new Uint8Array(IMPORT_LIMIT + 1).fill(97), 'a.txt'))).toBe('413 too-large');
    expect(await problem(await upload('\ufeffwords\n'.repeat(20_001), 'a.txt'))).toBe('422 too-many-paragraphs');
    expect(await problem(await upload('words', 'a.txt', { language: 'Arabic!' }))).toBe('422 invalid');
    expect(await problem(await json({ content: ' ' }))).toBe('422 empty');
    expect(await problem(await json({ content: 'a\0b' }))).toBe('422 binary');
    expect(await problem(await json({ content: 'س'.repeat(IMPORT_LIMIT / 2 + 1) }))).toBe('413 too-large');
    expect(await problem(await json({ content: 'a'.repeat(IMPORT_LIMIT * 7) }))).toBe('413 too-large');
    expect(await problem(await json({ content: 'x', format: 'rtf' }))).toBe('422 invalid');
    expect(await problem(await json({ content: 'x', title: 'a'.repeat(301) }))).toBe('422 invalid');
    expect(await problem(await json({}))).toBe('422 invalid');
    expect(await problem(await json({ content: 'x', titel: 'y' }))).toBe('422 invalid');
    expect(await problem(await json({ content: 'a\ud800b' }))).toBe('422 invalid');
    expect(await problem(await json({ content: 'x', title: '\udc00' }))).toBe('422 invalid');
    const elsewhere = new FormData();
    elsewhere.append('upload', new File(['one'], 'a.txt'));
    const origin = { cookie: editor.cookie, origin: desk.url };
    const named = await fetch(`${desk.url}/api/articles`, { method: 'POST', headers: origin, body: elsewhere });
    expect(await problem(named)).toBe('422 file-missing');
    const form = new FormData();
    form.set('title', 'No file');
    const headers = { cookie: editor.cookie, origin: desk.url };
    const bare = await fetch(`${desk.url}/api/articles`, { method: 'POST', headers, body: form });
    expect(await problem(bare)).toBe('422 file-missing');
    form.append('file', new File(['one'], 'a.txt'));
    form.append('file', new File(['two'], 'b.txt'));
    const two = await fetch(`${desk.url}/api/articles`, { method: 'POST', headers, body: form });
    expect(await problem(two)).toBe('422 invalid');
    expect((await list()).articles).toEqual([]);
  });

  test('a text of the largest size is taken, letters escaped or not', async () => {
    const content = `عنوان\n${'كلمة '.repeat(200_000)}`.slice(0, 1_040_000);
    const body = JSON.stringify({ content }).replaceAll(
      /[\u0600-\u06ff]/g,
      (char) => `\\u0${char.charCodeAt(0).toString(16)}`,
    );
    const headers = { cookie: editor.cookie, origin: desk.url, 'content-type': 'application/json' };
    const made = await fetch(`${desk.url}/api/articles`, { method: 'POST', headers, body });
    expect(made.status).toBe(201);
    const { id } = madeArticleShape.parse(await made.json());
    expect((await get(id)).text).toBe(content.trim());
  });
});

describe('the samples', () => {
  test.each(['ar', 'en'] as const)(
    'the one in %s stands with claims of every verdict, each on its words',
    async (language) => {
      const made = await desk.call(editor, '/api/articles/samples', { language });
      const { id } = madeArticleShape.parse(await made.json());
      const article = await get(id);
      expect(article).toMatchObject({ language, title: samples[language].title });
      const all = await claims(id);
      expect(all.map((claim) => words(article.text, claim)).sort()).toEqual(
        samples[language].claims.map(({ quote }) => quote).sort(),
      );
      expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set(VERDICTS));
      expect(all.every(({ note, stale, verdictBy }) => note !== '' && !stale && verdictBy === editor.person.id)).toBe(
        true,
      );
      expect(article.counts).toMatchObject({ verified: 1, disputed: 2, unsourced: 1, unchecked: 1 });
      const count = article.text.split(/\s+/).length;
      expect(count).toBeGreaterThan(170);
      expect(count).toBeLessThan(270);
    },
  );
});

describe('the library', () => {
  test('lists the newest change first, page by page, without repeating or skipping', async () => {
    const ids: string[] = [];
    for (let each = 0; each < 5; each++) ids.push(await desk.article(editor, `Title ${each}\nText`));
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page = await list(`?limit=2${next ? `&after=${next}` : ''}`);
      expect(page.articles.length).toBeLessThanOrEqual(2);
      seen.push(...page.articles.map(({ id }) => id));
      next = page.next;
    } while (next);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(await problem(await desk.call(editor, '/api/articles?after=nonsense'))).toBe('422 invalid');
    expect(await problem(await desk.call(editor, '/api/articles?limit=0'))).toBe('422 invalid');
    expect(await problem(await desk.call(editor, '/api/articles?limit=many'))).toBe('422 invalid');
  });

  test('an article that is not there is said to be not there, wherever it is asked for', async () => {
    for (const path of ['', '/claims']) {
      expect(await problem(await desk.call(editor, `/api/articles/nothing${path}`))).toBe('404 no-such-article');
    }
    expect(await problem(await desk.call(editor, '/api/articles/nothing/claims', { quote: 'x' }))).toBe(
      '404 no-such-article',
    );
    expect(await problem(await patch('nothing', 'c', { verdict: 'verified' }))).toBe('404 no-such-article');
    expect((await desk.call(editor, `/api/articles/${encodeURIComponent('../../x')}`)).status).toBe(404);
  });
});

describe('claims by quote', () => {
  test('sit on the words as they stand, counted in code points', async () => {
    const id = await desk.article(editor, STORY);
    const claim = await claimOn(id, { quote: '  الرئيس إن الرد آتٍ. ', verdict: 'unsourced', note: 'من قال؟' });
    expect(claim).toMatchObject({
      articleId: id,
      quote: 'الرئيس إن الرد آتٍ.',
      verdict: 'unsourced',
      note: 'من قال؟',
      verdictBy: editor.person.id,
      createdBy: editor.person.id,
      attachment: 'exact',
      stale: false,
    });
    expect(words(STORY, claim)).toBe(claim.quote);
    expect(await claims(id)).toEqual([claim]);
  });

  test('are found in other spellings of the same letters, and then hold the article’s', async () => {
    const id = await desk.article(editor, STORY);
    expect((await claimOn(id, { quote: 'مقتل جنديين امريكيين'.replace('امريكيين', 'أميركيّين') })).quote).toBe(
      'مقتل جنديين أميركيين',
    );
  });

  test('without a verdict are unchecked and nobody’s', async () => {
    const id = await desk.article(editor, STORY);
    expect(await claimOn(id, { quote: 'إصابة ثلاثة' })).toMatchObject({
      verdict: 'unchecked',
      verdictBy: null,
      verdictAt: null,
      note: '',
    });
  });

  test('are told apart by what stands before or behind, and refused when they cannot be', async () => {
    const id = await desk.article(editor, STORY);
    const post = (body: unknown) => desk.call(editor, `/api/articles/${id}/claims`, body);
    expect(await problem(await post({ quote: 'أعلنت القيادة' }))).toBe('409 words-at-several-places');
    expect(await problem(await post({ quote: 'NordRail', prefix: 'nothing of the kind' }))).toBe(
      '409 words-at-several-places',
    );
    const first = await claimOn(id, { quote: 'أعلنت القيادة', suffix: ' مقتل جنديين' });
    const second = await claimOn(id, { quote: 'أعلنت القيادة', prefix: 'أميركيين، ثم ' });
    const text = (await get(id)).text;
    expect([first, second].map((claim) => words(text, claim))).toEqual(['أعلنت القيادة', 'أعلنت القيادة']);
    expect(first.start).toBeLessThan(second.start as number);
  });

  test('on words that are not there are refused, and similar words are not taken for them', async () => {
    const id = await desk.article(editor, STORY);
    const post = (body: unknown) => desk.call(editor, `/api/articles/${id}/claims`, body);
    expect(await problem(await post({ quote: 'كلام ليس في الخبر إطلاقا' }))).toBe('422 words-not-found');
    const similar = await post({ quote: 'أعلنت القيادة مقتل جنديين أميركيات', verdict: 'verified' });
    expect(problemShape.parse(await similar.json())).toMatchObject({ status: 422, code: 'words-differ' });
    expect(await problem(await post({ quote: ' \n ' }))).toBe('422 words-not-found');
    expect(await problem(await post({ quote: '' }))).toBe('422 invalid');
    expect(await problem(await post({ quote: 'هجوم', verdict: 'true' }))).toBe('422 invalid');
    expect(await problem(await post({ quote: 'هجوم', note: 'ن'.repeat(2001) }))).toBe('422 invalid');
    expect(await claims(id)).toEqual([]);
  });

  test('come in text order, and not when they are removed', async () => {
    const id = await desk.article(editor, STORY);
    const late = await claimOn(id, { quote: 'قال 😀 الرئيس' });
    const early = await claimOn(id, { quote: 'هجوم قرب تدمر' });
    const gone = await claimOn(id, { quote: 'إصابة ثلاثة' });
    await desk.desk.rooms.change(id, { id: editor.person.id, role: 'editor' }, (doc) => removeClaim(doc, gone.id));
    expect((await claims(id)).map((claim) => claim.id)).toEqual([early.id, late.id]);
    expect(await problem(await patch(id, gone.id, { verdict: 'verified' }))).toBe('404 no-such-claim');
  });
});

describe('verdicts', () => {
  test('are given by whoever judges, and the last one holds', async () => {
    const id = await desk.article(editor, STORY);
    const checker = await desk.join('checker', 'Checker');
    const { id: claim } = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified', note: 'first' });
    const judged = claimShape.parse(await (await patch(id, claim, { verdict: 'disputed' }, checker)).json());
    expect(judged).toMatchObject({
      verdict: 'disputed',
      note: '',
      verdictBy: checker.person.id,
      createdBy: editor.person.id,
    });
    expect(await claims(id)).toEqual([judged]);
  });

  test('a note is its giver’s to write', async () => {
    const id = await desk.article(editor, STORY);
    const checker = await desk.join('checker', 'Checker');
    const { id: claim } = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified' });
    const noted = claimShape.parse(await (await patch(id, claim, { note: 'من البيان' })).json());
    expect(noted).toMatchObject({ verdict: 'verified', note: 'من البيان' });
    expect(await problem(await patch(id, claim, { note: 'mine' }, checker))).toBe('409 anothers-note');
    expect(await problem(await patch(id, claim, {}))).toBe('422 invalid');
    expect(await problem(await patch(id, 'nothing', { verdict: 'verified' }))).toBe('404 no-such-claim');
  });

  test('saying the same again changes nothing', async () => {
    const id = await desk.article(editor, STORY);
    const claim = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified', note: 'n' });
    const again = await patch(id, claim.id, { verdict: 'verified', note: 'n' });
    expect(await again.json()).toEqual(claim);
    const history = await desk.desk.store.log.history(id, 0, 100);
    expect(history.filter(({ kind }) => kind === 'verdict-given')).toHaveLength(1);
  });

  test('are stale once their words change, until somebody judges the new ones', async () => {
    const id = await desk.article(editor, STORY);
    const { id: claim } = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified' });
    await desk.desk.rooms.change(id, { id: editor.person.id, role: 'editor' }, (doc) => {
      const { blocks } = articleText(doc);
      const run = blocks[1]?.runs[0];
      const at = blocks[1]?.text.indexOf('ثلاثة') ?? -1;
      run?.type.insert(at, 'نحو ');
    });
    expect((await claims(id))[0]).toMatchObject({
      quote: 'إصابة نحو ثلاثة',
      originalQuote: 'إصابة ثلاثة',
      stale: true,
    });
    expect(await (await patch(id, claim, { verdict: 'verified' })).json()).toMatchObject({ stale: false });
  });

  test('are not given on words that are gone', async () => {
    const id = await desk.article(editor, STORY);
    const { id: claim } = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified' });
    await desk.desk.rooms.change(id, { id: editor.person.id, role: 'editor' }, (doc) => textRoot(doc).delete(1, 1));
    expect((await claims(id))[0]).toMatchObject({ attachment: 'detached', start: null, end: null });
    expect(await problem(await patch(id, claim, { verdict: 'disputed' }))).toBe('409 claim-detached');
  });

  test('on a claim found again by its words tie it to them', async () => {
    const id = await desk.article(editor, STORY);
    const { id: claim } = await claimOn(id, { quote: 'أعلنت القيادة مقتل جنديين أميركيين', verdict: 'verified' });
    await desk.desk.rooms.change(id, { id: editor.person.id, role: 'editor' }, (doc) => {
      const block = textRoot(doc).get(1);
      if (!(block instanceof Y.XmlElement)) throw new Error('no block');
      const copy = block.clone();
      textRoot(doc).delete(1, 1);
      textRoot(doc).insert(1, [copy]);
    });
    expect((await claims(id))[0]).toMatchObject({ attachment: 'recovered', stale: true });
    const judged = claimShape.parse(await (await patch(id, claim, { verdict: 'verified' })).json());
    expect(judged).toMatchObject({ attachment: 'exact', stale: false });
    expect(words(STORY, judged)).toBe('أعلنت القيادة مقتل جنديين أميركيين');
  });

  test('history says who did what, in the order it was done', async () => {
    const id = await desk.article(editor, STORY);
    const { id: claim } = await claimOn(id, { quote: 'إصابة ثلاثة', verdict: 'verified', note: 'n' });
    const history = await desk.desk.store.log.history(id, 0, 100);
    expect(history.map(({ kind }) => kind)).toEqual(['article-made', 'claim-made', 'verdict-given']);
    expect(history.every(({ actor }) => actor === editor.person.id)).toBe(true);
    expect(history[2]).toMatchObject({ claim, detail: { verdict: 'verified', note: 'n' } });
  });
});
