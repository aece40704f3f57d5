import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { partsIn } from '@sanad/client/editor/claim-parts.ts';
import { heldClaims } from '@sanad/client/editor/claims-plugin.ts';
import { type EditorSurface, mountEditor } from '@sanad/client/editor/editor-view.ts';
import { commandOf, runCommand, type TextCommand } from '@sanad/client/editor/text-commands.ts';
import { blocksOf, positionAt } from '@sanad/client/editor/text-positions.ts';
import { heal, healingsOf } from '@sanad/server/sync/healing';
import { articleSchema, writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import type { Verdict } from '@sanad/shared/claim';
import { type Moment, momentOf } from '@sanad/shared/fresh-letters';
import type { Role } from '@sanad/shared/policy';
import type { Node } from 'prosemirror-model';
import { type Selection, TextSelection } from 'prosemirror-state';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { paint, pass } from './headless-page.ts';

const FROM_A_COLLEAGUE = Symbol('from a colleague');

/** A paragraph of the article; other kinds by their name. */
export function block(text: string, kind = 'paragraph'): Node {
  return articleSchema.node(kind, null, text === '' ? [] : [articleSchema.text(text)]);
}

/** What was cut or copied, as the clipboard carries it. */
export interface Clip {
  readonly html: string;
  readonly text: string;
}

/** A person at the article: the real editor, in a page without a browser, on a document of their own. */
export class Hand {
  readonly name: string;
  readonly role: Role;
  readonly doc: Y.Doc;
  readonly editor: EditorSurface;
  readonly #awareness: Awareness;
  /** What this person wrote and has not been handed to the others. */
  readonly #outbox: Uint8Array[] = [];

  constructor(name: string, clientId: number, first: Uint8Array, role: Role = 'editor') {
    this.name = name;
    this.role = role;
    this.doc = new Y.Doc();
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, first, FROM_A_COLLEAGUE);
    this.#awareness = new Awareness(this.doc);
    const host = document.createElement('div');
    const numbers = document.createElement('div');
    document.body.append(host, numbers);
    this.editor = mountEditor({
      doc: this.doc,
      awareness: this.#awareness,
      person: { id: name, name, role, colour: 'blue', createdAt: '2026-01-05T09:00:00Z' },
      language: 'ar',
      direction: 'rtl',
      host,
      numbers,
      label: 'text',
      describe: (verdict) => verdict,
    });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_A_COLLEAGUE) this.#outbox.push(update);
    });
  }

  /** Takes what this person wrote since the last time. */
  takeOutbox(): Uint8Array[] {
    return this.#outbox.splice(0);
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_A_COLLEAGUE);
  }

  get text(): string {
    return articleText(this.doc).text;
  }

  get content(): Node {
    return this.editor.view.state.doc;
  }

  /** Where words stand in the article's text. @throws RangeError when they stand nowhere. */
  find(words: string): { start: number; end: number } {
    const start = this.text.indexOf(words);
    if (start === -1) throw new RangeError(`${this.name} has no "${words}" in "${this.text}"`);
    return { start, end: start + words.length };
  }

  /** Selects a range of the plain text. As in a browser, a caret is never in the middle of a surrogate pair. */
  selectRange(start: number, end = start): this {
    const { view } = this.editor;
    const { text } = this;
    const whole = (at: number) => (/^[\udc00-\udfff]/.test(text.slice(at)) ? at - 1 : at);
    const [from, to] = [positionAt(this.content, whole(start)), positionAt(this.content, whole(end))];
    return this.setSelection(TextSelection.create(view.state.doc, from, to));
  }

  setSelection(selection: Selection): this {
    const { view } = this.editor;
    view.dispatch(view.state.tr.setSelection(selection));
    return this;
  }

  select(words: string): this {
    const { start, end } = this.find(words);
    return this.selectRange(start, end);
  }

  /** Puts the caret `at` letters behind the start of words. */
  caret(words: string, at: number): this {
    return this.selectRange(this.find(words).start + at);
  }

  /** Types letter by letter, as a keyboard does. */
  type(letters: string): this {
    const { view } = this.editor;
    for (const letter of letters) view.dispatch(view.state.tr.insertText(letter));
    return this;
  }

  /** Puts words in as one change: a suggestion taken, a word dictated. */
  put(words: string): this {
    const { view } = this.editor;
    view.dispatch(view.state.tr.insertText(words));
    return this;
  }

  /** Presses a key the editor answers itself; what it leaves to the browser is done as a browser does it. */
  press(key: 'Enter' | 'Backspace' | 'Delete' | 'Tab'): this {
    const { view } = this.editor;
    const event = new KeyboardEvent('keydown', { key, code: key, cancelable: true });
    const answered = view.someProp('handleKeyDown', (handle) => handle(view, event));
    const { empty, from, $from } = view.state.selection;
    if (answered || !empty) return this;
    const before = [...$from.parent.textContent.slice(0, $from.parentOffset)].at(-1);
    const [behind] = $from.parent.textContent.slice($from.parentOffset);
    if (key === 'Backspace' && before) view.dispatch(view.state.tr.delete(from - before.length, from));
    if (key === 'Delete' && behind) view.dispatch(view.state.tr.delete(from, from + behind.length));
    return this;
  }

  copy(): Clip {
    const { view } = this.editor;
    const { dom, text } = view.serializeForClipboard(view.state.selection.content());
    return { html: dom.innerHTML, text };
  }

  cut(): Clip {
    const clip = this.copy();
    const { view } = this.editor;
    view.dispatch(view.state.tr.deleteSelection().setMeta('uiEvent', 'cut'));
    return clip;
  }

  paste({ html }: Pick<Clip, 'html'>): this {
    this.editor.view.pasteHTML(html);
    return this;
  }

  pastePlain({ text }: Pick<Clip, 'text'>): this {
    this.editor.view.pasteText(text);
    return this;
  }

  /** Drags the selection to a place of the text, as the editor's own answer to a drop does. */
  drag(to: number): this {
    const { view } = this.editor;
    const slice = view.state.selection.content();
    const tr = view.state.tr.deleteSelection();
    const whole = /^[\udc00-\udfff]/.test(this.text.slice(to)) ? to - 1 : to;
    const place = tr.mapping.map(positionAt(view.state.doc, whole));
    view.dispatch(tr.replaceRange(place, place, slice).setMeta('uiEvent', 'drop'));
    return this;
  }

  command(name: TextCommand): this {
    runCommand(commandOf(name, 'rtl'), this.editor.view);
    return this;
  }

  /** Replaces the whole article, as a new import pasted over everything does. */
  replaceAll(blocks: readonly Node[]): this {
    const { view } = this.editor;
    view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, blocks).setMeta('uiEvent', 'paste'));
    return this;
  }

  /** Selects words and gives them a verdict; the id of their claim. */
  mark(words: string, verdict: Verdict = 'verified'): string {
    const id = this.select(words).editor.act.mark(verdict);
    if (id === null) throw new RangeError(`"${words}" cannot be marked`);
    return id;
  }

  undo(): boolean {
    return this.editor.act.undo();
  }

  redo(): boolean {
    return this.editor.act.redo();
  }

  claims(): readonly PlacedMark[] {
    return this.editor.claims();
  }

  claim(id: string): PlacedMark {
    const mark = this.claims().find(({ claim }) => claim.id === id);
    if (!mark) throw new RangeError(`${this.name} does not see ${id}`);
    return mark;
  }

  /** The letters drawn as a claim's, block by block. */
  drawn(id: string): string {
    const { state } = this.editor.view;
    return blocksOf(state.doc)
      .flatMap((block) => partsIn(state, block).map((part) => ({ ...part, text: block.node.textContent })))
      .filter(({ claim }) => claim === id)
      .map(({ from, to, text }) => text.slice(from, to))
      .join('');
  }

  /** The letters a claim's decoration lies on, blocks joined by `\n`. */
  decorated(id: string): string {
    const { state } = this.editor.view;
    const lies = heldClaims(state).find(undefined, undefined, ({ claim }) => claim === id);
    return lies.map(({ from, to }) => state.doc.textBetween(from, to, '\n')).join('|');
  }

  close(): void {
    this.editor.destroy();
    this.#awareness.destroy();
    this.doc.destroy();
  }
}

