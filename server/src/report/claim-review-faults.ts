import { addressFault } from '@sanad/shared/evidence';
import { CLAIM_REVIEWED_LIMIT } from './claim-review.ts';

/** Something that a reader of ClaimReview would refuse, or miss. */
export interface ClaimReviewFault {
  /** Where: `@graph.0.reviewRating.ratingValue`. */
  readonly at: string;
  readonly what: string;
  /** Whether Google reads no review without it; otherwise it is recommended. */
  readonly isRequired: boolean;
}

/**
 * What is missing or wrong in JSON-LD with ClaimReviews, by what schema.org says and Google requires and recommends of them
 * (https://developers.google.com/search/docs/appearance/structured-data/factcheck); none when it is as it should be.
 */
export function claimReviewFaults(value: unknown): ClaimReviewFault[] {
  const faults: ClaimReviewFault[] = [];
  const document = objectOf(value);
  if (document?.['@context'] !== 'https://schema.org') {
    faults.push({ at: '@context', what: 'has to be https://schema.org', isRequired: true });
  }
  const nodes = Array.isArray(document?.['@graph']) ? document['@graph'] : [value];
  for (const [index, node] of nodes.entries()) {
    const review = objectOf(node);
    if (review?.['@type'] === 'ClaimReview') faults.push(...faultsOf(review, `@graph.${index}`));
  }
  return faults;
}

type Thing = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Thing | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Thing) : null;
}

function faultsOf(review: Thing, at: string): ClaimReviewFault[] {
  const faults: ClaimReviewFault[] = [];
  const check = (isRequired: boolean, path: string, isRight: boolean, what: string) => {
    if (!isRight) faults.push({ at: `${at}.${path}`, what, isRequired });
  };
  const { claimReviewed, url, datePublished } = review;
  check(true, 'claimReviewed', isText(claimReviewed), 'has to be the words of the claim');
  const isShort = !isText(claimReviewed) || claimReviewed.length <= CLAIM_REVIEWED_LIMIT;
  check(false, 'claimReviewed', isShort, `has at most ${CLAIM_REVIEWED_LIMIT} characters`);
  check(true, 'url', isAddress(url), 'has to be the address of the article');
  check(false, 'datePublished', isDay(datePublished), 'is a day as YYYY-MM-DD');
  faults.push(...partyFaults(review.author, `${at}.author`, ['Organization', 'Person']));
  const author = objectOf(review.author);
  check(false, 'author.url', isAddress(author?.url), 'is an address');
  faults.push(...ratingFaults(objectOf(review.reviewRating), `${at}.reviewRating`));
  const item = objectOf(review.itemReviewed);
  check(false, 'itemReviewed', item?.['@type'] === 'Claim', 'is a Claim');
  faults.push(...partyFaults(item?.author, `${at}.itemReviewed.author`, ['Organization', 'Person']));
  check(false, 'itemReviewed.appearance', isAddress(objectOf(item?.appearance)?.url), 'is a CreativeWork with its url');
  const when = item?.datePublished;
  check(false, 'itemReviewed.datePublished', when === undefined || isDay(when), 'is a day as YYYY-MM-DD');
  return faults;
}

function partyFaults(value: unknown, at: string, types: readonly string[]): ClaimReviewFault[] {
  const party = objectOf(value);
  const isParty = types.includes(String(party?.['@type'])) && isText(party?.name);
  return isParty ? [] : [{ at, what: `is one of ${types.join(', ')} with a name`, isRequired: false }];
}

function ratingFaults(rating: Thing | null, at: string): ClaimReviewFault[] {
  if (rating?.['@type'] !== 'Rating') return [{ at, what: 'has to be a Rating', isRequired: true }];
  const faults: ClaimReviewFault[] = [];
  if (!isText(rating.alternateName)) {
    faults.push({ at: `${at}.alternateName`, what: 'has to be the rating in words', isRequired: true });
  }
  const [worst, value, best] = [rating.worstRating, rating.ratingValue, rating.bestRating].map(numberOf);
  if (worst == null || value == null || best == null) {
    faults.push({
      at: `${at}.ratingValue`,
      what: 'is a number in ASCII digits, with a worst and a best',
      isRequired: false,
    });
  } else if (!(worst < best && worst <= value && value <= best)) {
    faults.push({ at: `${at}.ratingValue`, what: 'is between the worst and the best', isRequired: false });
  }
  return faults;
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && addressFault(value) === null && /^[\x21-\x7e]+$/.test(value);
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value);
}
