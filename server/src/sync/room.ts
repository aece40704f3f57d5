import { setTimeout as delay } from 'node:timers/promises';
import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import type { SecondPerson } from '@sanad/shared/desk';
import { type Direction, directionOfLanguage } from '@sanad/shared/direction';
import { type Moment, momentOf } from '@sanad/shared/fresh-letters';
import { type Actor, SERVER } from '@sanad/shared/policy';
import { CLOSE, STAGE_REASON, TRY_LATER } from '@sanad/shared/protocol';
import * as Y from 'yjs';
import type { ArticleLog, ArticleTable, NewUpdate, StoredDocument } from '../store/store.ts';
import { Answers } from './answers.ts';
import { Audience, type Watcher } from './audience.ts';
import type { Connection, Host } from './connection.ts';
import { Early } from './early.ts';
import { type Frame, readFrame, savedFrame, step1Frame } from './frames.ts';
import { type Effect, Gate, Refused } from './gate.ts';
import { Healer, type HealingClock, heal, healingsOf } from './healing.ts';
import { HistoryRows } from './history-rows.ts';
import { type Committed, Journal, type Trouble } from './journal.ts';
import type { Limits } from './limits.ts';
import type { Meter } from './meter.ts';
import { Projection } from './projection.ts';
import type { Refusals } from './refusals.ts';
import { Standstill } from './standstill.ts';
import { Tail } from './tail.ts';
import { type Act, actsOf, type Witness } from './witness.ts';

/** As much of a pino logger as the rooms use. */
export interface Logger {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** What was accepted before could not be stored now: nothing is decided about it. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
}

/** Looks at a document that nobody changes meanwhile. `look` must not write. */
export type Reading = <T>(look: (doc: Y.Doc) => T) => T;

/** How long a decision waits for what was accepted before it to be stored, in milliseconds. */
const PATIENCE = 3000;

/** What a room works with. */
export interface Surroundings {
  readonly log: ArticleLog;
  readonly articles: ArticleTable;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly healing: HealingClock;
  readonly limits: Limits;
  readonly meter: Meter;
  readonly refusals: Refusals;
  readonly witnesses: ReadonlySet<Witness>;
  /** What the desk asks of verdicts now. */
  readonly secondPerson: () => SecondPerson;
}

