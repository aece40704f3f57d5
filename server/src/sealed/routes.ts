import { type SealedList, sealedRequest } from '@sanad/shared/sealed';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import { Refused } from '../sync/gate.ts';
import type { Given, SealedVerdicts } from './sealed-verdicts.ts';

type OfClaim = { Params: { id: string; claim: string } };

/** Sealed verdicts: giving one's own and taking it back; who has given one. */
export function sealedRoutes(app: FastifyInstance, { store }: Parts, sealed: SealedVerdicts): void {
  const checker = { config: { least: 'checker' as const } };
  const path = '/api/articles/:id/claims/:claim/sealed';
  const list = async (request: FastifyRequest<{ Params: { id: string } }>): Promise<SealedList> => {
    return { sealed: await sealed.list(request.params.id, request.person.id) };
  };
  const mayChange = async (article: string) => {
    const row = await store.articles.get(article);
    if (!row) throw noSuchArticle();
    if (row.frozenAt !== null) throw new Refused('frozen');
  };

  app.get<{ Params: { id: string } }>('/api/articles/:id/sealed', list);

  app.post<OfClaim>(path, checker, async (request) => {
    const { id: article, claim } = request.params;
    const given = read(sealedRequest, request.body);
    await mayChange(article);
    if ((await store.settings.get()).secondPerson !== 'blind') {
      throw new HttpProblem(409, 'not-blind', 'This desk seals no verdicts; give yours with PATCH …/claims/:claim.');
    }
    const ended = await sealed.give({ article, claim }, actorOf(request), given);
    if (ended !== 'done') throw notGiven(ended);
    return list(request);
  });

  app.delete<OfClaim>(path, checker, async (request) => {
    const { id: article, claim } = request.params;
    await mayChange(article);
    if (!(await sealed.withdraw({ article, claim }, request.person.id))) {
      throw new HttpProblem(
        404,
        'nothing-sealed',
        'No verdict of yours is sealed on this claim; it may be open by now.',
      );
    }
    return list(request);
  });
}

function notGiven(ended: Exclude<Given, 'done'>): HttpProblem {
  switch (ended) {
    case 'no-such-claim':
      return new HttpProblem(404, ended, 'There is no claim of this id in the article.');
    case 'detached':
      return new HttpProblem(
        409,
        'claim-detached',
        'The words of this claim are gone from the article; make a claim on the words that stand there now.',
      );
    case 'other-words':
      return new HttpProblem(
        409,
        'words-changed',
        'The words of this claim are others by now; read them, and give your verdict for those.',
      );
  }
}
