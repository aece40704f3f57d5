import { useSyncExternalStore } from 'react';
import type { ArticleEditor, PlacedMark } from '../editor/article-editor.ts';

/** The article's claims in text order; another array only when something in it changed. */
export function useClaims(editor: ArticleEditor): readonly PlacedMark[] {
  return useSyncExternalStore(
    (listener) => editor.subscribe(listener),
    () => editor.claims(),
  );
}

/** The id of the claim this person has chosen, in the text or beside it. */
export function useChosen(editor: ArticleEditor): string | null {
  return useSyncExternalStore(
    (listener) => editor.subscribe(listener),
    () => editor.chosen(),
  );
}

/** The id of the claim under the pointer, in the text or beside it. */
export function useHovered(editor: ArticleEditor): string | null {
  return useSyncExternalStore(
    (listener) => editor.subscribe(listener),
    () => editor.hovered(),
  );
}
