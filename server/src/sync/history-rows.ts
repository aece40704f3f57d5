import type { HistoryEntry, NewUpdate } from '../store/store.ts';
import type { Effect } from './gate.ts';

/** A person's edits of the text make one row of history in so many milliseconds. */
const EDITS_TOGETHER = 30_000;

/** What the updates of one article add to its history. */
export class HistoryRows {
  /** When each person's last row of editing began, in milliseconds. */
  readonly #edits = new Map<string, number>();

  /**
   * What an update adds: a row for each deed. Letters come one by one, so a person's editing of the text makes a row when
   * it begins, and what they write in the `EDITS_TOGETHER` after is counted with that row, each update's letters in the
   * update's own transaction. So the history has every letter that is stored, whoever leaves and whatever crashes; nothing
   * of it waits in memory. After the article was loaded anew everybody's next edit makes a row. `now` is in milliseconds.
   */
  of(actor: string, { changes, inserted, deleted }: Effect, now: number): Pick<NewUpdate, 'history' | 'continued'> {
    const history: HistoryEntry[] = [];
    let continued: NewUpdate['continued'];
    for (const change of changes) {
      if (change.kind !== 'text-edited') {
        const { kind, ...rest } = change;
        const claim = 'claim' in rest ? rest.claim : null;
        // Whether a verdict was the first is for deciding about it; the rows before it tell.
        const detail = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'claim' && key !== 'first'));
        history.push({ kind, claim, detail });
        continue;
      }
      const since = this.#edits.get(actor);
      if (since !== undefined && now - since < EDITS_TOGETHER) {
        continued = { inserted, deleted };
        continue;
      }
      history.push({ kind: 'text-edited', claim: null, detail: { inserted, deleted } });
      this.#edits.set(actor, now);
    }
    return { history, ...(continued ? { continued } : {}) };
  }
}
