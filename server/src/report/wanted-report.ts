import { atLeast, type Role } from '@sanad/shared/policy';
import type { ReportChoice } from '@sanad/shared/report';
import type { ReportFormatName } from '@sanad/shared/report-format';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, noSuchVersion } from '../http/problem.ts';
import { DamagedError, type PersonRow } from '../store/store.ts';
import type { VersionRow } from '../store/version-table.ts';
import { addressOf } from './rendering.ts';
import { articleOrigin, versionOrigin } from './stored-origin.ts';
import type { ReportLanguage } from './words.ts';
import type { ArticleOrigin, ReportJob, VersionOrigin } from './worker/report-job.ts';

/** Which report somebody wants. */
export interface ReportWish {
  readonly article: string;
  /** The number of a version that was signed off; null for the article as it is. */
  readonly version: number | null;
  readonly format: ReportFormatName;
  readonly language: ReportLanguage | null;
  readonly choice: ReportChoice;
  readonly confidential: boolean;
}

type Desk = Pick<Parts, 'store' | 'rooms' | 'now' | 'url'>;

/**
 * What gathers the report that somebody wants, once it is its turn. @throws HttpProblem when they may not have it or there
 * is no such article or version; what is found out later is thrown by what this gives.
 */
export async function wantedReport(
  desk: Desk,
  person: PersonRow,
  wish: ReportWish,
): Promise<{ readonly gather: () => Promise<ReportJob>; readonly version: VersionRow | null }> {
  if (wish.confidential) admitToSecrets(person.role);
  const { articles, versions } = desk.store;
  const version = wish.version === null ? null : await versions.get(wish.article, wish.version);
  if (!version && !(await articles.get(wish.article))) throw noSuchArticle();
  if (!version && wish.version !== null) throw noSuchVersion();
  const { format, language, choice, article } = wish;
  const gather = async (): Promise<ReportJob> => ({
    of: version ? await storedVersion(desk, version, wish) : await storedArticle(desk, person, wish),
    format,
    language,
    choice,
    url: addressOf(desk.url(), article),
  });
  return { gather, version };
}

/** @throws HttpProblem for who is no editor. */
export function admitToSecrets(role: Role | null): void {
  if (atLeast(role ?? 'reader', 'editor')) return;
  const sentence = 'Only an editor takes confidential evidence out; ask one for that report.';
  throw new HttpProblem(403, 'role-too-low', sentence);
}

/** The article with everything in it that was accepted by now. @throws HttpProblem, NotStored */
async function storedArticle(
  { store, rooms, now }: Desk,
  { name }: PersonRow,
  wish: ReportWish,
): Promise<ArticleOrigin> {
  const changedAt = await rooms.stored(wish.article);
  try {
    const asked = { by: name, at: now().toISOString(), confidential: wish.confidential, changedAt };
    const origin = await articleOrigin(store, wish.article, asked);
    if (!origin) throw noSuchArticle();
    return origin;
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    const sentence = 'What is stored of this article is damaged, and it cannot be read. Tell whoever runs the desk.';
    throw new HttpProblem(500, 'damaged', sentence);
  }
}

/** @throws HttpProblem when nothing of the version is stored. */
async function storedVersion({ store }: Desk, version: VersionRow, wish: ReportWish): Promise<VersionOrigin> {
  const origin = await versionOrigin(store, version, wish.confidential, wish.format === 'html');
  if (!origin) throw noSuchVersion();
  return origin;
}
