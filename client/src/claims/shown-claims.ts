import type { ClaimList, ClaimOrder } from '../editor/article-editor.ts';
import { asksNothing, type ClaimFilter, passes } from './claim-filter.ts';

/** Which claims a filter lets through, kept up by what changed. */
export class ShownClaims {
  readonly #list: ClaimList;
  readonly #me: string;
  readonly #filter: ClaimFilter;
  #version = Number.NaN;
  #passing = new Set<string>();
  /** What `#shown` was made of. */
  #of: { readonly order: ClaimOrder; readonly chosen: string | null } | null = null;
  #shown: ClaimOrder = { ids: [], attached: 0 };

  /** For a filter of the person `me`. */
  constructor(list: ClaimList, filter: ClaimFilter, me: string) {
    this.#list = list;
    this.#filter = filter;
    this.#me = me;
  }

  /**
   * The ids of those that pass now, and of `chosen`, or choosing words in the text would lead to no card. The same object
   * while it says the same.
   */
  order(chosen: string | null): ClaimOrder {
    const order = this.#list.inOrder;
    if (asksNothing(this.#filter)) return order;
    const turned = this.#look();
    if (!turned && this.#of?.order === order && this.#of.chosen === chosen) return this.#shown;
    this.#of = { order, chosen };
    const isShown = (id: string) => id === chosen || this.#passing.has(id);
    const attached = order.ids.slice(0, order.attached).filter(isShown);
    const ids = [...attached, ...order.ids.slice(order.attached).filter(isShown)];
    const before = this.#shown;
    const same = before.attached === attached.length && before.ids.length === ids.length;
    if (!same || ids.some((id, index) => id !== before.ids[index])) this.#shown = { ids, attached: attached.length };
    return this.#shown;
  }

  /** Looks at what changed; whether a claim passes that did not, or no longer does. */
  #look(): boolean {
    const list = this.#list;
    if (list.version === this.#version) return false;
    const changed = Number.isNaN(this.#version) ? null : list.changedSince(this.#version);
    this.#version = list.version;
    const does = (id: string) => {
      const mark = list.peek(id);
      return mark !== null && passes(this.#filter, mark, this.#me);
    };
    if (!changed) {
      this.#passing = new Set(list.inOrder.ids.filter(does));
      return true;
    }
    let turned = false;
    for (const { id } of changed) {
      const passing = does(id);
      if (passing === this.#passing.has(id)) continue;
      turned = true;
      if (passing) this.#passing.add(id);
      else this.#passing.delete(id);
    }
    return turned;
  }
}
