import { useEffect } from 'react';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';

/** Says so when a step was not taken back: words would have been lost by it, or nothing of it was left. */
export function useUnsafeUndo(editor: ArticleEditor | null): void {
  const text = useText();
  useEffect(
    () =>
      editor?.onUnsafeUndo((why) =>
        notify({ text: text(why === 'lossy' ? 'article.undo.unsafe' : 'article.undo.overtaken') }),
      ),
    [editor, text],
  );
}
