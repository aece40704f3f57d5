import { z } from 'zod';
import { REPORT_FORMATS, type ReportFormatName } from './report-format.ts';
import { VERDICTS } from './verdict.ts';

// Reports on their way out, as HTTP has them. Without Yjs and ProseMirror: a page asks for a report without an editor.

/** The languages that a report's own words come in. */
export const EXPORT_LANGUAGES = ['ar', 'en'] as const;

const LANGUAGE = `"language" has to be one of ${EXPORT_LANGUAGES.join(', ')}.`;
const FORMATS = Object.keys(REPORT_FORMATS) as [ReportFormatName, ...ReportFormatName[]];
const VERDICT = `"verdicts" has to be of ${VERDICTS.join(', ')}.`;
const language = z.enum(EXPORT_LANGUAGES, LANGUAGE);
const verdicts = z
  .array(z.enum(VERDICTS, VERDICT))
  .min(1, 'Choose at least one verdict, or leave "verdicts" out for all of them.');
const yesOrNo = (name: string) =>
  z.enum(['true', 'false'], `"${name}" has to be true or false.`).transform((value) => value === 'true');

/**
 * GET /api/articles/:id/report.html, and the other endings of `REPORT_FORMATS`; the same behind …/versions/:number/ for a
 * version that was signed off. `language` is of the report's own words, the article's where it is one of them. `verdicts`,
 * with commas between, leaves claims with other ones out; `threads=false` leaves out what was said of them;
 * `confidential=true` (editor) has the confidential evidence in it, and says so; `download` offers it as a file. 503 `busy`,
 * 429 `too-many-exports`, 500 `report-failed`, 504 `report-too-slow`.
 */
export const reportQuery = z.object({
  language: language.optional(),
  verdicts: z
    .string()
    .max(200)
    .transform((names) => names.split(','))
    .pipe(verdicts)
    .optional(),
  threads: yesOrNo('threads').optional(),
  confidential: yesOrNo('confidential').optional(),
  download: z.string().optional(),
});

/**
 * POST /api/articles/:id/exports: has a report made, as `reportQuery` says, and tells how far it is: each line of the answer
 * (application/x-ndjson) is an `exportLine`, the last of which is the file or a problem. Whoever goes away before that
 * cancels it. `version`: of that version, signed off.
 */
export const exportRequest = z.strictObject({
  format: z.enum(FORMATS, `"format" has to be one of ${FORMATS.join(', ')}.`),
  language: language.optional(),
  verdicts: verdicts.optional(),
  threads: z.boolean().optional(),
  confidential: z.boolean().optional(),
  version: z.number().int().min(1).optional(),
});
export type ExportRequest = z.input<typeof exportRequest>;

/** How far a report is, in this order. */
export const EXPORT_PHASES = ['waiting', 'reading', 'gathering', 'writing'] as const;
export type ExportPhase = (typeof EXPORT_PHASES)[number];

/** While it waits, `of` is how many are made before it; else `done` of `of` parts of the phase are done, where known. */
export const exportStep = z.object({
  phase: z.enum(EXPORT_PHASES),
  done: z.number().int().optional(),
  of: z.number().int().optional(),
});
export type ExportStep = z.infer<typeof exportStep>;

/** A claim that the format has no place for, and the name of the reason. */
export const leftOutShape = z.object({ number: z.number().int(), id: z.string(), quote: z.string(), why: z.string() });
export type LeftOut = z.infer<typeof leftOutShape>;

/**
 * A file that is made: GET /api/exports/:id gives it to whoever had it made, for ten minutes, and DELETE forgets it. `size`
 * is in bytes. `leftOut`, of a format that cannot hold every claim: those it does not hold.
 */
export const exportShape = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  leftOut: z.array(leftOutShape).optional(),
});
export type ExportedFile = z.infer<typeof exportShape>;

/** A line of the answer to an `exportRequest`. */
export const exportLine = z.union([
  exportStep,
  z.object({ export: exportShape }),
  z.object({ problem: z.object({ status: z.number().int(), code: z.string(), detail: z.string() }) }),
]);
export type ExportLine = z.infer<typeof exportLine>;
