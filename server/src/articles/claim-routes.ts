import type { Claimant } from '@sanad/shared/claimant';
import { assignClaim, setClaimant } from '@sanad/shared/dossier';
import { type ClaimView, claimChange, claimRequest } from '@sanad/shared/protocol';
import type { FastifyInstance } from 'fastify';
import type * as Y from 'yjs';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import { newId } from '../people/secrets.ts';
import { type Judged, judge, makeClaim, type Place } from './claim-acts.ts';
import { claimViews } from './claim-view.ts';
import { claimHeld, sameWords, settle, someoneOfTheDesk } from './dossier-acts.ts';

/** The claims of one article: read, made by quote, judged. */
export function claimRoutes(app: FastifyInstance, { store, rooms, now }: Parts): void {
  const checker = { least: 'checker' as const };

  app.get<{ Params: { id: string } }>('/api/articles/:id/claims', async (request) => {
    const { id } = request.params;
    const claims = await rooms.read(id, (doc) => claimViews(id, doc));
    if (!claims) throw noSuchArticle();
    return { claims };
  });

  app.post<{ Params: { id: string } }>(
    '/api/articles/:id/claims',
    { config: checker },
    async (request, reply): Promise<ClaimView> => {
      const { id } = request.params;
      const wish = read(claimRequest, request.body);
      const actor = actorOf(request);
      const who = { by: actor.id, at: now().toISOString() };
      const judged = wish.verdict !== undefined || wish.note !== undefined;
      const given = judged ? { verdict: wish.verdict ?? 'unchecked', note: wish.note ?? '', ...who } : null;
      const claim = newId();
      const view = await rooms.change(id, actor, (doc) => {
        const place = makeClaim(doc, claim, wish, who, given);
        if (place.kind !== 'found') throw notPlaced(place);
        return viewOf(id, doc, claim);
      });
      // Whoever asks for the queue next finds it there.
      await rooms.projected(id);
      reply.code(201);
      return view;
    },
  );

  app.patch<{ Params: { id: string; claim: string } }>(
    '/api/articles/:id/claims/:claim',
    { config: checker },
    async (request): Promise<ClaimView> => {
      const { id, claim } = request.params;
      const change = read(claimChange, request.body);
      const actor = actorOf(request);
      const { verdict, note, assignee, claimant, settlement, quote } = change;
      if (assignee) await someoneOfTheDesk(store.people, assignee);
      const view = await rooms.change(id, actor, (doc) => {
        const hand = { by: actor.id, at: now().toISOString() };
        if (quote !== undefined && (verdict !== undefined || settlement)) sameWords(doc, claim, quote);
        if (verdict !== undefined || note !== undefined) {
          const judged = judge(doc, claim, { verdict, note }, hand);
          if (judged.kind !== 'done') throw notJudged(judged);
        }
        const held = claimHeld(doc, claim);
        if (assignee !== undefined && assignee !== held.assignee) assignClaim(doc, claim, assignee);
        if (claimant !== undefined && !saysAlike(claimant, held.claimant)) setClaimant(doc, claim, claimant);
        if (settlement) settle(doc, claim, settlement, hand);
        return viewOf(id, doc, claim);
      });
      await rooms.projected(id);
      return view;
    },
  );
}

/** Whether two claimants are the same, in all that is said of them. */
function saysAlike(a: Claimant | null, b: Claimant | null): boolean {
  return a?.name === b?.name && a?.kind === b?.kind && a?.address === b?.address;
}

/** The claim as the wire has it. @throws Error when it is not there. */
export function viewOf(article: string, doc: Y.Doc, claim: string): ClaimView {
  const view = claimViews(article, doc).find(({ id }) => id === claim);
  if (!view) throw new Error(`claim ${claim} is not where it was put`);
  return view;
}

function notPlaced(place: Exclude<Place, { kind: 'found' }>): HttpProblem {
  switch (place.kind) {
    case 'nowhere':
      return new HttpProblem(
        422,
        'words-not-found',
        'These words are not in the article, or not with that "prefix" and "suffix"; send them as they stand in its text.',
      );
    case 'several':
      return new HttpProblem(
        409,
        'words-at-several-places',
        'These words stand at several places; say which with "prefix" or "suffix", the words before or behind them.',
      );
    case 'similar':
      return new HttpProblem(
        422,
        'words-differ',
        `These words are not in the article, only similar ones; if you mean “${place.words}”, send those.`,
      );
    case 'too-long':
      return new HttpProblem(422, 'words-too-long', 'A claim has at most 10,000 characters; make several of it.');
  }
}

function notJudged(judged: Exclude<Judged, { kind: 'done' }>): HttpProblem {
  switch (judged.kind) {
    case 'no-such-claim':
      return new HttpProblem(404, 'no-such-claim', 'There is no claim of this id in the article.');
    case 'detached':
      return new HttpProblem(
        409,
        'claim-detached',
        'The words of this claim are gone from the article; make a claim on the words that stand there now.',
      );
    case 'anothers-note':
      return new HttpProblem(
        409,
        'anothers-note',
        'The note belongs to somebody else’s verdict; give a verdict of your own with your note.',
      );
  }
}
