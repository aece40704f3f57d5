import type { Kind } from './kind.ts';
import { ServerProcess } from './server-process.ts';

/** A bare relay over ws: what carrying messages costs by itself. */
export const relay: Kind = {
  name: 'relay',
  tongue: 'relay',
  brings: false,
  async start({ flags }) {
    const process = await ServerProcess.start('tests/bench/server-peers/relay-server.ts', {}, flags);
    return { process, writerPaths: ['/{document}'], readerPaths: ['/{document}'] };
  },
};
