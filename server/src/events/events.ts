import type { ServerResponse } from 'node:http';
import type { DeskEvent } from '@sanad/shared/desk-event';
import { atLeast, type Role } from '@sanad/shared/policy';
import type { PeopleTable } from '../store/store.ts';
import type { Caller } from '../sync/connection.ts';
import { Doorkeeper } from '../sync/doorkeeper.ts';
import type { Logger } from '../sync/room.ts';
import { Stream } from './stream.ts';

/** Who is told: one person, everybody with at least a role, or all. */
export type Audience = { readonly person: string } | { readonly least: Role } | 'all';

/** How often a stream shows that it lives, in milliseconds. */
const BEAT = 15_000;
/** How many streams one person may have open: one for each tab that is looked at. */
const STREAMS = 20;

/**
 * What happens at the desk, told to every browser that has a page of it open and whom it concerns. It is told that
 * something has changed, never what (see `DeskEvent`); nothing is kept for who is not there: they ask when they come.
 */
export class Events {
  readonly #streams = new Set<Stream>();
  readonly #heart: NodeJS.Timeout;
  readonly #doorkeeper: Doorkeeper;
  #closed = false;

  constructor(people: PeopleTable, now: () => Date, logger: Logger) {
    this.#heart = setInterval(() => {
      for (const stream of this.#streams) stream.beat();
    }, BEAT).unref();
    this.#doorkeeper = new Doorkeeper(people, this.#streams, now, logger);
  }

  /** Tells whoever it concerns and is there. Call it when what has changed is stored: they ask at once. */
  tell(whom: Audience, event: DeskEvent): void {
    for (const stream of this.#streams) if (isOf(whom, stream)) stream.tell(event);
  }

  /** Whether a person may have one more stream. */
  hasRoomFor(person: string): boolean {
    let open = 0;
    for (const stream of this.#streams) if (stream.person.id === person) open++;
    return !this.#closed && open < STREAMS;
  }

  /** Takes over an answer whose head is written: it goes on until its session ends or its person's role changes. */
  join(answer: ServerResponse, caller: Caller): void {
    const stream = new Stream(answer, caller, () => this.#streams.delete(stream));
    this.#streams.add(stream);
    if (this.#closed) stream.close();
  }

  /** Ends every stream, at once. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#heart);
    this.#doorkeeper.stop();
    for (const stream of this.#streams) stream.close();
  }
}

function isOf(whom: Audience, { person }: Stream): boolean {
  if (whom === 'all') return true;
  if ('person' in whom) return person.id === whom.person;
  return person.role !== null && atLeast(person.role, whom.least);
}
