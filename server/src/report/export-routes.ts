import { type ExportLine, exportRequest } from '@sanad/shared/export';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, problemFor, read } from '../http/problem.ts';
import { FORMATS } from './formats.ts';
import type { HeldExports } from './held-exports.ts';
import { reportFile, sendReport } from './report-file.ts';
import { goneSignal } from './routes.ts';
import { admitToSecrets, wantedReport } from './wanted-report.ts';
import type { ReportPool } from './worker/report-pool.ts';

const previewQuery = z.object({ preview: z.string().optional() });

/**
 * Reports that are made while whoever wants them is told how far it is, and fetched then. `?preview` shows a file in place
 * of offering it.
 */
export function exportRoutes(app: FastifyInstance, parts: Parts, pool: ReportPool, held: HeldExports): void {
  type Id = { Params: { id: string } };

  app.post<Id>('/api/articles/:id/exports', async (request, reply) => {
    const { person, log } = request;
    const said = read(exportRequest, request.body);
    const { format, language = null, verdicts = null, threads = true, confidential = false, version = null } = said;
    if (!FORMATS.includes(format))
      throw new HttpProblem(422, 'invalid', `"format" has to be one of ${FORMATS.join(', ')}.`);
    const article = request.params.id;
    const wish = { article, version, format, language, choice: { verdicts, threads }, confidential };
    const { gather } = await wantedReport(parts, person, wish);
    pool.admit(person.id);

    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value);
    }
    raw.writeHead(200, {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-accel-buffering': 'no', // nginx would keep what is told until there is more of it
    });
    raw.on('error', () => undefined); // whoever asked has gone, and hears nothing more
    const say = (line: ExportLine) => {
      if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`);
    };
    try {
      const made = await pool.make({ person: person.id, gather, signal: goneSignal(reply), tell: say });
      const leftOut = made.leftOut ? { leftOut: [...made.leftOut] } : {};
      const { id, name, size } = held.hold(person.id, {
        ...reportFile(made, wish),
        size: made.bytes.length,
        ...leftOut,
      });
      say({ export: { id, name, size, ...leftOut } });
    } catch (error) {
      const { status, code, message } = problemFor(error, log);
      say({ problem: { status, code, detail: message } });
    } finally {
      raw.end();
    }
  });

  app.get<Id>('/api/exports/:id', async (request, reply) => {
    const file = held.get(request.person.id, request.params.id);
    if (!file) throw noSuchExport();
    if (file.confidential) admitToSecrets(request.person.role); // they may be one no longer
    return sendReport(reply, file, read(previewQuery, request.query).preview === undefined ? 'file' : 'frame');
  });

  app.delete<Id>('/api/exports/:id', async (request, reply) => {
    if (!held.forget(request.person.id, request.params.id)) throw noSuchExport();
    return reply.code(204).send();
  });
}

function noSuchExport(): HttpProblem {
  const sentence = 'There is no such file, or no longer; have the report made again.';
  return new HttpProblem(404, 'no-such-export', sentence);
}
