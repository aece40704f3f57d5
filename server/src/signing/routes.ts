import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readClaims } from '@sanad/shared/claim';
import type { Report } from '@sanad/shared/report';
import { reopenRequest, type Version, type Versions } from '@sanad/shared/version';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import { loadReportFonts } from '../report/fonts.ts';
import { renderHtml } from '../report/html.ts';
import { asksForSecrets, offer, ownLanguage, reportQuery, showHtml } from '../report/routes.ts';
import type { VersionContent, VersionRow } from '../store/version-table.ts';
import { hashOfText } from './canonical-report.ts';
import { reopen, signOff } from './signing.ts';

const unzip = promisify(gunzip);

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

  /** @throws HttpProblem when there is no such version. */
  const found = async (params: unknown): Promise<VersionRow> => {
    const { id, number } = read(parameters, params);
    const version = await versions.get(id, number);
    if (version) return version;
    if (!(await articles.get(id))) throw noSuchArticle();
    throw noSuchVersion();
  };
  const partOf = async <K extends keyof VersionContent>({ article, number }: VersionRow, part: K) => {
    const content = await versions.part(article, number, part);
    if (content === null) throw noSuchVersion();
    return content;
  };

  app.get('/api/articles/:id/versions/:number', async (request) => view(await found(request.params)));

  app.get('/api/articles/:id/versions/:number/report.json', async (request, reply) => {
    const version = await found(request.params);
    const whole = asksForSecrets(request) ? await versions.part(version.article, version.number, 'confidential') : null;
    const report = whole ?? (await partOf(version, 'report'));
    offer(request, reply, JSON.parse(report) as Report, `v${version.number}.json`);
    sealed(reply, whole === null ? version.hash : hashOfText(whole), 'json');
    return reply.type('application/json; charset=utf-8').send(report);
  });

  app.get('/api/articles/:id/versions/:number/report.html', async (request, reply) => {
    const version = await found(request.params);
    const whole = asksForSecrets(request) ? await versions.part(version.article, version.number, 'confidential') : null;
    const report = JSON.parse(whole ?? (await partOf(version, 'report'))) as Report;
    const language = read(reportQuery, request.query).language ?? ownLanguage(report);
    offer(request, reply, report, `v${version.number}.html`);
    if (whole !== null) {
      sealed(reply, hashOfText(whole), language);
      return showHtml(reply, renderHtml(report, language, await loadReportFonts()));
    }
    const html = await partOf(version, 'html');
    sealed(reply, version.hash, language);
    return showHtml(reply, await unzip(html[language]));
  });
}

function view({ article: _, ...version }: VersionRow): Version {
  return version;
}

/** Says which version it is from, and which of its files. */
function sealed(reply: FastifyReply, hash: string, file: string): void {
  reply.header('x-content-digest', `sha-256=${hash}`).header('etag', `"${hash}.${file}"`);
}

function blocked(blockers: readonly object[]): HttpProblem {
  const sentence =
    'Something stands in the way of signing this article off; see "blockers", and mend each of them first.';
  return new HttpProblem(409, 'blocked', sentence, { blockers });
}

function noSuchVersion(): HttpProblem {
  return new HttpProblem(404, 'no-such-version', 'The article has no version of this number; see its "versions".');
}
