import { readClaims } from '@sanad/shared/claim';
import { reopenRequest, type Version, type Versions } from '@sanad/shared/version';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, noSuchVersion, read } from '../http/problem.ts';
import type { VersionRow } from '../store/version-table.ts';
import { reopen, signOff } from './signing.ts';

const parameters = z.object({
  id: z.string(),
  number: z.coerce.number('The number of a version is a whole number from 1.').int().min(1),
});

/** Signing articles off, reopening them, and the versions that were signed off. */
export function signingRoutes(app: FastifyInstance, parts: Parts): void {
  const { rooms, notices, store } = parts;
  const { articles, versions } = store;
  const editor = { least: 'editor' as const };
  type Id = { Params: { id: string } };

  /** Tells those whom it concerns; whoever did it waits for none of them. */
  const tell = async (kind: 'signed-off' | 'reopened', article: string, version: number, actor: string, at: string) => {
    const [row, claims] = await Promise.all([articles.get(article), rooms.read(article, readClaims)]);
    notices.signed({ kind, article, version, actor, at, createdBy: row?.createdBy ?? null, claims: claims ?? [] });
  };

  app.post<Id>('/api/articles/:id/sign-off', { config: editor }, async (request, reply): Promise<Version> => {
    const { id } = request.params;
    const signed = await signOff(parts, id, request.person);
    if (signed.kind === 'blocked') throw blocked(signed.blockers);
    if (signed.made) {
      const { number, signedBy, signedAt } = signed.version;
      await tell('signed-off', id, number, signedBy, signedAt);
      reply.code(201).header('location', `/api/articles/${encodeURIComponent(id)}/versions/${signed.version.number}`);
    }
    return view(signed.version);
  });

  app.post<Id>('/api/articles/:id/reopen', { config: editor }, async (request): Promise<Version> => {
    const { reason } = read(reopenRequest, request.body);
    const { id } = request.params;
    const version = await reopen(parts, id, request.person, reason);
    if (!version) throw new HttpProblem(409, 'not-signed-off', 'The article is not signed off; it can be changed.');
    await tell('reopened', id, version.number, request.person.id, version.reopenedAt ?? version.signedAt);
    return view(version);
  });

  app.get<Id>('/api/articles/:id/versions', async (request): Promise<Versions> => {
    const { id } = request.params;
    if (!(await articles.get(id))) throw noSuchArticle();
    return { versions: (await versions.list(id)).map(view) };
  });

  app.get('/api/articles/:id/versions/:number', async (request) => {
    const { id, number } = read(parameters, request.params);
    const version = await versions.get(id, number);
    if (version) return view(version);
    throw (await articles.get(id)) ? noSuchVersion() : noSuchArticle();
  });
}

function view({ article: _, ...version }: VersionRow): Version {
  return version;
}

function blocked(blockers: readonly object[]): HttpProblem {
  const sentence =
    'Something stands in the way of signing this article off; see "blockers", and mend each of them first.';
  return new HttpProblem(409, 'blocked', sentence, { blockers });
}
