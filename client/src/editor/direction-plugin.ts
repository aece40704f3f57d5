import type { PlacedBlock } from '@sanad/shared/article';
import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { blocksOf, otherBlocks } from './text-positions.ts';

const key = new PluginKey<DecorationSet>('direction');

/** The direction a text block runs in: its own where one was set, else by its letters. */
export function directionOfNode(node: Node, own: Direction): Direction {
  return (node.attrs.dir as Direction | null) ?? naturalDirection(node, own);
}

const natural = { rtl: new WeakMap<Node, Direction>(), ltr: new WeakMap<Node, Direction>() };

/** The direction a text block's letters ask for. */
export function naturalDirection(node: Node, own: Direction): Direction {
  let direction = natural[own].get(node);
  if (!direction) {
    direction = directionOfBlock(node.textContent, own);
    natural[own].set(node, direction);
  }
  return direction;
}

/** Sets every text block that runs against the article in its own direction, without writing anything. */
export function directionPlugin(own: Direction): Plugin<DecorationSet> {
  const runsAgainst = ({ node }: PlacedBlock) => node.attrs.dir === null && naturalDirection(node, own) !== own;
  const against = own === 'rtl' ? 'ltr' : 'rtl';
  const drawn = ({ doc }: Pick<EditorState, 'doc'>) =>
    DecorationSet.create(
      doc,
      blocksOf(doc)
        .filter(runsAgainst)
        .map(({ node, from }) => Decoration.node(from - 1, from - 1 + node.nodeSize, { dir: against })),
    );
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => drawn(state),
      apply(tr, set) {
        if (!tr.docChanged) return set;
        if (set === DecorationSet.empty && !otherBlocks(tr.before, tr.doc).some(runsAgainst)) return set;
        return drawn(tr);
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}
