import { setTimeout as delay } from 'node:timers/promises';
import { SCHEMA_VERSION } from '@sanad/shared/article';
import type { SecondPerson } from '@sanad/shared/desk';
import type { Actor } from '@sanad/shared/policy';
import { CLOSE, TRY_LATER } from '@sanad/shared/protocol';
import type { WebSocket } from 'ws';
import type * as Y from 'yjs';
import type { ArticleLog, ArticleTable, PeopleTable } from '../store/store.ts';
import { Allowance } from './allowance.ts';
import type { Watcher } from './audience.ts';
import { type Caller, Connection } from './connection.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { HEALING_CLOCK, type HealingClock } from './healing.ts';
import type { Trouble } from './journal.ts';
import { LIMITS, type Limits } from './limits.ts';
import { type Meter, NO_METER } from './meter.ts';
import { Refusals } from './refusals.ts';
import { type Logger, type Reading, Room, type Surroundings } from './room.ts';
import type { Witness } from './witness.ts';

/** There is no article of that id. */
export class NoSuchArticle extends Error {
  override readonly name = 'NoSuchArticle';
}

export interface RoomsOptions {
  readonly log: ArticleLog;
  readonly articles: ArticleTable;
  readonly people: PeopleTable;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** How long an article that nobody is in stays in memory, in milliseconds. */
  readonly grace?: number;
  readonly healing?: HealingClock;
  readonly limits?: Limits;
  readonly meter?: Meter;
  /** Who is told of what happens in the articles. */
  readonly witness?: Witness;
}

/** How much one person may send over all connections, against what one connection may. */
const PERSON = 4;

/** The connections of one person, and what they may send together. */
interface Presence {
  connections: number;
  readonly allowance: Allowance;
}

/** How often a connection is asked for a sign of life. */
const BEAT = 15_000;
/** How long a closing server tries to store what is unsaved, in milliseconds: whoever stops it waits for five seconds. */
const LAST_WORDS = 2000;

/** An article's place among the live ones, from before it is loaded. `holds` counts who needs it. */
interface Seat {
  readonly room: Promise<Room | null>;
  live: Room | null;
  holds: number;
  leaving: NodeJS.Timeout | null;
}

/** The live articles: each in memory once, for as long as somebody is in it or something of it is unsaved. */
export class Rooms {
  readonly #around: Surroundings;
  readonly #people: PeopleTable;
  readonly #grace: number;
  readonly #seats = new Map<string, Seat>();
  readonly #connections = new Set<Connection>();
  readonly #presences = new Map<string, Presence>();
  readonly #heart: NodeJS.Timeout;
  readonly #doorkeeper: Doorkeeper;
  readonly #witnesses = new Set<Witness>();
  #closed = false;
  #secondPerson: SecondPerson = 'off';

