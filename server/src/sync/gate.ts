import { randomInt } from 'node:crypto';
import { ROOT_NAMES } from '@sanad/shared/article';
import { type Change, changesOf } from '@sanad/shared/change';
import type { SecondPerson } from '@sanad/shared/desk';
import { type Actor, type Refusal, refusalOf } from '@sanad/shared/policy';
import { CLOSE } from '@sanad/shared/protocol';
import * as Y from 'yjs';
import type { StoredDocument } from '../store/store.ts';
import { type Additions, additionsOf } from './additions.ts';
import { burdenOf } from './burden.ts';
import { LIMITS } from './limits.ts';
import { openTrail } from './trail.ts';

/** A change that its actor may not make. Nothing of it was kept. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`refused: ${refusal}`);
    this.refusal = refusal;
  }
}

/** What an accepted update did. `bytes` is its effect encoded anew; `clients` wrote here for the first time. */
export interface Effect {
  readonly bytes: Uint8Array;
  readonly changes: readonly Change[];
  readonly clients: readonly number[];
  readonly inserted: number;
  readonly deleted: number;
}

/** What became of an update. `why` is for the log, `reason` for the client. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly effect: Effect }
  /** Everything in it was there already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: Refusal | string; readonly why: string };

/** How much may be accepted, in updates and in bytes, before the trail is put together into one state. */
const TRAIL = { updates: 500, bytes: 1024 * 1024 };

/** How many client ids are kept for those who announced them. */
const RESERVED = 10_000;

/**
 * How many steps one update may cost to place, among all that others wrote at the same places: some ten milliseconds.
 * Yjs compares what is written at one place with all the rest of it, so that a small frame could keep it busy for an hour;
 * our patch of it counts (ADR 9).
 */
const PATIENCE = 500_000;
type Patient = Y.Doc & { patience?: number | undefined };

interface Look {
  readonly changes: readonly Change[];
  readonly additions: Additions;
}

/**
 * One article's live document, and the gate to it: an update is applied, what it did is looked at, and then it is
 * decided. Judging the effect rather than the bytes leaves no trick of encoding to miss. Honest clients are never
 * refused, so the usual path costs one apply; after a refusal the document is made anew from its trail: the state it was
 * loaded with and every effect accepted since, committed or not. The trail is kept in memory, so this takes no time in
 * which anybody could notice, also while the store fails.
 *
 * What is kept of an update is its effect as Yjs encodes it anew, not the bytes that came: a client that comes back sends
 * all its deletions again, and what was not looked at must not reach the log.
 *
 * The document never writes by itself: Yjs would tidy formatting after each remote change, which every client does as
 * well, and the log would no longer be all there is.
 */
export class Gate {
  #doc: Y.Doc;
  #trail: Uint8Array[];
  #trailBytes: number;
  /** What the trail's first state weighs; what came behind it counts towards putting it together again. */
  #base: number;
  /** Yjs client id -> the person who first wrote with it. */
  readonly #owners: Map<number, string>;
  /** Yjs client id -> the person who announced it and has not written with it. */
  readonly #reserved = new Map<number, string>();
  /** The ids that this server itself writes with, for each person it writes for. */
  readonly #ownIds = new Map<string, number>();
  readonly #limit: number;
  readonly #secondPerson: () => SecondPerson;
  /** Whether the article takes no changes, whoever makes them. */
  frozen = false;
  #look: Look | null = null;
  #bytes: Uint8Array | null = null;

  /**
   * Opens a stored document. `limit` is the largest it may become, in bytes of its encoded state. `orphans` says whether
   * updates were left over whose predecessors never reached the log. `secondPerson` says what the desk asks of verdicts now.
   */
  constructor(stored: StoredDocument, limit = LIMITS.article, secondPerson: () => SecondPerson = () => 'off') {
    this.#limit = limit;
    this.#secondPerson = secondPerson;
    this.#owners = new Map(stored.clients);
    this.#trail = stored.updates.map(({ bytes }) => bytes);
    if (stored.snapshot) this.#trail.unshift(stored.snapshot);
    this.#doc = this.#open();
    this.orphans = this.#pending();
    // An orphan was never acknowledged: its writer still has it and sends it again, with what it needs.
    this.#doc.store.pendingStructs = null;
    this.#doc.store.pendingDs = null;
    this.#base = 0;
    this.#trailBytes = 0;
    this.#condense();
  }

