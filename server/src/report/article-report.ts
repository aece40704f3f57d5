import { titleOf } from '@sanad/shared/article-text';
import type { Confidentials } from '@sanad/shared/confidential';
import { makeReport, type Report } from '@sanad/shared/report';
import type * as Y from 'yjs';
import type { ArticleRow, PeopleTable } from '../store/store.ts';

/** Makes the report of a document. */
export type ReportMaker = (doc: Y.Doc) => Report;

/**
 * What makes the report of an article: by whom (a name) and when (ISO 8601), with the names the desk has now. What is
 * confidential is in it only where it is given.
 */
export async function reportMaker(
  people: PeopleTable,
  { id, title, language, createdAt, changedAt, source }: ArticleRow,
  by: string,
  at: string,
  confidential: Confidentials['claims'] | null = null,
): Promise<ReportMaker> {
  const names = new Map((await people.list()).map((person) => [person.id, person.name]));
  return (doc) =>
    makeReport(doc, {
      id,
      title: titleOf(doc) || title,
      language,
      createdAt,
      changedAt,
      source,
      exportedAt: at,
      exportedBy: by,
      nameOf: (person) => names.get(person) ?? person,
      ...(confidential ? { confidential } : {}),
    });
}
