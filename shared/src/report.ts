import type { Node } from 'prosemirror-model';
import type * as Y from 'yjs';
import { type Attachment, groundOf, resolve } from './anchor.ts';
import { readArticle } from './article.ts';
import { type ArticleText, articleText } from './article-text.ts';
import { type Claim, readAsides, readClaims, standingJudgement, VERDICTS, type Verdict, verdictOf } from './claim.ts';
import type { Confidentials } from './confidential.ts';
import { type CoverageCounts, coverageOf, placeAsides, SentenceReader } from './coverage.ts';
import { type Direction, directionOfBlock, directionOfLanguage } from './direction.ts';
import { isOutdated } from './outdated.ts';
import { namedEvidence, type ReportDossier, type ReportEvidence, reportDossier } from './report-dossier.ts';

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

/** Letters of one formatting within a block. */
export interface ReportRun {
  readonly text: string;
  readonly strong?: true;
  readonly em?: true;
  readonly href?: string;
}

/** A block of the report's text. Those with `runs` start at `start` of the plain text, in code points. */
export type ReportBlock =
  | {
      readonly kind: 'title' | 'heading' | 'paragraph';
      /** 2 to 4, for a heading. */
      readonly level?: number;
      readonly direction: Direction;
      readonly start: number;
      readonly runs: readonly ReportRun[];
    }
  | {
      readonly kind: 'quote' | 'bullet-list' | 'ordered-list' | 'item';
      /** The first number, for an ordered list. */
      readonly order?: number;
      readonly children: readonly ReportBlock[];
    };

/** A claim in the report. `start` and `end` are code points in the plain text, end exclusive; null when detached. */
export interface ReportClaim extends ReportDossier {
  /** Its number in text order, from 1. */
  readonly number: number;
  readonly id: string;
  readonly quote: string;
  readonly originalQuote: string;
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
  /** Evidence that not everybody may read; only in a report that was asked for with it. */
  readonly confidential?: readonly ReportEvidence[];
}

/** The annotated article as one plain value: what every format is made from. Dates are ISO 8601 in UTC. */
export interface Report {
  readonly kind: 'sanad-report';
  readonly version: 2;
  readonly article: {
    readonly id: string;
    readonly title: string;
    readonly language: string;
    readonly direction: Direction;
    readonly createdAt: string;
    readonly changedAt: string;
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
}

/** What a report needs besides the document. `nameOf` turns a person id into a name. */
export interface ReportContext {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly nameOf: (person: string) => string;
  /** What is confidential, by claim, for a report with it. */
  readonly confidential?: Confidentials['claims'];
}

/** Makes the Report value of an article. The clock is the caller's. */
export function makeReport(doc: Y.Doc, context: ReportContext): Report {
  const { nameOf, exportedAt, exportedBy, confidential, ...article } = context;
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
      ...reportDossier(claim, nameOf),
      ...(confidential
        ? { confidential: (confidential[claim.id] ?? []).map((piece) => namedEvidence(piece, nameOf)) }
        : {}),
    };
  });
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, claims.filter((claim) => claim.verdict === verdict).length]),
  ) as Record<Verdict, number>;
  return {
    kind: 'sanad-report',
    version: 2,
    article: { ...article, direction, text: text.text, blocks: reportBlocks(readArticle(doc), direction, point) },
    exportedAt,
    exportedBy,
    counts: {
      ...counts,
      total: claims.length,
      stale: claims.filter((claim) => claim.stale).length,
      detached: claims.filter((claim) => claim.attachment === 'detached').length,
      settled: claims.filter((claim) => claim.settlement !== null).length,
      evidence: sum(claims.map((claim) => claim.evidence.length)),
      ...(confidential ? { confidential: sum(claims.map((claim) => claim.confidential?.length ?? 0)) } : {}),
    },
    coverage: coverageIn(doc, text, placed, article.language),
    claims,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

function coverageIn(
  doc: Y.Doc,
  article: ArticleText,
  placed: readonly PlacedClaim[],
  language: string,
): CoverageCounts {
  const sentences = new SentenceReader(language).read(article.blocks);
  const asides = placeAsides(groundOf(doc, article), sentences, readAsides(doc));
  return coverageOf(sentences, placed, asides).counts;
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

const CONTAINERS: Readonly<Record<string, 'quote' | 'bullet-list' | 'ordered-list' | 'item'>> = {
  blockquote: 'quote',
  bullet_list: 'bullet-list',
  ordered_list: 'ordered-list',
  list_item: 'item',
};

const isDirection = (value: unknown): value is Direction => value === 'rtl' || value === 'ltr';

/** An attribute as the whole number it has to be: what a document holds is not to be trusted by those who print it. */
function whole(value: unknown, least: number, most: number, otherwise: number): number {
  return Number.isInteger(value) ? Math.min(Math.max(value as number, least), most) : otherwise;
}

function reportBlocks(content: Node, own: Direction, point: (units: number) => number): ReportBlock[] {
  let start = 0;
  const visit = (node: Node): ReportBlock => {
    const container = CONTAINERS[node.type.name];
    if (container) {
      const children: ReportBlock[] = [];
      node.forEach((child) => {
        children.push(visit(child));
      });
      return container === 'ordered-list'
        ? { kind: container, order: whole(node.attrs.order, 0, 1_000_000_000, 1), children }
        : { kind: container, children };
    }
    const runs: ReportRun[] = [];
    node.forEach((child) => {
      const mark = (name: string) => child.marks.find((each) => each.type.name === name);
      const link = mark('link');
      runs.push({
        text: child.text ?? '',
        ...(mark('strong') ? { strong: true } : {}),
        ...(mark('em') ? { em: true } : {}),
        ...(link ? { href: link.attrs.href as string } : {}),
      });
    });
    const block: ReportBlock = {
      kind: node.type.name as 'title' | 'heading' | 'paragraph',
      ...(node.type.name === 'heading' ? { level: whole(node.attrs.level, 2, 4, 2) } : {}),
      direction: isDirection(node.attrs.dir) ? node.attrs.dir : directionOfBlock(node.textContent, own),
      start: point(start),
      runs,
    };
    start += node.content.size + 1;
    return block;
  };
  const blocks: ReportBlock[] = [];
  content.forEach((node) => {
    blocks.push(visit(node));
  });
  return blocks;
}
