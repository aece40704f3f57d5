import { CLOSE } from '@sanad/shared/protocol';
import type { PeopleTable, PersonRow } from '../store/store.ts';
import type { Logger } from './room.ts';

/** How often is looked whether those inside may still be there, in milliseconds. */
const LOOK = 1000;

/** Who is inside for as long as their session lasts: a socket, a stream. */
export interface Guest {
  readonly session: string;
  readonly person: PersonRow;
  close(code: number, reason: string): void;
}

/**
 * Sees to it that no socket outlives its session: whoever ended it or changed its person's role, this process, the
 * command line beside it or its own end, the socket is closed within two seconds. One query for all that are open.
 */
export class Doorkeeper {
  readonly #people: PeopleTable;
  readonly #guests: ReadonlySet<Guest>;
  readonly #now: () => Date;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;
  #state: 'idle' | 'looking' | 'failing' = 'idle';

  constructor(people: PeopleTable, guests: ReadonlySet<Guest>, now: () => Date, logger: Logger) {
    this.#people = people;
    this.#guests = guests;
    this.#now = now;
    this.#logger = logger;
    this.#timer = setInterval(() => void this.#look(), LOOK).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#guests.size === 0 || this.#state === 'looking') return;
    const failedBefore = this.#state === 'failing';
    this.#state = 'looking';
    const looked = [...this.#guests];
    const sessions = [...new Set(looked.map(({ session }) => session))];
    try {
      const standing = await this.#people.standing(sessions, this.#now().toISOString());
      for (const guest of looked) {
        const role = standing.get(guest.session);
        if (role === undefined) guest.close(CLOSE.signIn, 'the session has ended');
        else if (role !== guest.person.role) guest.close(CLOSE.restarting, 'your role changed');
      }
      this.#state = 'idle';
    } catch (error) {
      // A store that cannot be read for a moment throws nobody out.
      if (!failedBefore) this.#logger.error({ error }, 'the sessions of those inside could not be read');
      this.#state = 'failing';
    }
  }
}
