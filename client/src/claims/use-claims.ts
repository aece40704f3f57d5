import { useSyncExternalStore } from 'react';
import type { ArticleEditor, ClaimOrder, PlacedMark } from '../editor/article-editor.ts';

/** The article's claims in text order; another array whenever something in it changed. For what is seldom on screen. */
export function useClaims(editor: ArticleEditor): readonly PlacedMark[] {
  return useSyncExternalStore(editor.subscribe, editor.claims);
}

/** The ids of the article's claims; another object only when claims came, went or changed their order. */
export function useClaimOrder(editor: ArticleEditor): ClaimOrder {
  return useSyncExternalStore(editor.subscribe, () => editor.list.inOrder);
}

/** A claim, followed by itself: who shows it hears of no other. Null for one that there is not. */
export function useMark(editor: ArticleEditor, id: string | null): PlacedMark | null {
  return useSyncExternalStore(editor.subscribe, () => (id === null ? null : editor.list.peek(id)));
}

/** The number of a claim, which changes in its mark; null for one that there is not. */
export function useNumber(editor: ArticleEditor, id: string): number | null {
  return useSyncExternalStore(editor.subscribe, () => editor.list.peek(id)?.number ?? null);
}

/** The id of the claim this person has chosen, in the text or beside it. */
export function useChosen(editor: ArticleEditor): string | null {
  return useSyncExternalStore(editor.subscribe, editor.chosen);
}

/** The id of the claim under the pointer, in the text or beside it. */
export function useHovered(editor: ArticleEditor): string | null {
  return useSyncExternalStore(editor.subscribe, editor.hovered);
}
