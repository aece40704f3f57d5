import { articleSchema, textRoot } from '@sanad/shared/article';
import type { Verdict } from '@sanad/shared/claim';
import type { SecondPerson } from '@sanad/shared/desk';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type Command, EditorState, Plugin, TextSelection } from 'prosemirror-state';
import type { DirectEditorProps, EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { SentenceLayer } from '../checking/sentence-layer.ts';
import { keepTyping } from '../ui/page-root.ts';
import { AfterPaint } from './after-paint.ts';
import type { ArticleEditor, ClaimActs, ClaimList, Levels, PlacedMark, Placing, Sealing } from './article-editor.ts';
import { BesideText } from './beside-text.ts';
import { caretInViewPlugin } from './caret-in-view.ts';
import { CaretTelling } from './caret-telling.ts';
import * as acts from './claim-acts.ts';
import { ClaimGestures } from './claim-gestures.ts';
import { ClaimLook } from './claim-look.ts';
import { bringIntoView, firstRect } from './claim-places.ts';
import { ClaimTracker } from './claim-tracker.ts';
import { claimsPlugin, isFromYjs } from './claims-plugin.ts';
import { cursorsPlugin } from './cursors.ts';
import { directionPlugin } from './direction-plugin.ts';
import { claimActs } from './editor-acts.ts';
import { type Glance, mountText, type TextName, textAttributes } from './glance.ts';
import type { GradualLayout } from './gradual-layout.ts';
import { hiddenSignsPlugin } from './hidden-signs-plugin.ts';
import { History, type Unsafe } from './history.ts';
import { type AnswersKey, KeyOwner } from './key-owner.ts';
import { Listeners } from './listeners.ts';
import { lockedPlugin } from './locked-plugin.ts';
import { Mirror } from './mirror.ts';
import { pastePlugin } from './paste.ts';
import { ClaimPlacing } from './placing.ts';
import { Presence } from './presence.ts';
import { isActOfItsOwn, runCommand, textKeysPlugin, typingRulesPlugin } from './text-commands.ts';

/** What an editor is made of. */
export interface EditorOptions extends TextName {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly person: Person;
  /** What shows the text in `host` already; it is the editor's from then on. */
  readonly glance?: Glance | null;
  /** Where the text goes, and where the numbers beside it go. */
  readonly host: HTMLElement;
  readonly numbers: HTMLElement;
  /** A verdict in words, for those who hear the page. */
  readonly describe: (verdict: Verdict, stale: boolean) => string;
}

/** The editor as the bar and the toolbar around the text see it. */
export interface EditorSurface extends ArticleEditor {
  readonly view: EditorView;
  /** What acts on claims work on. */
  readonly desk: acts.ClaimDesk;
  /** What is drawn on sentences, and the keys while they are gone through. */
  readonly sentences: SentenceLayer;
  /** Called after every change of the view's state (text, selection, formatting) and of the focus. */
  onView(listener: () => void): () => void;
  /** The selection as words to mark; null when there is nothing to mark, or the bar was sent away. */
  markable(): { readonly start: number; readonly end: number } | null;
  /** Sends the bar away until the selection changes. */
  leaveMarking(): void;
  /** Runs an editing command and goes back to the text. */
  run(command: Command): void;
}

/** Mounts an article's text in `host`. */
export function mountEditor(options: EditorOptions): EditorSurface {
  return new Editor(options);
}

class Editor implements EditorSurface {
  readonly view: EditorView;
  readonly act: ClaimActs;
  readonly place: Placing;
  readonly desk: acts.ClaimDesk;
  readonly sentences = new SentenceLayer();
  readonly #options: EditorOptions;
  readonly #mirror: Mirror | null;
  readonly #history: History;
  readonly #look: ClaimLook;
  readonly #tracker: ClaimTracker;
  readonly #beside: BesideText;
  readonly #presence: Presence;
  readonly #caret: CaretTelling;
  readonly #gestures: ClaimGestures;
  readonly #changed = new Listeners();
  readonly #telling = new AfterPaint(() => {
    if (this.#news) this.#claimsChanged();
    this.#times++;
    this.#changed.tell();
  });
  /** How often it was told that something changed. */
  #times = 0;
  /** Whether claims changed since it was last told. */
  #news = false;
  readonly #removed = new Listeners<string>();
  readonly #viewChanged = new Listeners();
  readonly #layout: GradualLayout;
  #left = false;
  #secondPerson: SecondPerson = 'off';
  #seal: (sealing: Sealing) => void = () => {};
  readonly #keys = new KeyOwner({
    view: () => this.view,
    chosen: () => this.chosen(),
    mayWrite: () => this.mayEditText() && !this.sentences.on,
    changed: () => this.#telling.ask(),
  });
  #toldOnce = false;

  constructor(options: EditorOptions) {
    this.#options = options;
    const { doc, awareness, direction } = options;
    const mayEdit = this.mayEditText();
    this.#mirror = mayEdit ? null : new Mirror(doc);
    const root = textRoot(this.#mirror?.doc ?? doc);
    const { doc: content, mapping } = initProseMirrorDoc(root, articleSchema);
    this.#history = new History(doc, mayEdit);
    this.#look = new ClaimLook((ids) => this.#tracker.redraw(ids), options.person.id);
    this.#tracker = new ClaimTracker({
      doc,
      mayMend: mayEdit,
      look: (mark, lane) => this.#look.of(mark, lane),
      begun: (beginnings) => this.#beside.begun(beginnings),
      changed: () => {
        this.#news = true;
        this.#telling.ask();
      },
      remembers: (claim) => this.#history.remembers(claim),
      remember: (words) => this.#history.remember(words),
    });
    this.desk = {
      doc,
      person: options.person,
      tracker: this.#tracker,
      history: this.#history,
      seal: () => (this.#secondPerson === 'blind' ? this.#seal : null),
    };
    this.act = claimActs({
      ...this.desk,
      view: () => this.view,
      mayJudge: () => this.mayJudge(),
      maySettle: () => this.mayEditText(),
      choose: (id) => this.choose(id),
      marked: (claim) => this.#keys.marked(claim),
      removed: (id) => this.#removed.tell(id),
    });
    this.place = this.#makePlacing();
    this.#gestures = this.#makeGestures();
    const props: DirectEditorProps = {
      state: EditorState.create({
        doc: content,
        plugins: [
          ySyncPlugin(root, { mapping }) as Plugin,
          claimsPlugin(this.#tracker.updated),
          directionPlugin(direction),
          hiddenSignsPlugin(),
          cursorsPlugin(awareness),
          caretInViewPlugin(this.#mirror?.doc ?? doc),
          this.sentences.plugin,
          this.#gestures.plugin(),
          ...(mayEdit ? [textKeysPlugin(direction), typingRulesPlugin(), pastePlugin(direction)] : [lockedPlugin()]),
          new Plugin({
            view: () => ({ update: this.#viewUpdated }),
            props: { handleDOMEvents: { focus: this.#focusMoved, blur: this.#focusMoved } },
          }),
        ],
      }),
      attributes: textAttributes(options),
      dispatchTransaction: (tr) => {
        // y-prosemirror hands over colleagues' cursors a moment later, also to a view that is gone by then.
        if (this.view.isDestroyed) return;
        if (tr.docChanged && !isFromYjs(tr)) this.#tracker.prepare();
        const apart = isActOfItsOwn(tr);
        if (apart) this.#history.apart();
        this.view.updateState(this.view.state.apply(tr));
        if (apart) this.#history.apart();
      },
    };
    const mounted = options.glance?.handOver(props) ?? mountText(options.host, props);
    this.view = mounted.view;
    keepTyping(this.view.dom);
    this.#layout = mounted.layout;
    this.#history.forget();
    this.#history.onChange(this.#telling.ask);
    this.#beside = new BesideText({
      view: this.view,
      tracker: this.#tracker,
      numbers: options.numbers,
      chosen: this.chosen,
      choose: (id) => this.choose(id),
      hover: (id) => this.hover(id),
    });
    this.#presence = new Presence(awareness, this.view);
    this.#caret = new CaretTelling({
      host: options.host,
      view: this.view,
      markOf: (id) => this.#tracker.markOf(id),
      describe: options.describe,
      onView: this.onView,
    });
    this.#tracker.attach(this.view);
    document.addEventListener('keydown', this.#gestures.pageKey);
  }

  // These are handed over unbound, as `useSyncExternalStore` takes them.
  readonly claims = (): readonly PlacedMark[] => this.#tracker.marks();
  readonly told = (): number => this.#times;
  get list(): ClaimList {
    return this.#tracker.list;
  }
  readonly chosen = (): string | null => this.#look.chosen;
  readonly hovered = (): string | null => this.#look.hovered;
  readonly subscribe = this.#changed.add;
  readonly onLayout = (listener: () => void) => this.#beside.onLayout(listener);
  readonly onRemoved = this.#removed.add;
  readonly onView = this.#viewChanged.add;
  readonly onUnsafeUndo = (listener: (why: Unsafe) => void) => this.#history.onUnsafe(listener);

  mayEditText(): boolean {
    return atLeast(this.#options.person.role, 'editor');
  }

  mayJudge(): boolean {
    return atLeast(this.#options.person.role, 'checker');
  }

  ask(secondPerson: SecondPerson, seal: (sealing: Sealing) => void): void {
    this.#seal = seal;
    if (this.#secondPerson === secondPerson) return;
    this.#secondPerson = secondPerson;
    this.#beside.numbers.tellSecond(secondPerson !== 'off');
  }

  isWriting(): boolean {
    return this.#keys.isWriting();
  }

  answerKeys(answer: AnswersKey): () => void {
    return this.#keys.answerKeys(answer);
  }

  choose(id: string | null, { scroll = false, focus = false } = {}): void {
    if (this.#look.chosen !== id) {
      const before = this.#look.chosen;
      this.#look.chosen = id;
      this.#presence.hold(id);
      this.#tracker.redraw([before, id]);
      this.#beside.numbers.pick();
      this.#telling.ask();
    }
    const span = id && this.#tracker.spanOf(id);
    if (!span) return;
    if (focus) {
      this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(this.view.state.doc, span.from)));
      this.view.focus();
    }
    if (scroll) bringIntoView(this.view, span);
  }

  hover(id: string | null): void {
    if (this.#look.hovered === id) return;
    const before = this.#look.hovered;
    this.#look.hovered = id;
    this.#tracker.redraw([before, id]);
    this.#telling.ask();
  }

  rectOf(id: string): DOMRect | null {
    const span = this.#tracker.spanOf(id);
    return span && firstRect(this.view, span);
  }

  levels(): Levels {
    return this.#beside.levels();
  }

  textTop(): number {
    return this.#tracker.drawing.origin;
  }

  markable(): { start: number; end: number } | null {
    if (!this.mayJudge() || this.#left) return null;
    return acts.markableRange(this.#tracker, this.view.state.selection);
  }

  leaveMarking(): void {
    // What is typed next must not take the place of the words: their keys were a moment ago for something else.
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, state.selection.head)));
    this.#left = true;
    this.#viewChanged.tell();
  }

  run(command: Command): void {
    runCommand(command, this.view);
    this.view.focus();
  }

  destroy(): void {
    document.removeEventListener('keydown', this.#gestures.pageKey);
    this.#telling.forget();
    this.#layout.destroy();
    this.#beside.destroy();
    this.#tracker.destroy();
    this.#presence.destroy();
    this.#caret.destroy();
    this.view.destroy();
    this.#history.destroy();
    this.#mirror?.destroy();
  }

  #makePlacing(): Placing {
    return new ClaimPlacing({
      ...this.desk,
      view: () => this.view,
      chosen: this.chosen,
      mayJudge: () => this.mayJudge(),
      mayEditText: () => this.mayEditText(),
      onView: this.onView,
    });
  }

  #makeGestures(): ClaimGestures {
    return new ClaimGestures({
      act: this.act,
      place: this.place,
      claims: () => this.#tracker.marksNow(),
      chosen: this.chosen,
      choose: (id, options) => this.choose(id, options),
      hover: (id) => this.hover(id),
      mayEditText: () => this.mayEditText(),
      isWriting: () => this.isWriting(),
      answer: this.#keys.answer,
      mayJudge: () => this.mayJudge(),
      mayRemove: (mark) => acts.mayRemove(this.#options.person, mark),
      markOf: (id) => this.#tracker.markOf(id),
      drawnAt: (x, y) => this.#tracker.drawing.at(x, y),
      state: () => this.view.state,
      hasFocus: () => this.view.hasFocus(),
      isMarking: () => this.markable() !== null,
      leaveMarking: () => this.leaveMarking(),
    });
  }

  #claimsChanged(): void {
    this.#news = false;
    const come = this.#tracker.takeCome();
    const fresh = come.filter(
      ({ claim }) => claim.createdBy !== this.#options.person.id && this.#tracker.knows(claim.id),
    );
    // Those that were there from the beginning are no news.
    if (this.#toldOnce && fresh.length > 0) this.#look.washIn(fresh.map(({ claim }) => claim.id));
    this.#toldOnce = true;
    if (this.#look.chosen && !this.#tracker.knows(this.#look.chosen)) {
      this.#look.chosen = null;
      this.#presence.hold(null);
    }
    this.#beside.numbers.schedule();
  }

  #focusMoved = (): boolean => {
    // Between the two ends of a move nothing has the focus, and it would seem to have left the bar as well.
    setTimeout(() => {
      if (this.view.isDestroyed) return;
      this.#keys.look();
      this.#viewChanged.tell();
    }, 0);
    return false;
  };

  #viewUpdated = (view: EditorView, before: EditorState): void => {
    if (!before.selection.eq(view.state.selection)) this.#left = false;
    this.#keys.look();
    if (before.doc !== view.state.doc) this.#beside.changed();
    this.#viewChanged.tell();
  };
}
