import { type Notices, noticesShape, visitShape } from '@sanad/shared/notice';
import { claimShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { openEvents } from '../support/event-stream.ts';

const LINE = 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.';

describe('notices', () => {
  let desk: TestDesk;
  let editor: Member;
  let checker: Member;
  let colleague: Member;
  let article: string;

  beforeEach(async () => {
    desk = await openTestDesk({ client: '/nowhere' });
    editor = await desk.join('editor', 'إديث');
    checker = await desk.join('checker', 'باسم');
    colleague = await desk.join('checker', 'كلارا');
    article = await desk.article(editor, LINE, { title: 'المحطة' });
  });
  afterEach(() => desk.close());

  const noticesOf = async (member: Member, query = ''): Promise<Notices> =>
    noticesShape.parse(await (await desk.call(member, `/api/notices${query}`)).json());
  const mark = async (member: Member, quote: string, verdict = 'verified') =>
    claimShape.parse(await (await desk.call(member, `/api/articles/${article}/claims`, { quote, verdict })).json()).id;
  const judge = async (member: Member, claim: string, verdict: string) => {
    const path = `/api/articles/${article}/claims/${claim}`;
    expect((await desk.call(member, path, { verdict }, 'PATCH')).status).toBe(200);
  };
  const edit = async (by: Member, change: (letters: ReturnType<typeof lettersOf>) => void) => {
    const actor = { id: by.person.id, role: 'editor' } as const;
    await desk.desk.rooms.change(article, actor, (doc) => change(lettersOf(doc, 1)));
    await desk.desk.rooms.projected(article);
  };

  test('whose verdict is disputed is told at once, in every tab, with all that is needed to go there', async () => {
    const claim = await mark(checker, 'تخدم 3 آلاف أسرة');
    const tabs = [await openEvents(desk.url, checker), await openEvents(desk.url, checker)];
    const others = await openEvents(desk.url, editor);
    await judge(colleague, claim, 'disputed');
    const notice = ({ kind }: { readonly kind: string }) => kind !== 'queue'; // whose rows follow when they are written
    for (const tab of tabs) await expect.poll(() => tab.told.filter(notice)).toEqual([{ kind: 'notice' }]);
    const { notices, unread, next } = await noticesOf(checker);
    expect([unread, next]).toEqual([1, null]);
    expect(notices).toMatchObject([
      {
        kind: 'verdict-disputed',
        article: { id: article, title: 'المحطة', language: 'ar' },
        claim: { id: claim, words: 'تخدم 3 آلاف أسرة' },
        actor: { id: colleague.person.id, name: 'كلارا' },
        verdict: 'disputed',
        comment: null,
        version: null,
        readAt: null,
      },
    ]);
    expect((await noticesOf(colleague)).unread).toBe(0);
    expect(others.told.filter(({ kind }) => kind !== 'queue')).toEqual([]);
    for (const stream of [...tabs, others]) await stream.close();
  });

  test('five verdicts in a row are one notice; coming round takes it back', async () => {
    const claim = await mark(checker, 'الوزير');
    for (const verdict of ['disputed', 'unsourced', 'disputed', 'unchecked', 'unsourced']) {
      await judge(colleague, claim, verdict);
    }
    await expect
      .poll(async () => (await noticesOf(checker)).notices.map(({ kind, verdict }) => [kind, verdict]))
      .toEqual([['verdict-disputed', 'unsourced']]);
    await judge(colleague, claim, 'verified');
    await expect.poll(() => noticesOf(checker)).toEqual({ notices: [], unread: 0, next: null });
  });

  test('whose words are changed by somebody else is told by whom; putting them back takes it back', async () => {
    const claim = await mark(checker, '3 آلاف');
    await edit(editor, (letters) => letters.insert(LINE.indexOf('3') + 1, '5'));
    await expect.poll(async () => (await noticesOf(checker)).unread).toBe(1);
    expect((await noticesOf(checker)).notices).toMatchObject([
      { kind: 'verdict-stale', claim: { id: claim, words: '35 آلاف' }, actor: { name: 'إديث' } },
    ]);
    await edit(editor, (letters) => letters.delete(LINE.indexOf('3') + 1, 1));
    await expect.poll(async () => (await noticesOf(checker)).notices).toEqual([]);
    // A notice that was read stays where it is: it tells what happened.
    await edit(editor, (letters) => letters.delete(LINE.indexOf('3'), 1));
    await expect.poll(async () => (await noticesOf(checker)).unread).toBe(1);
    expect(await (await desk.call(checker, '/api/notices/read', { all: true })).json()).toEqual({ unread: 0 });
    await edit(editor, (letters) => letters.insert(LINE.indexOf('3'), '3'));
    expect((await claimsAt(desk.url, checker, article)).map(({ stale }) => stale)).toEqual([false]);
    expect((await noticesOf(checker)).notices).toHaveLength(1);
  });

  test('nobody is told of their own edit, nor of an edit beside their words', async () => {
    await mark(editor, '3 آلاف');
    await mark(checker, 'الوزير');
    await edit(editor, (letters) => letters.insert(LINE.indexOf('3') + 1, '5'));
    await desk.desk.rooms.projected(article);
    expect((await noticesOf(editor)).unread).toBe(0);
    expect((await noticesOf(checker)).unread).toBe(0);
  });

  test('they are read one by one or all up to a time, one’s own alone, and the other tabs hear of it', async () => {
    const claims = [await mark(checker, 'الوزير'), await mark(checker, 'أسرة'), await mark(checker, '3 آلاف')];
    for (const claim of claims) await judge(colleague, claim, 'disputed');
    await expect.poll(async () => (await noticesOf(checker)).unread).toBe(3);
    const first = await noticesOf(checker, '?limit=2');
    const rest = await noticesOf(checker, `?limit=2&after=${first.next}`);
    const all = [...first.notices, ...rest.notices];
    expect(all.map(({ claim }) => claim?.id)).toEqual(claims.toReversed());
    expect(rest.next).toBeNull();
    const tab = await openEvents(desk.url, checker);
    const read = async (member: Member, body: unknown) => (await desk.call(member, '/api/notices/read', body)).json();
    expect(await read(colleague, { ids: [all[0]?.id] })).toEqual({ unread: 0 });
    expect(await read(checker, { ids: [all[0]?.id] })).toEqual({ unread: 2 });
    await expect.poll(() => tab.told).toEqual([{ kind: 'notice' }]);
    expect(await read(checker, { all: true, until: all[2]?.at })).toEqual({ unread: 1 });
    expect((await noticesOf(checker)).notices.map(({ readAt }) => readAt === null)).toEqual([false, true, false]);
    await tab.close();
    for (const wrong of [{}, { ids: [] }, { all: false }, { ids: ['x'], all: true }]) {
      expect((await desk.call(checker, '/api/notices/read', wrong)).status).toBe(422);
    }
  });

  test('an article that was signed off is told to whoever made it or judged in it', async () => {
    await mark(checker, 'الوزير');
    const claims = [
      { judgements: [{ by: checker.person.id, verdict: 'verified', at: '', quote: '', note: '' }] },
    ] as const;
    desk.desk.notices.signed({
      kind: 'signed-off',
      article,
      version: 1,
      actor: colleague.person.id,
      at: new Date().toISOString(),
      createdBy: editor.person.id,
      claims,
    });
    for (const member of [editor, checker]) {
      await expect
        .poll(async () => (await noticesOf(member)).notices)
        .toMatchObject([{ kind: 'signed-off', claim: null, version: 1, actor: { name: 'كلارا' } }]);
    }
  });

  test('signing off and reopening tell whoever made the article or judged in it, and not who did it', async () => {
    const other = await desk.join('editor', 'ريم');
    await mark(checker, 'الوزير');
    const sign = (path: string, body: unknown = {}) => desk.call(other, `/api/articles/${article}/${path}`, body);
    const signed = await sign('sign-off');
    expect(signed.status).toBe(201);
    expect((await sign('sign-off')).status).toBe(200); // it is already: nobody hears of it again
    expect((await sign('reopen', { reason: 'خطأ في الرقم' })).status).toBe(200);
    for (const member of [editor, checker]) {
      await expect
        .poll(async () => (await noticesOf(member)).notices.map(({ kind, version, actor }) => [kind, version, actor]))
        .toMatchObject([
          ['reopened', 1, { name: 'ريم' }],
          ['signed-off', 1, { name: 'ريم' }],
        ]);
    }
    expect([(await noticesOf(other)).unread, (await noticesOf(colleague)).unread]).toEqual([0, 0]);
  });

  test('who is mentioned or given a claim is told; of a comment that was deleted nobody hears any more', async () => {
    const claim = await mark(editor, '3 آلاف');
    const path = `/api/articles/${article}/claims/${claim}`;
    const said = { text: 'من أين الرقم؟', mentions: [checker.person.id, editor.person.id] };
    const view = claimShape.parse(await (await desk.call(editor, `${path}/comments`, said)).json());
    await expect
      .poll(async () => (await noticesOf(checker)).notices)
      .toMatchObject([
        { kind: 'mentioned', comment: view.comments[0]?.id, claim: { id: claim }, actor: { name: 'إديث' } },
      ]);
    await desk.call(editor, path, { assignee: checker.person.id }, 'PATCH');
    const kinds = async (member: Member) => (await noticesOf(member)).notices.map(({ kind }) => kind);
    await expect.poll(() => kinds(checker)).toEqual(['assigned', 'mentioned']);
    await desk.call(editor, `${path}/comments/${view.comments[0]?.id}`, undefined, 'DELETE');
    await expect.poll(() => kinds(checker)).toEqual(['assigned']);
    await desk.call(editor, path, { assignee: colleague.person.id }, 'PATCH');
    await expect.poll(() => kinds(colleague)).toEqual(['assigned']);
    expect(await kinds(checker)).toEqual([]);
    expect(await kinds(editor)).toEqual([]);
  });

  test('comments of others since one’s last visit are unread, by the server’s own order', async () => {
    let now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    try {
      const claim = await mark(editor, '3 آلاف');
      const path = `/api/articles/${article}/claims/${claim}/comments`;
      const later = (minutes: number) => {
        now += minutes * 60_000;
        vi.setSystemTime(now);
      };
      const comment = async (by: Member) => {
        later(1 / 60); // so that the last of them is the newest
        const view = claimShape.parse(await (await desk.call(by, path, { text: 'تعليق' })).json());
        return view.comments.at(-1)?.id ?? '';
      };
      const visit = async () =>
        visitShape.parse(await (await desk.call(checker, `/api/articles/${article}/visit`, {})).json()).unread;
      await comment(editor);
      expect(await visit()).toEqual([]);
      later(10);
      const theirs = await comment(editor);
      await comment(checker);
      const gone = await comment(colleague);
      await desk.call(colleague, `${path}/${gone}`, undefined, 'DELETE');
      later(1);
      const last = await comment(colleague);
      expect(await visit()).toEqual([theirs, last]);
      later(1); // the page was loaded anew
      expect(await visit()).toEqual([theirs, last]);
      later(10);
      expect(await visit()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('the first visit of an article has nothing unread, and one that is not there none at all', async () => {
    const answer = await desk.call(checker, `/api/articles/${article}/visit`, {});
    expect(visitShape.parse(await answer.json())).toEqual({ unread: [] });
    expect((await desk.call(checker, '/api/articles/nothing/visit', {})).status).toBe(404);
  });

  test('what happened just before the desk closed is told after it opened again', async () => {
    const claim = await mark(checker, 'الوزير');
    await mark(checker, '3 آلاف');
    const { rooms } = desk.desk;
    await rooms.projected(article);
    const actor = { id: editor.person.id, role: 'editor' } as const;
    await rooms.change(article, actor, (doc) => lettersOf(doc, 1).insert(LINE.indexOf('3') + 1, '5'));
    await judge(colleague, claim, 'disputed');
    const { data } = desk;
    await desk.desk.close();
    const again = await openTestDesk({ client: '/nowhere', data });
    const found = noticesShape.parse(await (await again.call(checker, '/api/notices')).json());
    await again.close();
    expect(found.notices.map(({ kind }) => kind)).toEqual(['verdict-stale', 'verdict-disputed']);
  });
});
