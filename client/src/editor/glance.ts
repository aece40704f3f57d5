import { articleSchema, textRoot } from '@sanad/shared/article';
import type { Direction } from '@sanad/shared/direction';
import { EditorState } from 'prosemirror-state';
import { type DirectEditorProps, EditorView } from 'prosemirror-view';
import { initProseMirrorDoc } from 'y-prosemirror';
import type * as Y from 'yjs';
import { directionPlugin } from './direction-plugin.ts';
import { GradualLayout } from './gradual-layout.ts';

/** What the text of an article is called, and how it runs. */
export interface TextName {
  readonly label: string;
  readonly language: string;
  readonly direction: Direction;
}

/** What the element of an article's text says of itself. */
export const textAttributes = ({ label, language, direction }: TextName): Record<string, string> => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  dir: direction,
  lang: language,
  spellcheck: 'false',
});

/** An article's text, to be read while its document is still being put together. The editor goes on with its elements. */
export class Glance {
  readonly #view: EditorView;
  readonly #layout: GradualLayout;

  /** Shows `text`, a document that nobody else uses, in `host`. */
  constructor(text: Y.Doc, host: HTMLElement, name: TextName) {
    this.#view = new EditorView(host, {
      state: EditorState.create({
        doc: initProseMirrorDoc(textRoot(text), articleSchema).doc,
        plugins: [directionPlugin(name.direction)],
      }),
      attributes: textAttributes(name),
      editable: () => false,
    });
    this.#layout = layoutOf(this.#view);
  }

  /** Hands the view over, with everything that it is to be from now on: what is on screen stays as far as it is the same. */
  handOver(props: DirectEditorProps): { readonly view: EditorView; readonly layout: GradualLayout } {
    this.#view.setProps({ editable: () => true, ...props });
    return { view: this.#view, layout: this.#layout };
  }

  destroy(): void {
    this.#layout.destroy();
    this.#view.destroy();
  }
}

/** Mounts an article's text anew. */
export function mountText(host: HTMLElement, props: DirectEditorProps): ReturnType<Glance['handOver']> {
  const view = new EditorView(host, props);
  return { view, layout: layoutOf(view) };
}

function layoutOf({ dom }: EditorView): GradualLayout {
  return new GradualLayout(dom, `.${dom.classList[0]}`);
}
