import type { Measure } from './figures.ts';

/** The numbers of claims the editor is measured with. */
export const SCALES = [1_000, 5_000, 10_000] as const;

const at = (...targets: readonly (number | null)[]): ReadonlyMap<number, number | null> =>
  new Map(SCALES.map((scale, index) => [scale, targets[index] ?? null]));

/** What is measured of the editor. `×` is a ratio to the bare editor in the same run. */
export const MEASURE = {
  local: { name: 'local keystroke, script and layout, p95', unit: '×', targets: at(1.15, 1.25, 1.3) },
  localMedian: { name: 'local keystroke, script and layout, median', unit: '×', targets: at() },
  remote: { name: "a colleague's keystroke, script and layout, p95", unit: '×', targets: at(1.15, 1.25, 1.3) },
  remoteMedian: { name: "a colleague's keystroke, script and layout, median", unit: '×', targets: at() },
  rest: { name: 'a run of letters and the rest after it, script and layout', unit: '×', targets: at() },
  remoteRest: { name: "a colleague's run of letters and the rest after it", unit: '×', targets: at() },
  mark: { name: 'marking one more claim until painted, p95', unit: 'ms', targets: at(16, 16, 20) },
  judge: { name: 'changing a verdict until painted here and there, p95', unit: 'ms', targets: at() },
  judgeGrowth: {
    name: 'changing a verdict, against 1,000 claims',
    unit: '×',
    targets: new Map([[10_000, 1.2]]),
  },
  open: { name: 'opening until the text can be read, median', unit: '×', targets: at(1.3, 1.5, 1.8) },
  anchors: {
    name: "all anchors after a colleague's keystroke, without a page, p95",
    unit: 'ms',
    targets: at(0.3, 0.5, 1),
  },
  scroll: { name: 'longest task while the claims are scrolled', unit: 'ms', targets: new Map([[10_000, 50]]) },
  bareLocal: { name: 'local keystroke of the bare editor, p95', unit: 'ms', targets: new Map([[0, null]]) },
  bareRemote: { name: "a colleague's keystroke of the bare editor, p95", unit: 'ms', targets: new Map([[0, null]]) },
  bareOpen: { name: 'opening the bare editor, median', unit: 'ms', targets: new Map([[0, null]]) },
} as const satisfies Readonly<Record<string, Measure>>;

/** The values measured so far, by measure and number of claims. */
export class Values {
  readonly #values = new Map<string, Map<number, number>>();

  readonly #told: (line: string) => void;

  /** `told` hears of every value as it comes. */
  constructor(told: (line: string) => void = () => undefined) {
    this.#told = told;
  }

  set({ name, unit }: Measure, scale: number, value: number): void {
    this.#told(`${name}, at ${scale} claims: ${value.toFixed(2)} ${unit}`);
    const known = this.#values.get(name) ?? new Map<number, number>();
    this.#values.set(name, known.set(scale, value));
  }

  all(): ReadonlyMap<string, ReadonlyMap<number, number>> {
    return this.#values;
  }
}
