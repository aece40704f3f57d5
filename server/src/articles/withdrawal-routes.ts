import { standingJudgement, withdrawJudgement } from '@sanad/shared/claim';
import { withdrawSettlement } from '@sanad/shared/dossier';
import type { ClaimView } from '@sanad/shared/protocol';
import { standingSettlement } from '@sanad/shared/thread';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as Y from 'yjs';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem } from '../http/problem.ts';
import { viewOf } from './claim-routes.ts';
import { claimHeld } from './dossier-acts.ts';

type OfPart = { Params: { id: string; claim: string; part: string } };

/**
 * Taking back what one has just decided, as long as nobody has decided otherwise since. `DELETE …/verdict/:at` takes the
 * verdict of that time, `DELETE …/settlement/:entry` the settlement with that id; both answer with the claim as it is then.
 */
export function withdrawalRoutes(app: FastifyInstance, { rooms }: Parts): void {
  const withdraw = async (request: FastifyRequest<OfPart>, act: (doc: Y.Doc) => void): Promise<ClaimView> => {
    const { id, claim } = request.params;
    const view = await rooms.change(id, actorOf(request), (doc) => {
      act(doc);
      return viewOf(id, doc, claim);
    });
    await rooms.projected(id);
    return view;
  };

  app.delete<OfPart>(
    '/api/articles/:id/claims/:claim/verdict/:part',
    { config: { least: 'checker' as const } },
    (request) => {
      const { claim, part } = request.params;
      return withdraw(request, (doc) => {
        const standing = standingJudgement(claimHeld(doc, claim));
        if (standing?.at !== part || standing.by !== actorOf(request).id) throw notStanding();
        withdrawJudgement(doc, claim);
      });
    },
  );

  app.delete<OfPart>(
    '/api/articles/:id/claims/:claim/settlement/:part',
    { config: { least: 'editor' as const } },
    (request) => {
      const { claim, part } = request.params;
      return withdraw(request, (doc) => {
        const standing = standingSettlement(claimHeld(doc, claim).comments);
        if (standing?.id !== part) throw notStanding();
        if (standing.by !== actorOf(request).id) {
          throw new HttpProblem(
            403,
            'another-persons-settlement',
            'Only whoever settled a claim takes that back; reopen it instead, with a reason.',
          );
        }
        withdrawSettlement(doc, claim, part);
      });
    },
  );
}

function notStanding(): HttpProblem {
  return new HttpProblem(
    409,
    'not-standing',
    'This is not what holds now, or not yours; what was decided since is not touched.',
  );
}
