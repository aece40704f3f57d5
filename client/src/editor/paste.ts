import { articleSchema } from '@sanad/shared/article';
import type { Direction } from '@sanad/shared/direction';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { naturalDirection } from './direction-plugin.ts';
import { readPasted } from './pasted-html.ts';

/** Pasted content with the directions of its blocks changed. */
function directed(fragment: Fragment, dirOf: (block: Node) => Direction | null): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) nodes.push(node);
    else {
      const attributes = 'dir' in node.attrs ? { ...node.attrs, dir: dirOf(node) } : node.attrs;
      nodes.push(node.type.create(attributes, directed(node.content, dirOf), node.marks));
    }
  });
  return Fragment.from(nodes);
}

/** Cleans what is pasted into an article that runs in `direction`; plain text becomes a paragraph per line. */
export function pastePlugin(direction: Direction): Plugin {
  const { paragraph } = articleSchema.nodes;
  // What other programs say of a block's direction is kept where its letters do not say it by themselves.
  const told = (block: Node) =>
    block.attrs.dir === naturalDirection(block, direction) ? null : (block.attrs.dir as Direction | null);
  let foreign = false;
  return new Plugin({
    props: {
      transformPastedHTML(html) {
        const pasted = readPasted(html);
        foreign = !pasted.own;
        return pasted.html;
      },
      transformPasted(slice) {
        const content = directed(slice.content, foreign ? told : () => null);
        foreign = false;
        return new Slice(content, slice.openStart, slice.openEnd);
      },
      clipboardTextParser(text, $context) {
        const lines = text.split(/\r\n?|\n/).filter((line, _, all) => all.length === 1 || line.trim() !== '');
        const marks = $context.marks();
        const blocks = lines.map((line) => paragraph?.create(null, line ? articleSchema.text(line, marks) : null));
        return Slice.maxOpen(Fragment.from(blocks.filter((block) => block !== undefined)));
      },
    },
  });
}
