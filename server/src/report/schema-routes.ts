import { reportSchema } from '@sanad/shared/report-shape';
import type { FastifyInstance } from 'fastify';

/** `GET /api/report.schema.json`, to anybody: what a report is, for programs that read one. */
export function reportSchemaRoutes(app: FastifyInstance): void {
  let made: string | null = null;
  app.get('/api/report.schema.json', { config: { open: true } }, async (_request, reply) => {
    made ??= JSON.stringify(reportSchema());
    return reply.type('application/schema+json; charset=utf-8').send(made);
  });
}
