import { useLayoutEffect } from 'react';
import type { ArticleEditor } from '../editor/article-editor.ts';

/** The keys that work anywhere on the page: `?` for the list of keys, F6 between the text and the claims. */
export function usePageKeys(editor: ArticleEditor | null, setKeysOpen: (open: boolean) => void): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (event.code === 'F6' && editor) {
        event.preventDefault();
        const chosen = editor.chosen();
        if (target?.closest('[data-claims]')) editor.choose(chosen, { focus: true });
        else faceOf(chosen)?.focus();
        return;
      }
      // In the text a sign is written while keys write there, and not while sentences are gone through.
      const writing = target?.closest('.ProseMirror')
        ? editor?.isWriting()
        : target?.closest('input, textarea, [contenteditable="true"], [role="dialog"]');
      // By the sign where the layout has it, by its place on the keyboard where the sign is another letter's.
      const asks = event.key === '?' || event.key === '؟' || (event.code === 'Slash' && event.shiftKey);
      if (asks && !writing) {
        event.preventDefault();
        setKeysOpen(true);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [editor, setKeysOpen]);
}

/** The card of the chosen claim, else the one Tab would stop at. */
function faceOf(chosen: string | null): HTMLElement | null {
  const own = chosen && document.querySelector<HTMLElement>(`[data-face="${CSS.escape(chosen)}"]`);
  return own || document.querySelector<HTMLElement>('[data-face][tabindex="0"]');
}
