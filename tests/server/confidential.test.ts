import { confidentialsShape, confidentialVersionsShape, confidentialView } from '@sanad/shared/confidential';
import { historyShape, problemShape } from '@sanad/shared/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { openEvents } from '../support/event-stream.ts';
import { until } from '../support/peer.ts';

const SECRET = 'مصدرٌ في الوزارة لا يُسمّى';
let desk: TestDesk;
let editor: Member;
let checker: Member;
let other: Member;
let reader: Member;
let article: string;
let claim: string;

beforeAll(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor');
  checker = await desk.join('checker');
  other = await desk.join('checker', 'Another checker');
  reader = await desk.join('reader');
});
afterAll(() => desk.close());
beforeEach(async () => {
  article = await desk.article(editor, 'محطة المياه\nقالت البلدية إن المحطة عادت إلى العمل.', { language: 'ar' });
  const made = await desk.call(checker, path('claims'), { quote: 'عادت إلى العمل', verdict: 'verified' });
  claim = ((await made.json()) as { id: string }).id;
});

const path = (rest: string) => `/api/articles/${article}/${rest}`;
const pieces = (rest = '') => path(`claims/${claim}/confidential${rest}`);
const status = async (response: Promise<Response>) => (await response).status;
const codeOf = async (response: Promise<Response>) => {
  const answer = await response;
  return [answer.status, problemShape.parse(await answer.json()).code];
};
async function added(by = checker, said: object = {}) {
  const response = await desk.call(by, pieces(), { title: SECRET, excerpt: 'قال ذلك هاتفيًا', ...said });
  expect(response.status).toBe(201);
  return confidentialView.parse(await response.json());
}
const standing = async (by = other) => {
  const { claims } = confidentialsShape.parse(await (await desk.call(by, path('confidential'))).json());
  return claims[claim] ?? [];
};

/** Everything that this desk answers somebody about the article, as it is sent. */
async function toldTo(member: Member): Promise<string> {
  const paths = ['', '/claims', '/history', '/report.json', '/report.html', '/confidential'];
  const answers = await Promise.all(paths.map((rest) => desk.call(member, `/api/articles/${article}${rest}`)));
  const queue = await desk.call(member, `/api/claims?article=${article}`);
  return (await Promise.all([...answers, queue].map((answer) => answer.text()))).join('\n');
}

