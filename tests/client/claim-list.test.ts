import { type ClaimFilter, countClaims, NO_FILTER, passes } from '@sanad/client/claims/claim-filter.ts';
import { ClaimTally } from '@sanad/client/claims/claim-tally.ts';
import { ShownClaims } from '@sanad/client/claims/shown-claims.ts';
import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { assignClaim } from '@sanad/shared/dossier';
import { expect, it } from 'vitest';
import { actAtRandom, type Pockets, smallArticle } from '../fuzz/acts.ts';
import { Chance } from '../fuzz/chance.ts';
import { type Hand, Room } from '../support/headless-editor.ts';
import { newPage, paint, pass } from '../support/headless-page.ts';

const STALE: ClaimFilter = { ...NO_FILTER, conditions: ['stale', 'detached'] };
const VERIFIED_OF_MINE: ClaimFilter = { ...NO_FILTER, verdicts: ['verified', 'disputed'], assignees: ['me', 'nobody'] };
const SEEDS = 40;

/** What stands beside the text of one person, kept up by what changed. */
class Beside {
  readonly #hand: Hand;
  readonly #tally: ClaimTally;
  readonly #filters: readonly ClaimFilter[] = [NO_FILTER, STALE, VERIFIED_OF_MINE];
  readonly #shown: readonly ShownClaims[];
  #version: number;
  /** Every claim as it was known when they were last looked at. */
  #known: ReadonlyMap<string, PlacedMark>;

  constructor(hand: Hand) {
    const { list } = hand.editor;
    this.#hand = hand;
    this.#tally = new ClaimTally(list, hand.name);
    this.#shown = this.#filters.map((filter) => new ShownClaims(list, filter, hand.name));
    this.#version = list.version;
    this.#known = new Map(hand.claims().map((mark) => [mark.claim.id, mark]));
  }

  /** Holds what was kept up against all claims, looked at anew. */
  check(chosen: string | null): void {
    const { editor, name } = this.#hand;
    const { list } = editor;
    const marks = this.#hand.claims();
    expect(this.#tally.counts()).toEqual(countClaims(marks, name));
    expect(this.#tally.counts()).toBe(this.#tally.counts());
    for (const [index, shown] of this.#shown.entries()) {
      const filter = this.#filters[index] as ClaimFilter;
      const wanted = marks.filter((mark) => passes(filter, mark, name) || mark.claim.id === chosen);
      const isAttached = ({ attachment }: PlacedMark) => attachment.kind !== 'detached';
      const order = shown.order(filter === NO_FILTER ? null : chosen);
      expect(order.ids).toEqual(wanted.map(({ claim }) => claim.id));
      expect(order.attached).toBe(wanted.filter(isAttached).length);
      expect(shown.order(filter === NO_FILTER ? null : chosen)).toBe(order);
    }
    for (const mark of marks) expect(list.peek(mark.claim.id)).toBe(mark);

    const changed = new Map((list.changedSince(this.#version) ?? []).map((each) => [each.id, each]));
    const now = new Map(marks.map((mark) => [mark.claim.id, mark]));
    for (const id of new Set([...this.#known.keys(), ...now.keys()])) {
      const [before, after] = [this.#known.get(id) ?? null, now.get(id) ?? null];
      const told = changed.get(id);
      if (before !== after) expect(told).toBeDefined();
      if (told) expect([told.before, told.now]).toEqual([before, after]);
      if (!after) expect(list.last(id)?.claim.id).toBe(id);
    }
    this.#version = list.version;
    this.#known = now;
  }
}

it('the list knows what looking at every claim anew would tell, whatever people did', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const chance = new Chance(seed);
    newPage();
    const room = new Room(['أمل', 'باسم'], smallArticle(chance));
    const pockets = new Map<Hand, Pockets>(room.hands.map((hand) => [hand, { clip: null }]));
    try {
      const sides = room.hands.map((hand) => new Beside(hand));
      for (const hand of room.hands) {
        for (let count = 3; count > 0; count--) {
          const start = chance.below(hand.text.length - 30);
          hand.selectRange(start, start + 5 + chance.below(25)).editor.act.mark('verified');
        }
      }
      for (let step = 0; step < 25; step++) {
        const hand = chance.of(room.hands);
        actAtRandom(hand, chance, pockets.get(hand) as Pockets);
        const marks = hand.claims();
        const other = marks.length > 0 && chance.next() < 0.2 ? chance.of(marks).claim.id : null;
        if (other) hand.editor.act.step(() => assignClaim(hand.doc, other, chance.of([hand.name, 'غيره', null])));
        if (chance.next() < 0.5) room.deliverAll();
        chance.of([paint, () => pass(600), () => {}])();
        if (chance.next() < 0.7) for (const side of sides) side.check(other);
      }
      room.quiet();
      for (const side of sides) side.check(null);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    } finally {
      room.close();
    }
  }
});

it('an order of claims is another one only when claims came, went or stand in another order', () => {
  newPage();
  const room = new Room(['أمل'], [...smallArticle(new Chance(3))]);
  const [hand] = room.hands as readonly [Hand];
  const { list } = hand.editor;
  const words = hand.text.slice(0, 4);
  const id = hand.mark(words);
  paint();
  const order = list.inOrder;
  expect(order.ids).toEqual([id]);
  hand.selectRange(2).type('x');
  hand.editor.act.judge(id, 'disputed');
  paint();
  expect(list.peek(id)?.verdict).toBe('disputed');
  expect(list.inOrder).toBe(order);
  hand.editor.act.remove(id);
  paint();
  expect(list.inOrder.ids).toEqual([]);
  expect(list.peek(id)).toBeNull();
  expect(list.last(id)?.number).toBe(1);
  room.close();
});
