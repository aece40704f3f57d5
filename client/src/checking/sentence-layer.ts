import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import { differenceMap, type Span } from '../editor/text-positions.ts';

/** What is drawn on sentences: those set aside, and the one being checked. */
export interface DrawnSentences {
  readonly asides: readonly Span[];
  /** `open`: no claim touches it, so that it has a ground of its own. */
  readonly current: (Span & { readonly open: boolean }) | null;
}

const key = new PluginKey<DecorationSet>('sentences');

/**
 * Draws on sentences, and takes the keys while they are gone through one by one. Apart from the claims: it is one frame
 * and a few quiet lines, and a sentence is read from the text anew while a claim is kept in place.
 */
export class SentenceLayer {
  /** Whether the text is being checked sentence by sentence; nothing is typed into it then. */
  on = false;
  /** What a key asks for while `on`; whether it asked for anything. */
  keys: (event: KeyboardEvent) => boolean = () => false;

  readonly plugin: Plugin;

  constructor() {
    const refuse = (_: unknown, event: Event) => {
      if (!this.on) return false;
      event.preventDefault();
      return true;
    };
    this.plugin = new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, set) {
          const drawn = tr.getMeta(key) as DrawnSentences | undefined;
          if (drawn) return decorationsOf(tr.doc, drawn);
          if (!tr.docChanged || set === DecorationSet.empty) return set;
          const change = tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
          // What comes through Yjs replaces the whole document: its own mapping would delete every decoration.
          const mapping = change?.isChangeOrigin ? new Mapping([differenceMap(tr.before, tr.doc)]) : tr.mapping;
          return set.map(mapping, tr.doc);
        },
      },
      props: {
        decorations: (state) => key.getState(state),
        handleKeyDown: (_, event) => this.on && !event.isComposing && this.keys(event),
        handleTextInput: () => this.on,
        handlePaste: () => this.on,
        handleDrop: () => this.on,
        handleDOMEvents: { beforeinput: refuse, cut: refuse },
      },
    });
  }

  /** Draws `drawn` and nothing else. */
  draw(view: EditorView, drawn: DrawnSentences): void {
    view.dispatch(view.state.tr.setMeta(key, drawn).setMeta('addToHistory', false));
  }
}

function decorationsOf(doc: EditorState['doc'], { asides, current }: DrawnSentences): DecorationSet {
  const size = doc.content.size;
  const within = ({ from, to }: Span) => from < to && to <= size;
  const decorations = asides
    .filter(within)
    .map(({ from, to }) => Decoration.inline(from, to, { nodeName: 'span', 'data-aside': '' }));
  if (current && within(current)) {
    decorations.push(
      Decoration.inline(current.from, current.to, { nodeName: 'span', 'data-sentence': current.open ? 'open' : '' }),
    );
  }
  return DecorationSet.create(doc, decorations);
}
