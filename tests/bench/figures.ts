/** One figure of a benchmark. `scale` is the number of claims in the article, 0 for the editor that has none. */
export interface Row {
  readonly measure: string;
  readonly scale: number;
  readonly value: number;
  readonly unit: string;
  /** What it has to reach; null for a figure that only explains others. */
  readonly target: number | null;
  readonly better: 'lower' | 'higher';
}

/** Something that is measured, and what it has to reach at which number of claims. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  /** The scales it is measured at; null where nothing is asked of it. */
  readonly targets: ReadonlyMap<number, number | null>;
}

/**
 * The smallest value that at least `share` of the values do not exceed (nearest rank).
 * @throws RangeError when there is no value, or one that is no number: nothing measured is no good result.
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  if (!values.every(Number.isFinite)) throw new RangeError(`not a number among ${values.join(', ')}`);
  if (!(share > 0 && share <= 1)) throw new RangeError(`no share: ${share}`);
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] as number;
}

/** How many times `base` a value is. @throws RangeError when the base is nothing, as that of an act that did not happen is. */
export function ratio(value: number, base: number): number {
  if (!(base > 0) || !Number.isFinite(value)) throw new RangeError(`no ratio of ${value} to ${base}`);
  return value / base;
}

/**
 * The rows of everything that was to be measured, in order.
 * @throws RangeError when a figure is missing, is no number, or was never asked for.
 */
export function rowsOf(
  measures: readonly Measure[],
  values: ReadonlyMap<string, ReadonlyMap<number, number>>,
): readonly Row[] {
  const names = new Set(measures.map(({ name }) => name));
  for (const name of values.keys()) if (!names.has(name)) throw new RangeError(`nobody asked for "${name}"`);
  return measures.flatMap(({ name, unit, targets }) =>
    [...targets].map(([scale, target]) => {
      const value = values.get(name)?.get(scale);
      if (value === undefined || !Number.isFinite(value))
        throw new RangeError(`"${name}" was not measured at ${scale}`);
      return { measure: name, scale, value, unit, target, better: 'lower' as const };
    }),
  );
}

/** Whether a row reaches its target; null when it has none. */
export function isMet({ value, target, better }: Row): boolean | null {
  if (target === null) return null;
  return better === 'lower' ? value <= target : value >= target;
}

/** The rows as a table for people: one line for each measure, one column for each scale. */
export function tableOf(rows: readonly Row[]): string {
  const scales = [...new Set(rows.map(({ scale }) => scale))].sort((a, b) => a - b);
  const names = [...new Set(rows.map(({ measure }) => measure))];
  const cell = (row: Row | undefined) => {
    if (!row) return '';
    const met = isMet(row);
    const goal = row.target === null ? '' : ` (${row.better === 'lower' ? '≤' : '≥'} ${row.target})`;
    return `${row.value.toFixed(2)} ${row.unit}${goal}${met === null ? '' : met ? ' ✓' : ' ✗'}`;
  };
  const lines = [
    ['measure', ...scales.map((scale) => (scale === 0 ? 'no claims' : `${scale} claims`))],
    ...names.map((name) => [
      name,
      ...scales.map((scale) => cell(rows.find((row) => row.measure === name && row.scale === scale))),
    ]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length))) ?? [];
  return lines
    .map((line) => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .toSpliced(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
    .join('\n');
}
