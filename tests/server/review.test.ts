import { articleText, textBlocks } from '@sanad/shared/article-text';
import { type ClaimView, claimShape, historyShape, problemShape } from '@sanad/shared/protocol';
import { type Queue, queueShape } from '@sanad/shared/queue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

const STORY =
  'هجوم قرب تدمر\nأعلنت القيادة مقتل جنديين أميركيين. وقالت الوزارة إن إصابة ثلاثة تأكدت.\nVan der Berg, the spokesman, denied it.';

let desk: TestDesk;
let editor: Member;
let checker: Member;
let article: string;
beforeEach(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'Edith');
  checker = await desk.join('checker', 'Basem');
  article = await desk.article(editor, STORY);
});
afterEach(() => desk.close());

const send = (who: Member, method: string, path: string, body?: unknown, of = article) =>
  desk.call(who, `/api/articles/${of}/claims${path}`, body, method);
async function done(who: Member, method: string, path: string, body?: unknown, of = article): Promise<ClaimView> {
  const response = await send(who, method, path, body, of);
  expect([response.status < 300, response.ok ? '' : await response.clone().text()]).toEqual([true, '']);
  return claimShape.parse(await response.json());
}
async function refused(who: Member, method: string, path: string, body?: unknown): Promise<string> {
  const { status, code, detail } = problemShape.parse(await (await send(who, method, path, body)).json());
  expect(detail).toMatch(/^[A-Z"].*\.$/);
  return `${status} ${code}`;
}
const marked = (quote: string, verdict: string, of = article, who = checker) =>
  done(who, 'POST', '', { quote, verdict }, of);
async function queue(query = '', who = editor): Promise<Queue> {
  const response = await desk.call(who, `/api/claims${query}`);
  expect(response.status).toBe(200);
  return queueShape.parse(await response.json());
}
const quotes = async (query: string, who = editor) => (await queue(query, who)).claims.map(({ quote }) => quote);
const problem = async (query: string) => {
  const { status, code } = problemShape.parse(await (await desk.call(editor, `/api/claims${query}`)).json());
  return `${status} ${code}`;
};
/** Types into the text at the beginning of `words`; resolves when the queue knows. */
async function edit(words: string, typed: string): Promise<void> {
  await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
    const { blocks } = articleText(doc);
    const index = blocks.findIndex(({ text }) => text.includes(words));
    const letters = [...textBlocks(doc)][index]?.get(0) as Y.XmlText;
    letters.insert(blocks[index]?.text.indexOf(words) ?? -1, typed);
  });
  await desk.desk.rooms.projected(article);
}

