import { readConfig } from '../config.ts';
import { hasDesk, openSqlite, StoreError } from '../store/sqlite.ts';
import type { PersonRow, Store } from '../store/store.ts';
import { UsageError } from './usage.ts';

/** Opens the desk that the settings name, also while its server runs, and closes it again. @throws StoreError without one */
export function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  return storeIn(readConfig(process.env).data, use);
}

/** As `withStore`, for the desk in the folder `data`. */
export async function storeIn<T>(data: string, use: (store: Store) => Promise<T>): Promise<T> {
  if (!hasDesk(data)) {
    throw new StoreError(
      `There is no desk in the data folder "${data}"; let SANAD_DATA name the folder of one, or start Sanad there first.`,
    );
  }
  const store = await openSqlite(data);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** The person of the desk with that name or id. @throws UsageError when there is none, or several. */
export function personNamed(people: readonly PersonRow[], name: string): PersonRow {
  const found = people.filter((person) => person.role !== null && (person.name === name || person.id === name));
  if (found.length === 1 && found[0]) return found[0];
  throw new UsageError(
    found.length === 0
      ? `Nobody of the desk is called "${name}".`
      : `Several people of the desk are called "${name}"; give the id of one: ${found.map(({ id }) => id).join(', ')}.`,
  );
}
