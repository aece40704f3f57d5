import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { soundnessOf } from '@sanad/server/articles/soundness';
import { canonicalReport } from '@sanad/server/signing/canonical-report';
import { signOff } from '@sanad/server/signing/signing';
import { openSqlite } from '@sanad/server/store/sqlite';
import type { Store } from '@sanad/server/store/store';
import { noticesShape } from '@sanad/shared/notice';
import { claimShape, historyShape, problemShape } from '@sanad/shared/protocol';
import type { Report } from '@sanad/shared/report';
import { blockedShape, type Version, versionShape, versionsShape } from '@sanad/shared/version';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { type Member, openTestDesk, request, startProcess, type TestDesk, temporaryFolder } from '../support/desk.ts';
import { Peer, until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

const TEXT = `محطة المياه: «عادت» إلى العمل
قالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا.
The ministry denied the report.`;
const hashOf = (bytes: string) => createHash('sha256').update(bytes, 'utf8').digest('hex');

let desk: TestDesk;
let editor: Member;
let second: Member;
let checker: Member;
let article: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  desk = await openTestDesk({ data: folder.path });
  editor = await desk.join('editor', 'رنا');
  second = await desk.join('editor', 'Omar');
  checker = await desk.join('checker', 'ليلى');
  article = await desk.article(editor, TEXT, { language: 'ar' });
});
afterEach(async () => {
  await desk.close();
  folder.remove();
});

const path = (rest: string) => `/api/articles/${article}${rest}`;
const post = (by: Member, rest: string, body?: unknown) => desk.call(by, path(rest), body, 'POST');
const claim = async (quote: string, verdict?: string) =>
  claimShape.parse(await (await post(checker, '/claims', { quote, verdict })).json()).id;
const signed = async (by = editor): Promise<Version> => versionShape.parse(await (await post(by, '/sign-off')).json());
const versions = async () => versionsShape.parse(await (await desk.call(checker, path('/versions'))).json()).versions;
const told = async () =>
  historyShape
    .parse(await (await desk.call(checker, path('/history?kind=signed-off,reopened'))).json())
    .entries.map(({ kind, actor, detail }) => [kind, actor === 'server' ? actor : actor.name, detail]);
const filesOf = async (number: number) =>
  Promise.all(
    ['report.json', 'report.html?language=ar', 'report.html?language=en'].map(async (file) =>
      (await desk.call(checker, path(`/versions/${number}/${file}`))).text(),
    ),
  );
const problem = async (response: Response) => {
  const { status, code } = problemShape.parse(await response.json());
  return `${status} ${code}`;
};

