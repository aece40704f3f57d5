import { isMet, type Row } from './figures.ts';
import { type Figure, SERVERS } from './server-measures.ts';

/** What was asked of the server and what it reached, as a table for people. */
export function askedTable(rows: readonly Row[]): string {
  return table([
    ['asked of the server', 'at', 'measured', 'target', ''],
    ...rows.map((row) => {
      const met = isMet(row);
      const target = row.target === null ? '' : `${row.better === 'lower' ? '≤' : '≥'} ${row.target} ${row.unit}`;
      return [
        row.measure,
        String(row.scale),
        `${short(row.value)} ${row.unit}`,
        target,
        met === null ? '' : met ? '✓' : '✗',
      ];
    }),
  ]);
}

/** Every server's own figures beside each other, as a table for people. */
export function figuresTable(figures: readonly Figure[]): string {
  const names = [...new Set(figures.map(({ measure, telling }) => `${measure}: ${telling}`))];
  return table([
    ['medians of the runs', ...SERVERS],
    ...names.map((name) => [
      name,
      ...SERVERS.map((server) => {
        const figure = figures.find((each) => each.server === server && `${each.measure}: ${each.telling}` === name);
        return figure ? short(figure.value) : '';
      }),
    ]),
  ]);
}

const short = (value: number) => (value < 100 ? value.toFixed(2) : String(Math.round(value)));

function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length))) ?? [];
  return lines
    .map((line) => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .toSpliced(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
    .join('\n');
}