describe('the queue', () => {
  test('holds the claims of every article with their paragraphs, oldest first, filtered and paged', async () => {
    const second = await desk.article(editor, 'Second title\nSome words here.');
    const disputed = await marked('إصابة ثلاثة', 'disputed');
    await marked('مقتل جنديين', 'verified');
    await marked('Some words', 'disputed', second);
    const all = await queue();
    expect(all.claims.map(({ quote }) => quote)).toEqual(['إصابة ثلاثة', 'مقتل جنديين', 'Some words']);
    expect([all.total, all.next]).toEqual([3, null]);
    expect(all.claims[0]).toEqual({
      ...disputed,
      articleTitle: 'هجوم قرب تدمر',
      language: 'ar',
      direction: 'rtl',
      context: {
        before: 'أعلنت القيادة مقتل جنديين أميركيين. وقالت الوزارة إن ',
        after: ' تأكدت.',
        direction: 'rtl',
        decided: 'إصابة ثلاثة',
      },
    });
    expect(await quotes('?verdict=disputed')).toEqual(['إصابة ثلاثة', 'Some words']);
    expect(await quotes('?verdict=disputed,verified&order=newest')).toEqual([
      'Some words',
      'مقتل جنديين',
      'إصابة ثلاثة',
    ]);
    expect(await quotes(`?article=${second}`)).toEqual(['Some words']);
    expect(await quotes(`?claim=${disputed.id}`)).toEqual(['إصابة ثلاثة']);
    expect(await quotes('?unbacked=true')).toEqual(['مقتل جنديين']);
    expect(await quotes('?olderThan=0')).toHaveLength(3);
    expect(await quotes('?olderThan=1')).toEqual([]);
    const first = await queue('?limit=2');
    const rest = await queue(`?limit=2&after=${first.next}`);
    expect([first.claims.length, first.total, rest.claims.length, rest.next, rest.total]).toEqual([
      2,
      3,
      1,
      null,
      null,
    ]);
    expect(await quotes(`?through=${first.next}`)).toEqual(['إصابة ثلاثة', 'مقتل جنديين']);
    expect((await queue('?limit=1&order=article')).next).not.toBeNull();
  });

  test('a paragraph of another language than its article’s runs its own way, and a long one is cut at words', async () => {
    await marked('the spokesman', 'disputed');
    const long = await desk.article(editor, `T\n${'word '.repeat(200)}here it stands ${'later '.repeat(200)}`);
    await marked('it stands', 'disputed', long);
    const [latin, cut] = (await queue()).claims;
    expect(latin?.context).toMatchObject({ before: 'Van der Berg, ', after: ', denied it.', direction: 'ltr' });
    expect(cut?.context.before).toMatch(/^…(word )+here $/);
    expect(cut?.context.after).toMatch(/^( later)+…$/);
    expect(cut?.context.before.length).toBeLessThan(410);
  });

  test('whose work it is: mine, somebody’s, nobody’s', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    await marked('مقتل جنديين', 'disputed');
    await done(editor, 'PATCH', `/${id}`, { assignee: checker.person.id });
    expect(await quotes('?assignee=me', checker)).toEqual(['إصابة ثلاثة']);
    expect(await quotes('?assignee=me', editor)).toEqual([]);
    expect(await quotes(`?assignee=${checker.person.id}`)).toEqual(['إصابة ثلاثة']);
    expect(await quotes('?assignee=nobody')).toEqual(['مقتل جنديين']);
  });

  test('what is settled leaves the open ones, and what was said and cited is found by any form of its letters', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    await done(checker, 'POST', `/${id}/comments`, { text: 'انظر البيان الأخير' });
    await done(checker, 'POST', `/${id}/evidence`, { title: 'بيان القيادة المركزية' });
    for (const words of ['اصابه ثلاثه', 'البيان الاخير', 'القياده المركزيه']) {
      expect(await quotes(`?q=${encodeURIComponent(words)}`)).toEqual(['إصابة ثلاثة']);
    }
    expect(await quotes('?state=open')).toEqual(['إصابة ثلاثة']);
    await done(editor, 'PATCH', `/${id}`, { settlement: { how: 'stands', reason: 'أكّدته الوزارة' } });
    expect(await quotes('?state=open')).toEqual([]);
    expect(await quotes('?state=settled')).toEqual(['إصابة ثلاثة']);
    expect(await quotes(`?q=${encodeURIComponent('اكدته')}`)).toEqual(['إصابة ثلاثة']);
  });

  test('confidential evidence backs a claim, and readers are told nothing of that', async () => {
    const { id } = await marked('إصابة ثلاثة', 'verified');
    const reader = await desk.join('reader', 'Rima');
    const piece = await desk.call(checker, `/api/articles/${article}/claims/${id}/confidential`, { title: 'مكالمة' });
    expect(piece.status).toBe(201);
    expect(await quotes('?unbacked=true', checker)).toEqual([]);
    expect(await quotes('?unbacked=false', checker)).toEqual(['إصابة ثلاثة']);
    expect(await quotes('?unbacked=true', reader)).toEqual(['إصابة ثلاثة']);
  });

  test('what lost its words, or has others, is told of with the words that were judged', async () => {
    await marked('إصابة ثلاثة', 'disputed');
    await edit('ثلاثة تأكدت', 'نحو ');
    const [stale] = (await queue('?stale=true')).claims;
    expect(stale).toMatchObject({ quote: 'إصابة نحو ثلاثة', context: { decided: 'إصابة ثلاثة' } });
    expect(await quotes('?stale=false')).toEqual([]);
  });

  test.each([
    '?verdict=maybe',
    '?verdict=disputed,maybe',
    '?state=half',
    '?stale=yes',
    '?limit=201',
    '?limit=0',
    '?olderThan=-1',
    '?order=random',
    '?unknown=1',
    '?after=x',
    `?after=${Buffer.from('["a"]').toString('base64url')}`,
    `?through=${Buffer.from('["a","b","c",4]').toString('base64url')}`,
    `?order=article&after=${Buffer.from('["a","b","c"]').toString('base64url')}`,
  ])('%s is refused', async (query) => {
    expect(await problem(query)).toBe('422 invalid');
  });

  test('two verdicts against each other are a dispute where the desk asks for a second person, and only there', async () => {
    const { id } = await marked('مقتل جنديين', 'disputed');
    const disputes = '?verdict=disputed&state=open';
    await done(editor, 'PATCH', `/${id}`, { verdict: 'verified' });
    expect(await quotes(disputes)).toEqual([]);
    const admin = await desk.join('admin');
    await desk.call(admin, '/api/desk', { secondPerson: 'open' }, 'PATCH');
    expect(await quotes(disputes)).toEqual(['مقتل جنديين']);
    expect((await queue(disputes)).total).toBe(1);
    // That one goes over to the other decides nothing: an editor does.
    await done(checker, 'PATCH', `/${id}`, { verdict: 'verified' });
    expect(await quotes(disputes)).toEqual(['مقتل جنديين']);
    await done(editor, 'PATCH', `/${id}`, { settlement: { how: 'stands', reason: 'أكّدته القيادة' } });
    expect(await quotes(disputes)).toEqual([]);
  });

  test('never opens an article', async () => {
    await marked('إصابة ثلاثة', 'disputed');
    await desk.desk.close();
    const again = await openTestDesk({ data: desk.data });
    const answer = await again.call(editor, '/api/claims?verdict=disputed');
    expect(queueShape.parse(await answer.json()).claims).toHaveLength(1);
    expect(again.desk.rooms.open()).toEqual([]);
    await again.close();
    desk = await openTestDesk();
  });
});