  constructor(options: RoomsOptions) {
    const { log, articles, people, logger, now = () => new Date(), grace = 5000 } = options;
    const { healing = HEALING_CLOCK, limits = LIMITS, meter = NO_METER, witness } = options;
    if (witness) this.#witnesses.add(witness);
    this.#around = {
      log,
      articles,
      logger,
      now,
      healing,
      limits,
      meter,
      witnesses: this.#witnesses,
      refusals: new Refusals(now),
      secondPerson: () => this.#secondPerson,
    };
    this.#people = people;
    this.#grace = grace;
    this.#heart = setInterval(() => {
      for (const connection of this.#connections) connection.beat();
    }, BEAT).unref();
    this.#doorkeeper = new Doorkeeper(people, this.#connections, now, logger);
  }

  /**
   * Takes over an upgraded, authenticated socket. `schema` is the client's; null for a stock client, which is let in.
   * Closes it with 4426 when the schema is older than the server's, 4401 when the person is no longer of the desk, 4404
   * when there is no such article, 1013 when the article cannot be loaded now, or the person or the article has too many
   * connections, 1012 when the server is closing.
   */
  join(socket: WebSocket, who: Caller, article: string, schema: number | null): void {
    const { role, id } = who.person;
    const actor: Actor = { id, role: role ?? 'reader' };
    let release: (() => void) | null = null;
    const { limits, meter } = this.#around;
    const presence = this.#presenceOf(id);
    const bounds = {
      unread: limits.unread,
      allowances: [new Allowance(limits), presence.allowance],
      told: (code: number, reason: string) => {
        if (code !== CLOSE.restarting) meter.refused(code, reason); // they come back at once, and nothing was amiss
      },
    };
    const connection = new Connection(socket, who, actor, bounds, () => {
      this.#connections.delete(connection);
      presence.connections--;
      if (presence.connections === 0) this.#presences.delete(id);
      release?.();
    });
    this.#connections.add(connection);
    presence.connections++;
    if (presence.connections > limits.connectionsOfPerson) connection.close(CLOSE.tryLater, TRY_LATER.tooMany);
    else if (this.#around.refusals.of(id) >= limits.refusals) connection.close(CLOSE.tryLater, TRY_LATER.refused);
    else if (this.#closed) connection.close(CLOSE.restarting, 'restarting');
    else if (role === null) connection.close(CLOSE.signIn, 'no longer of the desk');
    else if (schema !== null && schema < SCHEMA_VERSION) connection.close(CLOSE.newerSchema, 'newer schema');
    if (connection.closed) return;
    const seat = this.#hold(article);
    release = () => this.#release(article, seat);
    this.#admit(connection, seat).catch(() => connection.close(CLOSE.tryLater, TRY_LATER.notLoaded));
  }

  #presenceOf(person: string): Presence {
    const known = this.#presences.get(person);
    if (known) return known;
    const { messages, bytes } = this.#around.limits;
    const allowance = new Allowance({ messages: messages * PERSON, bytes: bytes * PERSON });
    const made = { connections: 0, allowance };
    this.#presences.set(person, made);
    return made;
  }

  async #admit(connection: Connection, seat: Seat): Promise<void> {
    const room = await seat.room;
    if (!room) {
      connection.close(CLOSE.noSuchArticle, 'no such article');
      return;
    }
    // The role may have changed since the caller was looked up, before `closePerson` could know of this socket.
    const person = await this.#people.get(connection.person.id);
    if (person?.role === connection.person.role) room.enter(connection);
    else if (!person?.role) connection.close(CLOSE.signIn, 'no longer of the desk');
    else connection.close(CLOSE.restarting, 'your role changed');
  }

  /** Reads a loaded document, all of it stored; null when there is no such article. Never writes. */
  read<T>(article: string, look: (doc: Y.Doc) => T): Promise<T | null> {
    return this.#with(article, async (room) => room && (await room.read(look)));
  }

  /**
   * Resolves when everything that was accepted of an article so far is in the store, with the time of its last change
   * (ISO 8601) where the article is in memory, else with null. Loads nothing. @throws NotStored when that takes long
   */
  async stored(article: string): Promise<string | null> {
    return (await this.#seats.get(article)?.live?.stored()) ?? null;
  }

  /**
   * Changes an article as `actor`, through the same gate as a socket; resolves after the commit. `act` runs in one
   * transaction, at once and without awaiting. `secondPerson` is what is asked of its verdicts: `off` for such as were
   * sealed until now; without it, what the desk asks.
   * @throws Refused (see gate.ts), NoSuchArticle, or what `act` throws; then nothing was changed.
   */
  change<T>(article: string, actor: Actor, act: (doc: Y.Doc) => T, secondPerson?: SecondPerson): Promise<T> {
    return this.#with(article, async (room) => {
      if (!room) throw new NoSuchArticle(`no article ${article}`);
      return await room.change(actor, act, secondPerson);
    });
  }

  /**
   * Lets `decision` look at an article, all of it stored, and say in the store whether it is frozen, while nothing of it
   * changes: what comes in meanwhile waits, and one decision for the other. Then the article takes changes or not as the
   * store says, also when `decision` throws; where that is another than before, its sockets are closed with 1012 and a
   * reason of `STAGE_REASON`. Whoever sends a change to a frozen one is refused as `frozen`. `decision` must not write
   * into the document, nor wait for one that does. @throws NoSuchArticle, NotStored, or what `decision` throws
   */
  decide<T>(article: string, decision: (read: Reading) => Promise<T>): Promise<T> {
    return this.#with(article, async (room) => {
      if (!room) throw new NoSuchArticle(`no article ${article}`);
      return await room.decide(decision);
    });
  }

  /** Has `witness` told of what happens in the articles, as `RoomsOptions.witness` is. */
  tell(witness: Witness): void {
    this.#witnesses.add(witness);
  }

  /** Says what the desk asks of verdicts from now on; until somebody says so, nothing. */
  ask(secondPerson: SecondPerson): void {
    this.#secondPerson = secondPerson;
  }

  /** The people who have the article open now, each once. */
  present(article: string): Watcher[] {
    return this.#seats.get(article)?.live?.present() ?? [];
  }

  /** Waits until the SQL projection of that article matches its document. */
  projected(article: string): Promise<void> {
    return this.#with(article, async (room) => {
      await room?.projected();
    });
  }

  /** Has the rows of an article made; one that nobody is in leaves the memory at once. */
  async refresh(article: string): Promise<void> {
    const seat = this.#hold(article);
    try {
      await (await seat.room)?.projected();
    } finally {
      this.#release(article, seat, 0);
    }
  }

  /** What is not being stored, by article; empty while all is well. */
  health(): ReadonlyMap<string, Trouble> {
    const troubles = new Map<string, Trouble>();
    for (const [article, { live }] of this.#seats) if (live?.trouble) troubles.set(article, live.trouble);
    return troubles;
  }

  /** How many sockets are open, articles in memory, and updates on their way to the disk. */
  counts(): { readonly connections: number; readonly rooms: number; readonly waiting: number } {
    let waiting = 0;
    for (const { live } of this.#seats.values()) waiting += live?.waiting ?? 0;
    return { connections: this.#connections.size, rooms: this.#seats.size, waiting };
  }

  /** The articles in memory now. */
  open(): readonly string[] {
    return [...this.#seats.keys()];
  }

  /** Closes every socket of a person: access changed, the client comes back and is judged anew. */
  closePerson(person: string, code: number, reason: string): void {
    for (const connection of this.#connections) if (connection.person.id === person) connection.close(code, reason);
  }

  /** Whether a session has a socket in an article now. */
  isInside(session: string): boolean {
    for (const connection of this.#connections) if (connection.session === session) return true;
    return false;
  }

  /** Closes every socket of one session. */
  closeSession(session: string, code: number, reason: string): void {
    for (const connection of this.#connections) if (connection.session === session) connection.close(code, reason);
  }

  /** Closes every socket with 1012, then stores and projects what is unsaved; gives up on that after two seconds. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#heart);
    this.#doorkeeper.stop();
    for (const connection of this.#connections) connection.close(CLOSE.restarting, 'restarting');
    const seats = [...this.#seats.values()];
    for (const { leaving, live } of seats) {
      if (leaving) clearTimeout(leaving);
      live?.retire();
    }
    const saved = Promise.all(seats.map(async ({ room }) => (await room)?.settled()));
    const gaveUp = new AbortController();
    const late = delay(LAST_WORDS, 'late', { signal: gaveUp.signal }).catch(() => 'in time');
    if ((await Promise.race([saved.catch(() => 'failed'), late])) === 'late') {
      this.#around.logger.error({ articles: this.open() }, 'closed with updates that could not be stored');
    }
    gaveUp.abort();
    this.#seats.clear();
  }

  async #with<T>(article: string, use: (room: Room | null) => Promise<T>): Promise<T> {
    const seat = this.#hold(article);
    try {
      return await use(await seat.room);
    } finally {
      this.#release(article, seat);
    }
  }

  #hold(article: string): Seat {
    const known = this.#seats.get(article);
    if (known) {
      known.holds++;
      if (known.leaving) clearTimeout(known.leaving);
      known.leaving = null;
      return known;
    }
    const seat: Seat = { room: Room.load(article, this.#around), live: null, holds: 1, leaving: null };
    this.#seats.set(article, seat);
    seat.room.then(
      (room) => {
        seat.live = room;
        if (!room) this.#seats.delete(article);
        else if (this.#closed) room.retire();
      },
      (error: unknown) => {
        this.#seats.delete(article);
        this.#around.logger.error({ article, error }, 'an article could not be loaded');
      },
    );
    return seat;
  }

  #release(article: string, seat: Seat, grace = this.#grace): void {
    seat.holds--;
    if (seat.holds > 0 || this.#closed || this.#seats.get(article) !== seat) return;
    seat.leaving = setTimeout(() => void this.#empty(article, seat), grace);
    seat.leaving.unref();
  }

  /** Lets an article go that nobody came back to, once all of it is stored. */
  async #empty(article: string, seat: Seat): Promise<void> {
    seat.leaving = null;
    await (await seat.room)?.settled();
    if (seat.holds > 0 || seat.leaving || this.#seats.get(article) !== seat) return;
    // A room that is not in its seat must not write: another may be.
    seat.live?.retire();
    this.#seats.delete(article);
  }
}
