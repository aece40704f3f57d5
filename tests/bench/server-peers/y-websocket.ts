import { keptPort } from '../../support/desk.ts';
import type { Kind } from './kind.ts';
import { ServerProcess } from './server-process.ts';

/** The stock server of y-websocket, as its own command runs it: it stores nothing. */
export const yWebsocket: Kind = {
  name: 'y-websocket',
  tongue: 'stock',
  brings: true,
  async start({ flags }) {
    const env = { HOST: '127.0.0.1', PORT: String(await keptPort()) };
    const process = await ServerProcess.start('tests/bench/peers/y-websocket-server.ts', env, flags);
    return { process, writerPaths: ['/{document}'], readerPaths: ['/{document}'] };
  },
};
