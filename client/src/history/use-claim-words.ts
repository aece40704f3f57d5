import { claimsRoot } from '@sanad/shared/article';
import { readAside, readClaim } from '@sanad/shared/claim';
import { useCallback, useMemo } from 'react';
import type * as Y from 'yjs';
import { wordsOf } from '../claims/claim-card.tsx';
import { useClaims } from '../claims/use-claims.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';

/** The words of a claim: where it stands those it has now, else those it last had. */
export interface ClaimWords {
  readonly words: string;
  /** Its number in the text; null for a claim that was removed, and for words set aside: there is nowhere to go. */
  readonly number: number | null;
  readonly removed: boolean;
}

/** A function from a claim's id to its words; null for an id that the article has nothing of. */
export function useClaimWords(doc: Y.Doc, editor: ArticleEditor): (claim: string) => ClaimWords | null {
  const marks = useClaims(editor);
  const placed = useMemo(() => new Map(marks.map((mark) => [mark.claim.id, mark])), [marks]);
  return useCallback(
    (claim) => {
      const mark = placed.get(claim);
      if (mark) return { words: wordsOf(mark), number: mark.number, removed: false };
      const record = claimsRoot(doc).get(claim);
      const aside = readAside(record);
      if (aside) return { words: aside.original.exact, number: null, removed: false };
      const known = readClaim(record);
      return known && { words: known.quote.exact, number: null, removed: known.removed };
    },
    [placed, doc],
  );
}
