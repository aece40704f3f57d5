import { EVIDENCE_LIMIT, evidenceView } from '@sanad/shared/evidence';
import { SETTLEMENTS } from '@sanad/shared/thread';
import { CLAIM_LIMIT, VERDICTS } from '@sanad/shared/verdict';
import { z } from 'zod';
import { REPORT_LANGUAGES, REPORT_WORDS, type ReportLanguage } from './words.ts';

// What a .docx of ours holds beside its comments, so that claims come back whole; and what those comments say. Both ways
// stand on this file: the export writes a comment as `paragraphsOf` says it, and the import believes a record only where the
// comment still says just that.

/** The namespace of the custom XML part that the record is the text of, as JSON. */
export const RECORD_NAMESPACE = 'urn:sanad:claims';

/** Paragraph styles whose id begins so are the report's own words, and no part of the article. */
export const REPORT_STYLE = 'SanadReport';

const name = z.string().max(400);
const at = z.iso.datetime().nullable();
const words = z.string().max(CLAIM_LIMIT);
const text = z.string().max(5000);
/** `w:id` of the comment that shows it. */
const comment = z.number().int();
const signed = { comment, by: name, at };
const quote = z.strictObject({ exact: words, prefix: z.string().max(200), suffix: z.string().max(200) });
const { id: _id, by: _by, at: _at, ...evidenceFields } = evidenceView.shape;

const partShape = z.discriminatedUnion('kind', [
  /** `quote`: the words judged, null where they are those that the claim stands on. */
  z.strictObject({
    kind: z.literal('judgement'),
    ...signed,
    verdict: z.enum(VERDICTS),
    note: text,
    quote: words.nullable(),
  }),
  z.strictObject({ kind: z.literal('evidence'), ...signed, piece: z.strictObject(evidenceFields) }),
  /** `replyTo`, and `of` below: the place among the parts of the claim of what is meant. */
  z.strictObject({ kind: z.literal('comment'), ...signed, text, replyTo: z.number().int().nullable() }),
  z.strictObject({
    kind: z.literal('settlement'),
    ...signed,
    how: z.enum(SETTLEMENTS),
    reason: text,
    wording: words.nullable(),
    quote: words.nullable(),
    verdict: z.enum(VERDICTS),
  }),
  z.strictObject({ kind: z.literal('reopening'), ...signed, of: z.number().int(), reason: text }),
]);

const claimShape = z.strictObject({
  id: z.string().max(64),
  /** The comment that the claim's thread hangs on. */
  comment,
  createdBy: name,
  createdAt: at,
  /** The words it stands on, or stood on when it was lost. */
  quote,
  /** The words it was made on; null where they are the same. */
  original: quote.nullable(),
  /** Whether it stands on no words of the text: its comment hangs on a paragraph of the report then. */
  detached: z.boolean(),
  /** Whether its words were changed since they were judged, and whether its place was found again by its words. */
  stale: z.boolean().default(false),
  recovered: z.boolean().default(false),
  claimant: z
    .strictObject({
      name: z.string().max(400),
      kind: z.enum(['person', 'organization']),
      address: z.string().max(2000),
    })
    .nullable(),
  /** By age. The last judgement is the one that holds; it is shown by the claim's own comment. */
  parts: z.array(partShape).max(EVIDENCE_LIMIT + 4000),
});

/** The record of a .docx. `language` is that of the comments' own words. */
export const recordShape = z.strictObject({
  version: z.literal(1),
  language: z.enum(REPORT_LANGUAGES),
  claims: z.array(claimShape),
});
export type DocxRecord = z.infer<typeof recordShape>;
export type DocxClaim = z.infer<typeof claimShape>;
export type DocxPart = z.infer<typeof partShape>;

const WORDS = {
  ar: { claimant: 'القائل', reopened: 'أُعيد فتحه', kinds: { person: 'شخص', organization: 'جهة' } },
  en: { claimant: 'Claimant', reopened: 'Reopened', kinds: { person: 'person', organization: 'organization' } },
} as const;

/** What the comment of a claim says, a string for each paragraph. `judgement` is the one that holds, null without one. */
export function claimParagraphs(
  claim: Pick<DocxClaim, 'original' | 'claimant' | 'detached' | 'stale' | 'recovered'>,
  judgement: (DocxPart & { readonly kind: 'judgement' }) | null,
  language: ReportLanguage,
): string[] {
  const { verdicts, originalWords, tagDetached, tagRecovered, tagStale } = REPORT_WORDS[language];
  const { claimant: label, kinds } = WORDS[language];
  const { claimant, original } = claim;
  const [verdict = verdicts.unchecked, ...rest] = judgement ? partParagraphs(judgement, language) : [];
  return [
    verdict,
    ...(claim.detached ? [tagDetached] : []),
    ...(claim.stale ? [tagStale] : []),
    ...(claim.recovered ? [tagRecovered] : []),
    ...(claimant
      ? [[`${label}: ${claimant.name}`, kinds[claimant.kind], claimant.address].filter(Boolean).join(' · ')]
      : []),
    ...(original ? lines(`${originalWords}: ${original.exact}`) : []),
    ...rest,
  ];
}

/** What the comment of one part of a claim says, a string for each paragraph. */
export function partParagraphs(part: DocxPart, language: ReportLanguage): string[] {
  const report = REPORT_WORDS[language];
  switch (part.kind) {
    case 'judgement':
      return [
        report.verdicts[part.verdict],
        ...(part.quote === null ? [] : lines(`${report.judgedWords}: ${part.quote}`)),
        ...lines(part.note),
      ];
    case 'evidence': {
      const { address, archive, title, publisher, excerpt, locator, accessed, kind, stance, note } = part.piece;
      return [
        `${report.evidence}: ${report.stances[stance]} · ${report.kinds[kind]}`,
        ...[title, publisher, address].flatMap(lines),
        ...(archive ? [`${report.archived}: ${archive}`] : []),
        ...lines(locator),
        ...(accessed ? [`${report.accessed}: ${accessed}`] : []),
        ...[excerpt, note].flatMap(lines),
      ];
    }
    case 'comment':
      return lines(part.text);
    case 'settlement':
      return [
        report.settlements[part.how],
        `${report.verdict}: ${report.verdicts[part.verdict]}`,
        ...lines(part.reason),
        ...(part.wording === null ? [] : lines(`${report.newWording}: ${part.wording}`)),
        ...(part.quote === null ? [] : lines(`${report.judgedWords}: ${part.quote}`)),
      ];
    case 'reopening':
      return [WORDS[language].reopened, ...lines(part.reason)];
  }
}

/** The lines of a text that hold words. */
function lines(words: string): string[] {
  return words.split('\n').filter((line) => line.trim() !== '');
}
