import * as Y from 'yjs';
import { textAlone } from '../sync/text-alone.ts';

/** Marks what flows from the document into its mirror. */
const FLOW = Symbol('from the document');

/**
 * A one-way copy of a document: its changes reach the mirror, the mirror's never reach it. An editor that may not write
 * is bound to one, since y-prosemirror can write while it only renders (it joins neighbouring text nodes).
 */
export class Mirror {
  readonly doc = new Y.Doc();
  readonly #source: Y.Doc;

  constructor(source: Y.Doc) {
    this.#source = source;
    const all = Y.encodeStateAsUpdate(source);
    // Nobody looks at claims here.
    Y.applyUpdate(this.doc, textAlone(all) ?? all, FLOW);
    source.on('update', this.#flow);
  }

  #flow = (update: Uint8Array): void => {
    Y.applyUpdate(this.doc, update, FLOW);
  };

  destroy(): void {
    this.#source.off('update', this.#flow);
    this.doc.destroy();
  }
}
