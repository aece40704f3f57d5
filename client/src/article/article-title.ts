import { textRoot } from '@sanad/shared/article';
import { titleOf } from '@sanad/shared/article-text';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { Rest } from '../editor/rest.ts';

/** How long (ms) the text must rest before its title is read anew. */
const REST = 250;

/** The article's title as the text has it now; null until it was read. */
export function useTitle(doc: Y.Doc): string | null {
  const [title, setTitle] = useState<string | null>(() => (textRoot(doc).length > 0 ? titleOf(doc) : null));
  useEffect(() => {
    const root = textRoot(doc);
    const read = () => {
      if (root.length > 0) setTitle(titleOf(doc));
    };
    const rest = new Rest(read);
    const ask = () => rest.later(REST);
    read();
    root.observeDeep(ask);
    return () => {
      rest.forget();
      root.unobserveDeep(ask);
    };
  }, [doc]);
  return title;
}
