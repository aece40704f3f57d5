import { claimsRoot, ROOT_NAMES, readArticle, textRoot } from '@sanad/shared/article';
import { readAside, readClaim } from '@sanad/shared/claim';
import * as Y from 'yjs';
import { versionFaults } from '../signing/version-faults.ts';
import type { ArticleLog, ArticleRow, Store, StoredDocument } from '../store/store.ts';

/** What is wrong with a stored article, a sentence each; none when it opens whole. Never writes. */
function faultsOf({ snapshot, updates, damaged }: StoredDocument): string[] {
  const faults = damaged.map((seq) => `Update ${seq} is damaged or gone.`);
  const doc = new Y.Doc();
  textRoot(doc);
  claimsRoot(doc);
  try {
    if (snapshot) Y.applyUpdate(doc, snapshot);
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
    if (doc.store.pendingStructs || doc.store.pendingDs) faults.push('Some of it builds on what is missing.');
    for (const name of doc.share.keys()) if (!ROOT_NAMES.has(name)) faults.push(`It has a root "${name}".`);
    readArticle(doc);
    for (const [id, record] of claimsRoot(doc)) {
      if (!readClaim(record) && !readAside(record)) faults.push(`The claim ${id} cannot be read.`);
    }
  } catch (error) {
    faults.push(`It cannot be opened (${error instanceof Error ? error.message : String(error)}).`);
  } finally {
    doc.destroy();
  }
  return faults;
}

/** What a look at every article of a desk came to. */
export interface Soundness {
  readonly articles: number;
  readonly faults: readonly { readonly article: string; readonly fault: string }[];
}

/** How many articles are asked for at a time. */
const PAGE = 200;

/** Looks at every article of a store and its versions, one after the other. Never writes. */
export async function soundnessOf(store: Pick<Store, 'articles' | 'log' | 'versions'>): Promise<Soundness> {
  const { articles, log } = store;
  const faults: { article: string; fault: string }[] = [];
  const looked = new Set<string>();
  // An article that is changed meanwhile goes to the front: until a whole turn brings none that was not looked at.
  for (let before = -1; looked.size > before; ) {
    before = looked.size;
    for (let page = await articles.page(PAGE); page.length > 0; ) {
      for (const { id } of page) {
        if (looked.has(id)) continue;
        looked.add(id);
        const found = [...(await faultsIn(log, id)), ...(await versionFaults(store, id))];
        for (const fault of found) faults.push({ article: id, fault });
      }
      const last = page.at(-1) as ArticleRow;
      page = await articles.page(PAGE, { changedAt: last.changedAt, id: last.id });
    }
  }
  return { articles: looked.size, faults };
}

async function faultsIn(log: ArticleLog, article: string): Promise<string[]> {
  try {
    const stored = await log.load(article);
    return stored ? faultsOf(stored) : [];
  } catch (error) {
    return [`It cannot be read (${error instanceof Error ? error.message : String(error)}).`];
  }
}
