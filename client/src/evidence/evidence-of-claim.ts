import { isUnbacked, piecesOf } from '@sanad/shared/evidence';
import { useMemo } from 'react';
import { useClaimsDesk } from '../claims/claims-desk.ts';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useConfidential } from './confidential.ts';
import type { EvidenceDesk, EvidencePiece } from './evidence-desk.ts';

/** What is known of the evidence of a claim in an open article: all of it, and whether some is missing. */
export function useEvidenceOf(mark: PlacedMark): Pick<EvidenceDesk, 'pieces' | 'unbacked'> {
  const { articleId, person } = useClaimsDesk();
  const { id, evidence } = mark.claim;
  const secret = useConfidential({ article: articleId, claim: id }, person);
  return useMemo(() => {
    const open = piecesOf(evidence).map((piece): EvidencePiece => ({ ...piece, confidential: false }));
    const pieces = [...open, ...(secret ?? [])].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
    // Who is not told what is confidential cannot say that nothing is there.
    const unbacked = secret !== null && isUnbacked({ verdict: mark.verdict, evidence: open }, secret.length > 0);
    return { pieces, unbacked };
  }, [evidence, secret, mark.verdict]);
}
