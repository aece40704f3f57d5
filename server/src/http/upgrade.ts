import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import proxyAddress from '@fastify/proxy-addr';
import { CLOSE, SYNC_PARAMETER } from '@sanad/shared/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { noteUse } from '../people/sessions.ts';
import { recognise, secretIn } from './access.ts';
import { isFromHere } from './origin.ts';
import type { Parts } from './parts.ts';

/** What a stranger may still send, in bytes, and for how long, in milliseconds, when told to sign in. */
const STRANGER = { bytes: 64 * 1024, time: 5000 };
/** How long sockets have to say goodbye when the server closes, in milliseconds. */
const GOODBYE = 1000;

/**
 * Lets sockets in at `/sync/<article>`: with a session's cookie, from the desk's own pages, or with a token. A stranger's
 * socket is opened and closed with 4401, since browsers hide why an upgrade failed. `frame` is the largest message a
 * socket may send, in bytes. Answers with what closes them all.
 */
export function serveSockets(server: Server, parts: Parts, frame: number): () => Promise<void> {
  const doors = {
    friends: new WebSocketServer({ noServer: true, maxPayload: frame, perMessageDeflate: false }),
    strangers: new WebSocketServer({ noServer: true, maxPayload: STRANGER.bytes, perMessageDeflate: false }),
  };
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    admit(request, parts).then(
      (admitted) => {
        if (admitted.kind === 'refused') return refuse(stream, admitted.status, admitted.headers);
        doors[admitted.door].handleUpgrade(request, stream, head, (socket) => admitted.enter(socket));
      },
      () => refuse(stream, '503 Service Unavailable'),
    );
  });
  return async () => {
    const open = [...doors.friends.clients, ...doors.strangers.clients];
    const closed = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    const late = new AbortController();
    await Promise.race([Promise.all(closed), delay(GOODBYE, null, { signal: late.signal }).catch(() => null)]);
    late.abort();
    for (const socket of open) socket.terminate();
    for (const door of Object.values(doors)) door.close();
  };
}

type Admission =
  | { readonly kind: 'refused'; readonly status: string; readonly headers?: string }
  | {
      readonly kind: 'admitted';
      readonly door: 'friends' | 'strangers';
      readonly enter: (socket: WebSocket) => void;
    };

async function admit(request: IncomingMessage, parts: Parts): Promise<Admission> {
  const { store, rooms, now, url } = parts;
  const address = URL.parse(request.url ?? '', 'http://desk');
  const article = /^\/sync\/([A-Za-z0-9_-]{1,64})$/.exec(address?.pathname ?? '')?.[1];
  if (!address || !article) return { kind: 'refused', status: '404 Not Found' };
  const carried = secretIn(request.headers, address.searchParams.get(SYNC_PARAMETER.token));
  if (carried?.carrier !== 'bearer' && !isFromHere(request.headers, url())) {
    return { kind: 'refused', status: '403 Forbidden' };
  }
  // A page of another site can have its reader's browser try tokens here: the reader's own pages are not held up by them.
  const foreign = isFromHere(request.headers, url()) ? '' : 'elsewhere, ';
  const { caller, wait } = await recognise(parts, carried, `${foreign}${addressOf(request)}`);
  if (wait !== null) {
    parts.meter.refused(429, 'too-many-attempts');
    return { kind: 'refused', status: '429 Too Many Requests', headers: `Retry-After: ${wait}\r\n` };
  }
  if (!caller) parts.meter.refused(CLOSE.signIn, 'sign in');
  if (!caller) return { kind: 'admitted', door: 'strangers', enter: turnAway };
  void noteUse(store.people, caller, now(), request.headers['user-agent']);
  const given = address.searchParams.get(SYNC_PARAMETER.schema);
  const schema = given !== null && /^\d{1,9}$/.test(given) ? Number(given) : null;
  const enter = (socket: WebSocket) => {
    // An article may be open for hours; until it is left that is the session's use.
    socket.once('close', () => void noteUse(store.people, caller, now()));
    rooms.join(socket, caller, article, schema);
  };
  return { kind: 'admitted', door: 'friends', enter };
}

function turnAway(socket: WebSocket): void {
  socket.on('error', () => socket.terminate()); // without a listener the process would end
  socket.close(CLOSE.signIn, 'sign in');
  const late = setTimeout(() => socket.terminate(), STRANGER.time);
  socket.once('close', () => clearTimeout(late));
}

/** Who asks, as the routes have it: a proxy on this machine says, and nobody else. */
function addressOf(request: IncomingMessage): string {
  return proxyAddress(request, 'loopback');
}

function refuse(stream: Duplex, status: string, headers = ''): void {
  stream.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
