import type { Kind } from './kind.ts';
import { ServerProcess } from './server-process.ts';

/** Hocuspocus with no extension: it stores nothing. */
export const hocuspocus: Kind = {
  name: 'hocuspocus',
  tongue: 'addressed',
  brings: true,
  async start({ flags }) {
    const process = await ServerProcess.start('tests/bench/peers/hocuspocus-server.ts', {}, flags);
    return { process, writerPaths: ['/'], readerPaths: ['/'] };
  },
};
