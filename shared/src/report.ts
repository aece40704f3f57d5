import type * as Y from 'yjs';
import { type Attachment, groundOf, resolve } from './anchor.ts';
import { readArticle } from './article.ts';
import { type ArticleText, articleText } from './article-text.ts';
import { outsiderName } from './author.ts';
import {
  type Aside,
  type Claim,
  readAsides,
  readClaims,
  standingJudgement,
  VERDICTS,
  type Verdict,
  verdictOf,
} from './claim.ts';
import type { Claimant } from './claimant.ts';
import type { Confidentials } from './confidential.ts';
import { type CoverageCounts, coverageOf, placeAsides, SentenceReader } from './coverage.ts';
import { type Direction, directionOfLanguage } from './direction.ts';
import { isOutdated } from './outdated.ts';
import { quoteAt } from './quote.ts';
import { type ReportBlock, reportBlocks } from './report-blocks.ts';
import { namedEvidence, type ReportDossier, type ReportEvidence, reportDossier } from './report-dossier.ts';
import type { Source } from './source.ts';

/** A claim as everything outside the editor sees it: where it sits and what holds. Offsets in UTF-16 units. */
export interface PlacedClaim {
  readonly claim: Claim;
  readonly attachment: Attachment;
  readonly verdict: Verdict;
  readonly stale: boolean;
}

/** Every claim of the article, placed; in text order (outer before inner), the detached last, by age. */
export function placedClaims(doc: Y.Doc): PlacedClaim[] {
  const ground = groundOf(doc, articleText(doc));
  return readClaims(doc)
    .map((claim) => {
      const attachment = resolve(ground, claim);
      return { claim, attachment, verdict: verdictOf(claim), stale: isOutdated(claim, attachment) };
    })
    .sort(inTextOrder);
}

const NOWHERE = { start: Number.POSITIVE_INFINITY, end: 0 };

/** Sorts claims as they stand in the text: by start, the longer first; the detached last; then by age and id. */
export function inTextOrder(
  a: Pick<PlacedClaim, 'claim' | 'attachment'>,
  b: Pick<PlacedClaim, 'claim' | 'attachment'>,
): number {
  const p = a.attachment.kind === 'detached' ? NOWHERE : a.attachment;
  const q = b.attachment.kind === 'detached' ? NOWHERE : b.attachment;
  if (p.start !== q.start) return p.start < q.start ? -1 : 1;
  return q.end - p.end || a.claim.createdAt.localeCompare(b.claim.createdAt) || a.claim.id.localeCompare(b.claim.id);
}

/** One verdict as it was given: by whom (a name), when, on which words. */
export interface ReportJudgement {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: string;
  readonly quote: string;
  readonly note: string;
  /** Whoever gave it is only named in a file that was imported. */
  readonly imported?: true;
}

/** A sentence that was set aside as nothing to check and still reads as it did. Places in code points. */
export interface ReportAside {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly by: string;
  readonly at: string;
}

/** A claim in the report. `start` and `end` are code points in the plain text, end exclusive; null when detached. */
export interface ReportClaim extends ReportDossier {
  /** Its number in text order, from 1. */
  readonly number: number;
  readonly id: string;
  readonly quote: string;
  readonly originalQuote: string;
  /** What stands before and after the words, some 30 letters each. */
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly attachment: Attachment['kind'];
  readonly verdict: Verdict;
  readonly stale: boolean;
  /** The words the verdict was given for; null without a verdict. */
  readonly verdictQuote: string | null;
  readonly note: string;
  /** Names, as the desk knows them; null without a verdict. */
  readonly verdictBy: string | null;
  readonly verdictAt: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  /** Whoever made it is only named in a file that was imported. */
  readonly imported?: true;
  /** Every verdict that was given and not taken back, by age: the last one holds. */
  readonly judgements: readonly ReportJudgement[];
  /** Who outside the desk says what it says; null where nobody is named. */
  readonly claimant: Claimant | null;
  /** Evidence that not everybody may read; only in a report that was asked for with it. */
  readonly confidential?: readonly ReportEvidence[];
}

/** What a report is narrowed to (see `report-choice.ts`). */
export interface ReportChoice {
  /** The verdicts whose claims are in it; null for all. */
  readonly verdicts: readonly Verdict[] | null;
  /** Whether what was said of the claims is in it. How they were settled always is. */
  readonly threads: boolean;
}

/** The annotated article as one plain value: what every format is made from. Dates are ISO 8601 in UTC. */
export interface Report {
  readonly kind: 'sanad-report';
  readonly version: 3;
  readonly article: {
    readonly id: string;
    readonly title: string;
    readonly language: string;
    readonly direction: Direction;
    readonly createdAt: string;
    readonly changedAt: string;
    readonly source: Source;
    /** The plain text all positions count in. */
    readonly text: string;
    readonly blocks: readonly ReportBlock[];
  };
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly counts: Readonly<Record<Verdict, number>> & {
    readonly total: number;
    readonly stale: number;
    readonly detached: number;
    /** Claims with a settlement that stands. */
    readonly settled: number;
    /** Pieces of evidence, without the confidential. */
    readonly evidence: number;
    /** Confidential pieces; only in a report that was asked for with them. */
    readonly confidential?: number;
  };
  /** How much of the text has been looked at, in sentences. */
  readonly coverage: CoverageCounts;
  readonly claims: readonly ReportClaim[];
  /** What was set aside as nothing to check, in text order. */
  readonly setAside: readonly ReportAside[];
  /** What the report was narrowed to; absent where it holds everything. The counts are of what it holds. */
  readonly choice?: ReportChoice;
}

