// The long mode: `npx pnpm fuzz:hostile [runs] [first seed] [minutes]`. Ends at the first of runs and minutes.
import { hostileRun } from './hostile-run.ts';

const [runs = 20_000, first = 1, minutes = 30] = process.argv.slice(2).map(Number);
const since = performance.now();
const total = { refused: 0, known: 0, accepted: 0 };
let done = 0;
let failed = 0;
for (; done < runs && performance.now() - since < minutes * 60_000; done++) {
  try {
    const outcome = hostileRun(first + done);
    for (const kind of ['refused', 'known', 'accepted'] as const) total[kind] += outcome[kind];
  } catch (error) {
    failed++;
    console.error((error as Error).message);
  }
}
const seconds = (performance.now() - since) / 1000;
const pace = `${seconds.toFixed(0)} s, ${((done * 60) / seconds).toFixed(0)} a minute`;
console.log(`${done} of ${runs} attacks from seed ${first} in ${pace}, ${failed} failed: ${JSON.stringify(total)}`);
process.exit(failed > 0 ? 1 : 0);
