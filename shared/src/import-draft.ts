import { z } from 'zod';
import { IMPORT_REMARKS } from './import.ts';
import { IMPORT_LIMIT } from './protocol.ts';
import { sourceChange, sourceShape } from './source.ts';
import { TEXT_ENCODINGS } from './text-encoding.ts';
import { VERDICTS } from './verdict.ts';

// What is read of a text before an article is made of it, or put in the place of an article's text.

/** What a text can be imported from. `page`: a web page, by its address. */
export const IMPORT_FORMATS = ['text', 'markdown', 'html', 'docx', 'report', 'page'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** How far an import is. */
export const IMPORT_PHASES = ['received', 'fetching', 'unpacking', 'reading', 'laying-out'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

const whole = z
  .string()
  .max(IMPORT_LIMIT * 4, 'This is too large; an article may have 2 MB at most.')
  .refine((text) => text.isWellFormed(), 'Half a letter stands in this text; send it as well-formed Unicode.');

/**
 * POST /api/imports and POST /api/articles/:id/imports as JSON: one of these. As multipart: one `file`. The answer comes
 * line by line (`importLineShape`), as application/x-ndjson; who closes the request has called it off.
 */
export const importRequest = z.union(
  [
    z.strictObject({ address: z.string().trim().min(1).max(2000) }),
    z.strictObject({ text: whole }),
    z.strictObject({ html: whole }),
    z.strictObject({ markdown: whole }),
  ],
  'Give one of "address", "text", "html" and "markdown", or send a file.',
);
export type ImportRequest = z.infer<typeof importRequest>;

const direction = z.enum(['rtl', 'ltr']);

/** A block of a text as it is shown before it is taken. `depth`: how many lists and quotes it stands in. */
export const previewBlockShape = z.object({
  kind: z.enum(['title', 'heading', 'paragraph', 'quote', 'item']),
  level: z.number().int().nullable(),
  depth: z.number().int(),
  direction,
  text: z.string(),
});
export type PreviewBlock = z.infer<typeof previewBlockShape>;

/** A piece of a block that changes. */
const partShape = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type DifferencePart = z.infer<typeof partShape>;

/** What becomes of a block of the text; `same` stands for `count` of them that stay. */
const differenceRowShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same'), count: z.number().int() }),
  z.object({
    kind: z.enum(['added', 'removed', 'changed', 'moved', 'reshaped']),
    direction,
    parts: z.array(partShape),
  }),
]);
export type DifferenceRow = z.infer<typeof differenceRowShape>;

/** What becomes of a claim that the change of the text touches. `words` are those it stands on then, null for none. */
const touchedClaimShape = z.object({
  id: z.string(),
  verdict: z.enum(VERDICTS),
  quote: z.string(),
  becomes: z.enum(['stale', 'detached', 'recovered', 'restored']),
  words: z.string().nullable(),
});
export type TouchedClaim = z.infer<typeof touchedClaimShape>;

/** How the text of an article would change. `base` stands for the text that this was made against. */
export const differenceShape = z.object({
  base: z.string(),
  /** Whether anything would change at all. */
  changes: z.boolean(),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  moved: z.number().int(),
  reshaped: z.number().int(),
  rows: z.array(differenceRowShape),
  /** How many rows there are besides. */
  more: z.number().int(),
  touched: z.array(touchedClaimShape),
  /** How many claims stay as they are. */
  kept: z.number().int(),
});
export type TextDifference = z.infer<typeof differenceShape>;

/** What was understood of a text that is to be imported. It is held for half an hour, for the person who sent it. */
export const draftShape = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  direction,
  format: z.enum(IMPORT_FORMATS),
  /** The encoding it was read in, and those it can be read in; null and none where there is no choice. */
  encoding: z.enum(TEXT_ENCODINGS).nullable(),
  encodings: z.array(z.enum(TEXT_ENCODINGS)),
  source: sourceShape,
  counts: z.object({ words: z.number().int(), paragraphs: z.number().int(), claims: z.number().int() }),
  remarks: z.array(z.object({ kind: z.enum(IMPORT_REMARKS), count: z.number().int() })),
  /** How many signs that cannot be seen and turn or hide words, by their Unicode number as U+202E; none is the rule. */
  hiddenSigns: z.record(z.string(), z.number().int()),
  /** Whether those were left out. */
  withoutHiddenSigns: z.boolean(),
  /** The first blocks, and how many come behind them. */
  preview: z.array(previewBlockShape),
  more: z.number().int(),
  /** What it would change in the article it was read for; null where it is to become an article of its own. */
  difference: differenceShape.nullable(),
});
export type ImportDraft = z.infer<typeof draftShape>;

/** A line of the answer to an import: how far it is, and at last what came of it. */
export const importLineShape = z.union([
  z.object({
    progress: z.object({
      phase: z.enum(IMPORT_PHASES),
      done: z.number().optional(),
      of: z.number().optional(),
    }),
  }),
  z.object({ draft: draftShape }),
  z.object({ problem: z.looseObject({ status: z.number().int(), code: z.string(), detail: z.string() }) }),
]);
export type ImportLine = z.infer<typeof importLineShape>;

/** POST /api/imports/:id/reading: reads it again, otherwise. Answers with the draft as it is then. */
export const readingRequest = z.strictObject({
  encoding: z.enum(TEXT_ENCODINGS).optional(),
  withoutHiddenSigns: z.boolean().optional(),
});

/** POST /api/articles with an import: makes the article of it. Answers as for a text. */
export const articleOfImportRequest = z.strictObject({
  import: z.string().min(1).max(64),
  title: z.string().trim().max(300, 'A title has at most 300 characters.').optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give the language as a tag such as ar or en.')
    .optional(),
  direction: direction.optional(),
  source: sourceChange.optional(),
});
export type ArticleOfImport = z.input<typeof articleOfImportRequest>;

/** POST /api/articles/:id/text: puts an import in the place of the text; 409 `text-changed`, with the new `difference`. */
export const textRequest = z.strictObject({ import: z.string().min(1).max(64), base: z.string().min(1).max(100) });
/** `former`: the text as it was, held as an import of its own, and the `base` to put it back on. */
export const textAnswer = z.object({ former: z.string(), base: z.string() });
