import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { first } from '@sanad/server/store/migrations/first';
import { openSqlite, StoreError } from '@sanad/server/store/sqlite';
import { DamagedError } from '@sanad/server/store/store';
import { openThreadedSqlite } from '@sanad/server/store/threaded-store';
import { evidenceShape } from '@sanad/shared/evidence';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type StorePlace, storeContract } from '../support/store-contract.ts';
import { deskContract } from '../support/store-contract-desk.ts';
import { noticesContract } from '../support/store-contract-notices.ts';
import { queueContract } from '../support/store-contract-queue.ts';
import { sealedContract } from '../support/store-contract-sealed.ts';
import { versionContract } from '../support/store-contract-versions.ts';

const folderOfOwn = () => mkdtempSync(join(tmpdir(), 'sanad-store-'));

for (const [name, open] of [
  ['SQLite', openSqlite],
  ['SQLite in threads', openThreadedSqlite],
] as const) {
  const make = async (): Promise<StorePlace> => {
    const folder = folderOfOwn();
    return { open: () => open(folder), remove: async () => rmSync(folder, { recursive: true }) };
  };
  storeContract(name, make);
  deskContract(name, make);
  sealedContract(name, make);
  noticesContract(name, make);
  queueContract(name, make);
  versionContract(name, make);
}

