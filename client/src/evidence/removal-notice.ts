import { evidenceName } from '@sanad/shared/evidence';
import { useCallback } from 'react';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';
import type { EvidencePiece } from './evidence-desk.ts';

/** Tells that the server took a piece away, and offers to have it brought back. */
export function useRemovalNotice(): (piece: EvidencePiece, undo: () => Promise<void>) => void {
  const text = useText();
  return useCallback(
    (piece, undo) => {
      const failed = () => notify({ text: text('evidence.undo.failed') });
      notify({ text: text('evidence.removed', { name: evidenceName(piece) }), undo: () => void undo().catch(failed) });
    },
    [text],
  );
}
