import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import { step2Frame } from './frames.ts';
import type { Journal } from './journal.ts';

/** The last answer to a client's first question, good for as long as nothing more was accepted. */
interface LastAnswer {
  readonly accepted: number;
  readonly stateVector: Uint8Array;
  readonly frame: Uint8Array;
}

/**
 * Answers what clients ask first: what they lack of one article. One answer waits at a time for each connection, which
 * holds no more questions meanwhile than the last: whoever asks without end would fill the memory with answers.
 */
export class Answers {
  readonly #journal: Journal;
  readonly #doc: () => Y.Doc;
  /** Whose question is being answered, and what they asked meanwhile. */
  readonly #asked = new Map<Connection, Uint8Array | null>();
  #last: LastAnswer | null = null;

  constructor(journal: Journal, doc: () => Y.Doc) {
    this.#journal = journal;
    this.#doc = doc;
  }

  /** Answers a client that has so much. */
  give(connection: Connection, stateVector: Uint8Array): void {
    if (this.#asked.has(connection)) {
      this.#asked.set(connection, stateVector);
      return;
    }
    // Encoded now, sent when stored: nobody is shown what a crash could still take back.
    const lacking = this.#lacking(stateVector);
    connection.startHearing(this.#journal.accepted);
    connection.charge(lacking.length);
    this.#asked.set(connection, null);
    this.#journal.afterwards(() => {
      const next = this.#asked.get(connection);
      this.#asked.delete(connection);
      connection.send(lacking);
      if (next && !connection.closed) this.give(connection, next);
    });
  }

  /** Lets go of what a connection asked that is gone. */
  forget(connection: Connection): void {
    this.#asked.delete(connection);
  }

  /** What a client that has so much lacks, as a frame. Many who open an article at once are given the same one. */
  #lacking(stateVector: Uint8Array): Uint8Array {
    const known = this.#last;
    const { accepted } = this.#journal;
    if (known?.accepted === accepted && Buffer.compare(known.stateVector, stateVector) === 0) return known.frame;
    const frame = step2Frame(Y.encodeStateAsUpdate(this.#doc(), stateVector));
    this.#last = { accepted, stateVector, frame };
    return frame;
  }
}
