import { useRef, useSyncExternalStore } from 'react';
import type { ArticleEditor, PlacedMark } from '../editor/article-editor.ts';

/**
 * What the editor says of its claims, as it was when that was last told: what was being drawn anyway when a key came is not to
 * draw what the key did as well. That is drawn when the text has been painted.
 */
function useTold<T>(editor: ArticleEditor, read: () => T): T {
  const known = useRef<{ readonly editor: ArticleEditor; readonly told: number; readonly value: T } | null>(null);
  return useSyncExternalStore(editor.subscribe, () => {
    const told = editor.told();
    if (known.current?.editor !== editor || known.current.told !== told)
      known.current = { editor, told, value: read() };
    return known.current.value;
  });
}

/** The article's claims in text order; another array only when something in it changed. */
export function useClaims(editor: ArticleEditor): readonly PlacedMark[] {
  return useTold(editor, editor.claims);
}

/** The id of the claim this person has chosen, in the text or beside it. */
export function useChosen(editor: ArticleEditor): string | null {
  return useTold(editor, editor.chosen);
}

/** The id of the claim under the pointer, in the text or beside it. */
export function useHovered(editor: ArticleEditor): string | null {
  return useTold(editor, editor.hovered);
}
