import { type Actor, SERVER } from '@sanad/shared/policy';
import { CLOSE, TRY_LATER } from '@sanad/shared/protocol';
import * as Y from 'yjs';
import type { ArticleLog, ArticleTable, HistoryEntry, StoredDocument } from '../store/store.ts';
import { Audience, type Watcher } from './audience.ts';
import type { Connection, Host } from './connection.ts';
import { Early } from './early.ts';
import { type Frame, readFrame, savedFrame, step1Frame, step2Frame } from './frames.ts';
import { type Effect, Gate, Refused } from './gate.ts';
import { Healer, type HealingClock, heal, healingsOf } from './healing.ts';
import { type Committed, Journal, type Trouble } from './journal.ts';
import type { Limits } from './limits.ts';
import { Projection } from './projection.ts';

/** As much of a pino logger as the rooms use. */
export interface Logger {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** What a room works with. */
export interface Surroundings {
  readonly log: ArticleLog;
  readonly articles: ArticleTable;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly healing: HealingClock;
  readonly limits: Limits;
}

/** Above how many updates behind the last snapshot loading an article writes a new one. */
const COMPACT_ABOVE = 500;
/** A person's edits of the text make one row of history in so many milliseconds. */
const EDITS_TOGETHER = 30_000;

interface Edits {
  since: number;
  inserted: number;
  deleted: number;
}

/**
 * One live article. The way of an update: the gate applies it and decides; what is accepted goes to the journal; when it
 * is committed, and not before, colleagues are told and the writer's confirmation is sent.
 */
export class Room implements Host {
  readonly article: string;
  readonly #around: Surroundings;
  readonly #gate: Gate;
  readonly #journal: Journal;
  readonly #projection: Projection;
  readonly #healer: Healer;
  readonly #audience = new Audience();
  readonly #early = new Early<Connection>((connection) =>
    this.#refuse(connection, CLOSE.outOfStep, 'out of step', 'it builds on what never came'),
  );
  readonly #edits = new Map<string, Edits>();
  /** Whose updates are on their way, by number: they need not be told of them. */
  readonly #writers = new Map<number, Connection>();
  #changedAt: string;

