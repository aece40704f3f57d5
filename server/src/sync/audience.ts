import * as Y from 'yjs';
import { Awareness, type PresentUser } from './awareness.ts';
import type { Connection } from './connection.ts';
import { awarenessFrame, updateFrame } from './frames.ts';
import { Pace } from './pace.ts';

/** A committed update, by its number in the room's journal; its writer, who knows it, where that is a connection. */
export interface News {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly writer: Connection | undefined;
}

/** Somebody who has an article open. */
export interface Watcher {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** How many updates are put into one frame at most: merging costs more than it saves above that. */
const MERGED = 64;
/** Where somebody is, is told so long after it changed, with all that changed meanwhile, in milliseconds. */
const GLANCE = 40;

/** Those who have one article open, and what they are told: updates that are committed, and who is where. */
export class Audience {
  readonly #connections = new Set<Connection>();
  readonly #awareness = new Awareness<Connection>();
  readonly #pace = new Pace(() => this.#tellNews());
  #news: News[] = [];
  readonly #moved = new Set<number>();
  #glance: NodeJS.Timeout | null = null;

  /** The person who announced a Yjs client id; null when nobody here has. */
  personOf(client: number): string | null {
    return this.#awareness.personOf(client);
  }

  /** How many connections there are. */
  get size(): number {
    return this.#connections.size;
  }

  /** The people who are here, each once. */
  present(): Watcher[] {
    const people = new Map<string, Watcher>();
    for (const { person } of this.#connections) {
      people.set(person.id, { id: person.id, name: person.name, colour: person.colour });
    }
    return [...people.values()];
  }

  /** Closes every connection. */
  closeAll(code: number, reason: string): void {
    for (const connection of [...this.#connections]) connection.close(code, reason);
  }

  add(connection: Connection): void {
    this.#connections.add(connection);
    this.tellOthers(connection);
  }

  /** Tells the others that somebody is gone; false when they were not here. */
  delete(connection: Connection): boolean {
    if (!this.#connections.delete(connection)) return false;
    const gone = this.#awareness.leave(connection);
    if (gone !== null) this.#hasMoved([gone]);
    return true;
  }

  /** Tells a connection of everybody else. */
  tellOthers(connection: Connection): void {
    const others = this.#awareness.others(connection);
    if (others) connection.send(awarenessFrame(others));
  }

  /**
   * Takes what a connection says of itself; answers with the Yjs client id it is known by. `ownerOf` says whose an id is.
   * @throws when the bytes are no awareness update.
   */
  hearOf(connection: Connection, update: Uint8Array, ownerOf: (client: number) => string | null): number | undefined {
    this.#hasMoved(this.#awareness.receive(connection, userOf(connection), update, ownerOf));
    return this.#awareness.idOf(connection);
  }

  /** Tells of committed updates those who do not know them: soon, several in one frame. */
  tell(news: readonly News[]): void {
    this.#news.push(...news);
    this.#pace.ask(news.length);
  }

  #tellNews(): void {
    const news = this.#news;
    this.#news = [];
    for (let at = 0; at < news.length; at += MERGED) this.#broadcast(news.slice(at, at + MERGED));
  }

  #broadcast(news: readonly News[]): void {
    const last = news.at(-1)?.number ?? 0;
    const own = new Map<Connection, number>();
    for (const { writer } of news) if (writer) own.set(writer, (own.get(writer) ?? 0) + 1);
    let frame: Uint8Array | null = null;
    for (const connection of this.#connections) {
      const { hears } = connection;
      if (hears === null || last <= hears || own.get(connection) === news.length) continue;
      frame ??= updateFrame(merged(news));
      connection.send(frame);
    }
  }

  #hasMoved(clients: readonly number[]): void {
    for (const client of clients) this.#moved.add(client);
    if (this.#moved.size === 0 || this.#glance) return;
    this.#glance = setTimeout(() => this.#tellWhere(), GLANCE).unref();
  }

  #tellWhere(): void {
    this.#glance = null;
    const moved = [...this.#moved];
    this.#moved.clear();
    const frame = awarenessFrame(this.#awareness.encode(moved));
    for (const connection of this.#connections) {
      const own = this.#awareness.idOf(connection);
      if (own === undefined || !moved.includes(own)) connection.send(frame);
      // Nobody is told of themselves: y-protocols would take it for news.
      else if (moved.length > 1) {
        connection.send(awarenessFrame(this.#awareness.encode(moved.filter((client) => client !== own))));
      }
    }
  }
}

function merged(news: readonly News[]): Uint8Array {
  const [first, ...more] = news.map(({ bytes }) => bytes);
  return more.length === 0 ? (first as Uint8Array) : Y.mergeUpdates([first as Uint8Array, ...more]);
}

function userOf({ person }: Connection): PresentUser {
  return { id: person.id, name: person.name, color: person.colour };
}
