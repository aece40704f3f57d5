import { claimsRoot } from '@sanad/shared/article';
import type { Claim } from '@sanad/shared/claim';
import { addComment, assignClaim, putEvidence, settleClaim } from '@sanad/shared/dossier';
import { evidenceShape } from '@sanad/shared/evidence';
import * as Y from 'yjs';
import { AT } from '../shared/desk-article.ts';
import type { Chance } from './chance.ts';

/** Adds something to what gathers around a claim, in whosever name; `names` are ids that nobody should take. */
export function gather(
  doc: Y.Doc,
  { id, evidence, comments }: Claim,
  attacker: string,
  chance: Chance,
  names: readonly string[],
): void {
  const hand = { by: chance.of([attacker, attacker, 'clara', 'edith']), at: AT };
  const fresh = `part-${chance.below(1000)}`;
  const taken = (parts: object) => chance.of([...Object.keys(parts), fresh]);
  const piece = evidenceShape.parse({ ...hand, title: 'بيان آخر', address: 'https://example.org/1' });
  const part = claimsRoot(doc)
    .get(id)
    ?.get(chance.of(['evidence', 'comments']));
  if (!(part instanceof Y.Map)) return;
  switch (chance.below(7)) {
    case 0:
      putEvidence(doc, id, taken(evidence), piece);
      break;
    case 1:
      part.set(fresh, { ...piece, address: chance.of(['javascript:alert(1)', 'https://a@b.example']) });
      break;
    case 2:
      addComment(doc, id, taken(comments), hand, { text: 'لم أقل هذا', mentions: ['clara'], replyTo: null });
      break;
    case 3:
      settleClaim(doc, id, taken(comments), hand, { how: 'stands', reason: 'نعم', wording: null, quote: 'قال' });
      break;
    case 4:
      assignClaim(doc, id, chance.of(['clara', null, attacker]));
      break;
    case 5:
      part.delete(taken({ ...evidence, ...comments }));
      break;
    default:
      part.set(chance.of([...names, fresh]), chance.of<unknown>([{ ...hand }, 'x', null, new Y.Map(), { kind: 'x' }]));
  }
}
