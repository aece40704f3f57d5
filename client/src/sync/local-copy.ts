import { SCHEMA_VERSION } from '@sanad/shared/article';
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { type Ledger, openLedger } from './ledger.ts';
import type { Rescue } from './rescue.ts';

/** How long a copy may take to load (ms) before the article goes on without one. */
const PATIENCE = 4_000;
/** How often at most the count of unconfirmed changes is written down (ms). */
const NOTE_EVERY = 500;

/** An article as this browser keeps it for one person: every change is written to it as it happens. */
export interface LocalCopy {
  /** Changes found in the copy on opening that the server has not confirmed. */
  readonly pending: number;
  readonly rescues: readonly Rescue[];
  /** Changes of the document that the browser has not yet finished writing. */
  readonly unwritten: number;
  /**
   * Writes down how many changes are not confirmed; at 0 also that what was found on opening is. Within half a second,
   * or at once when the page is about to go.
   */
  note(unsaved: number, atOnce?: boolean): void;
  keepRescue(rescue: Rescue): Promise<void>;
  forgetRescue(rescue: Rescue): Promise<void>;
  /** Deletes the copy. Rescues stay. */
  drop(): Promise<void>;
  close(): void;
}

const nameOf = (schema: number, person: string, articleId: string) => `sanad:${schema}:${person}:${articleId}`;

/**
 * Loads the local copy of an article into `doc` and keeps it up from then on; null where the browser keeps nothing.
 * The schema's version is part of the copy's name: a tab of an older version never reads what a newer one wrote.
 * `written` hears whenever changes have been written.
 */
export async function openLocalCopy(
  doc: Y.Doc,
  articleId: string,
  person: string,
  written: () => void,
): Promise<LocalCopy | null> {
  let ledger: Ledger;
  try {
    ledger = await openLedger();
  } catch {
    return null;
  }
  const name = nameOf(SCHEMA_VERSION, person, articleId);
  let store: IndexeddbPersistence | null = null;
  try {
    const [entries, found, rescues] = await Promise.all([
      ledger.copies(),
      ledger.pending(name),
      ledger.rescues(person, articleId),
    ]);
    store = await load(name, doc);
    let inherited = 0;
    for (const entry of entries) {
      if (entry.person !== person || entry.articleId !== articleId || entry.schema >= SCHEMA_VERSION) continue;
      inherited += (await ledger.pending(entry.name)).count;
      const older = await load(entry.name, doc);
      await older.destroy();
      await deleteDatabase(entry.name);
      await ledger.removeCopy(entry.name);
    }
    await ledger.addCopy({ name, person, articleId, schema: SCHEMA_VERSION });
    return new StoredCopy(ledger, store, name, person, found, inherited, rescues, written);
  } catch {
    ledger.close();
    if (store) await store.destroy();
    return null;
  }
}

async function load(name: string, doc: Y.Doc): Promise<IndexeddbPersistence> {
  const store = new IndexeddbPersistence(name, doc);
  let late: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('the local copy does not load')), PATIENCE);
  });
  try {
    await Promise.race([store.whenSynced, patience]);
  } catch (error) {
    doc.off('update', store._storeUpdate);
    throw error;
  } finally {
    clearTimeout(late);
  }
  return store;
}

class StoredCopy implements LocalCopy {
  readonly pending: number;
  readonly rescues: readonly Rescue[];
  readonly #ledger: Ledger;
  readonly #store: IndexeddbPersistence;
  readonly #name: string;
  readonly #person: string;
  readonly #tab = crypto.randomUUID();
  #earlierTabs: string[];
  #noted = 0;
  #wanted = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #made = 0;
  #kept = 0;
  readonly #heard: () => void;

  constructor(
    ledger: Ledger,
    store: IndexeddbPersistence,
    name: string,
    person: string,
    found: { count: number; tabs: string[] },
    inherited: number,
    rescues: readonly Rescue[],
    written: () => void,
  ) {
    this.#ledger = ledger;
    this.#store = store;
    this.#name = name;
    this.#person = person;
    this.#earlierTabs = found.tabs;
    this.pending = found.count + inherited;
    this.rescues = rescues;
    this.#heard = written;
    store.doc.on('update', this.#follow);
  }

  get unwritten(): number {
    return this.#made - this.#kept;
  }

  /** A transaction begins once the writing ones before it are done: the end of one asked for now tells of this change. */
  #follow = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#store || this.#closed || !this.#store.db) return;
    const count = ++this.#made;
    try {
      const behind = this.#store.db.transaction('updates', 'readonly');
      behind.objectStore('updates').get(0);
      behind.oncomplete = () => {
        this.#kept = Math.max(this.#kept, count);
        this.#heard();
      };
    } catch {
      // the browser has closed its storage: what is made from now on stays counted as not written
    }
  };

  note(unsaved: number, atOnce = false): void {
    this.#wanted = unsaved;
    const turned = unsaved > 0 !== this.#noted > 0;
    if (turned || atOnce) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), NOTE_EVERY);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closed) return;
    if (this.#wanted === 0) {
      for (const tab of this.#earlierTabs) swallow(this.#ledger.setPending(this.#name, tab, 0));
      this.#earlierTabs = [];
    }
    if (this.#wanted === this.#noted) return;
    this.#noted = this.#wanted;
    swallow(this.#ledger.setPending(this.#name, this.#tab, this.#wanted));
  }

  async keepRescue(rescue: Rescue): Promise<void> {
    await this.#ledger.keepRescue(this.#person, rescue);
  }

  async forgetRescue(rescue: Rescue): Promise<void> {
    await this.#ledger.forgetRescue(this.#person, rescue);
  }

  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closed = true;
    this.#store.doc.off('update', this.#follow);
    await this.#store.destroy();
    await deleteDatabase(this.#name);
    await this.#ledger.removeCopy(this.#name);
    this.#ledger.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#write();
    this.#closed = true;
    this.#store.doc.off('update', this.#follow);
    swallow(this.#store.destroy());
    this.#ledger.close();
  }
}

/** A count that cannot be written down is no reason to stop work: the next opening counts anew against the server. */
function swallow(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    // Another tab holds it open; the browser deletes it when that tab lets go.
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('the local copy could not be deleted'));
  });
}

/** How many changes the local copies on this machine hold that the server has not confirmed. */
export async function unconfirmedOnThisMachine(): Promise<number> {
  let ledger: Ledger;
  try {
    ledger = await openLedger();
  } catch {
    return 0;
  }
  try {
    let count = 0;
    for (const { name } of await ledger.copies()) count += (await ledger.pending(name)).count;
    return count;
  } finally {
    ledger.close();
  }
}

/** Deletes every local copy and every rescue on this machine: for signing out. Resolves when they are gone. */
export async function clearLocalCopies(): Promise<void> {
  let ledger: Ledger;
  try {
    ledger = await openLedger();
  } catch {
    return;
  }
  try {
    for (const { name } of await ledger.copies()) await deleteDatabase(name);
    await ledger.clear();
  } finally {
    ledger.close();
  }
}
