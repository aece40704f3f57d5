import type { FastifyInstance } from 'fastify';
import type { Parts } from '../http/parts.ts';
import { HttpProblem } from '../http/problem.ts';

/** The desk's events, as they happen: server-sent events, one stream for each page that is open. */
export function eventRoutes(app: FastifyInstance, { events }: Parts): void {
  // Not for HEAD: its answer would never end.
  app.get('/api/events', { exposeHeadRoute: false }, async (request, reply) => {
    const { caller } = request;
    if (!caller) throw new Error('a route for strangers has no streams');
    if (!events.hasRoomFor(caller.person.id)) {
      reply.header('retry-after', 60);
      throw new HttpProblem(429, 'too-many-streams', 'Too many pages of the desk are open; close one of them.');
    }
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      // nginx would keep what is told until there is more of it.
      'x-accel-buffering': 'no',
    });
    events.join(reply.raw, caller);
  });
}
