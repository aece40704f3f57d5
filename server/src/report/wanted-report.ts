import { atLeast, type Role } from '@sanad/shared/policy';
import type { ReportChoice } from '@sanad/shared/report';
import type { ReportFormatName } from '@sanad/shared/report-format';
import { confidentialsOf } from '../confidential/confidential-acts.ts';
import type { Parts } from '../http/parts.ts';
import { HttpProblem, noSuchArticle, noSuchVersion } from '../http/problem.ts';
import { type ArticleRow, DamagedError, type PersonRow } from '../store/store.ts';
import type { VersionRow } from '../store/version-table.ts';
import { addressOf } from './rendering.ts';
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
    of: version ? await versionOrigin(desk, version, wish) : await articleOrigin(desk, person, wish),
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
async function articleOrigin(desk: Desk, { name }: PersonRow, wish: ReportWish): Promise<ArticleOrigin> {
  const { store, rooms, now } = desk;
  const live = await rooms.stored(wish.article);
  const [row, stored, people, secrets] = await Promise.all([
    store.articles.get(wish.article),
    storedArticle(desk, wish.article),
    store.people.list(),
    wish.confidential ? store.confidential.standing(wish.article) : null,
  ]);
  if (!row || !stored) throw noSuchArticle();
  const { snapshot, updates } = stored;
  return {
    kind: 'article',
    trail: [...(snapshot ? [snapshot] : []), ...updates.map(({ bytes }) => bytes)],
    context: {
      ...about(row),
      changedAt: latest(row.changedAt, live, updates.at(-1)?.at),
      exportedAt: now().toISOString(),
      exportedBy: name,
    },
    names: new Map(people.map((each) => [each.id, each.name])),
    confidential: secrets && confidentialsOf(secrets),
  };
}

const about = ({ id, title, language, createdAt, source }: ArticleRow) => ({ id, title, language, createdAt, source });

/** @throws HttpProblem when what the article begins with is damaged. */
async function storedArticle({ store }: Desk, article: string) {
  try {
    return await store.log.load(article);
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    const sentence = 'What is stored of this article is damaged, and it cannot be read. Tell whoever runs the desk.';
    throw new HttpProblem(500, 'damaged', sentence);
  }
}

/** The latest of moments in ISO 8601. */
function latest(first: string, ...others: readonly (string | null | undefined)[]): string {
  return others.reduce<string>((last, each) => (each && each > last ? each : last), first);
}

async function versionOrigin({ store }: Desk, version: VersionRow, wish: ReportWish): Promise<VersionOrigin> {
  const { versions, people } = store;
  const { article, number, signedAt, signedBy, hash } = version;
  const secret = wish.confidential ? await versions.part(article, number, 'confidential') : null;
  const report = secret ?? (await versions.part(article, number, 'report'));
  if (report === null) throw noSuchVersion();
  const pages = secret === null && wish.format === 'html' ? await versions.part(article, number, 'html') : null;
  const by = await people.get(signedBy);
  return { kind: 'version', report, pages, signed: { number, signedAt, signedBy: by?.name ?? signedBy, hash } };
}
