// The long mode: `npx pnpm fuzz:anchors [runs] [first seed] [minutes]`. Ends at the first of runs and minutes.
import { registerHooks } from 'node:module';
import { setImmediate as aTurn } from 'node:timers/promises';

registerHooks({
  load: (url, context, next) =>
    url.endsWith('.css') ? { format: 'module', source: 'export default {};', shortCircuit: true } : next(url, context),
});
const clock = performance.now.bind(performance);
await import('../support/headless-page.ts');
const { anchorRun } = await import('./anchor-run.ts');

const [runs = 5_000, first = 1, minutes = 30] = process.argv.slice(2).map(Number);
const since = clock();
const total = { exact: 0, recovered: 0, detached: 0 };
let done = 0;
let failed = 0;
for (; done < runs && clock() - since < minutes * 60_000; done++) {
  try {
    const outcome = anchorRun(first + done);
    for (const kind of ['exact', 'recovered', 'detached'] as const) total[kind] += outcome[kind];
  } catch (error) {
    failed++;
    console.error((error as Error).message);
  }
  // What a page holds weakly is kept for as long as nobody gives up their turn.
  await aTurn();
}
const seconds = (clock() - since) / 1000;
const pace = `${seconds.toFixed(0)} s, ${((done * 60) / seconds).toFixed(0)} a minute`;
console.log(`${done} of ${runs} runs from seed ${first} in ${pace}, ${failed} failed: ${JSON.stringify(total)}`);
process.exit(failed > 0 ? 1 : 0);
