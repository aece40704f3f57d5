import { cleanName } from '@sanad/shared/author';
import {
  claimParagraphs,
  type DocxClaim,
  type DocxPart,
  type DocxRecord,
  partParagraphs,
  recordShape,
} from '../report/docx-record.ts';
import type { DocxComment } from './docx-comments.ts';
import type { DocxPackage } from './docx-package.ts';
import { ownText } from './docx-xml.ts';

/** A claim of the record, with the comment that shows it and those that show its parts. */
export interface KnownClaim {
  readonly claim: DocxClaim;
  readonly root: DocxComment;
  /** Whether the claim's own comment still says what the record does: its verdict and its note. */
  readonly holds: boolean;
  /** The parts that are shown as they are, by the comment that shows them: an answer, or one that stands by itself now. */
  readonly parts: ReadonlyMap<DocxComment, number>;
}

/** The record of claims that a .docx of ours has; null for one of others, or one that is not as it has to be. */
export function recordOf(docx: DocxPackage): DocxRecord | null {
  for (const root of docx.custom()) {
    if (root.name !== 'sanad:claims') continue;
    try {
      const parsed = recordShape.safeParse(JSON.parse(ownText(root)));
      if (parsed.success) return parsed.data;
    } catch {
      // No JSON: somebody else's, or damaged. The comments speak for themselves.
    }
  }
  return null;
}

/** Where a comment stands: a name for the place, and the words there; both '' where it stands on none of the article's. */
export interface Standing {
  readonly place: string;
  readonly words: string;
}

/**
 * Finds the claims of a record among the comments: by what a comment says, who says it and the words it stands on, then
 * also where it stands on others. Among those alike, by the number it was written with, else, since other programs number
 * anew, in the order of the file. What a comment does not say is not believed. `threads` are the comments that begin
 * threads, with the answers to them; some programs lose what answers what, so that an answer may begin one at its place.
 */
export function knownClaims(
  record: DocxRecord,
  threads: ReadonlyMap<DocxComment, readonly DocxComment[]>,
  standing: (comment: DocxComment) => Standing,
): Map<DocxComment, KnownClaim> {
  const shown = new Shown([...threads.keys()], (comment) => standing(comment).words);
  const found = new Map<DocxClaim, DocxComment>();
  const keys = new Map(record.claims.map((claim) => [claim, keyOf(claim, record)]));
  for (const isPlaced of [true, false]) {
    for (const isNumbered of [true, false]) {
      for (const claim of record.claims) {
        if (found.has(claim)) continue;
        const words = isPlaced ? (claim.detached ? '' : claim.quote.exact) : null;
        const root = shown.take(keys.get(claim) as string, isNumbered ? claim.comment : null, words);
        if (root) found.set(claim, root);
      }
    }
  }
  const taken = new Set(found.values());
  const loose = new Shown(
    [...threads.keys()].filter((comment) => !taken.has(comment)),
    (comment) => standing(comment).place,
  );
  const known = new Map<DocxComment, KnownClaim>();
  for (const claim of record.claims) {
    const holds = found.has(claim);
    const root = found.get(claim) ?? shown.takeNumbered(claim.comment);
    if (!root) continue;
    const parts = partsOf(claim, threads.get(root) ?? [], record);
    if (holds) addLoose(claim, parts, loose, standing(root).place, record);
    // A comment that says something else, with nothing under it that the record knows: it is another one.
    if (holds || parts.size > 0) known.set(root, { claim, root, holds, parts });
  }
  return known;
}

function partsOf(
  claim: DocxClaim,
  replies: readonly DocxComment[],
  { language }: DocxRecord,
): Map<DocxComment, number> {
  const shown = new Shown(replies, () => '');
  const parts = new Map<DocxComment, number>();
  const found = new Set<number>();
  for (const isNumbered of [true, false]) {
    for (const [index, part] of claim.parts.entries()) {
      if (found.has(index) || part.comment === claim.comment) continue;
      const key = keyOfWords(part.by, partParagraphs(part, language));
      const reply = shown.take(key, isNumbered ? part.comment : null, null);
      if (!reply) continue;
      found.add(index);
      parts.set(reply, index);
    }
  }
  return parts;
}

/** Adds the parts that are shown by comments at the claim's place which answer nothing any more. */
function addLoose(
  claim: DocxClaim,
  parts: Map<DocxComment, number>,
  loose: Shown,
  place: string,
  { language }: DocxRecord,
): void {
  const found = new Set(parts.values());
  for (const [index, part] of claim.parts.entries()) {
    if (found.has(index) || part.comment === claim.comment) continue;
    const comment = loose.take(keyOfWords(part.by, partParagraphs(part, language)), null, place);
    if (comment) parts.set(comment, index);
  }
}

/** The judgement that holds: the one that the claim's own comment shows. */
export function standingPart(claim: DocxClaim): (DocxPart & { readonly kind: 'judgement' }) | null {
  for (const part of claim.parts) if (part.kind === 'judgement' && part.comment === claim.comment) return part;
  return null;
}

function keyOf(claim: DocxClaim, { language }: DocxRecord): string {
  const judgement = standingPart(claim);
  return keyOfWords(judgement?.by ?? claim.createdBy, claimParagraphs(claim, judgement, language));
}

/** Who says what, without what programs change about it when they save a file. */
function keyOfWords(author: string, paragraphs: readonly string[]): string {
  const words = paragraphs.map(shownWords).filter(Boolean).join('\n');
  return `${cleanName(author)}\0${words}`;
}

function shownWords(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\P{Cc}\t\n]/gu, (sign) => {
      const code = sign.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
    })
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}

/** Comments by what they say, and by the words they stand on; each is given away once. */
class Shown {
  readonly #byKey = new Map<string, DocxComment[]>();
  readonly #byId = new Map<string, { readonly comment: DocxComment; readonly keys: readonly string[] }>();
  readonly #taken = new Set<DocxComment>();

  constructor(comments: readonly DocxComment[], at: (comment: DocxComment) => string) {
    // From the end, so that the first is the last of its list.
    for (const comment of comments.toReversed()) {
      const key = keyOfWords(comment.author, comment.paragraphs);
      const keys = [key, placedKey(key, at(comment))];
      this.#byId.set(comment.id, { comment, keys });
      for (const each of keys) {
        const alike = this.#byKey.get(each);
        if (alike) alike.push(comment);
        else this.#byKey.set(each, [comment]);
      }
    }
  }

  /** The comment that says this, on these words (null: on any): the one of this number; for null, the first that is left. */
  take(said: string, number: number | null, words: string | null): DocxComment | null {
    const key = words === null ? said : placedKey(said, words);
    if (number !== null) {
      const found = this.#byId.get(String(number));
      return found?.keys.includes(key) ? this.#give(found.comment) : null;
    }
    const alike = this.#byKey.get(key) ?? [];
    for (let comment = alike.pop(); comment; comment = alike.pop()) {
      if (this.#give(comment)) return comment;
    }
    return null;
  }

  /** The comment of this number that is left, whatever it says. */
  takeNumbered(number: number): DocxComment | null {
    const found = this.#byId.get(String(number));
    return found ? this.#give(found.comment) : null;
  }

  #give(comment: DocxComment): DocxComment | null {
    if (this.#taken.has(comment)) return null;
    this.#taken.add(comment);
    return comment;
  }
}

function placedKey(key: string, words: string): string {
  return `${key}\0${shownWords(words)}`;
}
