import { atLeast } from '@sanad/shared/policy';
import type { Report } from '@sanad/shared/report';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { confidentialsOf } from '../confidential/confidential-acts.ts';
import { HttpProblem, noSuchArticle, read } from '../http/problem.ts';
import type { Store } from '../store/store.ts';
import type { Rooms } from '../sync/rooms.ts';
import { reportMaker } from './article-report.ts';
import { attachment, fileNameOf } from './file-name.ts';
import { loadReportFonts, type ReportFonts } from './fonts.ts';
import { REPORT_POLICY, renderHtml } from './html.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from './words.ts';

/** What the report is made from. */
export interface ReportParts {
  readonly rooms: Rooms;
  readonly store: Store;
  readonly now: () => Date;
}

const parameters = z.object({ id: z.string() });
/** GET …/report.html and report.json */
export const reportQuery = z.object({
  language: z.enum(REPORT_LANGUAGES, `"language" has to be one of ${REPORT_LANGUAGES.join(', ')}.`).optional(),
  download: z.string().optional(),
  /** For editors: with the evidence that not everybody may read. */
  confidential: z.enum(['true', 'false'], '"confidential" has to be true or false.').optional(),
});

/**
 * Serves `GET /api/articles/:id/report.html` and `report.json`, to whoever the guard lets through. `?language=` is of the
 * report's own words, the article's language when it is one of them; `?download` offers the report as a file;
 * `?confidential=true`, an editor's to ask, has the confidential evidence in it, and says so.
 */
export function reportRoutes(app: FastifyInstance, parts: ReportParts): void {
  let fonts: Promise<ReportFonts> | null = null;

  app.get('/api/articles/:id/report.html', async (request, reply) => {
    const report = await reportFor(request, parts);
    const { language } = read(reportQuery, request.query);
    fonts ??= loadReportFonts();
    offer(request, reply, report, 'html');
    return showHtml(reply, renderHtml(report, language ?? ownLanguage(report), await fonts));
  });

  app.get('/api/articles/:id/report.json', async (request, reply) => {
    const report = await reportFor(request, parts);
    offer(request, reply, report, 'json');
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(report, null, 2));
  });
}

/** @throws HttpProblem when there is no such article. */
async function reportFor(request: FastifyRequest, { rooms, store, now }: ReportParts): Promise<Report> {
  const { id } = read(parameters, request.params);
  const secrets = await secretsFor(request, store, id);
  const row = await store.articles.get(id);
  if (!row) throw noSuchArticle();
  await rooms.projected(id);
  const latest = (await store.articles.get(id)) ?? row;
  const report = await rooms.read(
    id,
    await reportMaker(store.people, latest, request.person.name, now().toISOString(), secrets),
  );
  if (!report) throw noSuchArticle();
  return report;
}

/** What is confidential in the article, where a report with it is asked for. @throws HttpProblem for who is no editor. */
async function secretsFor(request: FastifyRequest, { confidential }: Store, article: string) {
  return asksForSecrets(request) ? confidentialsOf(await confidential.standing(article)) : null;
}

/** Whether a report with what is confidential is asked for. @throws HttpProblem for who is no editor. */
export function asksForSecrets(request: FastifyRequest): boolean {
  if (read(reportQuery, request.query).confidential !== 'true') return false;
  if (!atLeast(request.person.role ?? 'reader', 'editor')) {
    throw new HttpProblem(
      403,
      'role-too-low',
      'Only an editor takes confidential evidence out; ask one for that report.',
    );
  }
  return true;
}

/** The language a report's own words come in where none is asked for: the article's, or one that runs as it does. */
export function ownLanguage(report: Report): ReportLanguage {
  const primary = report.article.language.toLowerCase().split('-')[0];
  return (
    REPORT_LANGUAGES.find((language) => language === primary) ?? (report.article.direction === 'rtl' ? 'ar' : 'en')
  );
}

/** Keeps a report out of caches, and offers it as a file where `?download` asks for one. */
export function offer(request: FastifyRequest, reply: FastifyReply, report: Report, ending: string): void {
  // An unpublished story does not stay behind in a cache.
  reply.header('cache-control', 'private, no-store');
  if (read(reportQuery, request.query).download === undefined) return;
  const whole = report.counts.confidential === undefined ? ending : `confidential.${ending}`;
  const name = fileNameOf(report.article.title, whole);
  reply.header('content-disposition', attachment(name, `sanad-${report.article.id}.${whole}`));
}

/** Sends a report as a page that may do nothing but show itself. */
export function showHtml(reply: FastifyReply, html: string | Buffer): FastifyReply {
  return reply
    .header('content-security-policy', `${REPORT_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`)
    .type('text/html; charset=utf-8')
    .send(html);
}
