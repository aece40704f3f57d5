import {
  type Confidentials,
  type ConfidentialVersions,
  type ConfidentialView,
  confidentialChange,
  confidentialRequest,
} from '@sanad/shared/confidential';
import type { FastifyInstance } from 'fastify';
import { actorOf } from '../http/access.ts';
import type { Parts } from '../http/parts.ts';
import { noSuchArticle, read } from '../http/problem.ts';
import {
  addConfidential,
  changeConfidential,
  confidentialsOf,
  confidentialViewOf,
  moveToConfidential,
  noSuchPiece,
} from './confidential-acts.ts';

type OfArticle = { Params: { id: string } };
type OfClaim = { Params: { id: string; claim: string } };
type OfPiece = { Params: { id: string; claim: string; piece: string } };

/** Evidence that readers may not know of. The history is theirs to read, so that nothing of it is told there. */
export function confidentialRoutes(app: FastifyInstance, parts: Parts): void {
  const { articles, confidential } = parts.store;
  const checker = { config: { least: 'checker' as const } };
  const editor = { config: { least: 'editor' as const } };
  const base = '/api/articles/:id/claims/:claim/confidential';
  const of = ({ id: article, claim }: OfClaim['Params']) => ({ article, claim });

  app.get<OfArticle>('/api/articles/:id/confidential', checker, async (request): Promise<Confidentials> => {
    const { id } = request.params;
    if (!(await articles.get(id))) throw noSuchArticle();
    return { claims: confidentialsOf(await confidential.standing(id)) };
  });

  app.post<OfClaim>(base, checker, async (request, reply): Promise<ConfidentialView> => {
    const { moves, ...said } = read(confidentialRequest, request.body);
    const actor = actorOf(request);
    const row =
      moves === undefined
        ? await addConfidential(parts, of(request.params), actor, said)
        : await moveToConfidential(parts, of(request.params), actor, moves, said);
    reply.code(201);
    return confidentialViewOf(row);
  });

  app.patch<OfPiece>(`${base}/:piece`, checker, async (request): Promise<ConfidentialView> => {
    const wish = read(confidentialChange, request.body);
    const change = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    const { params } = request;
    return confidentialViewOf(await changeConfidential(parts, of(params), actorOf(request), params.piece, change));
  });

  app.delete<OfPiece>(`${base}/:piece`, checker, async (request, reply) => {
    const { params } = request;
    await changeConfidential(parts, of(params), actorOf(request), params.piece, { removed: true });
    return reply.code(204).send();
  });

  app.get<OfPiece>(`${base}/:piece`, editor, async (request): Promise<ConfidentialVersions> => {
    const { id, claim, piece } = request.params;
    const rows = await confidential.versions(id, claim, piece);
    if (rows.length === 0) throw noSuchPiece();
    return { versions: rows.map((row) => ({ ...confidentialViewOf(row), removed: row.evidence.removed })) };
  });
}
