import { z } from 'zod';
import { CLAIMANT_KINDS } from './claimant.ts';
import { EVIDENCE_KINDS, STANCES } from './evidence.ts';
import type { Report } from './report.ts';
import type { ReportBlock } from './report-blocks.ts';
import { SETTLEMENTS } from './thread.ts';
import { VERDICTS } from './verdict.ts';

// The Report value as a shape, for who reads one that comes from elsewhere, and for the JSON Schema that is published of it.
// Nothing of it loads the editor.

const text = z.string();
const moment = z.iso.datetime().meta({ id: 'moment', description: 'A moment in UTC, as ISO 8601.' });
const count = z.int().nonnegative();
const verdict = z.enum(VERDICTS);
const direction = z.enum(['rtl', 'ltr']);
/** Only ever there, and then true. */
const flag = z.literal(true).exactOptional();

const source = z
  .strictObject({ address: text, site: text, byline: text, publishedAt: text, file: text })
  .describe('Where the article comes from, or stands in public. Each part is empty where it is not known.');

const run = z
  .strictObject({ text, strong: flag, em: flag, href: text.exactOptional() })
  .describe('Letters of one formatting within a block.');

const block: z.ZodType<ReportBlock> = z
  .lazy(() =>
    z.union([
      z.strictObject({
        kind: z.enum(['title', 'heading', 'paragraph']),
        level: z.int().min(2).max(4).exactOptional().describe('Of a heading.'),
        direction,
        start: count.describe('Where it starts in the plain text, in code points.'),
        runs: z.array(run),
      }),
      z.strictObject({
        kind: z.enum(['quote', 'bullet-list', 'ordered-list', 'item']),
        order: count.exactOptional().describe('The first number of an ordered list.'),
        children: z.array(block),
      }),
    ]),
  )
  .meta({ id: 'block' });

const evidence = z
  .strictObject({
    id: text,
    by: text,
    at: moment,
    address: text,
    archive: text,
    title: text,
    publisher: text,
    excerpt: text,
    locator: text,
    accessed: text,
    kind: z.enum(EVIDENCE_KINDS),
    stance: z.enum(STANCES),
    note: text,
  })
  .meta({ id: 'evidence', description: 'What supports a claim, speaks against it or gives context. `by` is a name.' });

const said = { id: text, by: text, at: moment };
const entry = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...said,
      kind: z.literal('comment'),
      text,
      mentions: z.array(text),
      replyTo: text.nullable(),
      editedAt: moment.nullable(),
    }),
    z.strictObject({ ...said, kind: z.literal('deleted'), replyTo: text.nullable(), deletedAt: moment }),
    z.strictObject({
      ...said,
      kind: z.literal('settlement'),
      how: z.enum(SETTLEMENTS),
      reason: text,
      wording: text.nullable(),
      verdict,
      verdictBy: text.nullable(),
      quote: text,
    }),
    z.strictObject({ ...said, kind: z.literal('reopening'), of: text, reason: text }),
  ])
  .meta({ id: 'entry', description: 'An entry of the thread of a claim. `by` and `mentions` are names.' });

const judgement = z
  .strictObject({ verdict, by: text, at: moment, quote: text, note: text, imported: flag })
  .meta({ id: 'judgement', description: 'A verdict as it was given: by whom (a name), when, on which words.' });

const settlement = z.strictObject({
  how: z.enum(SETTLEMENTS),
  reason: text,
  wording: text.nullable(),
  quote: text,
  by: text,
  at: moment,
});

const claim = z
  .strictObject({
    number: z.int().positive().describe('Its number in the order of the text, from 1.'),
    id: text,
    quote: text.describe('Its words as they are.'),
    originalQuote: text.describe('The words it was made on.'),
    prefix: text,
    suffix: text,
    start: count.nullable().describe('In code points of the plain text; null when detached.'),
    end: count.nullable().describe('The end, exclusive.'),
    attachment: z.enum(['exact', 'recovered', 'detached']),
    verdict,
    stale: z.boolean().describe('Whether the verdict was given for other words.'),
    verdictQuote: text.nullable(),
    note: text,
    verdictBy: text.nullable(),
    verdictAt: moment.nullable(),
    createdBy: text,
    createdAt: moment,
    imported: flag,
    judgements: z.array(judgement).describe('By age: the last one holds.'),
    claimant: z
      .strictObject({ name: text, kind: z.enum(CLAIMANT_KINDS), address: text })
      .nullable()
      .describe('Who outside the desk says what the claim says.'),
    evidence: z.array(evidence),
    comments: z.array(entry),
    settlement: settlement.nullable(),
    assignee: text.nullable(),
    confidential: z.array(evidence).exactOptional(),
  })
  .meta({ id: 'claim' });

const counts = z.strictObject({
  unchecked: count,
  verified: count,
  disputed: count,
  unsourced: count,
  total: count,
  stale: count,
  detached: count,
  settled: count,
  evidence: count,
  confidential: count.exactOptional(),
});

/** The version of the Report value that this desk writes. */
export const REPORT_VERSION = 3;

/** A whole report, version 3. */
export const reportShape = z.strictObject({
  kind: z.literal('sanad-report'),
  version: z.literal(REPORT_VERSION),
  article: z.strictObject({
    id: text,
    title: text,
    language: text,
    direction,
    createdAt: moment,
    changedAt: moment,
    source,
    text: text.describe('The plain text that all positions count in.'),
    blocks: z.array(block),
  }),
  exportedAt: moment,
  exportedBy: text,
  counts,
  coverage: z.strictObject({ sentences: count, touched: count, setAside: count, untouched: count }),
  claims: z.array(claim),
  setAside: z.array(z.strictObject({ quote: text, start: count, end: count, by: text, at: moment })),
  choice: z
    .strictObject({ verdicts: z.array(verdict).nullable(), threads: z.boolean() })
    .exactOptional()
    .describe('What the report was narrowed to; absent where it holds everything.'),
});

/** Everything in `T` as it may only be read. */
type Settled<T> = T extends readonly (infer Each)[]
  ? readonly Settled<Each>[]
  : T extends object
    ? { readonly [Key in keyof T]: Settled<T[Key]> }
    : T;
type Read = Settled<z.infer<typeof reportShape>>;
type Alike<A, B> = [A, B] extends [B, A] ? true : never;
// Does not compile as soon as the shape and the type say different things.
true satisfies Alike<Read, Settled<Report>>;

/** The JSON Schema (draft 2020-12) of a report, as it is published. */
export function reportSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(reportShape);
  return {
    $schema,
    title: 'Sanad checking report',
    description:
      'An article with its claims, what was said of them and who said it. Positions are code points, ends exclusive.',
    ...schema,
  };
}
