import { z } from 'zod';
import { quoteAt } from './quote.ts';
import type { Report } from './report.ts';
import { REPORT_VERSION, reportShape } from './report-shape.ts';
import { NO_SOURCE } from './source.ts';

/** A text is no report that this desk can read; the message is a sentence that says why. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
  readonly why: 'no-report' | 'newer-report';

  constructor(why: 'no-report' | 'newer-report', sentence: string) {
    super(sentence);
    this.why = why;
  }
}

const beginning = z.looseObject({ kind: z.literal('sanad-report'), version: z.int().positive() });

/**
 * The report that a JSON text holds. One of version 2 is read as well: what that did not have is worked out or left empty (of
 * the ledger only the verdicts that hold). What the report says is not checked here beyond its shape; see `report-faults.ts`.
 * @throws UnreadableReport when it is none, is damaged, or is of a version that this desk does not know.
 */
export function readReport(json: string): Report {
  const value = parsed(json);
  const begun = beginning.safeParse(value);
  if (!begun.success) throw new UnreadableReport('no-report', 'This is no report of Sanad.');
  const { version } = begun.data;
  if (version > REPORT_VERSION) {
    const sentence = `This report is of version ${version}; this desk reads up to ${REPORT_VERSION}.`;
    throw new UnreadableReport('newer-report', sentence);
  }
  try {
    const read = reportShape.safeParse(version === 2 ? fromSecond(value) : value);
    if (read.success) return read.data as Report;
    throw damaged(read.error);
  } catch (error) {
    if (error instanceof UnreadableReport) throw error;
    // Lists within lists beyond what a machine can follow.
    throw new UnreadableReport('no-report', 'This report is damaged.');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw new UnreadableReport('no-report', 'This is no JSON.');
  }
}

function damaged(error: z.ZodError): UnreadableReport {
  const [first] = error.issues;
  const place = (first?.path ?? []).map(String).join('.');
  return new UnreadableReport(
    'no-report',
    `This report is damaged at "${place}": ${first?.message ?? 'not readable'}.`,
  );
}

// ---- version 2 ----

const second = z.looseObject({
  article: z.looseObject({ text: z.string() }),
  claims: z.array(
    z.looseObject({
      start: z.int().nullable(),
      end: z.int().nullable(),
      verdict: z.unknown(),
      verdictQuote: z.string().nullable(),
      verdictBy: z.string().nullable(),
      verdictAt: z.string().nullable(),
      note: z.string(),
    }),
  ),
});

function fromSecond(value: unknown): unknown {
  const read = second.safeParse(value);
  if (!read.success) throw damaged(read.error);
  const { article, claims } = read.data;
  const units = unitCounter(article.text);
  return {
    ...read.data,
    version: REPORT_VERSION,
    article: { ...article, source: NO_SOURCE },
    claims: claims.map((claim) => {
      const { start, end, verdict, verdictBy: by, verdictAt: at, verdictQuote: quote, note } = claim;
      const held = start !== null && end !== null;
      const { prefix, suffix } = held ? quoteAt(article.text, units(start), units(end)) : { prefix: '', suffix: '' };
      const judgements = by === null || at === null ? [] : [{ verdict, by, at, quote: quote ?? '', note }];
      return { ...claim, prefix, suffix, judgements, claimant: null };
    }),
    setAside: [],
  };
}

/** A function from code points to UTF-16 units of `text`. */
function unitCounter(text: string): (points: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (points) => points;
  const units: number[] = [];
  let at = 0;
  for (const letter of text) {
    units.push(at);
    at += letter.length;
  }
  return (points) => units[points] ?? text.length;
}
