import type { Report, ReportClaim } from '@sanad/shared/report';
import type { Verdict } from '@sanad/shared/verdict';
import { uriOf } from './annotation-model.ts';
import { LEFT_OUT_WORDS, type LeftOutReason } from './left-out-words.ts';
import type { Rendering } from './rendering.ts';
import { TEXT_WORDS } from './text-words.ts';
import { REPORT_WORDS } from './words.ts';

/** A claim that a reader of ClaimReview is not told of, and why: by name, and in the report's language. */
export interface LeftOut {
  readonly claim: string;
  readonly number: number;
  readonly reason: LeftOutReason;
  readonly sentence: string;
}

/** What of a report can be told as schema.org's ClaimReview. */
export interface ClaimReviews {
  /** JSON-LD: the reviews, and a list of what was left out. */
  readonly document: Readonly<Record<string, unknown>>;
  /** How many claims are in it. */
  readonly reviewed: number;
  readonly leftOut: readonly LeftOut[];
}

/** Where Google cuts the words of a claim, in UTF-16 units. */
export const CLAIM_REVIEWED_LIMIT = 75;

/** What a verdict is worth between 1 and 3, for programs that read a number; its name is what people are shown. */
const RATINGS: Readonly<Record<Exclude<Verdict, 'unchecked'>, number>> = { disputed: 1, unsourced: 2, verified: 3 };
const SCALE = { worstRating: 1, bestRating: 3 };

/**
 * The claims that a newsroom can tell search engines of: verified or settled, said by somebody outside, in an article that
 * stands at a public address. The words of a review are those that its verdict was given for, whatever stands there since.
 * What is confidential is never in it, and of what is left out nothing but its number and the reason.
 */
export function claimReviews(report: Report, { language, url }: Rendering): ClaimReviews {
  const words = REPORT_WORDS[language];
  const { article } = report;
  const address = uriOf(article.source.address);
  const leftOut: LeftOut[] = [];
  const reviews: Record<string, unknown>[] = [];
  for (const claim of report.claims) {
    const reason = reasonOf(claim, address);
    if (reason) {
      leftOut.push({ claim: claim.id, number: claim.number, reason, sentence: LEFT_OUT_WORDS[language][reason] });
    } else reviews.push(reviewOf(claim, report, address as string, url, words.verdicts));
  }
  const listed = leftOut.map(({ claim, number, reason, sentence }) => ({
    '@type': 'ListItem',
    position: number,
    identifier: claim,
    alternateName: reason,
    description: sentence,
  }));
  const list = {
    '@type': 'ItemList',
    '@id': `${uriOf(url) ?? url}/left-out`,
    name: TEXT_WORDS[language].leftOut,
    inLanguage: language,
    numberOfItems: listed.length,
    itemListElement: listed,
  };
  return {
    document: { '@context': 'https://schema.org', '@graph': [...reviews, ...(listed.length > 0 ? [list] : [])] },
    reviewed: reviews.length,
    leftOut,
  };
}

/** The claims that can be told as schema.org's ClaimReview, in JSON-LD that may stand in a page: see `claimReviews`. */
export function renderClaimReview(report: Report, rendering: Rendering): string {
  const { document } = claimReviews(report, rendering);
  // It is made to stand between <script> tags, which no word in it may end.
  return `${JSON.stringify(document, null, 2).replaceAll('<', '\\u003c')}\n`;
}

/** Why a claim is not told of; null where it is. The first reason counts. */
function reasonOf(claim: ReportClaim, address: string | null): LeftOutReason | null {
  if (address === null) return 'no-address';
  if (claim.verdict !== 'verified' && claim.settlement === null) return 'not-decided';
  if (claim.verdict === 'unchecked' || claim.verdictQuote === null) return 'no-verdict';
  if (claim.attachment === 'detached') return 'not-in-text';
  if (claim.attachment === 'recovered') return 'place-unsure';
  if (claim.stale) return 'stale';
  return claim.claimant === null ? 'no-claimant' : null;
}

function reviewOf(
  claim: ReportClaim,
  { article }: Report,
  address: string,
  url: string,
  verdicts: Readonly<Record<Verdict, string>>,
): Record<string, unknown> {
  const { origin, hostname } = new URL(address);
  const { claimant, verdictQuote, verdictAt, settlement, verdict } = claim;
  const said = verdictQuote ?? '';
  const rating = RATINGS[verdict as Exclude<Verdict, 'unchecked'>];
  const where = uriOf(claimant?.address ?? '');
  return {
    '@type': 'ClaimReview',
    '@id': `${uriOf(url) ?? url}/claims/${encodeURIComponent(claim.id)}/review`,
    url: address,
    inLanguage: article.language,
    claimReviewed: shortened(said),
    ...dated(settlement?.at ?? verdictAt),
    author: { '@type': 'Organization', name: article.source.site.trim() || hostname, url: `${origin}/` },
    itemReviewed: {
      '@type': 'Claim',
      text: said,
      author: {
        '@type': claimant?.kind === 'organization' ? 'Organization' : 'Person',
        name: claimant?.name.trim(),
      },
      appearance: { '@type': 'CreativeWork', url: where ?? address },
      // When the claim was made is known only where it was made in this very article.
      ...(where === null ? dated(article.source.publishedAt) : {}),
    },
    reviewRating: {
      '@type': 'Rating',
      ratingValue: rating,
      ...SCALE,
      alternateName: verdicts[verdict],
    },
  };
}

function dated(iso: string | null): { readonly datePublished?: string } {
  if (!iso || Number.isNaN(new Date(iso).getTime())) return {};
  return { datePublished: /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso : new Date(iso).toISOString().slice(0, 10) };
}

/** Words as long as Google shows them: cut behind a whole word, or a whole letter where the word is longer. */
function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  if (line.length <= CLAIM_REVIEWED_LIMIT) return line;
  const letters = [...new Intl.Segmenter('ar', { granularity: 'grapheme' }).segment(line)].map(
    ({ segment }) => segment,
  );
  let kept = '';
  for (const letter of letters) {
    if (kept.length + letter.length > CLAIM_REVIEWED_LIMIT - 1) break;
    kept += letter;
  }
  const whole = line[kept.length] === ' ' ? kept : kept.replace(/ [^ ]*$/, '');
  return `${whole.trimEnd().replace(/[،,;:؛.]+$/, '')}…`;
}
