import * as Y from 'yjs';

/**
 * How far may be walked to find what new content stands between, over all of one transaction: among letters and blocks,
 * and among the values that a key of a record has had. Honest writers know of all but the last few.
 */
const STEPS = { list: 5_000_000, map: 100_000 };

/**
 * Whether new content stands between what it names as its neighbours. Yjs takes the two as they are named; where the
 * right one does not come behind the left one, copies that hear of it in another order hold another text for good. Ask
 * in the reverse order of writing: then one step is enough for what is written forward, or again and again at one place.
 */
export class Order {
  readonly #good = new Set<Y.Item>();
  readonly #steps = { list: 0, map: 0 };

  /** Whether `item` stands where it says. */
  holds(item: Y.Item): boolean {
    const { origin, rightOrigin, parentSub } = item;
    // A value of a map replaces the one before it, and stands before none.
    if (parentSub !== null) return rightOrigin === null && this.#follows(item);
    const good =
      (origin === null || this.#reaches(item, 'left', origin)) &&
      (rightOrigin === null || this.#reaches(item, 'right', rightOrigin));
    if (good) this.#good.add(item);
    return good;
  }

  #reaches(item: Y.Item, side: 'left' | 'right', named: Y.ID): boolean {
    const [id, origin] = side === 'left' ? (['lastId', 'origin'] as const) : (['id', 'rightOrigin'] as const);
    for (let next = item[side]; next !== null && this.#steps.list < STEPS.list; next = next[side]) {
      this.#steps.list++;
      if (Y.compareIDs(next[id], named)) return true;
      if (this.#good.has(next) && Y.compareIDs(next[origin], named)) return true;
    }
    return false;
  }

  #follows({ left, origin }: Y.Item): boolean {
    for (let before = left; before !== null && !Y.compareIDs(before.lastId, origin); before = before.left) {
      this.#steps.map++;
      if (this.#steps.map > STEPS.map) return false;
    }
    return true;
  }
}