describe('signing off', () => {
  test('says what stands in the way, and leaves the article as it is', async () => {
    const open = await claim('عادت إلى العمل');
    const disputed = await claim('توقف دام 11 يومًا', 'disputed');
    const admin = await desk.join('admin');
    await desk.call(admin, '/api/desk', { coverage: 100 }, 'PATCH');
    const response = await post(editor, '/sign-off');
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const body = await response.json();
    expect(problemShape.parse(body).code).toBe('blocked');
    expect(blockedShape.parse(body).blockers).toEqual([
      { kind: 'unchecked', claim: open },
      { kind: 'unsettled', claim: disputed },
      { kind: 'coverage', claim: null },
    ]);
    expect(await versions()).toEqual([]);
    expect(await told()).toEqual([]);
    expect((await desk.call(checker, path(`/claims/${open}`), { verdict: 'verified' }, 'PATCH')).status).toBe(200);
  });

  test('a settlement answers a dispute, evidence answers what asks for it', async () => {
    const admin = await desk.join('admin');
    await desk.call(admin, '/api/desk', { requireEvidence: true }, 'PATCH');
    const disputed = await claim('توقف دام 11 يومًا', 'disputed');
    const verified = await claim('عادت إلى العمل', 'verified');
    expect(blockedShape.parse(await (await post(editor, '/sign-off')).json()).blockers).toEqual([
      { kind: 'unsettled', claim: disputed },
      { kind: 'unbacked', claim: verified },
    ]);
    const settlement = { how: 'stands', reason: 'النقابة صحّحت رقمها.' };
    expect((await desk.call(editor, path(`/claims/${disputed}`), { settlement }, 'PATCH')).status).toBe(200);
    const evidence = { title: 'بيان البلدية', address: 'https://example.org/1', stance: 'supports', kind: 'primary' };
    expect((await post(checker, `/claims/${verified}/evidence`, evidence)).status).toBeLessThan(300);
    expect((await post(editor, '/sign-off')).status).toBe(201);
  });

  test('keeps the report and its hash, and says so in the article and in its history', async () => {
    await claim('عادت إلى العمل', 'verified');
    const response = await post(editor, '/sign-off');
    expect([response.status, response.headers.get('location')]).toEqual([201, path('/versions/1')]);
    const version = versionShape.parse(await response.json());
    expect(version).toMatchObject({ number: 1, signedBy: editor.person.id, reopenedAt: null, reason: null });
    expect(await versions()).toEqual([version]);
    const file = await desk.call(checker, path('/versions/1/report.json'));
    const json = await file.text();
    expect(hashOf(json)).toBe(version.hash);
    expect(file.headers.get('x-content-digest')).toBe(`sha-256=${version.hash}`);
    expect(file.headers.get('etag')).toBe(`"${version.hash}.json"`);
    const report = JSON.parse(json) as Report;
    expect(report).toMatchObject({
      exportedBy: 'رنا',
      exportedAt: version.signedAt,
      counts: { verified: 1, total: 1 },
    });
    expect(canonicalReport(report)).toBe(json);
    const { number, signedAt, signedBy, hash } = version;
    const summary = (await (await desk.call(checker, path(''))).json()) as object;
    expect(summary).toMatchObject({ signed: { number, signedAt, signedBy, hash } });
    expect(await told()).toEqual([['signed-off', 'رنا', { version: 1, hash: version.hash }]]);
    expect(await (await desk.call(checker, path('/versions/1/report.html'))).text()).toContain('dir="rtl"');
  });

  test('of two editors at once one signs, and the other is given the same version', async () => {
    const answers = await Promise.all([editor, second, editor, second].map((by) => post(by, '/sign-off')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    const given = await Promise.all(answers.map(async (answer) => versionShape.parse(await answer.json())));
    expect(new Set(given.map((version) => JSON.stringify(version))).size).toBe(1);
    expect(await versions()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
  });

  test('ends all writing at once: those who are in it come back to read, and what they write is refused', async () => {
    const writer = new Peer({ url: desk.url, article, cookie: editor.cookie });
    await writer.synced();
    try {
      await signed(second);
      expect(await writer.ended()).toEqual({ code: 1012, reason: 'signed off' });
      await until('the writer is back', () => writer.provider.synced);
      lettersOf(writer.doc, 1).insert(0, 'و');
      await until('it is refused', () => writer.ends.length === 2);
      expect(writer.ends[1]).toEqual({ code: 4403, reason: 'frozen' });
      expect(await problem(await post(checker, '/claims', { quote: 'البلدية' }))).toBe('409 frozen');
    } finally {
      writer.close();
    }
  });

  test('there is nothing to sign off, reopen or show where nothing is', async () => {
    expect(await problem(await desk.call(editor, '/api/articles/none/sign-off', undefined, 'POST'))).toMatch(/^404/);
    const reopening = desk.call(editor, '/api/articles/none/reopen', { reason: 'x' });
    expect(await problem(await reopening)).toBe('404 no-such-article');
    expect(await problem(await desk.call(editor, '/api/articles/none/versions'))).toBe('404 no-such-article');
    expect(await problem(await desk.call(editor, path('/versions/1')))).toBe('404 no-such-version');
    expect(await problem(await desk.call(editor, path('/versions/x/report.json')))).toBe('422 invalid');
    expect(await problem(await post(editor, '/reopen', { reason: 'x' }))).toBe('409 not-signed-off');
  });
});

describe('a version', () => {
  test('is the same, byte for byte, after a restart, and after the article was reopened and went on', async () => {
    const id = await claim('عادت إلى العمل', 'verified');
    const version = await signed();
    const before = await filesOf(1);
    await desk.close();
    desk = await openTestDesk({ data: folder.path });
    expect(await filesOf(1)).toEqual(before);
    expect(await problem(await post(checker, '/claims', { quote: 'البلدية' }))).toBe('409 frozen');
    await post(second, '/reopen', { reason: 'رقم خاطئ' });
    await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
      lettersOf(doc, 1).insert(0, 'أمس ');
    });
    await desk.call(checker, path(`/claims/${id}`), { verdict: 'verified', note: 'مرة أخرى' }, 'PATCH');
    expect(await filesOf(1)).toEqual(before);
    const next = await signed(second);
    expect(next.number).toBe(2);
    expect(next.hash).not.toBe(version.hash);
    expect(await filesOf(1)).toEqual(before);
    const after = await filesOf(2);
    expect(hashOf(after[0] ?? '')).toBe(next.hash);
    expect(after[0]).toContain('أمس');
    expect((await soundnessOf(desk.desk.store)).faults).toEqual([]);
  });

  test('that is reopened says by whom and why, and no other reason replaces it', async () => {
    await signed();
    for (const reason of ['', '  ', 'x'.repeat(2001)]) {
      expect(await problem(await post(editor, '/reopen', { reason }))).toBe('422 invalid');
    }
    const writer = new Peer({ url: desk.url, article, cookie: editor.cookie });
    await writer.synced();
    const reopened = versionShape.parse(await (await post(second, '/reopen', { reason: ' a name was wrong ' })).json());
    expect(reopened).toMatchObject({ number: 1, reopenedBy: second.person.id, reason: 'a name was wrong' });
    expect(await writer.ended()).toEqual({ code: 1012, reason: 'reopened' });
    writer.close();
    expect(await problem(await post(editor, '/reopen', { reason: 'another' }))).toBe('409 not-signed-off');
    expect(await versions()).toEqual([reopened]);
    expect((await told()).map(([kind, name]) => [kind, name])).toEqual([
      ['reopened', 'Omar'],
      ['signed-off', 'رنا'],
    ]);
    await claim('عادت إلى العمل', 'verified');
  });
});

describe('when something fails between', () => {
  const now = () => new Date();
  let ground: Ground;
  let id: string;
  beforeEach(async () => {
    ground = await Ground.open();
    id = await ground.article('محطة', 'قال الوزير.');
  });
  afterEach(() => ground.close());

  const person = async () => {
    const row = await ground.store.people.get('edith');
    if (!row) throw new Error('no edith');
    return row;
  };
  const attempt = async (sign: Store['versions']['sign']) => {
    const versions = {
      sign,
      list: (all: string) => ground.store.versions.list(all),
      get: (all: string, number: number) => ground.store.versions.get(all, number),
    } as Store['versions'];
    const url = () => 'https://desk.example';
    return signOff({ rooms: ground.rooms, store: { ...ground.store, versions }, now, url }, id, await person());
  };
  const write = () =>
    ground.rooms.change(id, { id: 'edith', role: 'editor' }, (doc) => lettersOf(doc, 1).insert(0, 'و'));

  test('a version that cannot be stored leaves the article open', async () => {
    await expect(attempt(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full');
    expect(await ground.store.versions.list(id)).toEqual([]);
    await write();
    expect((await attempt((...all) => ground.store.versions.sign(...all))).kind).toBe('signed');
    await expect(write()).rejects.toMatchObject({ refusal: 'frozen' });
  });

  test('a version that was stored counts, also when nobody is told', async () => {
    const lost = attempt(async (...all) => {
      await ground.store.versions.sign(...all);
      throw new Error('the answer was lost');
    });
    await expect(lost).rejects.toThrow('the answer was lost');
    await expect(write()).rejects.toMatchObject({ refusal: 'frozen' });
    const again = await attempt((...all) => ground.store.versions.sign(...all));
    expect(again).toMatchObject({ kind: 'signed', made: false, version: { number: 1 } });
  });
});

test('what is confidential answers what asks for evidence, is in no version that others read, and stays as it was', async () => {
  const admin = await desk.join('admin');
  await desk.call(admin, '/api/desk', { requireEvidence: true }, 'PATCH');
  const verified = await claim('عادت إلى العمل', 'verified');
  expect((await post(editor, '/sign-off')).status).toBe(409);
  const secret = { title: 'مصدر في البلدية', address: 'https://leak.example.org/1' };
  expect((await post(checker, `/claims/${verified}/confidential`, secret)).status).toBe(201);
  const version = await signed();
  for (const file of await filesOf(version.number)) {
    expect(file).not.toContain('leak.example.org');
    expect(file).not.toContain(secret.title);
  }
  const whole = (file: string, by: Member) => desk.call(by, path(`/versions/1/${file}confidential=true`));
  expect(await problem(await whole('report.json?', checker))).toBe('403 role-too-low');
  const before = await (await whole('report.json?', editor)).text();
  expect(before).toContain(secret.address);
  expect(await (await whole('report.html?language=en&', editor)).text()).toContain(secret.address);
  await post(editor, '/reopen', { reason: 'بيان جديد' });
  await post(checker, `/claims/${verified}/confidential`, { title: 'مصدر ثانٍ' });
  expect(await (await whole('report.json?', editor)).text()).toBe(before);
});

test('a settlement answers the verdict it was given over: a dispute that comes after it stands in the way', async () => {
  const id = await claim('عادت إلى العمل', 'verified');
  const settlement = { how: 'stands', reason: 'سئلت البلدية' };
  expect((await desk.call(editor, path(`/claims/${id}`), { settlement }, 'PATCH')).status).toBe(200);
  expect((await desk.call(checker, path(`/claims/${id}`), { verdict: 'disputed' }, 'PATCH')).status).toBe(200);
  const { blockers } = blockedShape.parse(await (await post(editor, '/sign-off')).json());
  expect(blockers).toEqual([{ kind: 'stale', claim: id }]);
});

test('where the desk asks for two people, one verdict does not do, nor do two that differ', async () => {
  const admin = await desk.join('admin');
  await desk.call(admin, '/api/desk', { secondPerson: 'open' }, 'PATCH');
  const id = await claim('عادت إلى العمل', 'verified');
  const inTheWay = async () => blockedShape.parse(await (await post(editor, '/sign-off')).json()).blockers;
  expect(await inTheWay()).toEqual([{ kind: 'unconfirmed', claim: id }]);
  await desk.call(second, path(`/claims/${id}`), { verdict: 'disputed' }, 'PATCH');
  await desk.call(checker, path(`/claims/${id}`), { verdict: 'verified', note: 'ما زلت' }, 'PATCH');
  expect(await inTheWay()).toEqual([{ kind: 'unsettled', claim: id }]);
  // That one goes over to the other decides nothing: an editor does.
  await desk.call(second, path(`/claims/${id}`), { verdict: 'verified' }, 'PATCH');
  expect(await inTheWay()).toEqual([{ kind: 'unsettled', claim: id }]);
  const settlement = { how: 'stands', reason: 'سئلت البلدية' };
  await desk.call(editor, path(`/claims/${id}`), { settlement }, 'PATCH');
  expect((await signed()).number).toBe(1);
});

test('whom it concerns is told: who made the article and who judged in it, not who signed', async () => {
  await claim('عادت إلى العمل', 'verified');
  const noticesOf = async (member: Member) => {
    await desk.desk.rooms.projected(article);
    const { notices } = noticesShape.parse(await (await desk.call(member, '/api/notices')).json());
    return notices.filter(({ kind }) => kind === 'signed-off' || kind === 'reopened').map(({ kind }) => kind);
  };
  await post(second, '/sign-off');
  await until('the checker is told', async () => (await noticesOf(checker)).length === 1);
  await post(second, '/reopen', { reason: 'x' });
  await until('the checker is told', async () => (await noticesOf(checker)).length === 2);
  expect(await noticesOf(checker)).toEqual(['reopened', 'signed-off']);
  expect(await noticesOf(editor)).toEqual(['reopened', 'signed-off']);
  expect(await noticesOf(second)).toEqual([]);
});

test('a server that is killed while it signs leaves a signed article or an open one', async () => {
  const { data } = desk;
  await claim('عادت إلى العمل', 'verified');
  await desk.close();
  const outcomes: string[] = [];
  for (const wait of [0, 8, 20, 40]) {
    const server = await startProcess({ data });
    const answer = request(server.url, editor, path('/sign-off'), undefined, 'POST').catch(() => null);
    await delay(wait);
    await server.kill();
    const response = await answer;
    const store = await openSqlite(data);
    const [version] = await store.versions.list(article);
    const row = await store.articles.get(article);
    const stands = version?.reopenedAt === null;
    if (response?.ok) expect(stands).toBe(true); // what was answered holds
    expect(row?.frozenAt ?? null).toBe(stands ? (version?.signedAt ?? '') : null);
    const rows = await store.history.page({ article, kinds: ['signed-off'], limit: 100 });
    expect(rows).toHaveLength((await store.versions.list(article)).length);
    expect((await soundnessOf(store)).faults).toEqual([]);
    outcomes.push(stands ? 'signed' : 'open');
    if (stands) await store.versions.reopen(article, new Date().toISOString(), 'p', 'again');
    await store.close();
  }
  expect(outcomes).toContain('open');
  desk = await openTestDesk({ data });
}, 300_000);
