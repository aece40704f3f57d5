import { CLAIM_REVIEWED_LIMIT, claimReviews, renderClaimReview } from '@sanad/server/report/claim-review';
import { claimReviewFaults } from '@sanad/server/report/claim-review-faults';
import { LEFT_OUT_REASONS, LEFT_OUT_WORDS, type LeftOutReason } from '@sanad/server/report/left-out-words';
import type { Rendering } from '@sanad/server/report/rendering';
import type { Claimant } from '@sanad/shared/claimant';
import type { Report, ReportClaim } from '@sanad/shared/report';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECRET } from './report-samples.ts';
import { DESK, fullEnglishReport, fullReport } from './text-samples.ts';

const inArabic: Rendering = { language: 'ar', url: DESK, version: null };
const inEnglish: Rendering = { ...inArabic, language: 'en' };
const MAYOR: Claimant = { name: 'The mayor', kind: 'person', address: 'https://example.org/speech' };

interface Review {
  readonly '@type': string;
  readonly '@id': string;
  readonly claimReviewed: string;
  readonly url: string;
  readonly itemReviewed: { readonly text: string };
  readonly reviewRating: { readonly ratingValue: number; readonly alternateName: string };
}

function nodesOf(text: string): Review[] {
  return (JSON.parse(text) as { '@graph': Review[] })['@graph'];
}
const reviewsOf = (text: string) => nodesOf(text).filter((node) => node['@type'] === 'ClaimReview');

/** A report of one claim that can be told, but for what is changed. */
function one(change: Partial<ReportClaim>, address = 'https://news.example/bridge'): Report {
  const report = fullEnglishReport();
  const [claim] = report.claims;
  if (!claim) throw new RangeError('no claim');
  return {
    ...report,
    article: { ...report.article, source: { ...report.article.source, address } },
    claims: [{ ...claim, claimant: MAYOR, ...change }],
  };
}

const STANDS = {
  how: 'stands',
  reason: 'x',
  wording: null,
  quote: 'x',
  by: 'x',
  at: '2026-03-05T23:30:00.000Z',
} as const;

