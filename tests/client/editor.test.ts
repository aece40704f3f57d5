import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { historyKey, isRemoveKey, stepKey, verdictOfKey } from '@sanad/client/editor/marking-keys.ts';
import { claimsAt, innermost, neighbourOf, pickAt } from '@sanad/client/editor/picking.ts';
import { safeAddress } from '@sanad/client/editor/text-commands.ts';
import {
  difference,
  differenceMap,
  offsetAt,
  plainText,
  positionAt,
  wholeBlocks,
} from '@sanad/client/editor/text-positions.ts';
import { articleSchema, writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { claimNamed } from '../support/plain-claim.ts';

const paragraph = (text: string) => articleSchema.node('paragraph', null, text ? [articleSchema.text(text)] : []);
const block: fc.Arbitrary<Node> = fc
  .tuple(
    fc.constantFrom('paragraph', 'quote', 'list'),
    fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 3 }),
  )
  .map(([kind, texts]) => {
    const blocks = texts.map((text) => paragraph(text.replaceAll('\n', ' ')));
    if (kind === 'quote') return articleSchema.node('blockquote', null, blocks);
    if (kind === 'list') return articleSchema.node('bullet_list', null, articleSchema.node('list_item', null, blocks));
    return blocks[0] as Node;
  });
const documents = fc
  .array(block, { minLength: 1, maxLength: 6 })
  .map((blocks) => articleSchema.node('doc', null, blocks));

describe('a place in the text', () => {
  it('has one offset and one position, the same as the article in its Y.Doc has', () => {
    fc.assert(
      fc.property(documents, (content) => {
        const doc = new Y.Doc();
        writeArticle(doc, content);
        const { text } = articleText(doc);
        expect(plainText(content)).toBe(text);
        for (let offset = 0; offset <= text.length; offset++) {
          expect(offsetAt(content, positionAt(content, offset))).toBe(offset);
        }
      }),
    );
  });

  it('is carried over a change that came as a replacement of everything', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.string({ minLength: 1, maxLength: 5 }), (content, seed, typed) => {
        const letters = typed.replaceAll('\n', ' ');
        const at = positionAt(content, seed % (plainText(content).length + 1));
        const after = content.replace(
          at,
          at,
          articleSchema.node('paragraph', null, articleSchema.text(letters)).slice(0),
        );
        const change = difference(content, after);
        expect(change && change.now.to - change.now.from - (change.old.to - change.old.from)).toBe(letters.length);
        const map = differenceMap(content, after);
        for (let position = 0; position <= content.content.size; position++) {
          const mapped = map.map(position);
          expect(mapped - position === 0 || mapped - position === letters.length).toBe(true);
        }
      }),
    );
  });

  it('is within its whole block', () => {
    const content = articleSchema.node('doc', null, [paragraph('one'), paragraph('two'), paragraph('three')]);
    expect(wholeBlocks(content, { from: 7, to: 8 })).toEqual({ from: 6, to: 9 });
    expect(wholeBlocks(content, { from: 2, to: 8 })).toEqual({ from: 1, to: 9 });
    expect(difference(content, content)).toBeNull();
  });
});

function mark(id: string, start: number, end: number): PlacedMark {
  return {
    claim: claimNamed(id),
    attachment: start === end ? { kind: 'detached' } : { kind: 'exact', start, end, words: id },
    verdict: 'unchecked',
    stale: false,
    settled: null,
    look: 'none',
    number: 1,
  };
}

describe('picking a claim', () => {
  const marks = [mark('outer', 0, 30), mark('inner', 10, 20), mark('inmost', 12, 14), mark('gone', 0, 0)];

  it('takes the innermost first, then the next one out, and comes round', () => {
    expect(claimsAt(marks, 13).map(({ claim }) => claim.id)).toEqual(['inmost', 'inner', 'outer']);
    expect(pickAt(marks, 13, null)).toBe('inmost');
    expect(pickAt(marks, 13, 'inmost')).toBe('inner');
    expect(pickAt(marks, 13, 'inner')).toBe('outer');
    expect(pickAt(marks, 13, 'outer')).toBe('inmost');
    expect(pickAt(marks, 25, 'inner')).toBe('outer');
    expect(pickAt(marks, 30, null)).toBeNull();
    expect(innermost(marks.slice(0, 3))?.claim.id).toBe('inmost');
    expect(innermost([])).toBeNull();
  });

  it('walks in text order, stops at both ends, and begins at the caret', () => {
    expect(neighbourOf(marks, 'outer', 0, 1)).toBe('inner');
    expect(neighbourOf(marks, 'inmost', 0, 1)).toBe('inmost');
    expect(neighbourOf(marks, 'outer', 0, -1)).toBe('outer');
    expect(neighbourOf(marks, null, 11, 1)).toBe('inmost');
    expect(neighbourOf(marks, null, 11, -1)).toBe('inner');
    expect(neighbourOf([], null, 0, 1)).toBeNull();
  });
});

describe('keys', () => {
  const key = (code: string, held: Partial<KeyboardEvent> = {}) =>
    ({ code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

  it('are read by their place, whatever the layout writes there', () => {
    expect(verdictOfKey(key('Digit1', { key: '١' }))).toBe('verified');
    expect(verdictOfKey(key('Numpad2', { key: '٢' }))).toBe('disputed');
    expect(verdictOfKey(key('Digit3', { key: '"' }))).toBe('unsourced');
    expect(historyKey(key('KeyZ', { ctrlKey: true, key: 'ئ' }))).toBe('undo');
    expect(historyKey(key('KeyZ', { metaKey: true, shiftKey: true }))).toBe('redo');
    expect(historyKey(key('KeyY', { ctrlKey: true, key: 'غ' }))).toBe('redo');
    // Where Z and Y have changed places, and where A and W have.
    expect(historyKey(key('KeyY', { ctrlKey: true, key: 'z' }))).toBe('undo');
    expect(historyKey(key('KeyZ', { ctrlKey: true, key: 'y' }))).toBe('redo');
    expect(historyKey(key('KeyW', { ctrlKey: true, key: 'z' }))).toBe('undo');
    expect(historyKey(key('KeyZ', { ctrlKey: true, key: 'w' }))).toBeNull();
    expect(historyKey(key('KeyZ', { ctrlKey: true, key: 'я' }))).toBe('undo');
    expect(stepKey(key('ArrowDown', { altKey: true }))).toBe(1);
    expect(stepKey(key('ArrowUp', { altKey: true }))).toBe(-1);
    expect(isRemoveKey(key('Delete'))).toBe(true);
  });

  it('mean nothing of ours with another modifier', () => {
    expect(verdictOfKey(key('Digit1', { ctrlKey: true }))).toBeNull();
    expect(verdictOfKey(key('Digit1', { shiftKey: true }))).toBeNull();
    expect(historyKey(key('KeyZ'))).toBeNull();
    expect(historyKey(key('KeyZ', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(historyKey(key('KeyY', { ctrlKey: true, shiftKey: true }))).toBeNull();
    expect(stepKey(key('ArrowDown'))).toBeNull();
    expect(isRemoveKey(key('Backspace', { ctrlKey: true }))).toBe(false);
  });
});

describe('the address of a link', () => {
  it('is made whole, and refused where it could run', () => {
    expect(safeAddress('example.org/a')).toBe('https://example.org/a');
    expect(safeAddress(' https://example.org ')).toBe('https://example.org');
    expect(safeAddress('mailto:desk@example.org')).toBe('mailto:desk@example.org');
    for (const bad of ['', '  ', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'two words']) {
      expect(safeAddress(bad)).toBeNull();
    }
  });
});
