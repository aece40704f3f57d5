import { randomUUID } from 'node:crypto';
import { addComment, deleteComment, editComment, type Hand, putEvidence, removeEvidence } from '@sanad/shared/dossier';
import { type Evidence, evidenceChange, evidenceRequest, evidenceShape } from '@sanad/shared/evidence';
import type { ClaimView } from '@sanad/shared/protocol';
import { type Comment, commentChange, commentRequest } from '@sanad/shared/thread';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type * as Y from 'yjs';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, read } from '../http/problem.ts';
import { viewOf } from './claim-routes.ts';
import { claimHeld } from './dossier-acts.ts';

type Of = { Params: { id: string; claim: string } };
type OfPart = { Params: { id: string; claim: string; part: string } };

/** Evidence and comments of a claim, for scripts; each answers with the claim as it is then. */
export function dossierRoutes(app: FastifyInstance, { rooms, now }: Parts): void {
  const checker = { config: { least: 'checker' as const } };
  const base = '/api/articles/:id/claims/:claim';

  const change = async (request: FastifyRequest<Of>, act: (doc: Y.Doc, hand: Hand) => void): Promise<ClaimView> => {
    const { id, claim } = request.params;
    const actor = actorOf(request);
    const view = await rooms.change(id, actor, (doc) => {
      claimHeld(doc, claim);
      act(doc, { by: actor.id, at: now().toISOString() });
      return viewOf(id, doc, claim);
    });
    await rooms.projected(id);
    return view;
  };

  app.post<Of>(`${base}/comments`, checker, async (request, reply) => {
    const said = read(commentRequest, request.body);
    const { claim } = request.params;
    const view = await change(request, (doc, hand) => {
      if (said.replyTo !== null) commentOf(doc, claim, said.replyTo);
      addComment(doc, claim, randomUUID(), hand, said);
    });
    reply.code(201);
    return view;
  });

  app.patch<OfPart>(`${base}/comments/:part`, checker, (request) => {
    const said = read(commentChange, request.body);
    const { claim, part } = request.params;
    return change(request, (doc, hand) => {
      ownComment(doc, claim, part, hand);
      editComment(doc, claim, part, hand, said);
    });
  });

  app.delete<OfPart>(`${base}/comments/:part`, checker, (request) => {
    const { claim, part } = request.params;
    return change(request, (doc, hand) => {
      ownComment(doc, claim, part, hand);
      deleteComment(doc, claim, part, hand);
    });
  });

  app.post<Of>(`${base}/evidence`, checker, async (request, reply) => {
    const wish = read(evidenceRequest, request.body);
    const view = await change(request, (doc, hand) => {
      putEvidence(doc, request.params.claim, randomUUID(), { ...hand, ...wish, removed: false });
    });
    reply.code(201);
    return view;
  });

  app.patch<OfPart>(`${base}/evidence/:part`, checker, (request) => {
    const wish = read(evidenceChange, request.body);
    const { claim, part } = request.params;
    return change(request, (doc) => {
      const before = evidenceOf(doc, claim, part, wish.removed === false);
      const changed = evidenceShape.safeParse({ ...before, ...wish });
      if (!changed.success) {
        throw new HttpProblem(422, 'nameless-evidence', changed.error.issues[0]?.message ?? 'This is no evidence.');
      }
      putEvidence(doc, claim, part, changed.data);
    });
  });

  app.delete<OfPart>(`${base}/evidence/:part`, checker, (request) => {
    const { claim, part } = request.params;
    return change(request, (doc) => {
      evidenceOf(doc, claim, part);
      removeEvidence(doc, claim, part);
    });
  });
}

/** A piece of a claim's evidence, with `also` one that was taken away too. @throws HttpProblem 404 */
export function evidenceOf(doc: Y.Doc, claim: string, id: string, also = false): Evidence {
  const evidence = claimHeld(doc, claim).evidence[id];
  if (!evidence || (evidence.removed && !also))
    throw new HttpProblem(404, 'no-such-evidence', 'There is no evidence of this id on the claim.');
  return evidence;
}

function commentOf(doc: Y.Doc, claim: string, id: string): Comment {
  const entry = claimHeld(doc, claim).comments[id];
  if (entry?.kind !== 'comment') {
    throw new HttpProblem(404, 'no-such-comment', 'There is no comment of this id in the thread of the claim.');
  }
  return entry;
}

function ownComment(doc: Y.Doc, claim: string, id: string, { by }: Hand): void {
  if (commentOf(doc, claim, id).by === by) return;
  throw new HttpProblem(
    403,
    'another-persons-comment',
    'Only its writer edits or deletes a comment; reply to it instead.',
  );
}
