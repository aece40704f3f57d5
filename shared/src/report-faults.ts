import type { Report, ReportClaim } from './report.ts';
import { countsOf } from './report.ts';
import type { ReportBlock } from './report-blocks.ts';
import { standingSettlement, type Thread } from './thread.ts';

/**
 * What of a report contradicts itself, a sentence each; none where it holds together. It is of the right shape already: this
 * looks at what a shape cannot say, that every claim's words stand where it says, that the blocks hold the text, that
 * the verdicts are those last given, and that the counts are right.
 */
export function reportFaults(report: Report): string[] {
  const faults: string[] = [];
  const points = [...report.article.text];
  const texts = report.article.blocks.flatMap(textsOf);
  if (texts.map(({ text }) => text).join('\n') !== report.article.text) {
    faults.push('The blocks do not hold the text that positions count in.');
  }
  for (const { start, text } of texts) {
    if (points.slice(start, start + [...text].length).join('') === text) continue;
    faults.push(`A block does not begin at ${start}.`);
  }
  const numbers = new Set<number>();
  const ids = new Set<string>();
  for (const claim of report.claims) {
    if (numbers.has(claim.number) || ids.has(claim.id)) faults.push(`Claim ${claim.number} is there twice.`);
    numbers.add(claim.number);
    ids.add(claim.id);
    faults.push(...claimFaults(claim, points));
  }
  for (const { quote, start, end } of report.setAside) {
    if (points.slice(start, end).join('') !== quote)
      faults.push(`What was set aside at ${start} does not stand there.`);
  }
  const counts = countsOf(report.claims, report.counts.confidential !== undefined);
  for (const [name, count] of Object.entries(counts)) {
    const said = report.counts[name as keyof typeof counts];
    if (said !== count) faults.push(`It counts ${said} "${name}" and holds ${count}.`);
  }
  const { sentences, touched, setAside, untouched } = report.coverage;
  if (touched + setAside + untouched !== sentences) faults.push('The sentences of its coverage do not add up.');
  return faults;
}

function claimFaults(claim: ReportClaim, points: readonly string[]): string[] {
  const faults: string[] = [];
  const { number, start, end, attachment } = claim;
  const placed = start !== null && end !== null;
  if (placed === (attachment === 'detached')) faults.push(`Claim ${number} is detached and has a place, or neither.`);
  if (placed && points.slice(start, end).join('') !== claim.quote) {
    faults.push(`The words of claim ${number} do not stand where it says.`);
  }
  const last = claim.judgements.at(-1);
  if ((last?.verdict ?? 'unchecked') !== claim.verdict || (last?.by ?? null) !== claim.verdictBy) {
    faults.push(`The verdict of claim ${number} is not the one that was given last.`);
  }
  const thread: Thread = Object.fromEntries(claim.comments.map(({ id, ...entry }) => [id, entry])) as Thread;
  const standing = standingSettlement(thread);
  if ((standing?.at ?? null) !== (claim.settlement?.at ?? null) || standing?.how !== claim.settlement?.how) {
    faults.push(`The settlement of claim ${number} is not the one that stands in its thread.`);
  }
  return faults;
}

function textsOf(block: ReportBlock): { readonly start: number; readonly text: string }[] {
  if ('runs' in block) return [{ start: block.start, text: block.runs.map(({ text }) => text).join('') }];
  return block.children.flatMap(textsOf);
}
