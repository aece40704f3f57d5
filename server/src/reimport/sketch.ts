import { createHash } from 'node:crypto';
import { articleSchema, isTextBlock, textRoot } from '@sanad/shared/article';
import type { Node } from 'prosemirror-model';
import * as Y from 'yjs';

/** Letters of one formatting: `marks` as Yjs holds them, by name. */
export interface Run {
  readonly text: string;
  readonly marks: Readonly<Record<string, unknown>>;
}

/** A block as plain data, whether it stands in a Y.Doc or is to be written into one. */
export interface Sketch {
  readonly name: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Null for a block that holds text. */
  readonly children: readonly Sketch[] | null;
  /** Null for a block that holds blocks. */
  readonly runs: readonly Run[] | null;
  /** Whether its text is in one piece in the Y.Doc, or not there at all. */
  readonly whole: boolean;
}

/** The blocks of an article as they stand in its Y.Doc, those among them that no editor would show. Never writes. */
export function sketchOfDoc(doc: Y.Doc): Sketch[] {
  return textRoot(doc).toArray().map(sketchOfY);
}

function sketchOfY(type: unknown): Sketch {
  if (!(type instanceof Y.XmlElement)) {
    return {
      name: '#text',
      attrs: {},
      children: null,
      runs: type instanceof Y.XmlText ? runsOf(type) : [],
      whole: false,
    };
  }
  const attrs = sorted(type.getAttributes());
  const inner = type.toArray();
  if (!isTextBlock(type.nodeName)) {
    return { name: type.nodeName, attrs, children: inner.map(sketchOfY), runs: null, whole: true };
  }
  const texts = inner.filter((each) => each instanceof Y.XmlText);
  const whole = texts.length === inner.length && texts.length <= 1;
  return { name: type.nodeName, attrs, children: null, runs: joined(texts.flatMap(runsOf)), whole };
}

function runsOf(text: Y.XmlText): Run[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string' && insert !== '' ? [{ text: insert, marks: sorted(attributes) }] : [],
  );
}

/** A block of a ProseMirror document, as it would stand in a Y.Doc. */
export function sketchOfNode(node: Node): Sketch {
  const attrs = sorted(Object.fromEntries(Object.entries(node.attrs).filter(([, value]) => value !== null)));
  const { name } = node.type;
  if (!node.isTextblock) return { name, attrs, children: node.children.map(sketchOfNode), runs: null, whole: true };
  const runs = node.children.map((child) => ({
    text: child.text ?? '',
    marks: sorted(Object.fromEntries(child.marks.map((mark) => [mark.type.name, mark.attrs]))),
  }));
  return { name, attrs, children: null, runs: joined(runs), whole: true };
}

/** The ProseMirror document of blocks; what no editor would show is left out. */
export function contentOf(blocks: readonly Sketch[]): Node {
  return articleSchema.node('doc', null, nodesOf(blocks));
}

function nodesOf(blocks: readonly Sketch[]): Node[] {
  return blocks.flatMap(({ name, attrs, children, runs }) => {
    const type = articleSchema.nodes[name];
    if (!type) return [];
    if (children) {
      const inside = nodesOf(children);
      return inside.length > 0 ? [type.create(attrs, inside)] : [];
    }
    const marksOf = (marks: Run['marks']) =>
      Object.entries(marks).map(([mark, value]) => articleSchema.mark(mark, value as Record<string, unknown>));
    return [
      type.create(
        attrs,
        (runs ?? []).map((run) => articleSchema.text(run.text, marksOf(run.marks))),
      ),
    ];
  });
}

function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && JSON.stringify(last.marks) === JSON.stringify(run.marks))
      all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The letters of a block that holds text. */
export const lettersOf = ({ runs }: Sketch): string => (runs ?? []).map(({ text }) => text).join('');

/** The blocks that hold text, in order: those that `articleText` and `placedBlocks` count. */
export function textBlocksOf(blocks: readonly Sketch[]): Sketch[] {
  return blocks.flatMap((block) =>
    block.children ? textBlocksOf(block.children) : isTextBlock(block.name) ? [block] : [],
  );
}

/** A block as an element that is to be put into a Y.Doc. */
export function elementOf({ name, attrs, children, runs }: Sketch): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value as string);
  if (children) element.insert(0, children.map(elementOf));
  else if (runs && runs.length > 0) element.insert(0, [textOf(runs)]);
  return element;
}

/** Letters with their formatting, to be put into a Y.Doc. */
export function textOf(runs: readonly Run[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(runs.map(({ text: insert, marks }) => ({ insert, attributes: { ...marks } })));
  return text;
}

/** What tells whether a text is still the one that was looked at: its letters, its formatting and its blocks. */
export function fingerprintOf(blocks: readonly Sketch[]): string {
  return createHash('sha256').update(JSON.stringify(blocks)).digest('base64url');
}
