import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ownFolder, StoreError } from './sqlite.ts';

/**
 * Takes the data folder for this process alone, until the answer is called. Two servers on one folder would each keep
 * live articles the other does not see. The system lets the lock go when the process ends, however it ends.
 * @throws StoreError when the folder cannot be written, or another process has it.
 */
export function lockFolder(folder: string): () => void {
  ownFolder(folder);
  const path = join(folder, 'sanad.lock');
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path);
  } catch (error) {
    throw new StoreError(`The file "${path}" cannot be opened (${messageOf(error)}); move it away.`);
  }
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test(messageOf(error))) {
      throw new StoreError(`The file "${path}" cannot be locked (${messageOf(error)}); move it away.`);
    }
    throw new StoreError(
      `Another Sanad serves the data folder "${folder}"; stop it, or let SANAD_DATA name another folder.`,
    );
  }
  return () => database.close();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
