import type { DatabaseSync } from 'node:sqlite';
import { checksums } from './checksums.ts';
import { confidential } from './confidential.ts';
import { first } from './first.ts';
import { frozen } from './frozen.ts';
import { historyIndex } from './history-index.ts';
import { identities } from './identities.ts';
import { notices } from './notices.ts';
import { queue } from './queue.ts';
import { sealed } from './sealed.ts';
import { sessionsSeen } from './sessions-seen.ts';
import { settings } from './settings.ts';
import { sources } from './sources.ts';
import { versions } from './versions.ts';

/** The steps from an empty database to today's, in order. A step that has been released never changes. */
const steps: readonly string[] = [
  first,
  checksums,
  historyIndex,
  sessionsSeen,
  identities,
  frozen,
  notices,
  settings,
  versions,
  sealed,
  confidential,
  queue,
  sources,
];

/** The version of the tables this program writes. */
export const TABLES_VERSION = steps.length;

/** The database was written by a newer Sanad than this one. */
export class NewerDatabase extends Error {
  override name = 'NewerDatabase';
}

/**
 * Brings a database up to `TABLES_VERSION`: all missing steps in one transaction, so that a failure leaves it as it was.
 * @throws NewerDatabase when the database is ahead of this program.
 */
export function migrate(database: DatabaseSync): void {
  if (versionOf(database) === TABLES_VERSION) return;
  // Immediate, and the version read again inside: another process may be at the same work.
  database.exec('begin immediate');
  try {
    const found = versionOf(database);
    if (found > TABLES_VERSION) {
      throw new NewerDatabase(`its tables are of version ${found}, this program knows up to ${TABLES_VERSION}`);
    }
    for (const step of steps.slice(found)) database.exec(step);
    database.exec(`pragma user_version = ${TABLES_VERSION}`);
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('pragma user_version').get();
  return Number(row?.user_version ?? 0);
}