describe('the report as ClaimReviews', () => {
  it('of an Arabic article is the file it is meant to be', async () => {
    await expect(renderClaimReview(fullReport(), inArabic)).toMatchFileSnapshot(
      './report-golden/arabic.claimreview.json',
    );
  });

  it('of an English article is the file it is meant to be', async () => {
    await expect(renderClaimReview(fullEnglishReport(), inEnglish)).toMatchFileSnapshot(
      './report-golden/english.claimreview.json',
    );
  });

  it('has everything that is required and recommended of one', () => {
    for (const [report, rendering] of [
      [fullReport(), inArabic],
      [fullReport(true), inEnglish],
      [fullEnglishReport(), inEnglish],
    ] as const) {
      const text = renderClaimReview(report, rendering);
      expect(reviewsOf(text).length).toBeGreaterThan(0);
      expect(claimReviewFaults(JSON.parse(text))).toEqual([]);
    }
  });

  it('tells of a claim in it, or says why it does not: each claim once', () => {
    const report = fullReport();
    const { reviewed, leftOut, document } = claimReviews(report, inArabic);
    expect(reviewed + leftOut.length).toBe(report.claims.length);
    expect(reviewed).toBeGreaterThan(1);
    const list = (document['@graph'] as { itemListElement?: { identifier: string; description: string }[] }[]).at(-1);
    expect(list?.itemListElement?.map(({ identifier }) => identifier)).toEqual(leftOut.map(({ claim }) => claim));
    expect(list?.itemListElement?.map(({ description }) => description)).toEqual(
      leftOut.map(({ reason }) => LEFT_OUT_WORDS.ar[reason]),
    );
  });

  const WRONG: Readonly<Record<LeftOutReason, Report>> = {
    'no-address': one({}, ''),
    'not-decided': one({ verdict: 'disputed' }),
    'no-verdict': one({ verdict: 'unchecked', settlement: STANDS }),
    'not-in-text': one({ attachment: 'detached', start: null, end: null }),
    'place-unsure': one({ attachment: 'recovered' }),
    stale: one({ stale: true }),
    'no-claimant': one({ claimant: null }),
  };

  it.each(LEFT_OUT_REASONS)('leaves out what must not be told, and says that it is %s', (reason) => {
    expect(reviewsOf(renderClaimReview(one({}), inEnglish))).toHaveLength(1);
    expect(claimReviews(WRONG[reason], inEnglish)).toMatchObject({
      reviewed: 0,
      leftOut: [{ reason, number: 1, sentence: LEFT_OUT_WORDS.en[reason] }],
    });
  });

  it('of what is left out tells nothing but its number and the reason', () => {
    const text = renderClaimReview(WRONG['not-decided'], inEnglish);
    const [claim] = WRONG['not-decided'].claims;
    expect(text).not.toContain(claim?.quote);
    expect(text).not.toContain('disputed');
    expect(text).not.toContain(claim?.note);
  });

  it('tells of a claim that was settled by the verdict it was settled over, on the words of that verdict', () => {
    const settled = one({
      verdict: 'disputed',
      settlement: { ...STANDS, how: 'corrected', wording: 'reopened on 5 May' },
      quote: 'reopened on 5 May',
      verdictQuote: 'reopened on 4 May',
    });
    const [review] = reviewsOf(renderClaimReview(settled, inEnglish));
    expect(review).toMatchObject({
      claimReviewed: 'reopened on 4 May',
      datePublished: '2026-03-05',
      reviewRating: { ratingValue: 1, worstRating: 1, bestRating: 3, alternateName: 'Disputed' },
      itemReviewed: {
        text: 'reopened on 4 May',
        author: { '@type': 'Person', name: 'The mayor' },
        appearance: { url: 'https://example.org/speech' },
      },
    });
  });

  it('has numbers in ASCII digits and addresses in ASCII, in Arabic too', () => {
    const text = renderClaimReview(fullReport(), inArabic);
    for (const { url, reviewRating } of reviewsOf(text)) {
      expect(url).toMatch(/^[\x21-\x7e]+$/);
      expect(reviewRating.ratingValue).toBeTypeOf('number');
    }
    expect(text).not.toMatch(/[٠-٩۰-۹]/);
  });

  it('keeps the words of a claim as short as Google reads them, never cut inside a letter or a word', () => {
    const letter = fc.constantFrom(...'ابتثجح', ' ', ' ', '👩🏽‍🔧', 'ّ', '،', 'é');
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 200 }), (letters) => {
        const words = `ا${letters.join('')}`;
        const [review] = reviewsOf(renderClaimReview(one({ verdictQuote: words }), inEnglish));
        const told = review?.claimReviewed ?? '';
        expect(told.length).toBeLessThanOrEqual(CLAIM_REVIEWED_LIMIT);
        expect(review?.itemReviewed.text).toBe(words);
        const line = words.replace(/\s+/g, ' ').trim();
        if (line.length <= CLAIM_REVIEWED_LIMIT) expect(told).toBe(line);
        else {
          const kept = told.slice(0, -1);
          expect(told.endsWith('…') && line.startsWith(kept)).toBe(true);
          expect(kept.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends no script that it stands in, and tells nothing of what is confidential', () => {
    const text = renderClaimReview(one({ verdictQuote: '</script><script>alert(1)</script>' }), inEnglish);
    expect(text).not.toContain('<');
    expect(reviewsOf(text)[0]?.claimReviewed).toBe('</script><script>alert(1)</script>');
    expect(renderClaimReview(fullReport(true), inArabic)).not.toContain(SECRET);
  });
});

describe('what looks for faults in ClaimReviews', () => {
  const whole = () => JSON.parse(renderClaimReview(one({}), inEnglish)) as { '@graph': Record<string, unknown>[] };
  const broken = (change: object) => {
    const document = whole();
    return claimReviewFaults({ ...document, '@graph': [{ ...document['@graph'][0], ...change }] }).map(({ at }) => at);
  };

  it('finds what is required and not there, or wrong', () => {
    expect(claimReviewFaults({ ...whole(), '@context': 'https://example.org' })).toMatchObject([{ at: '@context' }]);
    expect(broken({ claimReviewed: ' ' })).toEqual(['@graph.0.claimReviewed']);
    expect(broken({ claimReviewed: 'x'.repeat(76) })).toEqual(['@graph.0.claimReviewed']);
    expect(broken({ url: 'news.example/x' })).toEqual(['@graph.0.url']);
    expect(broken({ url: 'https://news.example/بيان' })).toEqual(['@graph.0.url']);
    expect(broken({ reviewRating: null })).toEqual(['@graph.0.reviewRating']);
    const rating = { '@type': 'Rating', worstRating: 1, bestRating: 3, ratingValue: 2, alternateName: 'x' };
    expect(broken({ reviewRating: rating })).toEqual([]);
    expect(broken({ reviewRating: { ...rating, ratingValue: '٢' } })).toEqual(['@graph.0.reviewRating.ratingValue']);
    expect(broken({ reviewRating: { ...rating, ratingValue: 4 } })).toEqual(['@graph.0.reviewRating.ratingValue']);
    expect(broken({ reviewRating: { ...rating, worstRating: 3 } })).toEqual(['@graph.0.reviewRating.ratingValue']);
    expect(broken({ reviewRating: { ...rating, alternateName: '' } })).toEqual(['@graph.0.reviewRating.alternateName']);
  });

  it('finds what is recommended and not there', () => {
    expect(broken({ author: null })).toEqual(['@graph.0.author', '@graph.0.author.url']);
    expect(broken({ datePublished: '٢٠٢٦-٠٣-٠١' })).toEqual(['@graph.0.datePublished']);
    expect(broken({ itemReviewed: { '@type': 'Claim' } })).toEqual([
      '@graph.0.itemReviewed.author',
      '@graph.0.itemReviewed.appearance',
    ]);
  });
});
