import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite, StoreError } from '@sanad/server/store/sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeContract } from '../support/store-contract.ts';

const folderOfOwn = () => mkdtempSync(join(tmpdir(), 'sanad-store-'));

storeContract('SQLite', async () => {
  const folder = folderOfOwn();
  return { open: () => openSqlite(folder), remove: async () => rmSync(folder, { recursive: true }) };
});

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
});