describe('the SQLite files', () => {
  let folder: string;
  beforeEach(() => {
    folder = folderOfOwn();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const mode = (path: string) => statSync(path).mode & 0o777;

  test('folder and files are their owner’s alone, also when the folder was there', async () => {
    chmodSync(folder, 0o755);
    const store = await openSqlite(folder);
    await store.people.list();
    expect(mode(folder)).toBe(0o700);
    for (const name of ['sanad.db', 'sanad.db-wal', 'sanad.db-shm']) {
      expect([name, mode(join(folder, name))]).toEqual([name, 0o600]);
    }
    await store.close();
    const made = join(folder, 'deep', 'er');
    await (await openSqlite(made)).close();
    expect(mode(made)).toBe(0o700);
  });

  test('a version can be neither changed nor deleted, whoever holds the database, and is reopened once', async () => {
    const store = await openSqlite(folder);
    const at = new Date(0).toISOString();
    await store.articles.create(
      { id: 'a', title: 'T', language: 'en', createdAt: at, createdBy: null },
      { article: 'a', at, actor: 'p', bytes: Uint8Array.of(1), history: [], clients: [] },
    );
    const html = { ar: Uint8Array.of(1), en: Uint8Array.of(2) };
    const content = { report: '{}', state: Uint8Array.of(1), html, confidential: '[]' };
    const version = { signedAt: at, signedBy: 'p', hash: 'a'.repeat(64), ...content };
    await store.versions.sign('a', version);
    await store.close();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    const reopened = `reopened_at = '${at}', reopened_by = 'p', reason = 'r'`;
    for (const statement of [
      'delete from versions',
      `update versions set reason = 'because'`,
      `update versions set report = '[]'`,
      `update versions set state = x'00', ${reopened}`,
      `update versions set hash = '${'b'.repeat(64)}', ${reopened}`,
      `update versions set signed_by = 'q', ${reopened}`,
      `update versions set html_en = x'00', ${reopened}`,
      `update versions set confidential = '[1]', ${reopened}`,
      'insert or replace into versions select * from versions',
      `insert into versions select article, 2, signed_at, signed_by, hash, report, state, html_ar, html_en,
        confidential, null, null, null from versions`,
    ]) {
      expect(() => database.exec(statement), statement).toThrow(/never|behind|CHECK/);
    }
    database.exec(`update versions set ${reopened}`);
    database.exec('update articles set frozen_at = null');
    expect(() => database.exec(`update versions set reason = 'other'`)).toThrow('never changes');
    expect(() => database.exec('update versions set reopened_at = null, reopened_by = null, reason = null')).toThrow();
    // When a part of a signing cannot be written, nothing of it is.
    database.exec(`create trigger full before insert on history begin select raise(abort, 'the disk is full'); end`);
    database.close();
    const again = await openSqlite(folder);
    await expect(again.versions.sign('a', version)).rejects.toThrow('the disk is full');
    expect(await again.versions.list('a')).toHaveLength(1);
    expect(await again.articles.get('a')).toMatchObject({ frozenAt: null, signed: null });
    await again.close();
  });

  test('history can be neither changed nor deleted, whoever holds the database', async () => {
    const store = await openSqlite(folder);
    const at = new Date(0).toISOString();
    await store.articles.create(
      { id: 'a', title: 'T', language: 'en', createdAt: at, createdBy: null },
      {
        article: 'a',
        at,
        actor: 'p',
        bytes: Uint8Array.of(1),
        history: [{ kind: 'article-made', claim: null, detail: {} }],
        clients: [],
      },
    );
    await store.close();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    expect(() => database.exec("update history set actor = 'someone else'")).toThrow('only ever added to');
    expect(() => database.exec('delete from history')).toThrow('only ever added to');
    const again =
      "(row, article, seq, at, actor, kind, detail) select row, article, seq, at, 'x', kind, detail from history";
    expect(() => database.exec(`insert or replace into history ${again}`)).toThrow('only ever added to');
    expect(() => database.exec("update updates set actor = 'someone else'")).toThrow('never changed');
    expect(database.prepare('select count(*) as rows from history').get()?.rows).toBe(1);
    database.close();
  });

  test('confidential evidence can be neither changed nor deleted, whoever holds the database', async () => {
    const store = await openSqlite(folder);
    const at = new Date(0).toISOString();
    await store.articles.create(
      { id: 'a', title: 'T', language: 'en', createdAt: at, createdBy: null },
      { article: 'a', at, actor: 'p', bytes: Uint8Array.of(1), history: [], clients: [] },
    );
    const evidence = evidenceShape.parse({ by: 'p', at, title: 'T' });
    const row = { article: 'a', claim: 'c', id: 'piece-1', version: 1, writer: 'p', writtenAt: at, evidence };
    await store.confidential.write(row, 9);
    await store.close();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    expect(() => database.exec("update confidential set writer = 'someone else'")).toThrow('only ever added to');
    expect(() => database.exec('delete from confidential')).toThrow('only ever added to');
    const again = 'insert or replace into confidential select * from confidential';
    expect(() => database.exec(again)).toThrow('only ever added to');
    database.close();
  });

  /** Does to a stored row what a bad disk would: behind the back of the program, and of the trigger that guards it. */
  function damage(sql: string): void {
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    database.exec('drop trigger updates_never_change');
    database.exec(sql);
    database.close();
  }

  const at = '2026-01-01T08:00:00.000Z';
  const update = (value: number) => {
    return { article: 'a', at, actor: 'p', bytes: Uint8Array.from([value, value]), history: [], clients: [] };
  };
  async function withUpdates(count: number): Promise<void> {
    const store = await openSqlite(folder);
    const row = { id: 'a', title: 't', language: 'ar', createdAt: at, createdBy: null };
    await store.articles.create(row, update(1));
    for (let value = 2; value <= count; value++) await store.log.append(update(value));
    await store.close();
  }

  test('an update that is no longer what was written, or is gone, is set aside and named; the rest is there', async () => {
    await withUpdates(5);
    damage("update updates set bytes = x'0209' where seq = 3; delete from updates where seq = 4;");
    const store = await openSqlite(folder);
    const stored = await store.log.load('a');
    expect(stored?.damaged).toEqual([3, 4]);
    expect(stored?.updates.map(({ seq }) => seq)).toEqual([1, 2, 5]);
    await store.close();
  });

  test.each([
    ['first update', "update updates set bytes = x'02' where seq = 1"],
    ['snapshot', "insert into snapshots (article, seq, bytes, sum) values ('a', 2, x'0101', 7)"],
  ])('an article whose %s is damaged is not opened as if it were empty', async (_what, sql) => {
    await withUpdates(3);
    damage(sql);
    for (const open of [openSqlite, openThreadedSqlite]) {
      const store = await open(folder);
      await expect(store.log.load('a')).rejects.toThrow(DamagedError);
      await store.close();
    }
  });

  test('the room of what was put together is given back to the disk', async () => {
    await withUpdates(3000);
    const size = () => statSync(join(folder, 'sanad.db')).size;
    const before = size();
    const store = await openSqlite(folder);
    await store.log.compact('a', 3000, Uint8Array.from([1]));
    await store.close();
    expect(size()).toBeLessThan(before / 1.5);
  });

  test('letters are only ever added to a row of editing', async () => {
    const store = await openSqlite(folder);
    const at = new Date(0).toISOString();
    const edit = { kind: 'text-edited', claim: null, detail: { inserted: 1, deleted: 0 } };
    const made = { kind: 'article-made', claim: null, detail: {} };
    const first = { article: 'a', at, actor: 'p', bytes: Uint8Array.of(1), history: [made, edit], clients: [] };
    await store.articles.create({ id: 'a', title: 'T', language: 'en', createdAt: at, createdBy: null }, first);
    await store.log.append({ ...first, history: [], continued: { inserted: 5, deleted: 2 } });
    await store.close();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    const refuses = (statement: string) => expect(() => database.exec(statement)).toThrow(/only ever added to|counted/);
    refuses('update letters set inserted = inserted - 1');
    refuses('update letters set deleted = 0');
    refuses("update letters set until = ''");
    refuses('update letters set row = 1');
    refuses('delete from letters');
    refuses('insert or replace into letters select row, 9, 9, until from letters');
    refuses("insert into letters values (1, 9, 9, '')");
    expect({ ...database.prepare('select * from letters').get() }).toEqual({
      row: 2,
      inserted: 5,
      deleted: 2,
      until: at,
    });
    database.close();
  });

  test('the journal is a write-ahead log, taken in when the store closes', async () => {
    const store = await openSqlite(folder);
    await store.people.list();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    expect(database.prepare('pragma journal_mode').get()?.journal_mode).toBe('wal');
    database.close();
    await store.close();
    expect(existsSync(join(folder, 'sanad.db-wal'))).toBe(false);
  });

  test('a desk of before keeps its people signed in', async () => {
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    database.exec(`${first} pragma user_version = 1;
      insert into people values ('p', 'Layla', 'admin', '#123456', '2026-01-01T00:00:00.000Z');
      insert into sessions values ('s', 'p', 'session', 'hash', '2026-01-01T00:00:00.000Z', null, 0);`);
    database.close();
    const store = await openSqlite(folder);
    const now = '2026-01-02T00:00:00.000Z';
    expect((await store.people.sessionBySecret('hash', now))?.person.name).toBe('Layla');
    expect(await store.people.sessionsOf('p', now)).toMatchObject([{ id: 's', usedAt: null, device: null }]);
    await store.close();
  });

  test('a database newer than the program is refused in one sentence and left as it is', async () => {
    await (await openSqlite(folder)).close();
    const database = new DatabaseSync(join(folder, 'sanad.db'));
    database.exec('pragma user_version = 999');
    database.close();
    await expect(openSqlite(folder)).rejects.toThrow(StoreError);
    await expect(openSqlite(folder)).rejects.toThrow(/newer Sanad .*update Sanad\.$/);
    const after = new DatabaseSync(join(folder, 'sanad.db'));
    expect(after.prepare('pragma user_version').get()?.user_version).toBe(999);
    after.close();
  });

  test('a folder that cannot be one, and a file that is no database, are refused in one sentence', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'x');
    await expect(openSqlite(join(file, 'data'))).rejects.toThrow(/^The data folder .* SANAD_DATA .*\.$/);
    writeFileSync(join(folder, 'sanad.db'), 'this is a letter and not a database, and long enough to tell'.repeat(40));
    await expect(openSqlite(folder)).rejects.toThrow(/^The database .* cannot be opened .*\.$/);
  });

  test.each([
    ['SQLite', openSqlite],
    ['SQLite in threads', openThreadedSqlite],
  ])('who opens %s while another one makes the database waits for it', async (_name, open) => {
    const other = new DatabaseSync(join(folder, 'sanad.db'));
    // As who makes the tables has it. Who comes now gets no further than the write-ahead log, and is refused that at once.
    other.exec('create table made (x); begin immediate');
    const opening = open(folder);
    const first = await Promise.race([
      opening.then(
        () => 'opened',
        (error: unknown) => String(error),
      ),
      new Promise((resolve) => setTimeout(resolve, 800, 'waits')),
    ]);
    expect(first).toBe('waits');
    other.exec('rollback');
    other.close();
    const store = await opening;
    expect(await store.people.list()).toEqual([]);
    await store.close();
  });
});
