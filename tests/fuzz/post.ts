import { Gate } from '@sanad/server/sync/gate';
import { heal, healingsOf } from '@sanad/server/sync/healing';
import { type Moment, momentOf } from '@sanad/shared/fresh-letters';
import * as Y from 'yjs';
import type { Hand, Room } from '../support/headless-editor.ts';
import { paint, pass } from '../support/headless-page.ts';
import type { Chance } from './chance.ts';

/** Longer than anything an editor waits for before it looks at every claim again (ms). */
const QUIET = 2_500;

/**
 * What is between people: a server who hears what they write in the order they wrote it, through its gate, and tells the others,
 * sometimes several updates as one. Who is away neither hears nor is heard; back again, each side gets what it has not.
 */
export class Post {
  readonly #hands: readonly Hand[];
  readonly #server = new Y.Doc();
  readonly #gate: Gate;
  readonly #chance: Chance;
  readonly #inbox: ReadonlyMap<Hand, Uint8Array[]>;
  readonly #away = new Set<Hand>();
  /** What the article held when the server last looked at its claims. */
  #lookedAt: Moment;
  /** What the gate turned away of what honest people wrote. */
  readonly refused: string[] = [];

  constructor({ hands, first }: Room, chance: Chance) {
    this.#hands = hands;
    this.#chance = chance;
    this.#server.clientID = 1;
    Y.applyUpdate(this.#server, first);
    this.#lookedAt = momentOf(this.#server);
    this.#gate = new Gate({ snapshot: first, snapshotSeq: 1, updates: [], damaged: [], clients: new Map() });
    this.#inbox = new Map(hands.map((hand) => [hand, []]));
  }

  isAway(hand: Hand): boolean {
    return this.#away.has(hand);
  }

  leave(hand: Hand): void {
    this.#away.add(hand);
    this.#inbox.get(hand)?.splice(0);
  }

  comeBack(hand: Hand): void {
    this.#away.delete(hand);
    hand.takeOutbox();
    const missed = Y.encodeStateAsUpdate(this.#server, Y.encodeStateVector(hand.doc));
    const written = Y.encodeStateAsUpdate(hand.doc, Y.encodeStateVector(this.#server));
    hand.receive(missed);
    this.#hear(hand, written);
    // What followed from what was missed is a message of its own.
    this.send(hand);
  }

  /** Hands over what somebody wrote. */
  send(hand: Hand): void {
    if (this.#away.has(hand)) return;
    const written = hand.takeOutbox();
    if (written.length === 0) return;
    if (this.#chance.next() < 0.5) this.#hear(hand, Y.mergeUpdates(written));
    else for (const update of written) this.#hear(hand, update);
  }

  /** Tells somebody of up to `count` updates that wait for them. */
  tell(hand: Hand, count = Number.POSITIVE_INFINITY): void {
    const waiting = this.#inbox.get(hand)?.splice(0, count) ?? [];
    if (waiting.length > 1 && this.#chance.next() < 0.5) hand.receive(Y.mergeUpdates(waiting));
    else for (const update of waiting) hand.receive(update);
  }

  /** Everybody is there and hears everything, until nobody has anything more to say. */
  quiet(): void {
    for (const hand of [...this.#away]) this.comeBack(hand);
    for (let round = 0; ; round++) {
      if (round > 20) throw new Error('the editors answer each other without end');
      for (const hand of this.#hands) this.send(hand);
      for (const hand of this.#hands) this.tell(hand);
      paint();
      pass(QUIET);
      for (const hand of this.#hands) this.send(hand);
      if (this.#hands.every((hand) => this.#inbox.get(hand)?.length === 0)) return;
    }
  }

  /** What the server does once the article is quiet. Answers with the claims it mended. */
  heal(): string[] {
    const healings = healingsOf(this.#server, this.#lookedAt);
    this.#lookedAt = momentOf(this.#server);
    if (healings.length === 0) return [];
    const before = Y.encodeStateVector(this.#server);
    this.#server.transact(() => heal(this.#server, healings));
    const update = Y.encodeStateAsUpdate(this.#server, before);
    const outcome = this.#gate.apply({ id: 'server', role: 'server' }, update);
    if (outcome.kind === 'refused') this.refused.push(`server: ${outcome.reason}, ${outcome.why}`);
    for (const hand of this.#hands) if (!this.#away.has(hand)) this.#inbox.get(hand)?.push(update);
    return healings.map(({ claim }) => claim);
  }

  close(): void {
    this.#server.destroy();
  }

  #hear(from: Hand, update: Uint8Array): void {
    const outcome = this.#gate.apply({ id: from.name, role: from.role }, update);
    if (outcome.kind === 'refused') this.refused.push(`${from.name}: ${outcome.reason}, ${outcome.why}`);
    Y.applyUpdate(this.#server, update);
    for (const hand of this.#hands) if (hand !== from && !this.#away.has(hand)) this.#inbox.get(hand)?.push(update);
  }
}
