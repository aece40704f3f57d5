import type { PlacedBlock } from '@sanad/shared/article';
import type { EditorState } from 'prosemirror-state';
import { claimOf, heldIn } from './claims-plugin.ts';

/** The words of a claim in one block: positions counted from where the block's content begins. */
export interface Part {
  readonly claim: string;
  readonly from: number;
  readonly to: number;
  /** Whether the claim begins here, and not in a block before. */
  readonly begins: boolean;
}

/** The words of claims in a block, wherever they are held now, in text order. */
export function partsIn(state: EditorState, { from, node }: PlacedBlock): Part[] {
  const { size } = node.content;
  return heldIn(state, { from, to: from + size })
    .map((held) => ({
      claim: claimOf(held),
      from: Math.max(0, held.from - from),
      to: Math.min(size, held.to - from),
      begins: held.from >= from,
    }))
    .filter((part) => part.from < part.to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
}
