import { diskTimes } from './disk.ts';
import { percentile } from './figures.ts';
import { highestRate } from './highest-rate.ts';
import type { Figure, MeasureName, Server, Telling } from './server-measures.ts';
import { hocuspocus } from './server-peers/hocuspocus.ts';
import type { Kind } from './server-peers/kind.ts';
import { relay } from './server-peers/relay.ts';
import { sanad } from './server-peers/sanad.ts';
import { yWebsocket } from './server-peers/y-websocket.ts';
import { type Outcome, play, type Scene } from './server-run.ts';
import { row, SCENE } from './server-scenes.ts';

const KINDS: Readonly<Record<Server, Kind>> = { sanad, relay, 'y-websocket': yWebsocket, hocuspocus };

/** How long a server may rest before its memory is read, in milliseconds. */
const REST = 1500;
const KB = 1024;
const MB = KB * KB;

/** What a run tells. */
type Told = Partial<Record<Telling, number>>;

/** What is played for a measure, on which servers, and what it tells. */
interface Act {
  readonly scene: Scene;
  readonly servers: readonly Server[];
  readonly quiet: number;
  /** Which of the runs is told: the one in the middle, or the worst. */
  readonly share: 0.5 | 1;
  readonly tell: (outcome: Outcome) => Told;
}

const everyone: readonly Server[] = ['sanad', 'relay', 'y-websocket', 'hocuspocus'];
/** A relay holds no article. */
const holders: readonly Server[] = ['sanad', 'y-websocket', 'hocuspocus'];

const work = ({ p50, p99, cpu, memory, generatorLate, generatorCpu }: Outcome): Told => ({
  p50,
  p99,
  cpu: cpu * 100,
  memory: memory / MB,
  'generator late p99': generatorLate,
  'generator cpu': generatorCpu * 100,
});

const act = (scene: Scene, tell: Act['tell'], more: Partial<Act> = {}): Act => ({
  scene,
  servers: everyone,
  quiet: 0,
  share: 0.5,
  tell,
  ...more,
});

const ACTS: Readonly<Record<Exclude<MeasureName, 'highest'>, Act>> = {
  few: act(SCENE.few, work),
  many: act(SCENE.many, work),
  more: act(SCENE.more, work),
  saved: act(
    SCENE.saved,
    (outcome) => ({
      ...work(outcome),
      'saved p50': outcome.savedP50 ?? Number.NaN,
      'saved p99': outcome.savedP99 ?? Number.NaN,
      ...diskTold(),
    }),
    { servers: ['sanad'] },
  ),
  idle: act(
    SCENE.idle,
    ({ fullMemory, heldMemory }) => ({ each: (fullMemory - heldMemory) / KB / (SCENE.idle.clients - 1) }),
    { quiet: REST },
  ),
  open: act(
    SCENE.open,
    ({ heldMemory, emptyMemory }) => ({ each: (heldMemory - emptyMemory) / KB / SCENE.open.documents }),
    { quiet: REST, servers: holders },
  ),
  join: act(SCENE.join, ({ joined }) => ({ joined }), { servers: holders }),
  desk: act(SCENE.desk, work, { servers: ['sanad'], share: 1 }),
};

function diskTold(): Told {
  const times = diskTimes(200);
  return { 'disk p50': percentile(times, 0.5), 'disk p99': percentile(times, 0.99) };
}

/** Plays a measure on those of the servers that it is for, so many times in turn; gives the figures of each. */
export async function measure(
  name: MeasureName,
  servers: readonly Server[],
  runs: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  if (name === 'highest') return await highest(servers, say);
  const { scene, servers: meant, quiet, share, tell } = ACTS[name];
  const told = new Map<Server, Told[]>();
  for (let run = 0; run < runs; run++) {
    for (const server of servers.filter((each) => meant.includes(each))) {
      const outcome = await play(KINDS[server], scene, quiet);
      const line = tell(outcome);
      say(`${name} ${server}: ${toldOf(line)}${troubleOf(outcome)}`);
      told.set(server, [...(told.get(server) ?? []), line]);
    }
  }
  return [...told].flatMap(([server, lines]) => figuresOf(name, server, lines, share));
}

async function highest(servers: readonly Server[], say: (line: string) => void): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const server of servers) {
    const found = await highestRate(async (rate) => {
      const outcome = await play(KINDS[server], { ...row(200, rate), warm: 0.5, seconds: 2.5 });
      say(`highest ${server} at ${rate}: ${toldOf(work(outcome))}${troubleOf(outcome)}`);
      return outcome;
    });
    if (!found) continue;
    const lines = found.outcomes.map((outcome) => ({ rate: found.rate, ...work(outcome) }));
    figures.push(...figuresOf('highest', server, lines, 0.5));
  }
  return figures;
}

function figuresOf(measure: MeasureName, server: Server, lines: readonly Told[], share: number): Figure[] {
  const tellings = Object.keys(lines[0] ?? {}) as Telling[];
  return tellings.map((telling) => {
    const runs = lines.map((line) => line[telling] ?? Number.NaN);
    return { measure, server, telling, value: percentile(runs, share), runs };
  });
}

/** What a run told, as a line. */
function toldOf(told: Told): string {
  return Object.entries(told)
    .map(([telling, value]) => `${telling} ${value.toFixed(value < 100 ? 2 : 0)}`)
    .join(', ');
}

/** What makes a run's figures doubtful; nothing when all is well. */
function troubleOf({ arrived, expected, lost, generatorLate, generatorCpu }: Outcome): string {
  const troubles = [
    ...(arrived === expected ? [] : [`${arrived} of ${expected} came`]),
    ...(lost.length === 0 ? [] : [`${lost.length} lost, one as ${lost[0]}`]),
    ...(generatorLate > 10 || generatorCpu > 0.9 ? ['the generator was busy itself'] : []),
  ];
  return troubles.length === 0 ? '' : ` (${troubles.join('; ')})`;
}

/** One row by itself, to tune by: what a run of it told. */
export async function tryRow(server: Server, scene: Scene): Promise<string> {
  const outcome = await play(KINDS[server], scene);
  const saved = outcome.savedP99 === null ? {} : { 'saved p50': outcome.savedP50 ?? 0, 'saved p99': outcome.savedP99 };
  return `${server}: ${toldOf({ ...work(outcome), ...saved })}${troubleOf(outcome)}`;
}
