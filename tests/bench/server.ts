import { parseArgs } from 'node:util';
import { hocuspocus } from './server-peers/hocuspocus.ts';
import { relay } from './server-peers/relay.ts';
import { sanad } from './server-peers/sanad.ts';
import { yWebsocket } from './server-peers/y-websocket.ts';
import { play } from './server-run.ts';

const KINDS = [sanad, relay, yWebsocket, hocuspocus];
const { values } = parseArgs({
  options: {
    row: { type: 'string' },
    servers: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    runs: { type: 'string', default: '1' },
    generators: { type: 'string', default: '1' },
    saved: { type: 'boolean', default: false },
  },
});
const [clients = 200, rate = 500] = (values.row ?? '200x500').split('x').map(Number);
for (const name of (values.servers ?? KINDS.map((kind) => kind.name).join(',')).split(',')) {
  const kind = KINDS.find((each) => each.name === name);
  if (!kind) throw new RangeError(`there is no server "${name}"`);
  for (let run = 0; run < Number(values.runs); run++) {
    const o = await play(kind, {
      documents: 1,
      clients,
      writers: Math.min(20, clients),
      rate,
      warm: 1,
      seconds: Number(values.seconds),
      words: 2000,
      saved: values.saved && kind.name === 'sanad',
      generators: Number(values.generators),
    });
    console.log(
      `${name.padEnd(12)} ${clients}x${rate} p50 ${o.p50.toFixed(2)} p99 ${o.p99.toFixed(2)} cpu ${(o.cpu * 100).toFixed(0)}% rss ${(o.memory / 2 ** 20).toFixed(0)} MB arrived ${o.arrived}/${o.expected}; generator late ${o.generatorLate.toFixed(2)} ms, cpu ${(o.generatorCpu * 100).toFixed(0)}% saved ${o.savedP50?.toFixed(2)}/${o.savedP99?.toFixed(2)} joined ${o.joined.toFixed(0)} ${o.lost[0] ?? ''}`,
    );
  }
}
