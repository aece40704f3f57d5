import type { ServerResponse } from 'node:http';
import type { DeskEvent } from '@sanad/shared/desk-event';
import type { PersonRow } from '../store/store.ts';
import type { Caller } from '../sync/connection.ts';

/** What a browser may be behind in reading, in bytes: an event has some fifty. */
const UNREAD = 64 * 1024;
/** When a browser comes back after its stream ended, in milliseconds; spread, so that they do not come all at once. */
const RETRY = { least: 1000, spread: 4000 };

/** One browser tab that is told of what happens at the desk: an answer that does not end. */
export class Stream {
  readonly person: PersonRow;
  readonly session: string;
  readonly #answer: ServerResponse;

  /** `answer` has its head written; `onClosed` runs once, whoever closed it. */
  constructor(answer: ServerResponse, { person, session }: Caller, onClosed: () => void) {
    this.person = person;
    this.session = session;
    this.#answer = answer;
    answer.once('close', onClosed);
    answer.on('error', () => answer.destroy());
    // What comes first also lets a proxy know that the answer has begun.
    this.#write(`retry: ${RETRY.least + Math.floor(Math.random() * RETRY.spread)}\n\n`);
  }

  tell({ kind, ...data }: DeskEvent): void {
    this.#write(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Writes a sign of life: a proxy ends what is silent for long. */
  beat(): void {
    this.#write(':\n\n');
  }

  /** Ends the stream; the browser comes back and is looked at anew. */
  close(): void {
    if (!this.#answer.writableEnded) this.#answer.end();
  }

  #write(text: string): void {
    if (this.#answer.writableEnded || this.#answer.destroyed) return;
    this.#answer.write(text);
    // Who does not read comes back when they do, and asks for everything then.
    if (this.#answer.writableLength > UNREAD) this.#answer.destroy();
  }
}
