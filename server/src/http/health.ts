import type { FastifyInstance } from 'fastify';
import type { Parts } from './parts.ts';

/** `/healthz` says that the process lives, `/readyz` whether it can serve: strangers may ask. */
export function healthRoutes(app: FastifyInstance, { store, rooms }: Parts): void {
  const config = { open: true as const };
  app.get('/healthz', { config }, async () => ({ ok: true }));

  app.get('/readyz', { config }, async (_request, reply) => {
    const read = await store.people.any().then(
      () => 'ok',
      () => 'cannot be read',
    );
    const stored = store.isThere() ? read : 'is no longer where it was opened';
    const troubled = rooms.health().size;
    const saving = troubled === 0 ? 'ok' : `${troubled} ${troubled === 1 ? 'article' : 'articles'} cannot be saved`;
    const ready = stored === 'ok' && saving === 'ok';
    reply.code(ready ? 200 : 503);
    return { ready, parts: { store: stored, saving } };
  });
}
