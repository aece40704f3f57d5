import { connect as connectPlainly, isIP, type Socket } from 'node:net';
import { connect as connectSafely } from 'node:tls';
import type { buildConnector } from 'undici';
import { Unimportable } from '../unimportable.ts';
import { spaceOf } from './address-space.ts';
import type { AllowList } from './allow-list.ts';
import { addressesHere, addressesOf, type NameResolver, openResolver } from './name-resolver.ts';

/** Opens a connection to one of `addresses`, the first that answers, and to nothing else. */
export type Dial = (addresses: readonly string[], port: number) => Socket;

/** More addresses than this no page has that is meant to be read; all are checked, these many are tried. */
const MOST_ADDRESSES = 8;

/** A host that may be connected to: its addresses, all of them looked at, and whether one is there by the allow-list. */
interface Way {
  readonly addresses: readonly string[];
  readonly isInside: boolean;
}

/** What a connection is made with. */
interface Guard {
  readonly allow: AllowList;
  /** Who is asked for the addresses of names; null: this machine. */
  readonly resolver: NameResolver | null;
  readonly dial: Dial;
  /** Ends the look-up and the connection being made, with its reason. */
  readonly signal: AbortSignal;
  /** Told before anything is connected to. */
  readonly onWay: (way: Way) => void;
  /** Told once the connection stands, encrypted where it has to be. */
  readonly onConnected: () => void;
}

/**
 * A connector that goes nowhere but where the guard lets it. A name is looked up once, here, all of its addresses are
 * looked at, and the connection goes to these and is not looked up again: a name that means another address a moment later
 * changes nothing. An IP address in place of a name takes the same way.
 */
export function guardedConnector(guard: Guard): buildConnector.connector {
  return ({ hostname, port, protocol }, callback) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    open(host, Number(port || (protocol === 'https:' ? 443 : 80)), protocol === 'https:', guard).then(
      (socket) => {
        guard.onConnected();
        callback(null, socket);
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function open(host: string, port: number, encrypted: boolean, guard: Guard): Promise<Socket> {
  const way = await wayTo(host, port, guard);
  guard.onWay(way);
  guard.signal.throwIfAborted();
  const plain = guard.dial(way.addresses, port);
  if (!encrypted) return connected(plain, plain, 'connect', guard.signal);
  const servername = isIP(host) ? {} : { servername: host };
  // Said and not left to the default, which the environment can turn off for the whole process.
  const secure = connectSafely({
    socket: plain,
    host,
    ...servername,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  });
  return connected(secure, plain, 'secureConnect', guard.signal);
}

async function wayTo(host: string, port: number, guard: Guard): Promise<Way> {
  const found = isIP(host) ? [host] : await lookUp(host, port, guard);
  if (found.length === 0) throw new Unimportable('unreachable');
  let isInside = false;
  // One address that may not be connected to refuses them all: a name with such has no page for everybody.
  for (const ip of found) {
    if (spaceOf(ip) === 'public') continue;
    if (!guard.allow.allowsAddress(host, port, ip)) throw new Unimportable('private-address');
    isInside = true;
  }
  return { addresses: found.slice(0, MOST_ADDRESSES), isInside };
}

async function lookUp(name: string, port: number, { allow, resolver, signal }: Guard): Promise<string[]> {
  if (resolver === null && allow.names(name, port)) return addressesHere(name);
  const asked = resolver ?? openResolver();
  const giveUp = () => asked.cancel();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await addressesOf(name, asked);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** The socket once it is connected. `plain` is what it goes over, or itself; both end when it fails. */
function connected(socket: Socket, plain: Socket, event: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      plain.destroy();
      reject(error);
    };
    const giveUp = () => fail(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    plain.on('error', fail);
    socket.on('error', fail);
    socket.once(event, () => {
      signal.removeEventListener('abort', giveUp);
      resolve(socket);
    });
  });
}

/** Connects over the network. */
export const dial: Dial = (addresses, port) =>
  connectPlainly({
    // Never looked up: `lookup` answers for it.
    host: 'page.invalid',
    port,
    autoSelectFamily: true,
    noDelay: true,
    lookup: (_host, options, callback) => {
      const answers = addresses.map((address) => ({ address, family: isIP(address) }));
      const [first] = answers;
      if (options.all) callback(null, answers);
      else callback(null, first?.address ?? '', first?.family);
    },
  });
