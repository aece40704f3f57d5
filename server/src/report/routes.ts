import { reportQuery } from '@sanad/shared/export';
import { REPORT_FORMATS, type ReportFormatName } from '@sanad/shared/report-format';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Parts } from '../http/parts.ts';
import { read } from '../http/problem.ts';
import { FORMATS } from './formats.ts';
import { reportFile, sendReport } from './report-file.ts';
import { wantedReport } from './wanted-report.ts';
import type { ReportPool } from './worker/report-pool.ts';

const parameters = z.object({
  id: z.string(),
  number: z.coerce.number('The number of a version is a whole number from 1.').int().min(1).optional(),
});

/** Formats that no browser shows: they are offered as files, whoever asks. */
const FILES: ReadonlySet<ReportFormatName> = new Set(['docx']);

/**
 * Serves `GET /api/articles/:id/report.html` and the other formats, and the same of each version that was signed off, to
 * whoever the guard lets through: see `reportQuery`. Of a version the whole report.json and report.html are what was
 * stored, byte for byte.
 */
export function reportRoutes(app: FastifyInstance, parts: Parts, pool: ReportPool): void {
  for (const format of FORMATS) {
    const { ending } = REPORT_FORMATS[format];
    const serve = (request: FastifyRequest, reply: FastifyReply) => sendWanted(request, reply, parts, pool, format);
    app.get(`/api/articles/:id/report.${ending}`, serve);
    app.get(`/api/articles/:id/versions/:number/report.${ending}`, serve);
  }
}

async function sendWanted(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts,
  pool: ReportPool,
  format: ReportFormatName,
): Promise<FastifyReply> {
  const { id: article, number = null } = read(parameters, request.params);
  const query = read(reportQuery, request.query);
  const { language = null, verdicts = null, threads = true, confidential = false } = query;
  const choice = { verdicts, threads };
  const wish = { article, version: number, format, language, choice, confidential };
  const { gather, version } = await wantedReport(parts, request.person, wish);
  const made = await pool.make({ person: request.person.id, gather, signal: goneSignal(reply) });
  if (version) {
    // The whole file of one is the same for ever; the hash that it was signed with is that of the whole as JSON.
    const digest = made.digest ?? version.hash;
    const isWhole = verdicts === null && threads;
    if (isWhole) reply.header('x-content-digest', `sha-256=${digest}`);
    const isStored = isWhole && (format === 'json' || format === 'html');
    if (isStored) reply.header('etag', `"${digest}.${format === 'html' ? made.language : format}"`);
  }
  const offered = query.download !== undefined || FILES.has(format);
  return sendReport(reply, reportFile(made, wish), offered ? 'file' : 'page');
}

/** Aborted when whoever asked has gone. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => gone.abort());
  return gone.signal;
}
