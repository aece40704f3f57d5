import { ApiProblem } from '@sanad/client/api.ts';
import { httpAssignment } from '@sanad/client/assignment/http-assignment.ts';
import { httpSettling } from '@sanad/client/settling/http-settling.ts';
import { httpThread } from '@sanad/client/thread/http-thread.ts';
import type { Person } from '@sanad/shared/person';
import type { ClaimView } from '@sanad/shared/protocol';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

// What the pages do to claims whose article is not open, against the real server.

let desk: TestDesk;
let editor: Member;
let checker: Member;
let article: string;
let claim: string;
const real = fetch;
const known: ClaimView[] = [];
const now = () => known.at(-1) as ClaimView;
const changed = (view: ClaimView) => void known.push(view);

beforeAll(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'سلمى');
  checker = await desk.join('checker', 'Omar');
  article = await desk.article(editor, 'العنوان\nبلغت الكلفة مليوني دينار.', { language: 'ar' });
  const made = await desk.call(checker, `/api/articles/${article}/claims`, {
    quote: 'مليوني دينار',
    verdict: 'disputed',
  });
  claim = ((await made.json()) as { id: string }).id;
});
afterAll(() => desk.close());
afterEach(() => vi.unstubAllGlobals());

/** Who is signed in, as the page knows them. */
const personOf = ({ person }: Member): Person => ({ ...person, role: person.role ?? 'reader' });

/** Calls of the page go out as this person's. */
function as({ cookie }: Member): void {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    real(`${desk.url}${path}`, { ...init, headers: { ...init.headers, cookie, origin: desk.url } }),
  );
}

test('a comment is said, answered, edited and deleted, and each act tells what the claim is then', async () => {
  as(checker);
  const thread = httpThread(article, personOf(checker), changed);
  const first = await thread.say(claim, { text: '@سلمى؟', mentions: [editor.person.id] }, null);
  expect(now().comments).toMatchObject([{ id: first, by: checker.person.id, mentions: [editor.person.id] }]);
  const answer = await thread.say(claim, { text: 'نعم', mentions: [] }, first);
  await thread.edit(claim, answer, { text: 'لا', mentions: [] });
  expect(now().comments.find(({ id }) => id === answer)).toMatchObject({ text: 'لا', replyTo: first });
  await thread.delete(claim, first);
  expect(now().comments.find(({ id }) => id === first)).toMatchObject({ kind: 'deleted' });
  as(editor);
  await expect(httpThread(article, personOf(editor), changed).delete(claim, answer)).rejects.toBeInstanceOf(ApiProblem);
});

test('claims are given to somebody, and to nobody', async () => {
  as(checker);
  const assignment = httpAssignment(() => article, personOf(checker), changed);
  await assignment.assign([claim], editor.person.id);
  expect(now().assignee).toBe(editor.person.id);
  await assignment.assign([claim], null);
  expect(now().assignee).toBeNull();
});

test('a claim is settled and reopened by an editor alone', async () => {
  as(checker);
  const closing = { how: 'corrected', reason: 'البيان', wording: 'ثلاثة ملايين دينار', inText: false } as const;
  const theirs = httpSettling(article, personOf(checker), changed);
  expect([theirs.maySettle, theirs.mayChangeText]).toEqual([false, false]);
  await expect(theirs.settle(claim, closing)).rejects.toBeInstanceOf(ApiProblem);
  as(editor);
  const settling = httpSettling(article, personOf(editor), changed);
  await settling.settle(claim, closing);
  expect(now().comments.find(({ id }) => id === now().settlement)).toMatchObject({
    how: 'corrected',
    reason: 'البيان',
  });
  await settling.reopen(claim, 'بيان آخر');
  expect(now().settlement).toBeNull();
});
