import type { Report, ReportClaim } from '@sanad/shared/report';
import { NO_SOURCE } from '@sanad/shared/source';

/** A report of version 2, which lacks what version 3 tells besides. */
type Earlier = Omit<Report, 'version' | 'setAside' | 'article' | 'claims'> & {
  readonly version: 2;
  readonly article: Omit<Report['article'], 'source'>;
  readonly claims: readonly Omit<ReportClaim, 'prefix' | 'suffix' | 'judgements' | 'claimant'>[];
};

/** How much of the text stands around a claim's words, in code points. */
const AROUND = 32;

/**
 * A report as this desk stored it, whichever version of the program did. What an earlier one did not tell of is empty in
 * it: of the verdicts it told only the one that held. @throws SyntaxError or RangeError when it is none
 */
export function readReport(text: string): Report {
  const report = JSON.parse(text) as Report | Earlier;
  if (report.kind !== 'sanad-report') throw new RangeError('this is no report');
  if (report.version === 3) return report;
  if (report.version !== 2) throw new RangeError('this report is of a version that is not known here');
  const letters = Array.from(report.article.text);
  const words = (start: number, end: number) => letters.slice(Math.max(0, start), end).join('');
  return {
    ...report,
    version: 3,
    article: { ...report.article, source: NO_SOURCE },
    claims: report.claims.map((claim): ReportClaim => {
      const { start, end, verdict, verdictBy: by, verdictAt: at, verdictQuote, note } = claim;
      const held = start !== null && end !== null;
      const given = by !== null && at !== null;
      return {
        ...claim,
        prefix: held ? words(start - AROUND, start) : '',
        suffix: held ? words(end, end + AROUND) : '',
        judgements: given ? [{ verdict, by, at, quote: verdictQuote ?? claim.quote, note }] : [],
        claimant: null,
      };
    }),
    setAside: [],
  };
}
