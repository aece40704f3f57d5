import * as Y from 'yjs';

/**
 * How many of the letters that a transaction put into `runs` are the ones it took out of them: y-prosemirror splits,
 * joins and wraps paragraphs by deleting their letters and inserting them again, and nobody who pressed Enter has written
 * half a paragraph. They are told by standing before or behind everything else that came and went, in the same order; so
 * one who types over words has written what is different in them. Call it in the document's `afterTransaction`.
 */
export function lettersKept(transaction: Y.Transaction, runs: Iterable<Y.XmlText>): number {
  let gone = '';
  let come = '';
  for (const run of runs) {
    for (let item = run._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      const isNew = item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
      if (isNew && !item.deleted) come += item.content.str;
      else if (!isNew && Y.isDeleted(transaction.deleteSet, item.id)) gone += item.content.str;
    }
  }
  const most = Math.min(gone.length, come.length);
  let before = 0;
  while (before < most && gone[before] === come[before]) before++;
  let behind = 0;
  while (behind < most - before && gone.at(-1 - behind) === come.at(-1 - behind)) behind++;
  return before + behind;
}