/** What a room has to know of its article besides the document. */
interface About {
  readonly changedAt: string;
  readonly direction: Direction;
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
  readonly #answers: Answers;
  readonly #audience = new Audience();
  readonly #standstill = new Standstill();
  readonly #early = new Early<Connection>((connection) =>
    this.#refuse(connection, CLOSE.outOfStep, 'out of step', 'it builds on what never came'),
  );
  readonly #history = new HistoryRows();
  /** Whose updates are on their way, by number: they need not be told of them. */
  readonly #writers = new Map<number, Connection>();
  /** What updates on their way did, by number, where it is something a witness is told of. */
  readonly #acts = new Map<number, readonly Act[]>();
  #changedAt: string;
  /** What the article held when its claims were last looked at. */
  #lookedAt: Moment;
  /** What the log has behind its snapshot; null where none may be made. */
  #tail: Tail | null = null;

  private constructor(article: string, stored: StoredDocument, about: About, around: Surroundings) {
    this.article = article;
    this.#around = around;
    this.#changedAt = about.changedAt;
    this.#gate = new Gate(stored, around.limits.article, around.secondPerson);
    const seq = stored.updates.at(-1)?.seq ?? stored.snapshotSeq;
    this.#journal = new Journal(around.log, seq, (batch) => this.#committed(batch), around.now, around.meter);
    this.#answers = new Answers(this.#journal, () => this.#gate.doc);
    this.#lookedAt = momentOf(this.#gate.doc);
    this.#healer = new Healer(around.healing, () => this.#heal());
    this.#projection = new Projection({
      article,
      direction: about.direction,
      doc: () => this.#gate.doc,
      journal: this.#journal,
      table: around.articles,
      changedAt: () => this.#changedAt,
      failed: (error) => around.logger.error({ article, error }, 'the rows of an article could not be written'),
      rewritten: (rows) =>
        this.#witness((witness) => witness.rewritten({ article, at: around.now().toISOString(), ...rows })),
    });
  }

  /** Loads an article; null when there is none of that id. */
  static async load(article: string, around: Surroundings): Promise<Room | null> {
    const stored = await around.log.load(article);
    if (!stored) return null;
    const row = await around.articles.get(article);
    const last = stored.updates.at(-1)?.at ?? row?.changedAt;
    const about = {
      changedAt: last ?? around.now().toISOString(),
      direction: directionOfLanguage(row?.language ?? 'ar'),
    };
    const room = new Room(article, stored, about, around);
    room.#gate.frozen = row?.frozenAt != null;
    const { damaged } = stored;
    if (damaged.length > 0) {
      around.meter.damaged(damaged.length);
      around.logger.error({ article, damaged }, 'damaged updates were set aside');
    }
    if (room.#gate.orphans) {
      around.logger.warn({ article }, 'updates were left out: what they build on is missing');
    }
    // What is set aside or left out stays in the log: what it needs may still come back from somebody who has it.
    if (damaged.length === 0 && !room.#gate.orphans) room.#tail = new Tail(stored.updates);
    await room.#compactIfDue();
    room.#projection.touch();
    room.#healer.touch();
    return room;
  }

  /** Puts the log together where that is due. Only what is committed may be in a snapshot: else it waits. */
  async #compactIfDue(): Promise<void> {
    const { log, logger, now } = this.#around;
    const tail = this.#tail;
    if (!tail || !this.#journal.idle || !tail.isDue(now())) return;
    const state = Y.encodeStateAsUpdate(this.#gate.doc);
    tail.cut();
    try {
      await log.compact(this.article, this.#journal.seq, state);
    } catch (error) {
      // The article is whole without it; some time later it is tried again.
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
    if (this.#standstill.holds(() => this.hear(connection, bytes)) || connection.closed) return;
    try {
      this.#answer(connection, readFrame(bytes));
    } catch (error) {
      this.#refuse(connection, CLOSE.notAllowed, 'malformed', error instanceof Error ? error.message : String(error));
    }
  }

  leave(connection: Connection): void {
    if (!this.#audience.delete(connection)) return;
    this.#early.forget(connection);
    this.#answers.forget(connection);
  }

  /** Looks at the document as soon as all of it is stored. Never writes. */
  async read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    await this.#journal.settled();
    const { value, wrote } = this.#gate.read(look);
    if (wrote)
      this.#around.logger.error({ article: this.article }, 'reading wrote into an article; that was taken back');
    return value;
  }

  /** See `Rooms.stored`. */
  async stored(): Promise<string> {
    await this.#storedSoon();
    return this.#changedAt;
  }

  /** See `Rooms.change`. */
  async change<T>(actor: Actor, act: (doc: Y.Doc) => T, secondPerson?: SecondPerson): Promise<T> {
    while (this.#standstill.isNow) await this.#standstill.over();
    const { outcome, result } = this.#gate.act(actor, act, secondPerson);
    switch (outcome.kind) {
      case 'refused':
        throw new Refused(outcome.code === CLOSE.notAllowed ? (outcome.reason as Refused['refusal']) : 'malformed');
      case 'accepted':
        this.#accept(actor, outcome.effect);
    }
    await this.#journal.settled();
    return result;
  }

  /** See `Rooms.decide`. */
  async decide<T>(decision: (read: Reading) => Promise<T>): Promise<T> {
    return await this.#standstill.during(async () => {
      await this.#storedSoon();
      try {
        return await decision((look) => this.#gate.read(look).value);
      } finally {
        await this.#followTable();
      }
    });
  }

  /** Resolves when all that was accepted is stored. @throws NotStored when that takes long: everybody waits for it. */
  async #storedSoon(): Promise<void> {
    const late = new AbortController();
    const patience = delay(PATIENCE, 'late', { signal: late.signal }).catch(() => 'in time');
    const first = this.#journal.trouble ? 'late' : await Promise.race([this.#journal.settled(), patience]);
    late.abort();
    if (first === 'late') throw new NotStored(`what was written in ${this.article} is not stored`);
  }

  /** Takes changes or not, as the table says now. Everybody comes back when that is another: to know where they are. */
  async #followTable(): Promise<void> {
    let frozen: boolean;
    try {
      frozen = (await this.#around.articles.get(this.article))?.frozenAt != null;
    } catch (error) {
      // It may be signed off: in doubt nothing is written into it, until somebody decides again or it is loaded anew.
      this.#around.logger.error({ article: this.article, error }, 'whether an article is frozen could not be read');
      frozen = true;
    }
    if (frozen === this.#gate.frozen) return;
    this.#gate.frozen = frozen;
    this.#audience.closeAll(CLOSE.restarting, frozen ? STAGE_REASON.signedOff : STAGE_REASON.reopened);
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
    if (this.#journal.trouble || this.#gate.frozen || this.#standstill.isNow) return;
    try {
      const healings = this.#gate.read((doc) => healingsOf(doc, this.#lookedAt)).value;
      this.#lookedAt = momentOf(this.#gate.doc);
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

  /** How many updates are taken and not stored yet. */
  get waiting(): number {
    return this.#journal.waiting;
  }

  /** What keeps updates of this article from being stored; null while all is well. */
  get trouble(): Trouble | null {
    return this.#journal.trouble;
  }

  #answer(connection: Connection, frame: Frame): void {
    switch (frame.kind) {
      case 'step1': {
        this.#answers.give(connection, frame.stateVector);
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
        this.#reserve(
          connection,
          this.#audience.hearOf(connection, frame.bytes, (id) => this.#gate.ownerOf(id)),
        );
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

  #reserve({ person }: Connection, client: number | undefined): void {
    if (client !== undefined) this.#gate.reserve(client, person.id);
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
    this.#around.refusals.note(person.id);
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
      ...this.#history.of(actor.id, effect, now.getTime()),
      clients: effect.clients,
    });
    if (writer) this.#writers.set(this.#journal.accepted, writer);
    const acts = actsOf(effect.changes);
    if (acts.length > 0) this.#acts.set(this.#journal.accepted, acts);
    this.#changedAt = at;
    // What the server itself mended leaves nothing to mend.
    if (actor !== SERVER) this.#healer.touch();
  }

  /** A batch is on disk: everybody is told who does not know. */
  #committed(batch: readonly Committed[]): void {
    this.#audience.tell(
      batch.map(({ number, update }) => ({ number, bytes: update.bytes, writer: this.#writers.get(number) })),
    );
    for (const { number } of batch) this.#writers.delete(number);
    this.#projection.touch(batch);
    for (const { number, update } of batch) this.#tellOf(number, update);
    for (const { update } of batch) this.#tail?.add(update);
    void this.#compactIfDue();
  }

  #tellOf(number: number, { actor, at }: NewUpdate): void {
    const acts = this.#acts.get(number);
    if (!acts) return;
    this.#acts.delete(number);
    const claims = claimsRoot(this.#gate.doc);
    const claim = (id: string) => readClaim(claims.get(id));
    this.#witness((witness) => witness.happened({ article: this.article, actor, at, acts, claim }));
  }

  #witness(tell: (witness: Witness) => void): void {
    for (const witness of this.#around.witnesses) {
      try {
        tell(witness);
      } catch (error) {
        this.#around.logger.error({ article: this.article, error }, 'a witness could not take what it was told');
      }
    }
  }
}
