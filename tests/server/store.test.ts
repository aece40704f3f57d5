import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { first } from '@sanad/server/store/migrations/first';
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
    expect(() => database.exec("update updates set actor = 'someone else'")).toThrow('never changed');
    expect(database.prepare('select count(*) as rows from history').get()?.rows).toBe(1);
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
});
