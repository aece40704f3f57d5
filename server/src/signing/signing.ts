import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { placedClaims } from '@sanad/shared/report';
import { type Blocker, blockersOf, weighed } from '@sanad/shared/sign-off';
import * as Y from 'yjs';
import { confidentialsOf } from '../confidential/confidential-acts.ts';
import type { Parts } from '../http/parts.ts';
import { reportMaker } from '../report/article-report.ts';
import { loadReportFonts } from '../report/fonts.ts';
import { renderHtml } from '../report/html.ts';
import { addressOf } from '../report/rendering.ts';
import type { ReportLanguage } from '../report/words.ts';
import type { PersonRow } from '../store/store.ts';
import type { VersionRow } from '../store/version-table.ts';
import { NoSuchArticle } from '../sync/rooms.ts';
import { canonicalReport, hashOfText } from './canonical-report.ts';

const zip = promisify(gzip);

/** What came of signing an article off. `made`: by this call, and not by one before it. */
export type SignOff =
  | { readonly kind: 'signed'; readonly version: VersionRow; readonly made: boolean }
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] };

/**
 * Signs an article off as it is now, in `by`'s name, unless something stands in the way. Nothing of it changes from the
 * look that decides until the version is on disk, which freezes it in the same transaction; where that fails, or the
 * server is gone before it, the article goes on being checked. One that is signed off already stays so.
 * @throws NoSuchArticle, NotStored
 */
export async function signOff(
  { rooms, store, now, url }: Pick<Parts, 'rooms' | 'store' | 'now' | 'url'>,
  article: string,
  by: PersonRow,
): Promise<SignOff> {
  const { articles, confidential, people, settings, versions } = store;
  const fonts = await loadReportFonts();
  return await rooms.decide(article, async (read): Promise<SignOff> => {
    await rooms.projected(article); // the report says when the article was changed last
    const row = await articles.get(article);
    if (!row) throw new NoSuchArticle(`no article ${article}`);
    if (row.signed) {
      const version = await versions.get(article, row.signed.number);
      if (version) return { kind: 'signed', version, made: false };
    }
    const signedAt = now().toISOString();
    const [desk, secrets] = await Promise.all([settings.get(), confidential.standing(article)]);
    const backed = new Set(secrets.map(({ claim }) => claim));
    const [reportOf, wholeReportOf] = await Promise.all([
      reportMaker(people, row, by.name, signedAt),
      reportMaker(people, row, by.name, signedAt, confidentialsOf(secrets)),
    ]);
    const { report, whole, blockers, state } = read((doc) => {
      const report = reportOf(doc);
      const whole = secrets.length > 0 ? wholeReportOf(doc) : null;
      const claims = placedClaims(doc).map((placed) => weighed(placed, backed));
      return { report, whole, blockers: blockersOf(claims, report.coverage, desk), state: Y.encodeStateAsUpdate(doc) };
    });
    if (blockers.length > 0) return { kind: 'blocked', blockers };
    const text = canonicalReport(report);
    const hash = hashOfText(text);
    // One decision is made at a time, and versions have no gaps: this is the number it will have.
    const next = (await versions.list(article)).length + 1;
    const signed = { number: next, signedAt, signedBy: by.name, hash };
    const page = (language: ReportLanguage) =>
      zip(renderHtml(report, { language, url: addressOf(url(), article), version: signed }, fonts));
    const [ar, en] = await Promise.all([page('ar'), page('en')]);
    const number = await versions.sign(article, {
      signedAt,
      signedBy: by.id,
      hash,
      report: text,
      state,
      html: { ar, en },
      confidential: whole && canonicalReport(whole),
    });
    const version = number === null ? null : await versions.get(article, number);
    if (!version) throw new Error(`the version of ${article} that was signed off cannot be read`);
    return { kind: 'signed', version, made: true };
  });
}

/** Reopens an article that is signed off; null when it is not. The version stays. @throws NoSuchArticle, NotStored */
export function reopen(
  { rooms, store, now }: Pick<Parts, 'rooms' | 'store' | 'now'>,
  article: string,
  by: PersonRow,
  reason: string,
): Promise<VersionRow | null> {
  return rooms.decide(article, () => store.versions.reopen(article, now().toISOString(), by.id, reason));
}
