import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openSqlite, StoreError } from './sqlite.ts';
import { DamagedError, type Store } from './store.ts';
import type { Answer, Call, Opened } from './threaded-store.ts';

// What a thread of `threaded-store.ts` runs: one store, and the calls that come for it.

/** How long a write waits for another process, in milliseconds. Who asked tries again; who closes must not wait longer. */
const BUSY = 500;

async function serve(port: MessagePort): Promise<void> {
  await once(port, 'message'); // it is told when to open
  const store = await open(port);
  if (!store) return;
  let answers: Answer[] = [];
  port.on('message', (calls: readonly Call[]) => {
    for (const call of calls) {
      void answered(store, call).then((answer) => {
        answers.push(answer);
        if (answers.length > 1) return;
        // What was stored together is told together.
        queueMicrotask(() => {
          port.postMessage(answers);
          answers = [];
        });
      });
    }
  });
  post(port, { kind: 'open' });
}

async function open(port: MessagePort): Promise<Store | null> {
  try {
    return await openSqlite(workerData as string, BUSY);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    post(port, { kind: error instanceof StoreError ? 'refused' : 'failed', message });
    return null;
  }
}

function post(port: MessagePort, message: Opened): void {
  port.postMessage(message);
}

async function answered(store: Store, { id, part, method, parameters }: Call): Promise<Answer> {
  try {
    const target = (part === 'store' ? store : store[part]) as unknown as Record<
      string,
      (...all: unknown[]) => unknown
    >;
    return { id, kind: 'done', value: await target[method]?.(...parameters) };
  } catch (error) {
    return { id, kind: kindOf(error), message: error instanceof Error ? error.message : String(error) };
  }
}

function kindOf(error: unknown): 'mistake' | 'damaged' | 'failed' {
  if (error instanceof DamagedError) return 'damaged';
  return error instanceof RangeError ? 'mistake' : 'failed';
}

if (parentPort) await serve(parentPort);
