import type { FastifyInstance } from 'fastify';
import { openApi, type Served } from './description.ts';

/** `GET /api/openapi.json`. `served` are the routes there are once all are registered. */
export function openApiRoutes(app: FastifyInstance, served: readonly Served[], url: () => string): void {
  let made: string | null = null;
  app.get('/api/openapi.json', async (_request, reply) => {
    made ??= JSON.stringify(openApi(served, url()));
    return reply.type('application/json; charset=utf-8').send(made);
  });
}