/** Longer than anything an editor waits for before it looks at every claim again (ms). */
const QUIET = 2_500;

/** People at one article, whose changes reach each other when the test says so. */
export class Room {
  readonly hands: readonly Hand[];
  /** The article as everybody opened it, as a Yjs update. */
  readonly first: Uint8Array;
  /** What the article held when the server last looked at its claims. */
  #lookedAt: Moment;
  /** What is under way: to whom, and what. */
  readonly #post: { readonly to: Hand; readonly update: Uint8Array }[] = [];

  /**
   * Opens an article for people with these names; `checker`, if given, is one who may not edit the text. Client ids count from
   * 1, so that a run can be repeated.
   */
  constructor(names: readonly string[], blocks: readonly Node[], checker?: string) {
    const source = new Y.Doc();
    source.clientID = 1;
    writeArticle(source, articleSchema.node('doc', null, [...blocks]));
    this.first = Y.encodeStateAsUpdate(source);
    this.#lookedAt = momentOf(source);
    source.destroy();
    const roleOf = (name: string) => (name === checker ? 'checker' : 'editor');
    this.hands = names.map((name, index) => new Hand(name, index + 2, this.first, roleOf(name)));
    pass(10);
  }

  /** Puts everybody's changes in the post. */
  collect(): void {
    for (const from of this.hands) {
      for (const update of from.takeOutbox()) {
        for (const to of this.hands) if (to !== from) this.#post.push({ to, update });
      }
    }
  }

  get underWay(): number {
    return this.#post.length;
  }

  /** Delivers one of what is under way; false when there is none for this person. */
  deliver(pick: (count: number) => number, to: Hand | null = null): boolean {
    const mine = this.#post.filter((letter) => to === null || letter.to === to);
    const letter = mine[pick(mine.length)];
    if (!letter) return false;
    this.#post.splice(this.#post.indexOf(letter), 1);
    letter.to.receive(letter.update);
    return true;
  }

  /** Lets everything written so far reach everybody, in the order it was written. */
  deliverAll(): void {
    this.collect();
    while (this.deliver(() => 0)) this.collect();
    paint();
  }

  /** Lets everything reach everybody and time pass, until nobody has anything more to say. */
  quiet(): void {
    for (let round = 0; ; round++) {
      if (round > 20) throw new Error('the editors answer each other without end');
      this.deliverAll();
      pass(QUIET);
      this.collect();
      if (this.#post.length === 0) return;
    }
  }

  /** Does what the server does once the article is quiet: mends what nobody could doubt. Answers how much that was. */
  heal(): number {
    const [first] = this.hands;
    if (!first) return 0;
    const server = new Y.Doc();
    Y.applyUpdate(server, Y.encodeStateAsUpdate(first.doc));
    server.clientID = 1;
    const before = Y.encodeStateVector(server);
    const healings = healingsOf(server, this.#lookedAt);
    server.transact(() => heal(server, healings));
    this.#lookedAt = momentOf(server);
    const update = Y.encodeStateAsUpdate(server, before);
    for (const hand of this.hands) hand.receive(update);
    server.destroy();
    this.quiet();
    return healings.length;
  }

  close(): void {
    for (const hand of this.hands) hand.close();
  }
}
