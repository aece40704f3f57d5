import { useEffect } from 'react';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';

/** Says so when a step was not taken back because words would have been lost by it. */
export function useUnsafeUndo(editor: ArticleEditor | null): void {
  const text = useText();
  useEffect(() => editor?.onUnsafeUndo(() => notify({ text: text('article.undo.unsafe') })), [editor, text]);
}