/** What a report needs besides the document. `nameOf` turns a person id into a name. */
export interface ReportContext {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly source: Source;
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly nameOf: (person: string) => string;
  /** What is confidential, by claim, for a report with it. */
  readonly confidential?: Confidentials['claims'];
}

/** Makes the Report value of an article. The clock is the caller's. */
export function makeReport(doc: Y.Doc, context: ReportContext): Report {
  const { exportedAt, exportedBy, confidential, nameOf: personName, ...article } = context;
  const nameOf = (id: string) => outsiderName(id) ?? personName(id);
  const direction = directionOfLanguage(article.language);
  const text = articleText(doc);
  const placed = placedClaims(doc);
  const point = pointCounter(text.text);
  const claims = placed.map(({ claim, attachment, verdict, stale }, index): ReportClaim => {
    const judgement = standingJudgement(claim);
    const held = attachment.kind === 'detached' ? null : attachment;
    return {
      number: index + 1,
      id: claim.id,
      quote: held ? held.words : claim.quote.exact,
      originalQuote: claim.original.exact,
      ...contextOf(claim, held, text.text),
      start: held && point(held.start),
      end: held && point(held.end),
      attachment: attachment.kind,
      verdict,
      stale,
      verdictQuote: judgement?.quote ?? null,
      note: judgement?.note ?? '',
      verdictBy: judgement && nameOf(judgement.by),
      verdictAt: judgement?.at ?? null,
      createdBy: nameOf(claim.createdBy),
      createdAt: claim.createdAt,
      ...(outsiderName(claim.createdBy) === null ? {} : { imported: true }),
      judgements: claim.judgements.map(({ verdict: given, by, at, quote, note }) => ({
        verdict: given,
        by: nameOf(by),
        at,
        quote,
        note,
        ...(outsiderName(by) === null ? {} : { imported: true }),
      })),
      claimant: claim.claimant,
      ...reportDossier(claim, nameOf),
      ...(confidential
        ? { confidential: (confidential[claim.id] ?? []).map((piece) => namedEvidence(piece, nameOf)) }
        : {}),
    };
  });
  const { coverage, setAside } = checkedIn(doc, text, placed, article.language);
  return {
    kind: 'sanad-report',
    version: 3,
    article: { ...article, direction, text: text.text, blocks: reportBlocks(readArticle(doc), direction, point) },
    exportedAt,
    exportedBy,
    counts: countsOf(claims, confidential !== undefined),
    coverage,
    claims,
    setAside: setAside.map(({ aside, start, end }) => ({
      quote: text.text.slice(start, end),
      start: point(start),
      end: point(end),
      by: nameOf(aside.createdBy),
      at: aside.createdAt,
    })),
  };
}

/** Counts the claims of a report. `withConfidential`: whether what is confidential is counted as well. */
export function countsOf(claims: readonly ReportClaim[], withConfidential: boolean): Report['counts'] {
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, claims.filter((claim) => claim.verdict === verdict).length]),
  ) as Record<Verdict, number>;
  return {
    ...counts,
    total: claims.length,
    stale: claims.filter((claim) => claim.stale).length,
    detached: claims.filter((claim) => claim.attachment === 'detached').length,
    settled: claims.filter((claim) => claim.settlement !== null).length,
    evidence: sum(claims.map((claim) => claim.evidence.length)),
    ...(withConfidential ? { confidential: sum(claims.map((claim) => claim.confidential?.length ?? 0)) } : {}),
  };
}

function contextOf(
  claim: Claim,
  held: { readonly start: number; readonly end: number } | null,
  text: string,
): Pick<ReportClaim, 'prefix' | 'suffix'> {
  const { prefix, suffix } = held ? quoteAt(text, held.start, held.end) : claim.quote;
  return { prefix, suffix };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

/** A sentence that was set aside, and what set it aside first. In UTF-16 units. */
interface SetAside {
  readonly aside: Aside;
  readonly start: number;
  readonly end: number;
}

/** How much of the text was looked at, and what was set aside in it, in text order. */
function checkedIn(
  doc: Y.Doc,
  article: ArticleText,
  placed: readonly PlacedClaim[],
  language: string,
): { readonly coverage: CoverageCounts; readonly setAside: readonly SetAside[] } {
  const sentences = new SentenceReader(language).read(article.blocks);
  const asides = readAsides(doc);
  const places = placeAsides(groundOf(doc, article), sentences, asides);
  const known = new Map(asides.map((aside) => [aside.id, aside]));
  const setAside = [...places]
    .sort(([a], [b]) => a - b)
    .flatMap(([index, ids]) => {
      const sentence = sentences[index];
      const [aside] = ids
        .flatMap((id) => known.get(id) ?? [])
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
      return sentence && aside ? [{ aside, start: sentence.start, end: sentence.end }] : [];
    });
  return { coverage: coverageOf(sentences, placed, places).counts, setAside };
}

/** A function from UTF-16 units to code points of `text`; constant time where the text has no surrogate pairs. */
export function pointCounter(text: string): (units: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (units) => units;
  const points = new Int32Array(text.length + 1);
  for (let i = 0, count = 0; i <= text.length; count++) {
    points[i] = count;
    const wide = (text.codePointAt(i) ?? 0) > 0xffff;
    if (wide) points[i + 1] = count;
    i += wide ? 2 : 1;
  }
  return (units) => points[Math.min(units, text.length)] as number;
}
