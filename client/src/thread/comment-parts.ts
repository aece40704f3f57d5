import { addressFault } from '@sanad/shared/evidence';
import { foldedText } from '@sanad/shared/fold';

/** Somebody of the desk, as far as a comment names them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A stretch of a comment: words as they are, an address to follow, or somebody's name. */
export type CommentPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string }
  | { readonly kind: 'mention'; readonly text: string; readonly person: string };

/**
 * What may stand before a name or an address: the beginning, white space, a sign that opens; and in Arabic a letter that is
 * written together with the next word, as in «و@سلمى».
 */
const BEFORE = '(?<=(?:^|[\\s(«“"\'\\[،,:/-])[وفبلك]?)';
const ADDRESS = 'https?:\\/\\/[^\\s<>"«»“”]+';
/** What stands behind an address in a sentence more often than in it. */
const BEHIND = /[.,;:!?…،؛؟'’]$/;

/** A comment by its lines, each in the parts it is shown in. Nothing of it is ever read as markup. */
export function linesOf(text: string, mentioned: readonly Named[]): CommentPart[][] {
  return text.split(/\r?\n/).map((line) => partsOf(line, mentioned));
}

function partsOf(line: string, mentioned: readonly Named[]): CommentPart[] {
  const names = [...mentioned].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const either = [ADDRESS, ...names.map(({ name }) => `@${escaped(name)}(?![\\p{L}\\p{M}\\p{N}])`)];
  const parts: CommentPart[] = [];
  let at = 0;
  for (const match of line.matchAll(new RegExp(`${BEFORE}(?:${either.join('|')})`, 'giu'))) {
    const found = match[0].startsWith('@') ? mention(match[0], names) : link(match[0]);
    if (!found) continue;
    if (match.index > at) parts.push({ kind: 'words', text: line.slice(at, match.index) });
    parts.push(found);
    at = match.index + found.text.length;
  }
  if (at < line.length) parts.push({ kind: 'words', text: line.slice(at) });
  return parts;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function mention(text: string, names: readonly Named[]): CommentPart | null {
  const person = names.find(({ name }) => name.toLowerCase() === text.slice(1).toLowerCase());
  return person ? { kind: 'mention', text, person: person.id } : null;
}

function link(found: string): CommentPart | null {
  let address = found;
  const hasLoose = (open: string, close: string) =>
    address.endsWith(close) && address.split(close).length > address.split(open).length;
  while (BEHIND.test(address) || hasLoose('(', ')') || hasLoose('[', ']')) address = address.slice(0, -1);
  return addressFault(address) === null ? { kind: 'link', text: address, address } : null;
}

/**
 * Whom a comment mentions: ids, each once. Of several people with one name it is those that were picked from the list;
 * when none was, nobody knows which is meant, and all of them are.
 */
export function mentionsIn(text: string, people: readonly Named[], picked: ReadonlySet<string>): string[] {
  const named = linesOf(text, people).flatMap((parts) =>
    parts.flatMap((part) => (part.kind === 'mention' ? [part.text.slice(1).toLowerCase()] : [])),
  );
  const ids = named.flatMap((name) => {
    const all = people.filter((person) => person.name.toLowerCase() === name);
    const chosen = all.filter(({ id }) => picked.has(id));
    return (chosen.length > 0 ? chosen : all).map(({ id }) => id);
  });
  return [...new Set(ids)].slice(0, 50);
}

/** What is being asked for with an @ right before the caret; null when nothing is. `from` is where the @ stands. */
export function mentionAsked(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const asked = new RegExp(`${BEFORE}@([^@\\n]{0,80})$`, 'u').exec(text.slice(0, caret));
  return asked && { from: asked.index, query: asked[1] ?? '' };
}

/** The people whose name, or a word of it, begins with `query`, however its letters are written; by name. */
export function peopleLike<P extends Named>(people: readonly P[], query: string): P[] {
  const wanted = foldedText(query).trimStart();
  return people
    .filter(
      ({ name }) => ` ${foldedText(name)}`.includes(` ${wanted}`) || ` ${withoutArticle(name)}`.includes(` ${wanted}`),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Words without the Arabic article: who looks for النجار types نجار as well. */
const withoutArticle = (name: string) => foldedText(name).replace(/(^|\s)ال(?=\p{L}{2})/gu, '$1');
