import { DESK_DEFAULTS, deskShape } from '@sanad/shared/desk';
import { problemShape } from '@sanad/shared/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let admin: Member;
let reader: Member;
beforeAll(async () => {
  desk = await openTestDesk();
  admin = await desk.join('admin');
  reader = await desk.join('reader');
});
afterAll(() => desk.close());

const settings = async (member: Member) => deskShape.parse(await (await desk.call(member, '/api/desk')).json());

test('everybody may know what the desk asks for; an admin changes it, one thing at a time', async () => {
  expect(await settings(reader)).toEqual(DESK_DEFAULTS);
  const changed = await desk.call(admin, '/api/desk', { coverage: 75, secondPerson: 'open' }, 'PATCH');
  expect(deskShape.parse(await changed.json())).toEqual({ ...DESK_DEFAULTS, coverage: 75, secondPerson: 'open' });
  await desk.call(admin, '/api/desk', { requireEvidence: true }, 'PATCH');
  expect(await settings(reader)).toEqual({ requireEvidence: true, secondPerson: 'open', coverage: 75 });
});

test.each([
  [{}, 'Give at least one setting.'],
  [{ coverage: 101 }, 'Give the coverage in whole percent, 0 to 100.'],
  [{ coverage: 50.5 }, 'Give the coverage in whole percent, 0 to 100.'],
  [{ coverage: '50' }, 'Give the coverage in whole percent, 0 to 100.'],
  [{ secondPerson: 'three' }, '"secondPerson" has to be one of off, open, blind.'],
  [{ colour: 'red' }, 'There is no "colour" here; leave it out.'],
])('what cannot be set is said in a sentence: %j', async (change, sentence) => {
  const before = await settings(admin);
  const response = await desk.call(admin, '/api/desk', change, 'PATCH');
  expect(response.status).toBe(422);
  expect(problemShape.parse(await response.json()).detail).toBe(sentence);
  expect(await settings(admin)).toEqual(before);
});

test('nobody but an admin sets anything', async () => {
  for (const role of ['reader', 'checker', 'editor'] as const) {
    const member = await desk.join(role);
    expect((await desk.call(member, '/api/desk', { coverage: 1 }, 'PATCH')).status).toBe(403);
  }
});
