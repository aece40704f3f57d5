import { anchorRange, groundOf, makeAnchor, resolve, trimRange } from '@sanad/shared/anchor';
import { articleSchema, claimsRoot, writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { draftClaim, judgeClaim, readClaim, showClaim, type Verdict } from '@sanad/shared/claim';
import { quoteAt } from '@sanad/shared/quote';
import * as Y from 'yjs';

export const AT = '2026-03-01T09:00:00.000Z';

/** An article whose first line is the title and whose other lines are paragraphs. */
export function articleOf(...lines: string[]): Y.Doc {
  const doc = new Y.Doc();
  const { nodes } = articleSchema;
  const content = lines.map((line, index) =>
    (index === 0 ? nodes.title : nodes.paragraph)?.create(null, line === '' ? null : articleSchema.text(line)),
  );
  writeArticle(doc, nodes.doc?.create(null, content as never) as never);
  return doc;
}

let made = 0;

/** Marks the first place of `words`; gives the claim's id. */
export function mark(doc: Y.Doc, words: string, verdict: Verdict | null = 'verified', by = 'amal'): string {
  const at = articleText(doc).text.indexOf(words);
  if (at === -1) throw new RangeError(`no words ${words}`);
  return markRange(doc, at, at + words.length, verdict, by);
}

/** Marks a range of the plain text; gives the claim's id. */
export function markRange(doc: Y.Doc, start: number, end: number, verdict: Verdict | null, by = 'amal'): string {
  const article = articleText(doc);
  const range = trimRange(article.text, start, end);
  if (!range) throw new RangeError(`no words in ${start}-${end}`);
  const id = `claim-${++made}`;
  const anchor = makeAnchor(groundOf(doc, article), range.start, range.end);
  const quote = quoteAt(article.text, range.start, range.end);
  draftClaim(doc, { id, by, at: AT, anchor, quote });
  showClaim(doc, id);
  if (verdict) judgeClaim(doc, id, { verdict, by, at: AT, quote: quote.exact, note: '' });
  return id;
}

/** Where a claim sits now. */
export function placeOf(doc: Y.Doc, id: string) {
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim) throw new RangeError(`no claim ${id}`);
  return resolve(groundOf(doc, articleText(doc)), claim);
}

/** Where a claim's anchor alone points now. */
export function heldBy(doc: Y.Doc, id: string) {
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim) throw new RangeError(`no claim ${id}`);
  return anchorRange(groundOf(doc, articleText(doc)), claim.anchor);
}

/** A second copy of a document, in step with it until told otherwise. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Gives each what the other has. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

/** The letters of the n-th text block, to edit them where they are. */
export function lettersOf(doc: Y.Doc, block: number): Y.XmlText {
  const run = articleText(doc).blocks[block]?.runs[0];
  if (!run) throw new RangeError(`no letters in block ${block}`);
  return run.type;
}
