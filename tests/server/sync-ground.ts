import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openSqlite } from '@sanad/server/store/sqlite';
import type { ArticleLog, PersonRow, Store } from '@sanad/server/store/store';
import type { HealingClock } from '@sanad/server/sync/healing';
import { LIMITS, type Limits } from '@sanad/server/sync/limits';
import { Rooms } from '@sanad/server/sync/rooms';
import type { Witness } from '@sanad/server/sync/witness';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { titleOf } from '@sanad/shared/article-text';
import type { Role } from '@sanad/shared/policy';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { articleOf } from '../shared/desk-article.ts';
import { temporaryFolder } from '../support/desk.ts';
import { type Door, Peer, RawPeer } from '../support/peer.ts';

/** The people every ground has: one of each role, and a second checker. */
const PEOPLE = { amal: 'admin', edith: 'editor', basem: 'checker', clara: 'checker', rima: 'reader' } as const;
export type Name = keyof typeof PEOPLE;

/** What was logged, to look at when a test fails. */
export interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly detail: object;
  readonly message: string;
}

/**
 * Rooms over a real SQLite store, behind real sockets, without the rest of a desk: so that a test can stand between the
 * rooms and their log. A caller says who they are by `?token=<name>`.
 */
export class Ground {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly lines: Line[] = [];
  readonly #server: Server;
  readonly #folder: { readonly path: string; remove(): void };
  readonly #peers: { close(): void }[] = [];

  private constructor(
    store: Store,
    folder: { readonly path: string; remove(): void },
    log: ArticleLog,
    waits: {
      readonly grace: number;
      readonly healing: HealingClock;
      readonly limits: Limits;
      readonly now: () => Date;
      readonly witness?: Witness;
    },
    people: ReadonlyMap<string, PersonRow>,
  ) {
    this.store = store;
    this.#folder = folder;
    const keep = (level: Line['level']) => (detail: object, message: string) => {
      this.lines.push({ level, detail, message });
    };
    const logger = { info: keep('info'), warn: keep('warn'), error: keep('error') };
    this.rooms = new Rooms({ log, articles: store.articles, people: store.people, logger, ...waits });
    const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * 1024 * 1024 });
    this.#server = createServer();
    this.#server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://ground');
      const person = people.get(url.searchParams.get('token') ?? '');
      const schema = url.searchParams.get('schema');
      const article = url.pathname.split('/').at(-1) ?? '';
      if (!person) socket.destroy();
      else {
        sockets.handleUpgrade(request, socket, head, (ws) => {
          const session = url.searchParams.get('session') ?? person.id;
          this.rooms.join(ws, { person, session }, article, schema === null ? null : Number(schema));
        });
      }
    });
  }

  /**
   * `around` stands between the rooms and the log. `grace` is how long an empty room stays, in milliseconds. Claims are
   * healed by the clock that is given, and without one not at all.
   */
  static async open(
    options: {
      around?: (log: ArticleLog) => ArticleLog;
      grace?: number;
      healing?: HealingClock;
      limits?: Partial<Limits>;
      now?: () => Date;
      witness?: Witness;
    } = {},
  ): Promise<Ground> {
    const folder = temporaryFolder();
    const store = await openSqlite(folder.path);
    const people = new Map<string, PersonRow>();
    for (const [id, role] of Object.entries(PEOPLE)) {
      const row: PersonRow = {
        id,
        name: `${id} the ${role}`,
        role,
        colour: '#123456',
        createdAt: '2026-03-01T08:00:00.000Z',
      };
      await store.people.add(row);
      people.set(id, row);
    }
    const log = options.around?.(store.log) ?? store.log;
    const waits = {
      grace: options.grace ?? 50,
      healing: options.healing ?? { quiet: 0, after: () => () => {} },
      limits: { ...LIMITS, ...options.limits },
      now: options.now ?? (() => new Date()),
      ...(options.witness ? { witness: options.witness } : {}),
    };
    const ground = new Ground(store, folder, log, waits, people);
    for (const name of people.keys()) await ground.openSession(name as Name, name);
    await new Promise<void>((resolve) => ground.#server.listen(0, '127.0.0.1', resolve));
    return ground;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Makes an article of a title and paragraphs; gives its id. It is written by nobody's client id. */
  article(...lines: string[]): Promise<string> {
    return this.articleOf(articleOf(...lines));
  }

  /** Keeps a document as an article; gives its id. It is written by nobody's client id. */
  async articleOf(doc: Y.Doc): Promise<string> {
    const id = randomUUID();
    const at = '2026-03-01T08:30:00.000Z';
    const bytes = Y.encodeStateAsUpdate(doc);
    await this.store.articles.create(
      { id, title: titleOf(doc), language: 'ar', createdAt: at, createdBy: 'amal' },
      { article: id, at, actor: 'amal', bytes, history: [], clients: [] },
    );
    return id;
  }

  /** Opens a session for a person: what they come with as `?session=`; without that it is the one of their own name. */
  openSession(person: Name, id: string): Promise<void> {
    const at = '2026-03-01T08:00:00.000Z';
    const row = { id, person, kind: 'session', secretHash: id, createdAt: at, expiresAt: null, device: null } as const;
    return this.store.people.openSession(row);
  }

  /** Where a person would enter an article. */
  door(name: Name, article: string, params: Readonly<Record<string, string>> = {}): Door {
    return { url: this.url, article, params: { token: name, ...params } };
  }

  /** A stock client of a person. */
  peer(name: Name, article: string, params: Readonly<Record<string, string>> = {}, doc?: Y.Doc): Peer {
    const peer = new Peer(this.door(name, article, params), doc);
    this.#peers.push(peer);
    return peer;
  }

  /** A bare socket of a person. */
  raw(name: Name, article: string, params: Readonly<Record<string, string>> = {}): RawPeer {
    const peer = new RawPeer(this.door(name, article, params));
    this.#peers.push(peer);
    return peer;
  }

  /** A bare socket of a person, open, that its caller closes: one of many. */
  visitor(name: Name, article: string): Promise<RawPeer> {
    return new RawPeer(this.door(name, article)).opened();
  }

  /** The document as the disk has it, read past the rooms. */
  async stored(article: string): Promise<Y.Doc> {
    const stored = await this.store.log.load(article);
    if (!stored) throw new RangeError(`no article ${article}`);
    const doc = untouched();
    if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot);
    for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes);
    return doc;
  }

  /** Freezes an article, or lets it be changed again with `at` null. */
  freeze(article: string, at: string | null): Promise<unknown> {
    return this.rooms.decide(article, () => this.store.articles.freeze(article, at));
  }

  /** The live document's content, as a copy. */
  async live(article: string): Promise<Y.Doc> {
    const state = await this.rooms.read(article, (doc) => Y.encodeStateAsUpdate(doc));
    if (!state) throw new RangeError(`no article ${article}`);
    const copy = untouched();
    Y.applyUpdate(copy, state);
    return copy;
  }

  /** How many rows the log has for an article. */
  async rows(article: string): Promise<number> {
    return (await this.store.log.load(article))?.updates.length ?? 0;
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.close();
    await this.rooms.close();
    this.#server.close();
    await this.store.close();
    this.#folder.remove();
  }
}

/**
 * A document that holds what is put into it and nothing else. Yjs tidies formatting behind every remote change; doing so
 * at other moments than the clients did comes to another result.
 */
function untouched(): Y.Doc {
  const doc = new Y.Doc();
  textRoot(doc);
  claimsRoot(doc);
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}

/** The role of somebody of the ground. */
export const roleOf = (name: Name): Role => PEOPLE[name];
