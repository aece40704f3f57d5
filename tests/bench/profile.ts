import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where a process spent its time by itself, most first: a line each, from the one CPU profile in a folder. */
export function topOf(folder: string, count: number): readonly string[] {
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'));
  if (!name) throw new Error(`no profile was written to ${folder}`);
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  let awake = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const time = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)') continue;
    awake += time;
    const file = frame.url.split('/').slice(-2).join('/');
    const place = `${frame.functionName || '(no name)'} ${file}${file ? `:${frame.lineNumber + 1}` : ''}`;
    times.set(place, (times.get(place) ?? 0) + time);
  }
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([place, time]) => `${((100 * time) / awake).toFixed(1).padStart(5)} %  ${place}`);
}
