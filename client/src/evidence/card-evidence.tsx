import { evidenceName } from '@sanad/shared/evidence';
import { atLeast } from '@sanad/shared/policy';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useClaimsDesk } from '../claims/claims-desk.ts';
import { offerUndo } from '../claims/taking-back.ts';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { deskQuery } from '../signing/signing-calls.ts';
import { useConfidentialActs } from './confidential.ts';
import { documentEvidence } from './document-evidence.ts';
import { type EvidenceDesk, type EvidencePiece, evidenceActs } from './evidence-desk.ts';
import { useEvidenceOf } from './evidence-of-claim.ts';
import { EvidenceSection } from './evidence-section.tsx';
import { useRemovalNotice } from './removal-notice.ts';

/** The evidence of a claim on its chosen card, in the article's document. */
export function CardEvidence({ mark }: { readonly mark: PlacedMark }) {
  const { articleId, doc, editor, person, nameOf } = useClaimsDesk();
  const text = useText();
  const { id } = mark.claim;
  const known = useEvidenceOf(mark);
  const of = useMemo(() => ({ article: articleId, claim: id }), [articleId, id]);
  const required = useQuery(deskQuery).data?.requireEvidence ?? false;
  const confidential = useConfidentialActs(of, useRemovalNotice());
  const acts = useMemo(() => {
    const removed = (piece: EvidencePiece, undo: () => void, stands: () => boolean) =>
      offerUndo(doc, { text: text('evidence.removed', { name: evidenceName(piece) }), undo, stands });
    const open = documentEvidence({ doc, step: editor.act.step, by: person.id, removed }, id);
    return evidenceActs({ open, confidential });
  }, [doc, editor, person.id, id, confidential, text]);
  const desk = useMemo<EvidenceDesk>(
    () => ({
      ...known,
      ...acts,
      required,
      mayAdd: editor.mayJudge(),
      mayChange: ({ by }) => editor.mayJudge() && (by === person.id || atLeast(person.role, 'editor')),
    }),
    [known, acts, required, editor, person],
  );
  const takesPaste = useCallback(
    (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (editor.isWriting() || document.querySelector('[role="dialog"]')) return false;
      return target.closest('.ProseMirror') !== null || !target.closest('input, textarea, [contenteditable="true"]');
    },
    [editor],
  );
  return <EvidenceSection claim={id} desk={desk} nameOf={nameOf} {...(desk.mayAdd ? { takesPaste } : {})} />;
}
