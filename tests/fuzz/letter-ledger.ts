import { isFromYjs } from '@sanad/client/editor/claims-plugin.ts';
import { offsetAt, positionAt } from '@sanad/client/editor/text-positions.ts';
import { articleText } from '@sanad/shared/article-text';
import type { Transaction } from 'prosemirror-state';
import * as Y from 'yjs';
import type { Hand } from '../support/headless-editor.ts';

/** A letter that keeps its name, whatever block it is written anew in. */
export type Letter = string;

const named = (client: number, clock: number): Letter => `${client}:${clock}`;

/** What Yjs calls each letter of a text, by its offset; ends of blocks have no name. */
function namesIn(doc: Y.Doc): (Letter | null)[] {
  const names: (Letter | null)[] = [];
  for (const { start, runs } of articleText(doc).blocks) {
    while (names.length < start) names.push(null);
    for (const { type } of runs) {
      for (let item = (type as Y.XmlText)._start; item; item = item.right) {
        if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
        for (let at = 0; at < item.length; at++) names.push(named(item.id.client, item.id.clock + at));
      }
    }
  }
  return names;
}

/**
 * Which letter is which. y-prosemirror writes letters anew when a block is split, joined or changed; what ProseMirror says of
 * the same edit is which of them stayed. What was retyped, pasted or dropped are other letters.
 */
export class LetterLedger {
  readonly #is = new Map<Letter, Letter>();
  #fresh = 0;

  /** Begins to follow what somebody does to the text. */
  follow(hand: Hand): void {
    const { view } = hand.editor;
    const dispatch = view.dispatch.bind(view);
    view.dispatch = (tr: Transaction) => {
      if (!tr.docChanged || isFromYjs(tr)) return dispatch(tr);
      const before = { names: namesIn(hand.doc), text: hand.text };
      dispatch(tr);
      this.#edited(hand, tr, before);
    };
  }

  /** The letters of a text, by their offset; white space is none, since the edges of a claim leave it out. */
  lettersOf(doc: Y.Doc): (Letter | null)[] {
    const { text } = articleText(doc);
    return namesIn(doc).map((name, offset) => (/\s/.test(text[offset] ?? ' ') ? null : name && this.#letter(name)));
  }

  /** Somebody took a step back, or did it again: what Yjs made anew of a letter is that letter. */
  turned(hand: Hand): void {
    for (const structs of hand.doc.store.clients.values()) {
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || !struct.redone || !(struct.content instanceof Y.ContentString)) continue;
        for (let at = 0; at < struct.length; at++) {
          const copy = named(struct.redone.client, struct.redone.clock + at);
          if (!this.#is.has(copy)) this.#is.set(copy, this.#letter(named(struct.id.client, struct.id.clock + at)));
        }
      }
    }
  }

  #letter(name: Letter): Letter {
    return this.#is.get(name) ?? name;
  }

  #edited(hand: Hand, tr: Transaction, before: { names: readonly (Letter | null)[]; text: string }): void {
    const names = namesIn(hand.doc);
    const { text } = hand;
    const known = new Set(before.names);
    const stayed = new Map<number, Letter>();
    before.names.forEach((name, offset) => {
      if (name === null) return;
      const position = positionAt(tr.before, offset);
      const [from, to] = [tr.mapping.map(position, 1), tr.mapping.map(position + 1, -1)];
      const now = to === from + 1 ? offsetAt(tr.doc, from) : -1;
      if (now !== -1 && text[now] === before.text[offset]) stayed.set(now, this.#letter(name));
    });
    const writes = names.map((name, offset): [Letter, Letter] | null => {
      if (name === null) return null;
      const letter = stayed.get(offset);
      if (letter !== undefined) return letter === this.#letter(name) ? null : [name, letter];
      return known.has(name) || this.#is.has(name) ? [name, `new ${this.#fresh++}`] : null;
    });
    for (const write of writes) if (write) this.#is.set(...write);
  }
}
