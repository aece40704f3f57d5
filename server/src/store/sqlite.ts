import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { FilePlace } from './file-place.ts';
import { LogWriter } from './log-writer.ts';
import { migrate, NewerDatabase } from './migrations/migrate.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { SqliteArticles } from './sqlite-articles.ts';
import { SqliteClaims } from './sqlite-claims.ts';
import { SqliteConfidential } from './sqlite-confidential.ts';
import { SqliteHistory } from './sqlite-history.ts';
import { SqliteIdentities } from './sqlite-identities.ts';
import { SqliteLog } from './sqlite-log.ts';
import { SqliteNotices } from './sqlite-notices.ts';
import { SqlitePeople } from './sqlite-people.ts';
import { SqliteSealed } from './sqlite-sealed.ts';
import { SqliteSettings } from './sqlite-settings.ts';
import { SqliteVersions } from './sqlite-versions.ts';
import { SqliteVisits } from './sqlite-visits.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** The store cannot be opened. The message is one sentence that says what to change. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** How long a write waits for another process, in milliseconds: the command line for the server, mostly. */
const BUSY = 5000;

/** How long one try at opening waits for another process, and how long nothing is tried after it, in milliseconds. */
const TRY = 100;

/** How many pages that hold nothing any more are given back to the disk at a time. */
const PAGES = 2000;

/**
 * Opens the store in the folder `data`, which is made when it is missing; folder and files are their owner's alone.
 * Commits are on disk when they are acknowledged (WAL, `synchronous=FULL`).
 * `busy` is how long a write waits for another process, in milliseconds. An opening waits five seconds for another one
 * that makes or brings up the same database.
 * @throws StoreError when the folder cannot be written, the file is no database, or it is newer than this program.
 */
export async function openSqlite(data: string, busy = BUSY): Promise<Store> {
  const database = await openDatabase(data);
  database.exec(`pragma busy_timeout = ${busy}`);
  const place = new FilePlace(fileIn(data));
  const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database, place) });
  // It gives back a page with each row that is asked of it.
  const writer = new LogWriter(database, place);
  const log = new SqliteLog(db, writer, () => database.prepare(`pragma incremental_vacuum(${PAGES})`).all());
  return {
    log,
    history: new SqliteHistory(db),
    articles: new SqliteArticles(db, writer),
    claims: new SqliteClaims(db),
    confidential: new SqliteConfidential(db),
    people: new SqlitePeople(db),
    identities: new SqliteIdentities(db),
    notices: new SqliteNotices(db),
    visits: new SqliteVisits(db),
    sealed: new SqliteSealed(db),
    settings: new SqliteSettings(db),
    versions: new SqliteVersions(db, writer),
    isThere: () => place.holds(),
    close: async () => {
      await log.settled();
      await db.destroy();
      if (database.isOpen) database.close(); // Kysely closes only what it has used
    },
  };
}

/** The database of a desk that is kept in `folder`. */
export function fileIn(folder: string): string {
  return join(folder, 'sanad.db');
}

/** Whether a desk has been kept in `folder`. */
export function hasDesk(folder: string): boolean {
  return existsSync(fileIn(folder));
}

/** Makes `folder` its owner's alone. @throws StoreError when it cannot be made or written. */
export function ownFolder(folder: string): void {
  try {
    makeFolder(folder);
    chmodSync(folder, 0o700);
    closeSync(openSync(fileIn(folder), 'a', 0o600));
  } catch (error) {
    throw new StoreError(
      `The data folder "${folder}" cannot be written (${codeOf(error)}); let SANAD_DATA name a folder that can.`,
    );
  }
}

/** Node's own recursive making does not come back from folders that only look as if they could be made (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder, { mode: 0o700 });
}

async function openDatabase(folder: string): Promise<DatabaseSync> {
  ownFolder(folder);
  const path = fileIn(folder);
  const until = performance.now() + BUSY;
  for (;;) {
    try {
      return readyDatabase(path);
    } catch (error) {
      // Taking up the write-ahead log asks for the whole file, and fails at once where another one is at it.
      if (isBusy(error) && performance.now() < until) {
        await delay(TRY);
        continue;
      }
      if (error instanceof NewerDatabase) {
        throw new StoreError(
          `The database in "${folder}" was written by a newer Sanad (${error.message}); update Sanad.`,
        );
      }
      throw new StoreError(
        `The database "${path}" cannot be opened (${error instanceof Error ? error.message : 'unknown'}).`,
      );
    }
  }
}

/** @throws SQLite's error when the file is none of its, or another process has it; NewerDatabase. */
function readyDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: TRY, enableForeignKeyConstraints: true });
  try {
    // A database that is new gives back the room of what it no longer holds.
    database.exec('pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full;');
    migrate(database);
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) chmodSync(path + suffix, 0o600);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLITE_BUSY, however much SQLite says of it. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
