import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { articleText } from '@sanad/shared/article-text';
import type { Report } from '@sanad/shared/report';
import * as Y from 'yjs';
import type { Store } from '../store/store.ts';
import { hashOfText } from './canonical-report.ts';

const unzip = promisify(gunzip);

/** What is wrong with the versions of an article, a sentence each; none when each is what was signed off. Never writes. */
export async function versionFaults({ versions, articles }: Pick<Store, 'versions' | 'articles'>, article: string) {
  const faults: string[] = [];
  const [rows, row] = [await versions.list(article), await articles.get(article)];
  for (const { number, hash } of rows) {
    const fault = (what: string) => faults.push(`Version ${number} is not what was signed off: ${what}.`);
    try {
      const report = (await versions.part(article, number, 'report')) ?? '';
      if (hashOfText(report) !== hash) fault('its report has another hash');
      const state = await versions.part(article, number, 'state');
      const { text } = (JSON.parse(report) as Report).article;
      if (state && textOf(state) !== text) fault('its text is not that of its report');
      const html = await versions.part(article, number, 'html');
      for (const page of [html?.ar, html?.en]) await unzip(page ?? Uint8Array.of());
    } catch (error) {
      fault(`it cannot be read (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  const stands = rows[0]?.reopenedAt === null;
  if (stands !== (row?.frozenAt != null)) {
    faults.push(stands ? 'It is signed off and takes changes.' : 'It takes no changes and no version of it stands.');
  }
  return faults;
}

/** The plain text of a state, as a report has it. */
function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return articleText(doc).text.toWellFormed();
  } finally {
    doc.destroy();
  }
}
