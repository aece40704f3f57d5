import type { Role } from '@sanad/shared/policy';
import { type ClaimView, claimShape, historyShape, problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let people: Record<'reader' | 'checker' | 'other' | 'editor', Member>;
let article: string;
let claim: ClaimView;
beforeEach(async () => {
  desk = await openTestDesk();
  const join = (role: Role, name: string) => desk.join(role, name);
  people = {
    reader: await join('reader', 'Rima'),
    checker: await join('checker', 'Basem'),
    other: await join('checker', 'Clara'),
    editor: await join('editor', 'Edith'),
  };
  article = await desk.article(people.editor, 'محطة الطاقة\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  claim = await asked('checker', 'POST', '/claims', { quote: 'تخدم 3 آلاف أسرة', verdict: 'disputed' }, 201);
});
afterEach(() => desk.close());

const send = (who: keyof typeof people, method: string, path: string, body?: unknown) =>
  desk.call(people[who], `/api/articles/${article}${path}`, body, method);

async function asked(who: keyof typeof people, method: string, path: string, body?: unknown, status = 200) {
  const response = await send(who, method, path, body);
  expect([response.status, response.ok ? '' : await response.clone().text()]).toEqual([status, '']);
  return claimShape.parse(await response.json());
}
async function refused(who: keyof typeof people, method: string, path: string, body?: unknown) {
  const response = await send(who, method, path, body);
  const { status, code, detail } = problemShape.parse(await response.json());
  expect(detail).toMatch(/^[A-Z"].*\.$/);
  return `${status} ${code}`;
}
const at = (rest = '') => `/claims/${claim.id}${rest}`;
const kinds = async () => {
  const page = historyShape.parse(await (await send('reader', 'GET', '/history?limit=200')).json());
  return page.entries.map(({ kind }) => kind).reverse();
};

describe('evidence over HTTP', () => {
  test('is added, changed and taken away, by its author or an editor, and each is history', async () => {
    const added = await asked(
      'checker',
      'POST',
      at('/evidence'),
      { address: 'https://sana.sy/1', stance: 'contradicts' },
      201,
    );
    const piece = added.evidence[0];
    expect(added.evidence).toMatchObject([
      { address: 'https://sana.sy/1', stance: 'contradicts', by: people.checker.person.id },
    ]);
    expect(await refused('other', 'PATCH', at(`/evidence/${piece?.id}`), { title: 'x' })).toBe(
      '403 another-persons-evidence',
    );
    const changed = await asked('editor', 'PATCH', at(`/evidence/${piece?.id}`), { title: 'بيان', locator: 'ص 3' });
    expect(changed.evidence).toMatchObject([{ title: 'بيان', locator: 'ص 3', by: people.checker.person.id }]);
    expect((await asked('checker', 'DELETE', at(`/evidence/${piece?.id}`))).evidence).toEqual([]);
    expect(await refused('checker', 'DELETE', at(`/evidence/${piece?.id}`))).toBe('404 no-such-evidence');
    expect((await kinds()).slice(-3)).toEqual(['evidence-added', 'evidence-changed', 'evidence-removed']);
  });

  test.each([
    [{ address: 'javascript:alert(1)' }, '422 invalid'],
    [{ address: 'https://a:b@example.org' }, '422 invalid'],
    [{ note: 'only a note' }, '422 invalid'],
    [{ address: 'https://example.org', confidential: true }, '422 invalid'],
    [{ address: 'https://example.org', accessed: 'yesterday' }, '422 invalid'],
    [{ title: 'x'.repeat(301) }, '422 invalid'],
  ])('%o is refused with a sentence', async (body, code) => {
    expect(await refused('checker', 'POST', at('/evidence'), body)).toBe(code);
    expect((await asked('editor', 'PATCH', at(), { assignee: null })).evidence).toEqual([]);
  });

  test('loses its name only for an address', async () => {
    const added = await asked('checker', 'POST', at('/evidence'), { title: 'مكالمة' }, 201);
    expect(await refused('checker', 'PATCH', at(`/evidence/${added.evidence[0]?.id}`), { title: '' })).toBe(
      '422 nameless-evidence',
    );
  });

  test('is nothing for readers to write', async () => {
    expect(await refused('reader', 'POST', at('/evidence'), { title: 'x' })).toBe('403 role-too-low');
  });
});

describe('comments over HTTP', () => {
  test('are written, replied to, edited and deleted, each by its writer alone', async () => {
    const said = await asked(
      'checker',
      'POST',
      at('/comments'),
      { text: 'من قال هذا؟', mentions: [people.other.person.id] },
      201,
    );
    const first = said.comments[0]?.id as string;
    const replied = await asked('other', 'POST', at('/comments'), { text: 'الوزارة', replyTo: first }, 201);
    expect(replied.comments).toMatchObject([{ text: 'من قال هذا؟' }, { text: 'الوزارة', replyTo: first }]);
    expect(await refused('editor', 'PATCH', at(`/comments/${first}`), { text: 'x' })).toBe(
      '403 another-persons-comment',
    );
    expect(await refused('editor', 'DELETE', at(`/comments/${first}`))).toBe('403 another-persons-comment');
    expect((await asked('checker', 'PATCH', at(`/comments/${first}`), { text: 'من؟' })).comments[0]).toMatchObject({
      text: 'من؟',
    });
    const deleted = await asked('checker', 'DELETE', at(`/comments/${first}`));
    expect(deleted.comments[0]?.kind).toBe('deleted');
    expect(JSON.stringify(deleted)).not.toContain('من؟');
    expect(await refused('checker', 'PATCH', at(`/comments/${first}`), { text: 'x' })).toBe('404 no-such-comment');
    expect(await refused('checker', 'POST', at('/comments'), { text: 'x', replyTo: 'nothing' })).toBe(
      '404 no-such-comment',
    );
    expect(await refused('checker', 'POST', at('/comments'), { text: '  ' })).toBe('422 invalid');
  });
});

describe('assigning over HTTP', () => {
  test('gives a claim to somebody of the desk, and takes it back', async () => {
    expect((await asked('checker', 'PATCH', at(), { assignee: people.other.person.id })).assignee).toBe(
      people.other.person.id,
    );
    expect((await asked('other', 'PATCH', at(), { assignee: null })).assignee).toBe(null);
    expect(await refused('checker', 'PATCH', at(), { assignee: 'nobody-known' })).toBe('422 no-such-person');
  });
});

describe('settling over HTTP', () => {
  const stands = { settlement: { how: 'stands', reason: 'أكّدته الوزارة' } };

  test('is an editor’s, with a reason, once, until it is reopened with one', async () => {
    expect(await refused('checker', 'PATCH', at(), stands)).toBe('403 settling-needs-editor');
    expect(await refused('editor', 'PATCH', at(), { settlement: { how: 'stands', reason: ' ' } })).toBe('422 invalid');
    const settled = await asked('editor', 'PATCH', at(), stands);
    expect(settled.comments.find(({ id }) => id === settled.settlement)).toMatchObject({
      how: 'stands',
      by: people.editor.person.id,
    });
    expect(await refused('editor', 'PATCH', at(), stands)).toBe('409 settled-already');
    expect(await refused('checker', 'PATCH', at(), { settlement: { reopen: 'بيان' } })).toBe(
      '403 settling-needs-editor',
    );
    const reopened = await asked('editor', 'PATCH', at(), { settlement: { reopen: 'بيان جديد' } });
    expect(reopened.settlement).toBe(null);
    expect(await refused('editor', 'PATCH', at(), { settlement: { reopen: 'بيان' } })).toBe('409 not-settled');
    expect((await kinds()).slice(-2)).toEqual(['claim-settled', 'claim-reopened']);
  });

  test('as corrected holds for the new words alone: stale until they stand in the text', async () => {
    const settled = await asked('editor', 'PATCH', at(), {
      settlement: { how: 'corrected', reason: 'خطأ في الرقم', wording: 'تخدم 5 آلاف أسرة' },
    });
    expect(settled).toMatchObject({ stale: true, quote: 'تخدم 3 آلاف أسرة' });
  });

  test('needs a verdict to settle', async () => {
    const other = await asked('checker', 'POST', '/claims', { quote: 'الوزير' }, 201);
    expect(await refused('editor', 'PATCH', `/claims/${other.id}`, stands)).toBe('409 nothing-to-settle');
  });
});