  private constructor(article: string, stored: StoredDocument, changedAt: string, around: Surroundings) {
    this.article = article;
    this.#around = around;
    this.#changedAt = changedAt;
    this.#gate = new Gate(stored, around.limits.article);
    const seq = stored.updates.at(-1)?.seq ?? stored.snapshotSeq;
    this.#journal = new Journal(around.log, seq, (batch) => this.#committed(batch), around.now);
    this.#healer = new Healer(around.healing, () => this.#heal());
    this.#projection = new Projection({
      article,
      doc: () => this.#gate.doc,
      journal: this.#journal,
      table: around.articles,
      changedAt: () => this.#changedAt,
      failed: (error) => around.logger.error({ article, error }, 'the rows of an article could not be written'),
    });
  }

  /** Loads an article; null when there is none of that id. */
  static async load(article: string, around: Surroundings): Promise<Room | null> {
    const stored = await around.log.load(article);
    if (!stored) return null;
    const last = stored.updates.at(-1)?.at ?? (await around.articles.get(article))?.changedAt;
    const room = new Room(article, stored, last ?? around.now().toISOString(), around);
    if (room.#gate.orphans) {
      around.logger.warn(
        { article },
        'updates that were never acknowledged were left out: what they build on is missing',
      );
    } else if (stored.updates.length > COMPACT_ABOVE) await room.#compact();
    room.#projection.touch();
    room.#healer.touch();
    return room;
  }

  async #compact(): Promise<void> {
    const { log, logger } = this.#around;
    const state = Y.encodeStateAsUpdate(this.#gate.doc);
    try {
      await log.compact(this.article, this.#journal.seq, state);
    } catch (error) {
      // The article is whole without it; the next opening tries again.
      logger.warn({ article: this.article, error }, 'an article could not be compacted');
    }
  }

  /** Lets a connection in that is waiting for the document; closes it with 1013 where there are too many already. */
  enter(connection: Connection): void {
    if (connection.closed) return;
    if (this.#audience.size >= this.#around.limits.connectionsInArticle) {
      connection.close(CLOSE.tryLater, TRY_LATER.tooMany);
      return;
    }
    connection.send(step1Frame(Y.encodeStateVector(this.#gate.doc)));
    this.#audience.add(connection);
    connection.enter(this);
  }

  hear(connection: Connection, bytes: Uint8Array): void {
    try {
      this.#answer(connection, readFrame(bytes));
    } catch (error) {
      this.#refuse(connection, CLOSE.notAllowed, 'malformed', error instanceof Error ? error.message : String(error));
    }
  }

  leave(connection: Connection): void {
    if (this.#audience.delete(connection)) this.#early.forget(connection);
  }

  /** Looks at the document as soon as all of it is stored. Never writes. */
  async read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    await this.#journal.settled();
    const { value, wrote } = this.#gate.read(look);
    if (wrote)
      this.#around.logger.error({ article: this.article }, 'reading wrote into an article; that was taken back');
    return value;
  }

  /** See `Rooms.change`. */
  async change<T>(actor: Actor, act: (doc: Y.Doc) => T): Promise<T> {
    const { outcome, result } = this.#gate.act(actor, act);
    switch (outcome.kind) {
      case 'refused':
        throw new Refused(outcome.code === CLOSE.notAllowed ? (outcome.reason as Refused['refusal']) : 'malformed');
      case 'accepted':
        this.#accept(actor, outcome.effect);
    }
    await this.#journal.settled();
    return result;
  }

  /** Writes nothing of its own accord from now on: the room is let go. */
  retire(): void {
    this.#healer.stop();
  }

  /** Mends what no client mended, through the gate like everybody else's changes. */
  #heal(): void {
    const { article } = this;
    const { logger } = this.#around;
    // What the store does not take now is not built upon; what comes next asks again.
    if (this.#journal.trouble) return;
    try {
      const healings = this.#gate.read(healingsOf).value;
      if (healings.length === 0) return;
      const { outcome } = this.#gate.act(SERVER, (doc) => heal(doc, healings));
      if (outcome.kind === 'accepted') this.#accept(SERVER, outcome.effect);
      if (outcome.kind === 'refused') logger.error({ article, why: outcome.why }, 'the claims could not be healed');
    } catch (error) {
      logger.error({ article, error }, 'the claims could not be healed');
    }
  }

  present(): Watcher[] {
    return this.#audience.present();
  }

  projected(): Promise<void> {
    return this.#projection.settled();
  }

  /** Resolves once everything accepted so far is stored, and the rows are up with it. */
  async settled(): Promise<void> {
    await this.#journal.settled();
    await this.#projection.settled();
  }

  /** What keeps updates of this article from being stored; null while all is well. */
  get trouble(): Trouble | null {
    return this.#journal.trouble;
  }

  #answer(connection: Connection, frame: Frame): void {
    switch (frame.kind) {
      case 'step1': {
        // Encoded now, sent when stored: nobody is shown what a crash could still take back.
        const lacking = step2Frame(Y.encodeStateAsUpdate(this.#gate.doc, frame.stateVector));
        connection.startHearing(this.#journal.accepted);
        this.#journal.afterwards(() => connection.send(lacking));
        return;
      }
      case 'lacking': {
        const waiting = this.#early.release(connection);
        this.#take(connection, frame.bytes);
        for (const waited of waiting) if (!connection.closed) this.#answer(connection, waited);
        return;
      }
      case 'update':
        if (this.#early.holds(connection) || this.#take(connection, frame.bytes) === 'early') {
          this.#early.hold(connection, frame);
        }
        return;
      case 'awareness':
        this.#audience.hearOf(connection, frame.bytes, (id) => this.#gate.ownerOf(id));
        return;
      case 'query-awareness':
        this.#audience.tellOthers(connection);
        return;
      case 'saved':
        if (this.#early.holds(connection)) {
          this.#early.hold(connection, frame);
          return;
        }
        // All of the room's, not the connection's alone: what it sends again may be somebody's that is on its way.
        this.#journal.afterwards(() => connection.send(savedFrame(frame.counter)));
        return;
      case 'other':
        return;
    }
  }

  /** Takes an update or refuses it; `early`: neither, it builds on what the client has yet to send. See `Early`. */
  #take(connection: Connection, bytes: Uint8Array): 'taken' | 'early' {
    const outcome = this.#gate.apply(connection.actor, bytes, (id) => this.#audience.personOf(id));
    switch (outcome.kind) {
      case 'known':
        break;
      case 'refused':
        if (outcome.code === CLOSE.outOfStep && !this.#early.hasAnswered(connection)) return 'early';
        this.#refuse(connection, outcome.code, outcome.reason, outcome.why);
        break;
      case 'accepted':
        this.#accept(connection.actor, outcome.effect, connection);
    }
    return 'taken';
  }

  #refuse(connection: Connection, code: number, reason: string, why: string): void {
    const { article } = this;
    const { person, session } = connection;
    this.#around.logger.warn({ article, person: person.id, session, code, reason, why }, 'a connection was refused');
    connection.close(code, reason);
  }

  #accept(actor: Actor, effect: Effect, writer?: Connection): void {
    const now = this.#around.now();
    const at = now.toISOString();
    this.#journal.add({
      article: this.article,
      at,
      actor: actor.id,
      bytes: effect.bytes,
      history: this.#history(actor.id, effect, now.getTime()),
      clients: effect.clients,
    });
    if (writer) this.#writers.set(this.#journal.accepted, writer);
    this.#changedAt = at;
    // What the server itself mended leaves nothing to mend.
    if (actor !== SERVER) this.#healer.touch();
  }

  /**
   * The rows of history that an update makes. Letters come one by one, so a person's edits of the text make a row when
   * they begin and then one in every `EDITS_TOGETHER`, with what came in and went since the row before; the log has all.
   */
  #history(actor: string, { changes, inserted, deleted }: Effect, now: number): HistoryEntry[] {
    const rows: HistoryEntry[] = [];
    for (const change of changes) {
      if (change.kind !== 'text-edited') {
        const { kind, ...rest } = change;
        const claim = 'claim' in rest ? rest.claim : null;
        const detail = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'claim'));
        rows.push({ kind, claim, detail });
        continue;
      }
      const edits = this.#edits.get(actor) ?? { since: Number.NEGATIVE_INFINITY, inserted: 0, deleted: 0 };
      this.#edits.set(actor, edits);
      edits.inserted += inserted;
      edits.deleted += deleted;
      if (now - edits.since < EDITS_TOGETHER) continue;
      rows.push({ kind: 'text-edited', claim: null, detail: { inserted: edits.inserted, deleted: edits.deleted } });
      this.#edits.set(actor, { since: now, inserted: 0, deleted: 0 });
    }
    return rows;
  }

  /** A batch is on disk: everybody is told who does not know. */
  #committed(batch: readonly Committed[]): void {
    this.#audience.tell(
      batch.map(({ number, update }) => ({ number, bytes: update.bytes, writer: this.#writers.get(number) })),
    );
    for (const { number } of batch) this.#writers.delete(number);
    this.#projection.touch();
  }
}