describe('confidential evidence', () => {
  test('is read by checkers and those who may more, by claim, with who gave it', async () => {
    const piece = await added();
    expect(piece).toMatchObject({ title: SECRET, by: checker.person.id, changedBy: checker.person.id });
    expect(await standing(other)).toEqual([piece]);
    expect(await standing(editor)).toEqual([piece]);
  });

  test('leaves no trace that a reader could find: not in the claim, the history, the report or the document', async () => {
    const before = await toldTo(reader);
    const piece = await added();
    await desk.call(checker, pieces(`/${piece.id}`), { note: 'سرّ آخر' }, 'PATCH');
    const after = await toldTo(reader);
    expect([SECRET, 'هاتفيًا', 'سرّ آخر', piece.id].filter((secret) => after.includes(secret))).toEqual([]);
    const timeless = (text: string) => text.replaceAll(/\d{2}:\d{2}(:\d{2}(\.\d+)?)?/g, '');
    expect(timeless(after)).toBe(timeless(before));
    const state = await desk.desk.rooms.read(article, (doc) => JSON.stringify(doc.getMap('claims')));
    expect(state).not.toContain(SECRET);
    const history = historyShape.parse(await (await desk.call(editor, path('history'))).json());
    expect(history.entries.map(({ kind }) => kind)).not.toContain('evidence-added');
  });

  test('is told of to checkers, by the article alone, as soon as it is stored; a reader hears nothing', async () => {
    const [theirs, mine] = await Promise.all([openEvents(desk.url, reader), openEvents(desk.url, other)]);
    const { id } = await added();
    await desk.call(checker, pieces(`/${id}`), undefined, 'DELETE');
    await until('the checker is told twice', () => mine.told.length >= 2);
    expect(mine.told).toEqual([1, 2].map(() => ({ kind: 'confidential', article })));
    desk.desk.events.tell('all', { kind: 'desk' });
    await until('the reader is told what is for all', () => theirs.told.length > 0);
    expect(theirs.told).toEqual([{ kind: 'desk' }]);
    expect(mine.raw).not.toContain('لا يُسمّى');
    await Promise.all([theirs.close(), mine.close()]);
  });

  test('is neither read nor written by a reader', async () => {
    const piece = await added();
    expect(await codeOf(desk.call(reader, path('confidential')))).toEqual([403, 'role-too-low']);
    expect(await status(desk.call(reader, pieces(), { title: 'x' }))).toBe(403);
    expect(await status(desk.call(reader, pieces(`/${piece.id}`), { title: 'x' }, 'PATCH'))).toBe(403);
    expect(await status(desk.call(reader, pieces(`/${piece.id}`), undefined, 'DELETE'))).toBe(403);
    expect(await status(desk.call(reader, pieces(`/${piece.id}`)))).toBe(403);
    expect(await standing()).toEqual([piece]);
  });

  test('is its author’s to change, and an editor’s; it stays its author’s', async () => {
    const piece = await added();
    const change = (by: Member, body: object) => desk.call(by, pieces(`/${piece.id}`), body, 'PATCH');
    expect(await codeOf(change(other, { note: 'mine' }))).toEqual([403, 'another-persons-evidence']);
    expect(await codeOf(desk.call(other, pieces(`/${piece.id}`), undefined, 'DELETE'))).toEqual([
      403,
      'another-persons-evidence',
    ]);
    expect(await status(change(checker, { stance: 'context' }))).toBe(200);
    expect(await status(change(editor, { locator: 'ص 3' }))).toBe(200);
    expect(await standing()).toMatchObject([
      { title: SECRET, stance: 'context', locator: 'ص 3', by: checker.person.id, changedBy: editor.person.id },
    ]);
  });

  test('is taken away and brought back; every version is kept for editors', async () => {
    const { id } = await added();
    expect(await status(desk.call(checker, pieces(`/${id}`), undefined, 'DELETE'))).toBe(204);
    expect(await standing()).toEqual([]);
    expect(await codeOf(desk.call(checker, pieces(`/${id}`), undefined, 'DELETE'))).toEqual([404, 'no-such-evidence']);
    expect(await status(desk.call(checker, pieces(`/${id}`), { note: 'x' }, 'PATCH'))).toBe(404);
    expect(await status(desk.call(checker, pieces(`/${id}`), { removed: false }, 'PATCH'))).toBe(200);
    expect(await standing()).toMatchObject([{ id, title: SECRET }]);
    expect(await status(desk.call(checker, pieces(`/${id}`)))).toBe(403);
    const { versions } = confidentialVersionsShape.parse(await (await desk.call(editor, pieces(`/${id}`))).json());
    expect(versions.map(({ removed, changedBy }) => [removed, changedBy])).toEqual([
      [false, checker.person.id],
      [true, checker.person.id],
      [false, checker.person.id],
    ]);
  });

  test('takes what any evidence takes: a safe address, or a title', async () => {
    expect(await status(desk.call(checker, pieces(), { address: 'javascript:alert(1)' }))).toBe(422);
    expect(await status(desk.call(checker, pieces(), { note: 'nameless' }))).toBe(422);
    expect(await status(desk.call(checker, pieces(), { title: 'x', by: editor.person.id }))).toBe(422);
    const { id } = await added();
    expect(await codeOf(desk.call(checker, pieces(`/${id}`), { title: ' ' }, 'PATCH'))).toEqual([
      422,
      'nameless-evidence',
    ]);
    expect(await status(desk.call(checker, path('claims/nothing-here/confidential'), { title: 'x' }))).toBe(404);
    expect(await status(desk.call(checker, '/api/articles/nothing/confidential'))).toBe(404);
  });

  test('is refused on an article that is signed off, and stays readable there', async () => {
    const { id } = await added();
    expect(await status(desk.call(editor, path('sign-off'), {}))).toBe(201);
    expect(await codeOf(desk.call(checker, pieces(), { title: 'x' }))).toEqual([409, 'frozen']);
    expect(await codeOf(desk.call(editor, pieces(`/${id}`), { note: 'x' }, 'PATCH'))).toEqual([409, 'frozen']);
    expect(await codeOf(desk.call(editor, pieces(`/${id}`), undefined, 'DELETE'))).toEqual([409, 'frozen']);
    expect(await standing()).toMatchObject([{ id, note: '' }]);
  });

  test('backs a claim that has nothing else behind it where the desk asks for evidence; what was taken away does not', async () => {
    const admin = await desk.join('admin');
    await desk.call(admin, '/api/desk', { requireEvidence: true }, 'PATCH');
    const signOff = () => desk.call(editor, path('sign-off'), {});
    const part = await desk.call(checker, path(`claims/${claim}/evidence`), { title: 'صورة' });
    const [open] = ((await part.json()) as { evidence: { id: string }[] }).evidence;
    await desk.call(checker, path(`claims/${claim}/evidence/${open?.id}`), undefined, 'DELETE');
    expect(await codeOf(signOff())).toEqual([409, 'blocked']);
    const piece = await added();
    await desk.call(checker, pieces(`/${piece.id}`), undefined, 'DELETE');
    expect(await codeOf(signOff())).toEqual([409, 'blocked']);
    await added();
    expect(await status(signOff())).toBe(201);
    const kept = await desk.desk.store.versions.part(article, 1, 'confidential');
    expect(JSON.parse(kept ?? '')).toMatchObject({ claims: [{ id: claim, confidential: [{ title: SECRET }] }] });
    expect(await toldTo(reader)).not.toContain('لا يُسمّى');
    await desk.call(admin, '/api/desk', { requireEvidence: false }, 'PATCH');
  });

  test('is what evidence that everybody could read becomes: in its author’s name, its words gone from the document', async () => {
    const open = { address: 'https://example.org/leak', title: 'وثيقة', excerpt: 'كلمات', note: 'رقم الموظّف' };
    await desk.call(checker, path(`claims/${claim}/evidence`), open);
    const piece = (await claimsAt(desk.url, reader, article))[0]?.evidence[0];
    const move = (by: Member) => desk.call(by, pieces(), { ...open, moves: piece?.id });
    expect(await codeOf(move(other))).toEqual([403, 'another-persons-evidence']);
    expect(await standing()).toEqual([]);
    const moved = confidentialView.parse(await (await move(editor)).json());
    expect(moved).toMatchObject({ ...open, id: piece?.id, by: checker.person.id, changedBy: editor.person.id });
    const told = await toldTo(reader);
    expect(['example.org/leak', 'كلمات', 'رقم الموظّف'].filter((gone) => told.includes(gone))).toEqual([]);
    expect((await claimsAt(desk.url, reader, article))[0]?.evidence).toEqual([]);
    const history = historyShape.parse(await (await desk.call(reader, path('history'))).json());
    expect(history.entries[0]).toMatchObject({ kind: 'evidence-removed', actor: { id: editor.person.id } });
    const held = await desk.desk.rooms.read(article, (doc) => JSON.stringify(doc.getMap('claims')));
    expect(held).not.toContain('كلمات');
    expect(await codeOf(move(editor))).toEqual([404, 'no-such-evidence']);
  });
});
