// Whether an article that was left, and a connection that was closed, leave anything behind. Run with --expose-gc:
// `npx pnpm fuzz:leaving [articles] [connections]`.

import { MESSAGE } from '@sanad/shared/protocol';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Ground } from '../server/sync-ground.ts';
import { until } from '../support/peer.ts';

/** How much more memory may be in use afterwards, as a share. */
const MORE = 0.1;
/** How many come first, so that what a program keeps for good is there before it is measured. */
const WARM = 0.2;

const collect = globalThis.gc;
if (!collect) throw new Error('run it with --expose-gc');

const [articles = 5000, connections = 10_000] = process.argv.slice(2).map(Number);

/** Bytes in use once everything that can be let go is. */
async function inUse(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 5; time++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    collect?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least;
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** Does `act` for each number, and compares the memory before and after all but the first. */
async function flat(what: string, times: number, act: (n: number) => Promise<void>): Promise<boolean> {
  const first = Math.ceil(times * WARM);
  for (let n = 0; n < first; n++) await act(n);
  const before = await inUse();
  for (let n = first; n < first + times; n++) await act(n);
  const after = await inUse();
  const good = after <= before * (1 + MORE);
  console.log(
    `${times} ${what}: ${megabytes(before)} before, ${megabytes(after)} after: ${good ? 'flat' : 'NOT FLAT'}`,
  );
  return good;
}

const ground = await Ground.open({ grace: 0 });
const LINES = Array.from({ length: 20 }, (_, n) => `${n} قال الوزير إن المحطة تخدم 3 آلاف أسرة، وإن العمل فيها انتهى.`);
const ids: string[] = [];
for (let n = 0; n < Math.ceil(articles * (1 + WARM)); n++) ids.push(await ground.article(`خبر ${n}`, ...LINES));

const articlesFlat = await flat('articles opened and left', articles, async (n) => {
  await ground.rooms.read(ids[n] as string, (doc) => Y.encodeStateVector(doc));
  await until('it leaves memory', () => ground.rooms.open().length === 0);
});

const [meeting = ''] = ids;
const stays = await ground.peer('edith', meeting).synced();
const connectionsFlat = await flat('connections made and closed', connections, async (n) => {
  const peer = await ground.visitor('rima', meeting);
  peer.say(MESSAGE.awareness, announcement(1000 + n));
  await peer.hears(MESSAGE.sync);
  peer.close();
});
await until('only one is left', () => ground.rooms.present(meeting).length === 1);
stays.close();
await ground.close();
process.exit(articlesFlat && connectionsFlat ? 0 : 1);

function announcement(client: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, JSON.stringify({ reading: client % 20 }));
  });
}
