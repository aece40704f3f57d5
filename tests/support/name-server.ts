import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import packet, { type Answer } from 'dns-packet';

/** What a name server says of a name: its addresses of both kinds, another name for it, or nothing at all. */
export type NameRecord =
  | { readonly addresses: readonly string[]; readonly alias?: string; readonly ttl?: number }
  | 'silent'
  | 'failing';

/** A name server on this machine, asked over UDP as any is. */
export interface NameServer {
  /** What is said of `name` from now on; of several, one after the other with each question for IPv4, the last one for good. */
  tell(name: string, ...records: readonly NameRecord[]): void;
  /** The questions so far, as `A name` or `AAAA name`, in lower case. */
  readonly asked: readonly string[];
  /** A resolver that asks this server alone. */
  resolver(): dns.Resolver;
  close(): Promise<void>;
}

export async function openNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  const zone = new Map<string, readonly NameRecord[]>();
  const asked: string[] = [];
  const turns = new Map<string, number>();

  const recordOf = (name: string, type: string): NameRecord => {
    const records = zone.get(name) ?? [];
    const turn = turns.get(`${type} ${name}`) ?? 0;
    turns.set(`${type} ${name}`, turn + 1);
    return records[Math.min(turn, records.length - 1)] ?? { addresses: [] };
  };

  socket.on('message', (message, { port, address }) => {
    const { id, questions } = packet.decode(message);
    const [question] = questions ?? [];
    if (!question) return;
    const { name, type } = question;
    asked.push(`${type} ${name.toLowerCase()}`);
    const record = recordOf(name.toLowerCase(), type);
    if (record === 'silent') return;
    const answers = record === 'failing' ? [] : answersOf(name, type, record);
    const known = zone.has(name.toLowerCase());
    const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (record === 'failing' ? 2 : known ? 0 : 3);
    socket.send(packet.encode({ type: 'response', id: id ?? 0, flags, questions: [question], answers }), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');

  return {
    tell: (name, ...records) => {
      zone.set(name, records);
    },
    asked,
    resolver: () => {
      const resolver = new dns.Resolver({ timeout: 10_000, tries: 1 });
      resolver.setServers([`127.0.0.1:${socket.address().port}`]);
      return resolver;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answersOf(name: string, type: string, record: Exclude<NameRecord, string>): Answer[] {
  const { ttl = 60, alias } = record;
  const owner = alias ?? name;
  const chain: Answer[] = alias ? [{ type: 'CNAME', name, ttl, data: alias }] : [];
  const own = record.addresses.filter((address) => address.includes(':') === (type === 'AAAA'));
  return [...chain, ...own.map((data): Answer => ({ type: type === 'AAAA' ? 'AAAA' : 'A', name: owner, ttl, data }))];
}
