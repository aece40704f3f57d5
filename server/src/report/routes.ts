import { titleOf } from '@sanad/shared/article-text';
import { makeReport, type Report } from '@sanad/shared/report';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noSuchArticle, read } from '../http/problem.ts';
import type { Store } from '../store/store.ts';
import type { Rooms } from '../sync/rooms.ts';
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
});

/**
 * Serves `GET /api/articles/:id/report.html` and `report.json`, to whoever the guard lets through. `?language=` is of the
 * report's own words, the article's language when it is one of them; `?download` offers the report as a file.
 */
export function reportRoutes(app: FastifyInstance, parts: ReportParts): void {
  let fonts: Promise<ReportFonts> | null = null;

  app.get('/api/articles/:id/report.html', async (request, reply) => {
    const report = await reportFor(request, parts);
    const { language } = read(reportQuery, request.query);
    fonts ??= loadReportFonts();
    offer(request, reply, report, 'html');
    return reply
      .header(
        'content-security-policy',
        `${REPORT_POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .type('text/html; charset=utf-8')
      .send(renderHtml(report, language ?? ownLanguage(report), await fonts));
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
  const row = await store.articles.get(id);
  if (!row) throw noSuchArticle();
  await rooms.projected(id);
  const { language, createdAt, changedAt, title } = (await store.articles.get(id)) ?? row;
  const names = new Map((await store.people.list()).map((person) => [person.id, person.name]));
  const report = await rooms.read(id, (doc) =>
    makeReport(doc, {
      id,
      title: titleOf(doc) || title,
      language,
      createdAt,
      changedAt,
      exportedAt: now().toISOString(),
      exportedBy: request.person.name,
      nameOf: (person) => names.get(person) ?? person,
    }),
  );
  if (!report) throw noSuchArticle();
  return report;
}

function ownLanguage(report: Report): ReportLanguage {
  const primary = report.article.language.toLowerCase().split('-')[0];
  return (
    REPORT_LANGUAGES.find((language) => language === primary) ?? (report.article.direction === 'rtl' ? 'ar' : 'en')
  );
}

function offer(request: FastifyRequest, reply: FastifyReply, report: Report, ending: string): void {
  // An unpublished story does not stay behind in a cache.
  reply.header('cache-control', 'private, no-store');
  if (read(reportQuery, request.query).download === undefined) return;
  const name = fileNameOf(report.article.title, ending);
  reply.header('content-disposition', attachment(name, `sanad-${report.article.id}.${ending}`));
}
