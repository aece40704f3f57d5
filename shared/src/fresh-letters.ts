import * as Y from 'yjs';
import { anchorRange, type Ground } from './anchor.ts';
import type { Anchor } from './claim.ts';

/** How much of what each client wrote a document held at a moment. */
export type Moment = ReadonlyMap<number, number>;

/** What a document holds now, to be compared with later. */
export function momentOf(doc: Y.Doc): Moment {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/**
 * Whether every letter of a range came after `moment`, but for those the anchor still leads to. Yjs numbers what each client
 * writes: so words that stood in the text before are told from a claim's own, taken out and put in again.
 */
export function isFresh(
  ground: Ground,
  range: { readonly start: number; readonly end: number },
  moment: Moment,
  anchor: Anchor,
): boolean {
  const held = anchorRange(ground, anchor);
  const edges = [anchor.start, anchor.end].map(edgeOf).filter((id) => id !== null);
  let isOnlyFresh = true;
  for (const block of ground.article.blocks) {
    for (const run of block.runs) {
      let at = block.start + run.offset;
      if (at >= range.end || at + run.length <= range.start) continue;
      for (let item = run.type._start; item !== null; item = item.right) {
        if (item.deleted || !item.countable) continue;
        const to = Math.min(at + item.length, range.end);
        for (let letter = Math.max(at, range.start); letter < to; letter++) {
          const { client } = item.id;
          const clock = item.id.clock + letter - at;
          if (edges.some((edge) => edge.client === client && edge.clock === clock)) return true;
          const isHeld = held !== null && letter >= held.start && letter < held.end;
          if (!isHeld && clock < (moment.get(client) ?? 0)) isOnlyFresh = false;
        }
        at += item.length;
      }
    }
  }
  return isOnlyFresh;
}

/** The letter that one end of an anchor holds on to. */
function edgeOf(encoded: Uint8Array): Y.ID | null {
  try {
    return Y.decodeRelativePosition(encoded).item;
  } catch {
    return null; // bytes that are no position
  }
}
