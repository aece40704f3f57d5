import { type DeskSettings, deskChange } from '@sanad/shared/desk';
import type { FastifyInstance } from 'fastify';
import type { Parts } from '../http/parts.ts';
import { read } from '../http/problem.ts';

/** What the desk asks of an article: everybody may know it, an admin sets it. */
export function deskRoutes(app: FastifyInstance, { store }: Parts): void {
  app.get('/api/desk', (): Promise<DeskSettings> => store.settings.get());

  app.patch('/api/desk', { config: { least: 'admin' } }, (request): Promise<DeskSettings> => {
    return store.settings.change(read(deskChange, request.body));
  });
}