  readonly orphans: boolean;

  /** The live document. Another one after a refusal: do not hold on to it. Whoever writes goes through `act`. */
  get doc(): Y.Doc {
    return this.#doc;
  }

  /**
   * Looks at the document. Should `look` write, which it must not, what it wrote is taken back: `wrote` says so. It
   * would be in nobody's log, and y-prosemirror is known to delete while it reads.
   */
  read<T>(look: (doc: Y.Doc) => T): { readonly value: T; readonly wrote: boolean } {
    this.#bytes = null;
    try {
      const value = look(this.#doc);
      return { value, wrote: this.#bytes !== null };
    } finally {
      if (this.#bytes !== null) this.#rebuild();
      this.#look = null;
      this.#bytes = null;
    }
  }

  /** Who first wrote with a Yjs client id; null when nobody has. */
  ownerOf(client: number): string | null {
    return this.#owners.get(client) ?? this.#reserved.get(client) ?? null;
  }

  /** Keeps a Yjs client id for a person who announced it, if it is nobody's: also when they write with it much later. */
  reserve(client: number, person: string): void {
    if (!this.#owners.has(client) && !this.#reserved.has(client)) this.#reserved.set(client, person);
    const [oldest] = this.#reserved.keys();
    if (this.#reserved.size > RESERVED && oldest !== undefined) this.#reserved.delete(oldest);
  }

  /**
   * Applies an update that `actor` sent. `reservedFor` says whose client ids are known otherwise: somebody announced
   * them in awareness, and has not written yet.
   */
  apply(actor: Actor, update: Uint8Array, reservedFor: (client: number) => string | null = () => null): Outcome {
    const burden = burdenOf(update);
    if (burden) return refused('malformed', burden);
    return this.#attempt(
      actor,
      () => {
        const doc: Patient = this.#doc;
        doc.patience = PATIENCE;
        try {
          Y.applyUpdate(doc, update, actor);
        } finally {
          doc.patience = undefined;
        }
      },
      this.#secondPerson(),
      reservedFor,
    );
  }

  /**
   * Lets `act` change the document as `actor`, in one transaction. `secondPerson` is what is asked of its verdicts, where
   * that is not what the desk asks. @throws what `act` throws; nothing is kept then.
   */
  act<T>(
    actor: Actor,
    act: (doc: Y.Doc) => T,
    secondPerson = this.#secondPerson(),
  ): { readonly outcome: Outcome; readonly result: T } {
    let result: { readonly value: T } | null = null;
    let thrown: { readonly error: unknown } | null = null;
    const run = () => {
      const doc = this.#doc;
      doc.clientID = this.#idFor(actor.id);
      try {
        doc.transact(() => {
          result = { value: act(doc) };
        }, actor);
      } catch (error) {
        thrown = { error };
        throw error;
      } finally {
        doc.clientID = freshId(this.#owners);
      }
    };
    const outcome = this.#attempt(actor, run, secondPerson);
    const failed = thrown as { readonly error: unknown } | null;
    if (failed) throw failed.error;
    return { outcome, result: (result as unknown as { readonly value: T }).value };
  }

  #attempt(
    actor: Actor,
    run: () => void,
    secondPerson: SecondPerson,
    reservedFor: (client: number) => string | null = () => null,
  ): Outcome {
    this.#look = null;
    this.#bytes = null;
    let outcome: Outcome;
    try {
      run();
      outcome = this.#decide(actor, secondPerson, reservedFor);
    } catch (error) {
      outcome = refused('malformed', error instanceof Error ? error.message : String(error));
    }
    if (outcome.kind === 'refused') this.#rebuild();
    if (outcome.kind === 'accepted') {
      for (const client of outcome.effect.clients) this.#owners.set(client, actor.id);
      this.#trail.push(outcome.effect.bytes);
      this.#trailBytes += outcome.effect.bytes.length;
      if (this.#trail.length > TRAIL.updates || this.#trailBytes > TRAIL.bytes + this.#base) this.#condense();
    }
    this.#look = null;
    this.#bytes = null;
    return outcome;
  }

  #decide(actor: Actor, secondPerson: SecondPerson, reservedFor: (client: number) => string | null): Outcome {
    for (const name of this.#doc.share.keys()) {
      if (!ROOT_NAMES.has(name)) return refused('malformed', `root ${name}`);
    }
    if (this.#pending()) {
      return { kind: 'refused', code: CLOSE.outOfStep, reason: 'out of step', why: 'it builds on what is not here' };
    }
    const look = this.#look as Look | null;
    const bytes = this.#bytes as Uint8Array | null;
    if (look?.additions.malformed) return refused('malformed', look.additions.malformed);
    if (!look || !bytes) return { kind: 'known' };
    if (this.frozen) return refused('frozen', 'the article is frozen');
    const { additions } = look;
    for (const client of additions.clients) {
      const owner = this.ownerOf(client) ?? reservedFor(client) ?? actor.id;
      if (owner !== actor.id) return refused('in-another-name', `client id ${client}`);
    }
    const changes = [...look.changes];
    if (additions.inText && changes[0]?.kind !== 'text-edited') changes.unshift({ kind: 'text-edited' });
    for (const change of changes) {
      const refusal = refusalOf(actor, change, secondPerson);
      if (refusal) return refused(refusal, change.kind === 'malformed' ? change.what : change.kind);
    }
    if (actor.role === 'reader' && (additions.clients.length > 0 || additions.takesFromClaims)) {
      return refused('claims-need-checker', 'hidden content');
    }
    if (this.#base + this.#trailBytes + bytes.length > this.#limit && this.#weigh() > this.#limit) {
      return { kind: 'refused', code: CLOSE.tooBig, reason: 'the document is too big', why: 'too big' };
    }
    const clients = additions.clients.filter((client) => !this.#owners.has(client));
    const { inserted, deleted } = additions;
    return { kind: 'accepted', effect: { bytes, changes, clients, inserted, deleted } };
  }

  #pending(): boolean {
    return this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null;
  }

  #weigh(): number {
    return Y.encodeStateAsUpdate(this.#doc).length;
  }

  /** A document with everything of the trail in it, watched from then on. */
  #open(): Y.Doc {
    const doc = openTrail(this.#trail);
    doc.clientID = freshId(this.#owners);
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const additions = additionsOf(transaction);
      const { clients, malformed } = additions;
      if (clients.length === 0 && malformed === null && transaction.deleteSet.clients.size === 0) return;
      this.#look = { changes: changesOf(transaction), additions };
    });
    doc.on('update', (bytes: Uint8Array) => {
      this.#bytes = bytes;
    });
    return doc;
  }

  #rebuild(): void {
    this.#doc.destroy();
    this.#doc = this.#open();
  }

  #condense(): void {
    const state = Y.encodeStateAsUpdate(this.#doc);
    this.#trail = [state];
    this.#trailBytes = 0;
    this.#base = state.length;
  }

  #idFor(person: string): number {
    const known = this.#ownIds.get(person);
    if (known !== undefined) return known;
    const id = freshId(this.#owners);
    this.#ownIds.set(person, id);
    return id;
  }
}

function refused(reason: Refusal, why: string): Outcome {
  return { kind: 'refused', code: CLOSE.notAllowed, reason, why };
}

function freshId(taken: ReadonlyMap<number, string>): number {
  for (;;) {
    const id = randomInt(1, 2 ** 32);
    if (!taken.has(id)) return id;
  }
}
