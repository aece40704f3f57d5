import { trimRange } from '@sanad/shared/anchor';
import { CLAIM_LIMIT, type Verdict } from '@sanad/shared/claim';
import {
  type Coverage,
  type CoveredSentence,
  coverageOf,
  nextUntouched,
  placeAsides,
  SentenceReader,
  sentenceAt,
} from '@sanad/shared/coverage';
import { TextSelection } from 'prosemirror-state';
import { AfterPaint } from '../editor/after-paint.ts';
import { claimOn } from '../editor/claim-acts.ts';
import { bringIntoView } from '../editor/claim-places.ts';
import type { EditorSurface } from '../editor/editor-view.ts';
import { Listeners } from '../editor/listeners.ts';
import { Rest } from '../editor/rest.ts';
import { blocksOf, offsetAt, positionAt, type Span } from '../editor/text-positions.ts';
import { Asides, judgeRange, mayTakeBack, setAside, takeBack } from './asides.ts';
import { checkingKey } from './checking-keys.ts';
import { sameCoverage } from './same-coverage.ts';

/** How long the text rests (ms) before its sentences are read again. */
const REST = 400;
/** How long to wait (ms) while the view and the document do not hold the same text. */
const AGAIN = 40;

/** What is known of an article's sentences now. Another object only when something in it changed. */
export interface CheckingState {
  /** Whether sentences are gone through one by one. */
  readonly on: boolean;
  readonly coverage: Coverage;
  /** The index of the sentence the caret is in; -1 without any. */
  readonly current: number;
}

/** Why a sentence was not set aside, or not taken back. */
export type Kept = 'judged' | 'anothers';

/** An article's sentences: which have been looked at, and going through them one by one. */
export class Checking {
  readonly #editor: EditorSurface;
  readonly #reader: SentenceReader;
  readonly #asides: Asides;
  readonly #changed = new Listeners();
  readonly #telling = new AfterPaint(() => this.#changed.tell());
  readonly #kept = new Listeners<Kept>();
  readonly #off: (() => void)[];
  #state: CheckingState;
  #text: unknown = null;
  /** The version of the claims that were last read. */
  #claims = -1;
  #drawn: string | null = null;
  readonly #rest = new Rest(() => this.#read());
  #queued = false;
  #destroyed = false;

