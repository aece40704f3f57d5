import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ClaimTable } from './claim-table.ts';
import type { ConfidentialTable } from './confidential-table.ts';
import { FilePlace } from './file-place.ts';
import type { NoticeTable } from './notice-table.ts';
import type { SealedTable } from './sealed-table.ts';
import type { SettingsTable } from './settings-table.ts';
import { fileIn, StoreError } from './sqlite.ts';
import {
  type ArticleLog,
  type ArticleTable,
  DamagedError,
  type HistoryTable,
  type IdentityTable,
  type PeopleTable,
  type Store,
} from './store.ts';
import type { VersionTable } from './version-table.ts';
import type { VisitTable } from './visit-table.ts';

/** How long a thread that closes may go on with what it was asked before, in milliseconds. */
const LAST_WORDS = 1000;

/** A call of a method of the store, or of a part of it. */
export interface Call {
  readonly id: number;
  readonly part: 'store' | Exclude<keyof Store, 'close'>;
  readonly method: string;
  readonly parameters: readonly unknown[];
}

/** What became of a call. `mistake` is the caller's: a RangeError; `damaged` a DamagedError. */
export type Answer =
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'mistake' | 'damaged' | 'failed'; readonly message: string };

/** The first message of a thread: whether it has the store open. `refused` is a StoreError, a sentence for people. */
export type Opened = { readonly kind: 'open' } | { readonly kind: 'refused' | 'failed'; readonly message: string };

/**
 * Opens the SQLite store in threads of its own: SQLite works while its caller waits, and the disk may take half a second
 * for what usually takes a millisecond; nobody who types is to wait for that. One thread does all the writing, so that no
 * lock is waited for, and the other one only reads, so that no question waits behind a write.
 * @throws StoreError as `openSqlite` does.
 */
export async function openThreadedSqlite(folder: string): Promise<Store> {
  const [writer, reader] = [new StoreThread(folder), new StoreThread(folder)];
  try {
    // One after the other: the first makes the database, and what two make at once one of them finds locked.
    await writer.open();
    await reader.open();
  } catch (error) {
    await Promise.all([writer.end(), reader.end()]);
    throw error;
  }
  const threads = { writer, reader };
  const place = new FilePlace(fileIn(folder));
  return {
    log: remote<ArticleLog>('log', threads, ['load', 'history']),
    articles: remote<ArticleTable>('articles', threads, ['get', 'page']),
    claims: remote<ClaimTable>('claims', threads, ['page', 'count', 'outdated']),
    confidential: remote<ConfidentialTable>('confidential', threads, ['standing', 'versions']),
    history: remote<HistoryTable>('history', threads, ['page']),
    people: remote<PeopleTable>('people', threads, [
      'list',
      'get',
      'any',
      'invitations',
      'invitationBySecret',
      'sessionBySecret',
      'everOpened',
      'sessionsOf',
      'tokens',
      'standing',
    ]),
    identities: remote<IdentityTable>('identities', threads, ['personOf', 'linkedAt']),
    notices: remote<NoticeTable>('notices', threads, ['page', 'unread']),
    visits: remote<VisitTable>('visits', threads, []),
    sealed: remote<SealedTable>('sealed', threads, ['of', 'due']),
    settings: remote<SettingsTable>('settings', threads, ['get']),
    versions: remote<VersionTable>('versions', threads, ['list', 'get', 'part']),
    isThere: () => place.holds(),
    close: async () => {
      await writer.close();
      await reader.close();
    },
  };
}

/** A part of the store whose methods are called in threads: those that only read in the one, all others in the other. */
function remote<T extends object>(
  part: Call['part'],
  { writer, reader }: Readonly<Record<'writer' | 'reader', StoreThread>>,
  reads: readonly (keyof T & string)[],
): T {
  const methods = new Map<PropertyKey, (...parameters: unknown[]) => Promise<unknown>>();
  return new Proxy({} as T, {
    get: (_target, method) => {
      if (typeof method !== 'string' || method === 'then') return undefined;
      const known = methods.get(method);
      if (known) return known;
      const thread = (reads as readonly string[]).includes(method) ? reader : writer;
      const made = (...parameters: unknown[]) => thread.call(part, method, parameters);
      methods.set(method, made);
      return made;
    },
  });
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread with the store open. What is asked of it in one turn of the event loop goes there in one message. */
class StoreThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls: Call[] = [];
  #last = 0;

  /** Starts the thread, which opens nothing before it is told to. */
  constructor(folder: string) {
    this.#worker = new Worker(new URL('./store-thread.ts', import.meta.url), { workerData: folder });
  }

  /** @throws StoreError when the store cannot be opened. */
  async open(): Promise<void> {
    const answer = new Promise<Opened>((resolve, reject) => {
      this.#worker.once('message', resolve);
      this.#worker.once('error', reject);
    });
    this.#worker.postMessage('open');
    const opened = await answer;
    if (opened.kind !== 'open') {
      throw opened.kind === 'refused' ? new StoreError(opened.message) : new Error(opened.message);
    }
    // From here on an error of the thread is one of the program's: without a listener it ends the process, as it must.
    this.#worker.removeAllListeners('error');
    this.#worker.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
  }

  call(part: Call['part'], method: string, parameters: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      this.#calls.push({ id, part, method, parameters });
      if (this.#calls.length === 1) queueMicrotask(() => this.#worker.postMessage(this.#calls.splice(0)));
    });
  }

  /** Resolves when everything asked of the thread is done, or too much of it waits, and it has ended. */
  async close(): Promise<void> {
    const late = new AbortController();
    const patience = delay(LAST_WORDS, null, { signal: late.signal }).catch(() => null);
    await Promise.race([this.call('store', 'close', []), patience]);
    late.abort();
    await this.end();
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'done') waiting?.resolve(answer.value);
    else waiting?.reject(new FAILURES[answer.kind](answer.message));
  }
}

/** What a call that failed throws. */
const FAILURES = { mistake: RangeError, damaged: DamagedError, failed: Error } as const;
