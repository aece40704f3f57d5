import { type Row, ratio } from './figures.ts';

/** The servers that are measured. */
export const SERVERS = ['sanad', 'relay', 'y-websocket', 'hocuspocus'] as const;
export type Server = (typeof SERVERS)[number];

/** What is measured, each by itself with `--only`. */
export const MEASURES = ['few', 'many', 'more', 'saved', 'highest', 'idle', 'open', 'join', 'desk'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** What a figure tells. Delays and joining are in ms, CPU in percent of one core, memory in MB, or in KB for each. */
export type Telling =
  | 'p50'
  | 'p99'
  | 'saved p50'
  | 'saved p99'
  | 'disk p50'
  | 'disk p99'
  | 'rate'
  | 'cpu'
  | 'memory'
  | 'each'
  | 'joined'
  | 'generator late p99'
  | 'generator cpu';

/** One raw figure of one server: the median of its runs. */
export interface Figure {
  readonly measure: MeasureName;
  readonly server: Server;
  readonly telling: Telling;
  readonly value: number;
  readonly runs: readonly number[];
}

type Better = Row['better'];
type Find = (server: Server, telling: Telling) => number | null;

/** Something the server has to reach. `of` gives null where a server it is compared with was left out. */
interface Ask {
  readonly measure: MeasureName;
  readonly name: string;
  /** Clients; for `desk` articles. */
  readonly scale: number;
  readonly unit: string;
  readonly target: number | null;
  readonly better: Better;
  readonly of: (find: Find) => number | null;
}

const own =
  (telling: Telling): Ask['of'] =>
  (find) =>
    find('sanad', telling);

/** How many times that of another server Sanad's figure is. */
const against =
  (server: Server, telling: Telling): Ask['of'] =>
  (find) => {
    const [value, base] = [find('sanad', telling), find(server, telling)];
    return value === null || base === null ? null : ratio(value, base);
  };

/** The same against the better of the two peers. */
const againstPeers =
  (telling: Telling, better: Better): Ask['of'] =>
  (find) => {
    const value = find('sanad', telling);
    const bases = [find('y-websocket', telling), find('hocuspocus', telling)].filter((base) => base !== null);
    if (value === null || bases.length < 2) return null;
    return ratio(value, better === 'lower' ? Math.min(...bases) : Math.max(...bases));
  };

const lower = (measure: MeasureName, name: string, scale: number, unit: string, target: number | null, of: Ask['of']) =>
  ({ measure, name, scale, unit, target, better: 'lower', of }) as const;
const higher = (
  measure: MeasureName,
  name: string,
  scale: number,
  unit: string,
  target: number | null,
  of: Ask['of'],
) => ({ measure, name, scale, unit, target, better: 'higher', of }) as const;

/** Everything that is asked of the server, `×` being a ratio to another server in the same run. */
export const ASKS: readonly Ask[] = [
  higher('highest', 'highest rate with p99 under 50 ms', 200, 'updates/s', null, own('rate')),
  higher('highest', 'highest rate, against the better peer', 200, '×', 6, againstPeers('rate', 'higher')),
  higher('highest', 'highest rate, against the raw relay', 200, '×', 3, against('relay', 'rate')),
  lower('many', 'p99 at 500 updates/s, against the better peer', 200, '×', 1, againstPeers('p99', 'lower')),
  lower('more', 'p99 at 1000 updates/s', 200, 'ms', 15, own('p99')),
  lower('more', 'CPU at 1000 updates/s, against the better peer', 200, '×', 0.5, againstPeers('cpu', 'lower')),
  lower('few', 'p50 at 50 updates/s, against the raw relay', 50, '×', 1.5, against('relay', 'p50')),
  lower('saved', 'known to be on disk at 50 updates/s, p50', 50, 'ms', 5, own('saved p50')),
  lower('saved', 'known to be on disk at 50 updates/s, p99', 50, 'ms', 25, own('saved p99')),
  lower('saved', 'a bare write to that disk, p50', 50, 'ms', null, own('disk p50')),
  lower('saved', 'a bare write to that disk, p99', 50, 'ms', null, own('disk p99')),
  lower('idle', 'memory of an idle connection, against the better peer', 1000, '×', 1, againstPeers('each', 'lower')),
  lower(
    'open',
    'memory of an open article of 100 KB, against the better peer',
    100,
    '×',
    1,
    againstPeers('each', 'lower'),
  ),
  lower(
    'join',
    'joining one article of 100 KB at once, against the better peer',
    500,
    '×',
    1,
    againstPeers('joined', 'lower'),
  ),
  lower('desk', '2 clients in each article, 1 update/s each, p99 of the worst run', 2_000, 'ms', 100, own('p99')),
  lower('desk', '2 clients in each article, 1 update/s each, CPU', 2_000, '%', null, own('cpu')),
];

/** The rows that the figures allow, in order. */
export function rowsFrom(figures: readonly Figure[]): readonly Row[] {
  return ASKS.flatMap(({ measure, name, scale, unit, target, better, of }) => {
    const find: Find = (server, telling) =>
      figures.find((figure) => figure.measure === measure && figure.server === server && figure.telling === telling)
        ?.value ?? null;
    const value = of(find);
    return value === null ? [] : [{ measure: name, scale, value, unit, target, better }];
  });
}
