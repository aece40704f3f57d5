import { claimsRoot, textRoot } from '@sanad/shared/article';
import * as Y from 'yjs';

/**
 * A document with everything of a trail in it, its updates in their order. It never writes by itself: Yjs would tidy
 * formatting after what it is given, which every client does as well, and the log would no longer be all there is.
 */
export function openTrail(trail: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  textRoot(doc);
  claimsRoot(doc);
  doc.on('afterTransaction', leaveFormatting);
  doc.transact(() => {
    for (const update of trail) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Keeps Yjs from tidying formatting behind this transaction, which would be a change of the server's own. */
function leaveFormatting(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false;
}
