import { useRef, useSyncExternalStore } from 'react';
import type { ArticleEditor, ClaimOrder, PlacedMark } from '../editor/article-editor.ts';

interface Told<T> {
  readonly editor: ArticleEditor;
  readonly told: number;
  readonly of: unknown;
  readonly value: T;
}

/**
 * What the editor says of its claims (or of one, `of`), as it was when that was last told: what was being drawn anyway when
 * a key came is not to draw what the key did as well. That is drawn when the text has been painted.
 */
function useTold<T>(editor: ArticleEditor, read: () => T, of: unknown = null): T {
  const known = useRef<Told<T> | null>(null);
  return useSyncExternalStore(editor.subscribe, () => {
    const told = editor.told();
    const before = known.current;
    if (before?.editor !== editor || before.told !== told || before.of !== of)
      known.current = { editor, told, of, value: read() };
    return (known.current as Told<T>).value;
  });
}

/** The article's claims in text order; another array whenever something in it changed. For what is seldom on screen. */
export function useClaims(editor: ArticleEditor): readonly PlacedMark[] {
  return useTold(editor, editor.claims);
}

/** The ids of the article's claims; another object only when claims came, went or changed their order. */
export function useClaimOrder(editor: ArticleEditor): ClaimOrder {
  return useTold(editor, () => editor.list.inOrder);
}

/** A claim, followed by itself: who shows it hears of no other. Null for one that there is not. */
export function useMark(editor: ArticleEditor, id: string | null): PlacedMark | null {
  return useTold(editor, () => (id === null ? null : editor.list.peek(id)), id);
}

/** The number of a claim, which changes in its mark; null for one that there is not. */
export function useNumber(editor: ArticleEditor, id: string): number | null {
  return useTold(editor, () => editor.list.peek(id)?.number ?? null, id);
}

/** The id of the claim this person has chosen, in the text or beside it. */
export function useChosen(editor: ArticleEditor): string | null {
  return useTold(editor, editor.chosen);
}

/** The id of the claim under the pointer, in the text or beside it. */
export function useHovered(editor: ArticleEditor): string | null {
  return useTold(editor, editor.hovered);
}
