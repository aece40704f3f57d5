import { MESSAGE } from '@sanad/shared/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { AfterPaint } from '../editor/after-paint.ts';
import { textAlone } from './text-alone.ts';

/** From how many bytes on an article takes so long to put together that its text is shown before. */
const LONG = 400_000;

/** The text of an article that takes long to put together, as a document of its own; null where it is not worth it. */
export function glanceOf(update: Uint8Array): Y.Doc | null {
  if (update.length < LONG) return null;
  let text: Uint8Array | null = null;
  try {
    text = textAlone(update);
  } catch {
    // what it does not know it need not show before
  }
  if (!text) return null;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, text);
  return doc;
}

/**
 * Shows the text of a long article before its document is put together: what the server answers with is held until `show`
 * has had its frame, and whatever comes behind it as well, in its order.
 */
export class TextFirst {
  readonly #provider: WebsocketProvider;
  readonly #then = new AfterPaint(() => this.#goOn());
  #held: (() => void)[] | null = null;

  /** To be made last of those who put themselves before the provider's handler. */
  constructor(provider: WebsocketProvider, show: (text: Y.Doc) => void) {
    this.#provider = provider;
    const answer = provider.messageHandlers[MESSAGE.sync];
    if (!answer) throw new RangeError('the provider does not know the protocol');
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
      const kind = decoding.peekVarUint(decoder);
      if (kind === syncProtocol.messageYjsSyncStep1) return answer(encoder, decoder, ...rest);
      if (!this.#held) {
        const text = kind === syncProtocol.messageYjsSyncStep2 && isEmpty(provider.doc) ? glanceIn(decoder) : null;
        if (!text) return answer(encoder, decoder, ...rest);
        this.#held = [];
        this.#then.ask();
        show(text);
      }
      const kept = decoding.clone(decoder);
      // Nothing is answered to what is held.
      this.#held.push(() => answer(encoding.createEncoder(), kept, ...rest));
    };
    provider.on('connection-close', this.#drop);
  }

  #goOn(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const each of held) each();
  }

  /** The next connection brings all of it again. */
  #drop = (): void => {
    this.#then.forget();
    this.#held = null;
  };

  destroy(): void {
    this.#drop();
    this.#provider.off('connection-close', this.#drop);
  }
}

function glanceIn(decoder: decoding.Decoder): Y.Doc | null {
  const answer = decoding.clone(decoder);
  decoding.readVarUint(answer);
  return glanceOf(decoding.readVarUint8Array(answer));
}

const isEmpty = (doc: Y.Doc) => doc.store.clients.size === 0;
