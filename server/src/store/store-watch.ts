import type { FastifyBaseLogger } from 'fastify';
import type { Store } from './store.ts';

/** How often is looked, in milliseconds. */
const LOOK = 1000;

/** Says in the log, once, that the files of the store are gone from under it, and once that they are back; until it is stopped. */
export function watchStore(store: Pick<Store, 'isThere'>, logger: FastifyBaseLogger): () => void {
  let was = true;
  const timer = setInterval(() => {
    const is = store.isThere();
    if (was && !is) logger.error('the database is no longer where it was opened: nothing is saved until it is back');
    if (!was && is) logger.warn('the database is back where it was opened');
    was = is;
  }, LOOK).unref();
  return () => clearInterval(timer);
}