describe('a verdict given by whoever read the words', () => {
  test('is for those words: where others stand by now nothing is done', async () => {
    const { id, quote } = await marked('إصابة ثلاثة', 'disputed');
    await edit('ثلاثة تأكدت', 'نحو ');
    expect(await refused(checker, 'PATCH', `/${id}`, { verdict: 'verified', quote })).toBe('409 words-changed');
    const settlement = { how: 'stands', reason: 'So it is.' };
    expect(await refused(editor, 'PATCH', `/${id}`, { settlement, quote })).toBe('409 words-changed');
    const [now] = (await queue()).claims;
    expect(now).toMatchObject({ verdict: 'disputed', stale: true, settlement: null, verdictBy: checker.person.id });
    const judged = await done(checker, 'PATCH', `/${id}`, { verdict: 'verified', quote: now?.quote });
    expect(judged).toMatchObject({ verdict: 'verified', stale: false });
    const settled = await done(editor, 'PATCH', `/${id}`, { settlement, quote: now?.quote });
    expect(settled.settlement).not.toBeNull();
  });

  test('forms that fold alike, and white space, are no other words', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    const judged = await done(checker, 'PATCH', `/${id}`, { verdict: 'verified', quote: 'اصابه  ثلاثة' });
    expect(judged.verdict).toBe('verified');
  });

  test('a claim can be given to somebody whatever its words are, and words alone change nothing', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    await edit('ثلاثة تأكدت', 'نحو ');
    const { person } = checker;
    const given = await done(editor, 'PATCH', `/${id}`, { assignee: person.id, quote: 'إصابة ثلاثة' });
    expect(given.assignee).toBe(person.id);
    expect(await refused(editor, 'PATCH', `/${id}`, { quote: 'إصابة ثلاثة' })).toBe('422 invalid');
  });
});

describe('what was decided is taken back', () => {
  test('a settlement by whoever made it, while it stands: the claim is open, and nothing of it is in the thread', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    const { settlement } = await done(editor, 'PATCH', `/${id}`, { settlement: { how: 'stands', reason: 'So.' } });
    const other = await desk.join('editor', 'Ola');
    const path = `/${id}/settlement/${settlement}`;
    expect(await refused(checker, 'DELETE', path)).toBe('403 role-too-low');
    expect(await refused(other, 'DELETE', path)).toBe('403 another-persons-settlement');
    const open = await done(editor, 'DELETE', path);
    expect([open.settlement, open.comments]).toEqual([null, []]);
    expect(await refused(editor, 'DELETE', path)).toBe('409 not-standing');
    const history = historyShape.parse(
      await (await desk.call(editor, `/api/articles/${article}/history?claim=${id}`)).json(),
    );
    expect(history.entries.map(({ kind }) => kind).slice(0, 2)).toEqual(['settlement-withdrawn', 'claim-settled']);
  });

  test('a settlement that was reopened is not taken back: what was said of it stays', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    const { settlement } = await done(editor, 'PATCH', `/${id}`, { settlement: { how: 'stands', reason: 'So.' } });
    await done(editor, 'PATCH', `/${id}`, { settlement: { reopen: 'New facts.' } });
    expect(await refused(editor, 'DELETE', `/${id}/settlement/${settlement}`)).toBe('409 not-standing');
  });

  test('a verdict by whoever gave it, while it is the last: the one before holds again', async () => {
    const { id } = await marked('إصابة ثلاثة', 'disputed');
    const judged = await done(editor, 'PATCH', `/${id}`, { verdict: 'verified' });
    const path = `/${id}/verdict/${encodeURIComponent(judged.verdictAt ?? '')}`;
    expect(await refused(checker, 'DELETE', path)).toBe('409 not-standing');
    const back = await done(editor, 'DELETE', path);
    expect(back).toMatchObject({ verdict: 'disputed', verdictBy: checker.person.id });
    expect(await refused(editor, 'DELETE', path)).toBe('409 not-standing');
    expect(await refused(editor, 'DELETE', '/nothing/verdict/x')).toBe('404 no-such-claim');
  });
});
