import { cleanName } from '@sanad/shared/author';
import type { DocxPackage, DocxPart } from './docx-package.ts';
import { type StoryGround, wordsOf } from './docx-story.ts';
import { elementsOf, type Xml } from './docx-xml.ts';

/** A comment as the file has it. */
export interface DocxComment {
  readonly id: string;
  readonly author: string;
  /** ISO 8601 in UTC; null when the file does not say, or no time. */
  readonly at: string | null;
  readonly paragraphs: readonly string[];
  /** The comment it answers; null for one that begins a thread. */
  parent: DocxComment | null;
  readonly isDone: boolean;
}

interface Extension {
  readonly parent: string | null;
  readonly isDone: boolean;
}

/** Every comment of a document, in the file's order. Answers that go round in a circle begin threads of their own. */
export function commentsOf(docx: DocxPackage, ground: StoryGround): DocxComment[] {
  const part = docx.related('comments');
  if (!part) return [];
  const extensions = extensionsOf(docx.related('commentsExtended'));
  const times = timesOf(docx);
  const byParagraph = new Map<string, DocxComment>();
  const parents = new Map<DocxComment, string>();
  const seen = new Set<string>();
  const comments: DocxComment[] = [];
  for (const xml of elementsOf(part.root)) {
    const id = xml.attributes['w:id'];
    if (xml.name !== 'w:comment' || id === undefined || seen.has(id)) continue;
    seen.add(id);
    const paragraphIds = [...paragraphIdsOf(xml)];
    const extended = paragraphIds.map((each) => extensions.get(each)).find(Boolean);
    const comment: DocxComment = {
      id,
      author: authorOf(xml),
      at: paragraphIds.map((each) => times.get(each)).find(Boolean) ?? timeOf(xml.attributes['w:date']),
      paragraphs: wordsOf(ground, xml, part),
      parent: null,
      isDone: extended?.isDone ?? false,
    };
    comments.push(comment);
    for (const each of paragraphIds) byParagraph.set(each, comment);
    if (extended?.parent) parents.set(comment, extended.parent);
  }
  for (const [comment, parent] of parents) comment.parent = byParagraph.get(parent) ?? null;
  for (const comment of comments) cutCircle(comment);
  return comments;
}

/** The comment that a thread begins with. */
export function rootOf(comment: DocxComment): DocxComment {
  let at = comment;
  while (at.parent) at = at.parent;
  return at;
}

function cutCircle(comment: DocxComment): void {
  const seen = new Set<DocxComment>([comment]);
  for (let at = comment; at.parent; at = at.parent) {
    if (seen.has(at.parent)) {
      at.parent = null;
      return;
    }
    seen.add(at.parent);
    // Answers stand at one level in every program; what is deeper than this was made by hand.
    if (seen.size > 100) at.parent = null;
    if (!at.parent) return;
  }
}

function* paragraphIdsOf(xml: Xml): Generator<string> {
  for (const child of elementsOf(xml)) {
    const id = child.attributes['w14:paraId'];
    if (id !== undefined) yield id.toUpperCase();
  }
}

function extensionsOf(part: DocxPart | null): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  for (const { name, attributes } of elementsOf(part?.root)) {
    const id = attributes['w15:paraId'];
    if (name !== 'w15:commentEx' || id === undefined) continue;
    const parent = attributes['w15:paraIdParent']?.toUpperCase() ?? null;
    extensions.set(id.toUpperCase(), { parent, isDone: /^(1|true|on)$/i.test(attributes['w15:done'] ?? '') });
  }
  return extensions;
}

/** When comments were written in UTC, by their paragraphs: the time that stands at a comment is of its writer's clock. */
function timesOf(docx: DocxPackage): Map<string, string> {
  const durable = new Map<string, string>();
  for (const { attributes } of elementsOf(docx.related('commentsExtensible')?.root)) {
    const at = timeOf(attributes['w16cex:dateUtc']);
    const id = attributes['w16cex:durableId'];
    if (at !== null && id !== undefined) durable.set(id.toUpperCase(), at);
  }
  const times = new Map<string, string>();
  if (durable.size === 0) return times;
  for (const { attributes } of elementsOf(docx.related('commentsIds')?.root)) {
    const at = durable.get(attributes['w16cid:durableId']?.toUpperCase() ?? '');
    const id = attributes['w16cid:paraId'];
    if (at !== undefined && id !== undefined) times.set(id.toUpperCase(), at);
  }
  return times;
}

function timeOf(date: string | undefined): string | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$/.exec(date?.trim() ?? '');
  if (!parts) return null;
  const time = Date.parse(parts[1] + (parts[2] ?? 'Z'));
  return Number.isNaN(time) || time < 0 ? null : new Date(time).toISOString();
}

function authorOf({ attributes }: Xml): string {
  return cleanName(attributes['w:author'] ?? '') || cleanName(attributes['w:initials'] ?? '');
}
