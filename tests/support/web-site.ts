import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Dial } from '@sanad/server/import/address/connection';

/** A web site on this machine that knows everything that reached it. */
export interface WebSite {
  readonly port: number;
  /** How many connections were ever made to it. */
  readonly connections: number;
  /** How many are open. */
  readonly open: number;
  /** The requests, as `host path`. */
  readonly requests: readonly string[];
  /** The addresses that were to be connected to, as `address:port`, where `dial` was used. */
  readonly dialled: readonly string[];
  /** Stands for the whole Internet and every network inside: whatever is connected to, this site is what answers. */
  readonly dial: Dial;
  /** Says what it answers from now on. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Opens a site at 127.0.0.1, encrypted when `tls` is given. */
export async function openWebSite(tls?: ServerOptions): Promise<WebSite> {
  let listener: RequestListener = (_request, response) => response.writeHead(404).end();
  const requests: string[] = [];
  const dialled: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const answering: RequestListener = (request, response) => {
    requests.push(`${request.headers.host} ${request.url}`);
    listener(request, response);
  };
  const server: Server = tls ? createSecureServer(tls, answering) : createServer(answering);
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {}); // whoever leaves in the middle
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    requests,
    dialled,
    dial: (addresses, wanted) => {
      dialled.push(...addresses.map((address) => `${address}:${wanted}`));
      return connect(port, '127.0.0.1');
    },
    answer: (next) => {
      listener = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
