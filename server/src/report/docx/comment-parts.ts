import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import { initialsOf } from './initials.ts';
import { Links } from './links.ts';
import { ACCENT, colourOf } from './look.ts';
import { paragraph, runs } from './runs.ts';
import type { WordComment } from './threads.ts';
import { XML_HEAD, xmlAttribute } from './xml.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const W15 = 'http://schemas.microsoft.com/office/word/2012/wordml';
const CID = 'http://schemas.microsoft.com/office/word/2016/wordml/cid';
const CEX = 'http://schemas.microsoft.com/office/word/2018/wordml/cex';

/** The parts of a package that its comments take: what they say, how they hang together, their lasting ids, and who wrote them. */
export interface CommentParts {
  readonly comments: string;
  readonly links: Links;
  readonly extended: string;
  readonly ids: string;
  readonly extensible: string;
  readonly people: string;
}

/** Writes the comments of a document whose report speaks in `direction`. */
export function commentParts(comments: readonly WordComment[], direction: Direction): CommentParts {
  const links = new Links();
  const lasting = lastingIds(comments);
  const initials = new Map<string, string>();
  const bodies = comments.map((comment) => {
    const author = authorName(comment.author);
    const letters = initials.get(author) ?? initialsOf(author);
    initials.set(author, letters);
    return commentXml(comment, author, letters, direction, links);
  });
  const extended = comments.map(({ id, parent, resolved }) => {
    const under = parent === null ? '' : ` w15:paraIdParent="${paraId(parent)}"`;
    return `<w15:commentEx w15:paraId="${paraId(id)}"${under} w15:done="${resolved ? 1 : 0}"/>`;
  });
  const ids = comments.map(
    ({ id }, i) => `<w16cid:commentId w16cid:paraId="${paraId(id)}" w16cid:durableId="${lasting[i]}"/>`,
  );
  const extensible = comments.map(
    ({ at }, i) => `<w16cex:commentExtensible w16cex:durableId="${lasting[i]}" w16cex:dateUtc="${second(at)}"/>`,
  );
  const people = [...initials.keys()].map((author) => {
    const name = xmlAttribute(author);
    return `<w15:person w15:author="${name}"><w15:presenceInfo w15:providerId="None" w15:userId="${name}"/></w15:person>`;
  });
  const ignorable = (names: string) => `xmlns:mc="${MC}" mc:Ignorable="${names}"`;
  return {
    comments: `${XML_HEAD}<w:comments xmlns:w="${W}" xmlns:r="${R}" xmlns:w14="${W14}" ${ignorable('w14')}>${bodies.join('')}</w:comments>`,
    links,
    extended: `${XML_HEAD}<w15:commentsEx xmlns:w15="${W15}" ${ignorable('w15')}>${extended.join('')}</w15:commentsEx>`,
    ids: `${XML_HEAD}<w16cid:commentsIds xmlns:w16cid="${CID}" ${ignorable('w16cid')}>${ids.join('')}</w16cid:commentsIds>`,
    extensible: `${XML_HEAD}<w16cex:commentsExtensible xmlns:w16cex="${CEX}" ${ignorable('w16cex')}>${extensible.join('')}</w16cex:commentsExtensible>`,
    people: `${XML_HEAD}<w15:people xmlns:w15="${W15}" ${ignorable('w15')}>${people.join('')}</w15:people>`,
  };
}

function commentXml(comment: WordComment, author: string, initials: string, base: Direction, links: Links): string {
  const { id, at, verdict } = comment;
  const said = comment.paragraphs.length > 0 ? comment.paragraphs : [''];
  const inner = said.map((text, i) => {
    const direction = directionOfBlock(text, base);
    const isFirst = i === 0;
    const look = isFirst && verdict !== null ? { bold: true, colour: colourOf(verdict) } : {};
    const link = !isFirst && comment.links.has(text);
    const written = runs(text, direction, link ? { style: 'Hyperlink', colour: ACCENT } : look);
    const attributes = i === said.length - 1 ? `w14:paraId="${paraId(id)}" w14:textId="77777777"` : '';
    return paragraph(`${isFirst ? MARK : ''}${link ? links.around(written, text) : written}`, {
      style: 'CommentText',
      direction,
      attributes,
    });
  });
  const signed = `w:author="${xmlAttribute(author)}" w:date="${second(at)}" w:initials="${xmlAttribute(initials)}"`;
  return `<w:comment w:id="${id}" ${signed}>${inner.join('')}</w:comment>`;
}

const MARK = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>';

/** Word shows a comment without an author as nobody's and refuses to save it. */
function authorName(name: string): string {
  return name.trim() === '' ? '?' : name;
}

/** Which paragraph a comment is known by: below 0x80000000, never 0. */
function paraId(comment: number): string {
  return hex(comment + 1);
}

function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, '0');
}

/** A moment as the schema takes it, to the second. */
function second(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}

/** An id for each comment that stays the same from export to export: below 0x7FFFFFFF, never 0, no two alike. */
function lastingIds(comments: readonly WordComment[]): string[] {
  const taken = new Set<number>();
  return comments.map(({ key }) => {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    let id = (hash >>> 2) + 1;
    while (taken.has(id)) id++;
    taken.add(id);
    return hex(id);
  });
}
