import type { Rescue } from './rescue.ts';

/**
 * What this browser keeps besides the local copies themselves: which there are, how much in each is not yet confirmed
 * by the server, and what had to be rescued. One small database for all articles and people.
 */
const NAME = 'sanad:ledger';
/** A browser that neither opens nor refuses a database within this time (ms) is taken to have none. */
const PATIENCE = 2_000;

/** A local copy as the ledger knows it. */
export interface CopyEntry {
  readonly name: string;
  readonly person: string;
  readonly articleId: string;
  readonly schema: number;
}

/** Opens the ledger. @throws when the browser has no storage to give (private windows, a full disk). */
export function openLedger(): Promise<Ledger> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the browser does not open its storage')), PATIENCE);
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('copies', { keyPath: 'name' });
      request.result.createObjectStore('pending', { keyPath: ['name', 'tab'] });
      request.result.createObjectStore('rescues', { keyPath: ['person', 'articleId', 'at'] });
    };
    request.onerror = () => {
      clearTimeout(late);
      reject(request.error ?? new Error('the browser refuses its storage'));
    };
    request.onsuccess = () => {
      clearTimeout(late);
      const db = request.result;
      db.onversionchange = () => db.close();
      resolve(new Ledger(db));
    };
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser could not store'));
  });
}

type StoreName = 'copies' | 'pending' | 'rescues';

export class Ledger {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  #store(name: StoreName, mode: IDBTransactionMode): IDBObjectStore {
    return this.#db.transaction(name, mode).objectStore(name);
  }

  async copies(): Promise<CopyEntry[]> {
    return (await settled(this.#store('copies', 'readonly').getAll())) as CopyEntry[];
  }

  async addCopy(entry: CopyEntry): Promise<void> {
    await settled(this.#store('copies', 'readwrite').put(entry));
  }

  async removeCopy(name: string): Promise<void> {
    await settled(this.#store('copies', 'readwrite').delete(name));
    await settled(this.#store('pending', 'readwrite').delete(IDBKeyRange.bound([name], [name, []])));
  }

  /** How many changes in a copy the server had not confirmed when each tab last wrote, and the tabs that wrote. */
  async pending(name: string): Promise<{ count: number; tabs: string[] }> {
    const rows = (await settled(this.#store('pending', 'readonly').getAll(IDBKeyRange.bound([name], [name, []])))) as {
      tab: string;
      count: number;
    }[];
    return { count: rows.reduce((sum, row) => sum + row.count, 0), tabs: rows.map((row) => row.tab) };
  }

  async setPending(name: string, tab: string, count: number): Promise<void> {
    const store = this.#store('pending', 'readwrite');
    if (count > 0) await settled(store.put({ name, tab, count }));
    else await settled(store.delete([name, tab]));
  }

  async keepRescue(person: string, rescue: Rescue): Promise<void> {
    await settled(this.#store('rescues', 'readwrite').put({ person, ...rescue }));
  }

  /** What was kept for a person of an article, the oldest first. */
  async rescues(person: string, articleId: string): Promise<Rescue[]> {
    const range = IDBKeyRange.bound([person, articleId], [person, articleId, []]);
    return (await settled(this.#store('rescues', 'readonly').getAll(range))) as Rescue[];
  }

  async forgetRescue(person: string, { articleId, at }: Rescue): Promise<void> {
    await settled(this.#store('rescues', 'readwrite').delete([person, articleId, at]));
  }

  async clear(): Promise<void> {
    for (const name of ['copies', 'pending', 'rescues'] as const) {
      await settled(this.#store(name, 'readwrite').clear());
    }
  }

  close(): void {
    this.#db.close();
  }
}
