import * as Y from 'yjs';

/** A step of Yjs's undo: what it wrote, which taking it back deletes, and what it deleted, which that revives. */
interface Step {
  readonly insertions: Y.UndoManager['undoStack'][number]['insertions'];
  readonly deletions: Y.UndoManager['undoStack'][number]['deletions'];
}

/**
 * Whether taking back `step` would delete letters of `text` while others that should come back in their place cannot:
 * y-prosemirror splits a block by writing its second half anew, so undoing a split deletes that half and revives the
 * letters in the first. Where a colleague has made a heading, a quote or a list item of the first half since, its letters
 * were written anew too, and the old block that would take the revived ones is gone. Looks, and changes nothing.
 */
export function losesLetters(doc: Y.Doc, text: Y.XmlFragment, step: Step): boolean {
  let lost = 0;
  let taken = 0;
  doc.transact((transaction) => {
    const reviving = new Set<Y.Item>();
    Y.iterateDeletedStructs(transaction, step.deletions, (struct) => {
      if (struct instanceof Y.Item && !Y.isDeleted(step.insertions, struct.id)) reviving.add(struct);
    });
    for (const item of reviving) {
      if (item.content instanceof Y.ContentString && isIn(item, text) && !comesBack(item, reviving))
        lost += item.length;
    }
    if (lost === 0) return;
    Y.iterateDeletedStructs(transaction, step.insertions, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
      if (!struct.deleted && isIn(struct, text)) taken += struct.length;
    });
  });
  return lost > 0 && taken > 0;
}

function isIn(item: Y.Item, root: Y.XmlFragment): boolean {
  let type = item.parent as Y.AbstractType<unknown>;
  while (type._item) type = type._item.parent as Y.AbstractType<unknown>;
  return type === (root as unknown);
}

/** Whether Yjs finds a living parent to revive an item in, or revives that too. */
function comesBack(item: Y.Item, reviving: ReadonlySet<Y.Item>): boolean {
  for (let above = (item.parent as Y.AbstractType<unknown>)._item; above; ) {
    if (!above.deleted || above.redone !== null) return true;
    if (!reviving.has(above)) return false;
    above = (above.parent as Y.AbstractType<unknown>)._item;
  }
  return true;
}