  constructor(editor: EditorSurface, language: string) {
    this.#editor = editor;
    this.#reader = new SentenceReader(language);
    this.#state = { on: false, coverage: coverageOf([], [], new Map()), current: -1 };
    this.#asides = new Asides(editor.desk.doc, () => this.#later(0));
    editor.sentences.keys = (event) => this.key(event);
    this.#off = [
      editor.subscribe(() => {
        if (editor.list.version !== this.#claims) this.#later(this.#text === editor.view.state.doc ? 0 : REST);
      }),
      editor.onView(() => {
        if (this.#text !== editor.view.state.doc) this.#later(REST);
        this.#follow();
      }),
    ];
    this.#later(0);
  }

  // These are handed over unbound, as `useSyncExternalStore` takes them.
  readonly state = (): CheckingState => this.#state;
  readonly subscribe = this.#changed.add;
  /** Called when a sentence could not be set aside or taken back. */
  readonly onKept = this.#kept.add;

  mayCheck(): boolean {
    return this.#editor.mayJudge();
  }

  /** Begins or ends going through the sentences, with the one the caret is in. */
  turn(on: boolean): void {
    if (on === this.#state.on || (on && !this.mayCheck())) return;
    this.#editor.sentences.on = on;
    this.#set({ on });
    if (on) this.go(this.#state.current);
    else this.#editor.choose(null);
    this.#draw();
  }

  /** Goes to a sentence; nothing for an index there is none at. */
  go(index: number): void {
    const span = this.#spanOf(this.#state.coverage.sentences[index]);
    if (!span) return;
    const { view } = this.#editor;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, span.from)));
    // On a touch screen the keyboard would come up and cover the text.
    if (!matchMedia('(pointer: coarse)').matches) view.focus();
    bringIntoView(view, span);
    this.#follow();
  }

  /** Scrolls to a sentence, leaving the caret where it is while nobody goes through them. */
  show(index: number): void {
    if (this.#state.on) this.go(index);
    else {
      const span = this.#spanOf(this.#state.coverage.sentences[index]);
      if (span) bringIntoView(this.#editor.view, span);
    }
  }

  step(by: 1 | -1): void {
    const { current, coverage } = this.#state;
    const to = Math.max(0, Math.min(coverage.sentences.length - 1, current + by));
    this.go(to);
  }

  /** Goes to the next untouched sentence; false when none is left. */
  next(): boolean {
    const index = nextUntouched(this.#state.coverage.sentences, this.#state.current);
    if (index === -1) return false;
    if (this.mayCheck()) this.turn(true);
    this.show(index);
    return true;
  }

  /** Gives the current sentence a verdict. */
  judge(verdict: Verdict): void {
    const held = this.#held();
    if (!held) return;
    const { desk } = this.#editor;
    const mine = this.#asidesOf(held.sentence).filter((aside) => mayTakeBack(desk.person, aside));
    judgeRange(desk, held.range, verdict, mine);
    this.#read();
    this.#chooseOwn();
  }

  /** Sets the current sentence aside as nothing to check, or takes that back. */
  toggleAside(): void {
    const held = this.#held();
    if (!held) return;
    const { desk } = this.#editor;
    const { state } = held.sentence;
    const mine = this.#asidesOf(held.sentence).filter((aside) => mayTakeBack(desk.person, aside));
    if (state === 'touched') this.#kept.tell('judged');
    else if (state === 'untouched') setAside(desk, held.range);
    else if (mine.length === 0) this.#kept.tell('anothers');
    else takeBack(desk, mine);
    this.#read();
  }

  /** Does what a key asks for while sentences are gone through; whether it asked for anything. */
  key(event: KeyboardEvent): boolean {
    if (!this.#state.on) return false;
    const { view } = this.#editor;
    const asked = checkingKey(event);
    if (!asked) return this.#editor.mayEditText() && /^(Enter|NumpadEnter|Backspace|Delete|Tab)$/.test(event.code);
    const selected = !view.state.selection.empty;
    switch (asked.kind) {
      case 'step':
        this.step(asked.by);
        return true;
      case 'edge':
        this.go(asked.last ? this.#state.coverage.sentences.length - 1 : 0);
        return true;
      case 'next':
        this.next();
        return true;
      case 'judge':
        if (selected) return false; // a part of it is selected: the verdict is for that
        this.judge(asked.verdict);
        return true;
      case 'aside':
        this.toggleAside();
        return true;
      case 'leave':
        if (selected) this.go(this.#state.current);
        else this.turn(false);
        return true;
    }
  }

  destroy(): void {
    this.#destroyed = true;
    this.#rest.forget();
    this.#telling.forget();
    this.#asides.destroy();
    this.#editor.sentences.on = false;
    this.#editor.sentences.keys = () => false;
    for (const off of this.#off) off();
  }

  /** The current sentence as the text has it now, and the range a claim on it takes; null where it cannot be marked. */
  #held(): { sentence: CoveredSentence; range: { start: number; end: number } } | null {
    if (!this.#state.on || !this.mayCheck() || !this.#read()) return null;
    const sentence = this.#state.coverage.sentences[this.#state.current];
    const { article } = this.#editor.desk.tracker.ground();
    const range = sentence ? trimRange(article, sentence.start, sentence.end) : null;
    return sentence && range && range.end - range.start <= CLAIM_LIMIT ? { sentence, range } : null;
  }

  #asidesOf({ asides }: CoveredSentence) {
    return asides.flatMap((id) => this.#asides.of(id) ?? []);
  }

  #later(wait: number): void {
    if (this.#destroyed) return;
    // What is waiting for the text to rest waits on.
    if (wait > 0 || !this.#rest.isWaiting) this.#rest.later(wait);
  }

  /** Reads the sentences and what was done about them; false while the view does not show the document's text. */
  #read(): boolean {
    this.#rest.forget();
    const { desk, view } = this.#editor;
    if (this.#destroyed || view.isDestroyed) return false;
    const ground = desk.tracker.ground();
    const { doc } = view.state;
    const last = blocksOf(doc).at(-1);
    const shown = last ? last.start + last.node.content.size : 0;
    if (blocksOf(doc).length !== ground.article.blocks.length || shown !== ground.article.length) {
      this.#later(AGAIN);
      return false;
    }
    if (this.#text !== doc) this.#drawn = null; // what an edit did to what was drawn is not known
    this.#text = doc;
    const claims = this.#editor.claims();
    this.#claims = this.#editor.list.version;
    const sentences = this.#reader.read(ground.article.blocks);
    const asides = placeAsides(ground, sentences, this.#asides.all());
    const coverage = coverageOf(sentences, claims, asides);
    if (!sameCoverage(coverage, this.#state.coverage)) this.#set({ coverage });
    this.#follow(true);
    return true;
  }

  /** Keeps to the sentence the caret is in. */
  #follow(atOnce = false): void {
    if (!atOnce) {
      // The view is in the middle of an update: what is drawn in it comes behind.
      if (this.#queued) return;
      this.#queued = true;
      queueMicrotask(() => {
        this.#queued = false;
        if (!this.#destroyed && !this.#editor.view.isDestroyed) this.#follow(true);
      });
      return;
    }
    const { doc, selection } = this.#editor.view.state;
    const current = sentenceAt(this.#state.coverage.sentences, offsetAt(doc, selection.from));
    if (current !== this.#state.current) {
      this.#set({ current });
      this.#chooseOwn();
    }
    this.#draw();
  }

  /** The claim that sits on the current sentence is the chosen one, where its card does not cover the text. */
  #chooseOwn(): void {
    const { on, coverage, current } = this.#state;
    if (!on) return;
    const sentence = coverage.sentences[current];
    const wide = matchMedia('(width >= 900px)').matches;
    const own = wide && sentence ? claimOn(this.#editor.claims(), sentence) : null;
    this.#editor.choose(own?.claim.id ?? null);
  }

  #spanOf(sentence: CoveredSentence | undefined): Span | null {
    if (!sentence) return null;
    const { doc } = this.#editor.view.state;
    return { from: positionAt(doc, sentence.start), to: positionAt(doc, sentence.end) };
  }

  #draw(): void {
    const { view, sentences: layer } = this.#editor;
    const { on, coverage, current } = this.#state;
    if (this.#text !== view.state.doc) return; // drawn when the text has come to rest
    const asides = coverage.sentences.flatMap((each) => (each.state === 'set-aside' ? (this.#spanOf(each) ?? []) : []));
    const sentence = on ? coverage.sentences[current] : undefined;
    const span = this.#spanOf(sentence);
    const drawn = { asides, current: span && { ...span, open: sentence?.state !== 'touched' } };
    const look = JSON.stringify(drawn);
    if (look === this.#drawn) return;
    this.#drawn = look;
    layer.draw(view, drawn);
  }

  #set(part: Partial<CheckingState>): void {
    this.#state = { ...this.#state, ...part };
    // Which sentence the caret is in is shown to nobody who does not go through them.
    if (part.current !== undefined && !this.#state.on) this.#telling.ask();
    else this.#changed.tell();
  }
}
