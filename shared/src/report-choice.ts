import { countsOf, type Report, type ReportChoice } from './report.ts';

/**
 * The report with nothing but what was chosen, which it then says; the report as it is where everything was. Claims keep
 * their numbers, so that two reports of the same article name the same claim alike. Coverage stays that of the article.
 */
export function selectFrom(report: Report, { verdicts, threads }: ReportChoice): Report {
  if (verdicts === null && threads) return report;
  const claims = report.claims
    .filter(({ verdict }) => verdicts === null || verdicts.includes(verdict))
    .map((claim) =>
      threads
        ? claim
        : { ...claim, comments: claim.comments.filter(({ kind }) => kind === 'settlement' || kind === 'reopening') },
    );
  const counts = countsOf(claims, report.counts.confidential !== undefined);
  return { ...report, counts, claims, choice: { verdicts, threads } };
}
