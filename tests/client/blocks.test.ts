import { blocksOf, otherBlocks } from '@sanad/client/editor/text-positions.ts';
import { articleSchema, placedBlocks } from '@sanad/shared/article';
import fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { expect, test } from 'vitest';

const { nodes } = articleSchema;
const WORDS = ['', 'عاد', 'الماء', 'في 2024', 'a b'];
const made = (name: string, content: Fragment | Node[]) => nodes[name]?.create(null, content) as Node;
const paragraph = (words: string) => made('paragraph', words === '' ? [] : [articleSchema.text(words)]);

const flat = fc.constantFrom(...WORDS).map(paragraph);
const nested = fc.array(fc.array(flat, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }).map((items) =>
  made(
    'bullet_list',
    items.map((blocks) => made('list_item', blocks)),
  ),
);
const top = fc.oneof({ weight: 4, arbitrary: flat }, { weight: 1, arbitrary: nested });
/** A replacement of some children of the document by others. */
const edit = fc.record({ at: fc.nat(8), gone: fc.nat(3), come: fc.array(top, { maxLength: 3 }) });

test('the blocks of a text that was edited are those that it has, wherever and however often it was edited', () => {
  fc.assert(
    fc.property(fc.array(top, { maxLength: 8 }), fc.array(edit, { minLength: 1, maxLength: 8 }), (first, edits) => {
      let doc = articleSchema.topNodeType.create(null, first);
      expect(blocksOf(doc)).toEqual(placedBlocks(doc));
      for (const { at, gone, come } of edits) {
        const children = [...doc.children];
        children.splice(at, gone, ...come);
        const before = doc;
        doc = doc.copy(Fragment.from(children));
        expect(blocksOf(doc)).toEqual(placedBlocks(doc));
        const kept = new Set(blocksOf(before).map(({ node }) => node));
        const others = new Set(otherBlocks(before, doc));
        for (const block of blocksOf(doc)) if (!kept.has(block.node)) expect(others.has(block)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});
