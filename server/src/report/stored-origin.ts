import { confidentialsOf } from '../confidential/confidential-acts.ts';
import type { Store } from '../store/store.ts';
import type { VersionRow } from '../store/version-table.ts';
import type { ArticleOrigin, VersionOrigin } from './worker/report-job.ts';

/** Who has a report made (a name), when (ISO 8601, UTC), and whether what is confidential is to be in it. */
export interface Asked {
  readonly by: string;
  readonly at: string;
  readonly confidential: boolean;
  /** When the article was last changed, where something knows of it that the log does not say. */
  readonly changedAt?: string | null;
}

/** An article as it is stored, for a report of it; null when there is none. @throws DamagedError */
export async function articleOrigin(
  store: Pick<Store, 'articles' | 'log' | 'people' | 'confidential'>,
  article: string,
  { by, at, confidential, changedAt = null }: Asked,
): Promise<ArticleOrigin | null> {
  const [row, stored, people, secrets] = await Promise.all([
    store.articles.get(article),
    store.log.load(article),
    store.people.list(),
    confidential ? store.confidential.standing(article) : null,
  ]);
  if (!row || !stored) return null;
  const { id, title, language, createdAt, source } = row;
  const { snapshot, updates } = stored;
  return {
    kind: 'article',
    trail: [...(snapshot ? [snapshot] : []), ...updates.map(({ bytes }) => bytes)],
    context: {
      ...{ id, title, language, createdAt, source },
      changedAt: latest(row.changedAt, changedAt, updates.at(-1)?.at),
      exportedAt: at,
      exportedBy: by,
    },
    names: new Map(people.map((each) => [each.id, each.name])),
    confidential: secrets && confidentialsOf(secrets),
  };
}

/** The latest of moments in ISO 8601. */
function latest(first: string, ...others: readonly (string | null | undefined)[]): string {
  return others.reduce<string>((last, each) => (each && each > last ? each : last), first);
}

/**
 * A version as it was signed off, for a report of it; null when nothing of it is stored. `asPage`: with the pages that were
 * stored beside it, where they hold.
 */
export async function versionOrigin(
  { versions, people }: Pick<Store, 'versions' | 'people'>,
  { article, number, signedAt, signedBy, hash }: VersionRow,
  confidential: boolean,
  asPage: boolean,
): Promise<VersionOrigin | null> {
  const secret = confidential ? await versions.part(article, number, 'confidential') : null;
  const report = secret ?? (await versions.part(article, number, 'report'));
  if (report === null) return null;
  const pages = secret === null && asPage ? await versions.part(article, number, 'html') : null;
  const by = await people.get(signedBy);
  return { kind: 'version', report, pages, signed: { number, signedAt, signedBy: by?.name ?? signedBy, hash } };
}
