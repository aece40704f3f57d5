import { type DeskSettings, deskChange } from '@sanad/shared/desk';
import type { FastifyInstance } from 'fastify';
import type { Parts } from '../http/parts.ts';
import { read } from '../http/problem.ts';

/** What the desk asks of an article: everybody may know it, an admin sets it. */
export function deskRoutes(app: FastifyInstance, { store, rooms, events }: Parts): void {
  app.get('/api/desk', (): Promise<DeskSettings> => store.settings.get());

  app.patch('/api/desk', { config: { least: 'admin' } }, async (request): Promise<DeskSettings> => {
    const settings = await store.settings.change(read(deskChange, request.body));
    rooms.ask(settings.secondPerson);
    events.tell('all', { kind: 'desk' });
    return settings;
  });
}
