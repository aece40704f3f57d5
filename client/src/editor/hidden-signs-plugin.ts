import { countOf, type HiddenSign, type HiddenSignCount, hiddenSignsIn } from '@sanad/shared/hidden-signs';
import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import styles from './hidden-signs.module.css';
import type { History } from './history.ts';
import { blocksOf, otherBlocks } from './text-positions.ts';

interface Drawn {
  readonly set: DecorationSet;
  readonly count: HiddenSignCount;
}

const NONE: Drawn = { set: DecorationSet.empty, count: { all: 0, turning: 0 } };
const key = new PluginKey<Drawn>('hidden-signs');
const known = new WeakMap<Node, readonly HiddenSign[]>();

function signsOf(block: Node): readonly HiddenSign[] {
  let signs = known.get(block);
  if (!signs) {
    signs = hiddenSignsIn(block.textContent);
    known.set(block, signs);
  }
  return signs;
}

interface PlacedSign {
  readonly from: number;
  readonly to: number;
  readonly turns: boolean;
}

/** The hidden signs of a document by their positions, in order. */
function placedSigns(doc: Node): PlacedSign[] {
  return blocksOf(doc).flatMap(({ node, from }) =>
    signsOf(node).map(({ start, end, turns }) => ({ from: from + start, to: from + end, turns })),
  );
}

function drawn(doc: Node, before: Drawn): Drawn {
  const signs = placedSigns(doc);
  if (signs.length === 0) return NONE;
  const all = countOf(blocksOf(doc).flatMap(({ node }) => signsOf(node)));
  const { count } = before;
  const marks = signs.map(({ from, to, turns }) =>
    Decoration.inline(from, to, { class: `${styles.sign}${turns ? ` ${styles.turning}` : ''}` }),
  );
  return {
    set: DecorationSet.create(doc, marks),
    count: count.all === all.all && count.turning === all.turning ? count : all,
  };
}

/** Draws a line at every sign that nobody would see. It takes no room, so that letters stay joined and the caret walks as ever. */
export function hiddenSignsPlugin(): Plugin<Drawn> {
  return new Plugin<Drawn>({
    key,
    state: {
      init: (_, { doc }) => drawn(doc, NONE),
      apply(tr, before) {
        if (!tr.docChanged) return before;
        // Most texts have none, and a key brings none.
        if (before === NONE && otherBlocks(tr.before, tr.doc).every(({ node }) => signsOf(node).length === 0))
          return NONE;
        return drawn(tr.doc, before);
      },
    },
    props: { decorations: (state) => key.getState(state)?.set },
  });
}

/** How many hidden signs the text has; the same object while that does not change. */
export function hiddenSignsOf(state: EditorState): HiddenSignCount {
  return key.getState(state)?.count ?? NONE.count;
}

/** Selects the next hidden sign behind the selection, those that can turn words first; from the end on from the beginning. */
export const showHiddenSign: Command = (state, dispatch) => {
  const all = placedSigns(state.doc);
  const turning = all.filter(({ turns }) => turns);
  const signs = turning.length > 0 ? turning : all;
  const sign = signs.find(({ from }) => from >= state.selection.to) ?? signs[0];
  if (!sign) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, sign.from, sign.to)).scrollIntoView());
  return true;
};

/** The most steps that taking them away is made of; what is left of a block by then goes at once. */
const ROUNDS = 40;

/**
 * Takes all hidden signs out of the text, as one step of the person's undo. Of each block one after the other: y-prosemirror
 * writes what stands between two changes of a block anew, and the anchors of colleagues would lose their letters.
 */
export function removeHiddenSigns(view: EditorView, history: History): void {
  history.together(() => {
    for (let round = 1; round <= ROUNDS; round++) {
      const { doc, tr } = view.state;
      const gone = blocksOf(doc).flatMap(({ node, from }) => {
        const signs = signsOf(node);
        return (round < ROUNDS ? signs.slice(-1) : signs).map(({ start, end }) => ({
          from: from + start,
          to: from + end,
        }));
      });
      if (gone.length === 0) return;
      // From the end on: places before stay what they are.
      for (const { from, to } of gone.reverse()) tr.delete(from, to);
      view.dispatch(tr);
    }
  });
}
