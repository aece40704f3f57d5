import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../support/desk.ts';
import { topOf } from './profile.ts';
import { measure, tryRow } from './server-acts.ts';
import { type Figure, MEASURES, type MeasureName, rowsFrom, SERVERS, type Server } from './server-measures.ts';
import { row } from './server-scenes.ts';
import { askedTable, figuresTable } from './server-table.ts';

const OUT = fileURLToPath(new URL('out/', import.meta.url));
const HELP = `bench:server: Sanad's server beside a raw relay and two peers

  (nothing)                everything, each measure three times: some 15 minutes
  --only few,many          these measures of ${MEASURES.join(', ')}
  --servers sanad,relay    these servers of ${SERVERS.join(', ')}
  --runs N                 so many runs of each measure (3)
  --row 200x1000           nothing but clients x updates a second, in one document
  --seconds N              how long such a row is counted (4)
  --generators N           by how many processes its load is made (1)
  --saved                  ask Sanad in such a row when each update is on disk
  --profile                tell where Sanad's server spent its time in such a row

Sanad runs with nothing but a port and a data folder set: its clients are 20 editors and 20 readers.`;

const { values: given } = parseArgs({
  options: {
    only: { type: 'string', default: MEASURES.join(',') },
    servers: { type: 'string', default: SERVERS.join(',') },
    runs: { type: 'string' },
    row: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    generators: { type: 'string', default: '1' },
    saved: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** Those of `known` that a list names. @throws RangeError for a name that is not known. */
function named<T extends string>(list: string, known: readonly T[]): readonly T[] {
  return list.split(',').map((name) => {
    const found = known.find((each) => each === name);
    if (found === undefined) throw new RangeError(`there is no "${name}" among ${known.join(', ')}`);
    return found;
  });
}

async function everything(measures: readonly MeasureName[], servers: readonly Server[]): Promise<void> {
  const figures: Figure[] = [];
  for (const name of measures) figures.push(...(await measure(name, servers, Number(given.runs ?? 3), say)));
  const rows = rowsFrom(figures);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  mkdirSync(OUT, { recursive: true });
  writeFileSync(`${OUT}server.json`, `${JSON.stringify({ machine, rows, figures }, null, 2)}\n`);
  console.log(`\n${machine}\n\n${askedTable(rows)}\n\n${figuresTable(figures)}`);
}

async function oneRow(size: string, servers: readonly Server[]): Promise<void> {
  const [, clients, rate] = /^(\d+)x(\d+)$/.exec(size) ?? [];
  if (!clients || !rate) throw new RangeError('give a row as clients x updates a second, such as 200x1000');
  const scene = {
    ...row(Number(clients), Number(rate)),
    seconds: Number(given.seconds),
    generators: Number(given.generators),
  };
  for (const server of servers) {
    const isOurs = server === 'sanad';
    const folder = temporaryFolder();
    const flags = isOurs && given.profile ? ['--cpu-prof', `--cpu-prof-dir=${folder.path}`] : [];
    try {
      for (let run = 0; run < Number(given.runs ?? 1); run++) {
        console.log(await tryRow(server, { ...scene, flags, saved: given.saved && isOurs }));
      }
      if (flags.length > 0) console.log(topOf(folder.path, 30).join('\n'));
    } finally {
      folder.remove();
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
if (given.help) console.log(HELP);
else if (given.row !== undefined) await oneRow(given.row, named(given.servers, SERVERS));
else await everything(named(given.only, MEASURES), named(given.servers, SERVERS));
