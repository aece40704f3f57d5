import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { lockFolder } from './lock.ts';
import { hasDesk, StoreError } from './sqlite.ts';

/** A file that holds a whole desk. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file, in hex. */
  readonly hash: string;
}

/**
 * Copies the desk in `folder` into the file `to`, as it is at this moment, while its server goes on: SQLite writes the
 * copy out of one view of the database. The file is its owner's alone; it is there whole or not at all.
 * @throws StoreError when there is no desk, the file is there already, or it cannot be written.
 */
export async function backUp(folder: string, to: string): Promise<Backup> {
  if (!hasDesk(folder)) throw new StoreError(`There is no desk in the data folder "${folder}" to back up.`);
  const path = resolve(to);
  if (await isThere(path)) throw new StoreError(`The file "${path}" is there already; give another name.`);
  const part = `${path}.part`;
  await rm(part, { force: true });
  const database = new DatabaseSync(join(folder, 'sanad.db'), { timeout: 5000 });
  try {
    database.prepare('vacuum into ?').run(part);
    await chmod(part, 0o600);
    await toDisk(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new StoreError(`The backup "${path}" cannot be written (${messageOf(error)}).`);
  } finally {
    database.close();
  }
  return { path, bytes: (await stat(path)).size, hash: await hashOf(path) };
}

/**
 * Puts the desk of a backup into `folder`. A desk that is there is moved aside, to the name that is answered.
 * @throws StoreError when the file is no sound database of Sanad's, or a server has the folder; then nothing has changed.
 */
export async function restore(from: string, folder: string, now: Date): Promise<{ readonly aside: string | null }> {
  const path = resolve(from);
  if (!(await isThere(path))) throw new StoreError(`There is no file "${path}".`);
  const fault = databaseFault(path);
  if (fault) throw new StoreError(`The file "${path}" is no sound backup (${fault}); nothing was changed.`);
  const unlock = lockFolder(folder);
  try {
    const current = join(folder, 'sanad.db');
    const part = `${current}.part`;
    await copyFile(path, part);
    // What was copied as files rather than backed up has its newest work beside it.
    if (await isThere(`${path}-wal`)) {
      await copyFile(`${path}-wal`, `${part}-wal`);
      settle(part);
      for (const suffix of ['-wal', '-shm']) await rm(part + suffix, { force: true });
    }
    await chmod(part, 0o600);
    await toDisk(part);
    const kept = (await stat(current)).size > 0; // taking the lock makes an empty file
    const aside = kept ? `${current}.before-${now.toISOString().replace(/[:.]/g, '-')}` : null;
    if (aside) settle(current);
    if (aside) await rename(current, aside);
    for (const suffix of ['-wal', '-shm']) await rm(current + suffix, { force: true });
    await rename(part, current);
    await toDisk(folder);
    return { aside };
  } finally {
    unlock();
  }
}

/** What SQLite itself finds wrong with a database; null when it is sound and Sanad's. */
export function databaseFault(path: string): string | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const [found] = database.prepare('pragma integrity_check(1)').all();
    const verdict = Object.values(found ?? {})[0];
    if (verdict !== 'ok') return String(verdict).replace(/\s*\n\s*/g, ': ');
    const foreign = database.prepare('pragma foreign_key_check').all();
    if (foreign.length > 0) return `${foreign.length} rows belong to nothing`;
    database.prepare('select head from articles limit 1').all();
    return null;
  } catch (error) {
    return messageOf(error);
  } finally {
    database?.close();
  }
}

/** Takes the write-ahead log into the database, so that the one file is all of it. */
function settle(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
