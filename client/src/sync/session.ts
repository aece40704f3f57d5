import { SCHEMA_VERSION, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import type { Person } from '@sanad/shared/person';
import { CLOSE, refusalShape, STAGE_REASON, SYNC_PARAMETER, type TryLater } from '@sanad/shared/protocol';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { canSave } from '../api.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { type LocalCopy, openLocalCopy } from './local-copy.ts';
import { letGo, Reconnection } from './reconnection.ts';
import type { Rescue } from './rescue.ts';
import { SavingWatch } from './saving-watch.ts';
import { TextFirst } from './text-first.ts';

/** How an article's session stands. `unsaved` counts this person's changes that the server has not confirmed. */
export type SyncState =
  /**
   * Nothing to show yet; `hindrance` says what keeps the text from coming, where that is known. `refused`: a change was, and
   * the server's text is being fetched anew.
   */
  | { readonly kind: 'loading'; readonly hindrance: TryLater | 'not-saving' | null; readonly refused: boolean }
  /** 0: everything is saved; more: saving. */
  | { readonly kind: 'live'; readonly unsaved: number }
  /**
   * Connected to a server that says that it cannot store now. It has been sent the changes and goes on trying; work goes
   * on, and `kept` of the changes are written in the local copy.
   */
  | { readonly kind: 'not-saving'; readonly unsaved: number; readonly kept: number }
  /** Without a connection, as above; `keptOut` says why the server turns this client away, where it does. */
  | { readonly kind: 'offline'; readonly unsaved: number; readonly kept: number; readonly keptOut: TryLater | null }
  /** The server refused a change; the text on screen is the server's again, see `rescue`. */
  | { readonly kind: 'refused'; readonly reason: Rescue['reason'] }
  /** Over for good. `unsent` of the changes never reached the server, and of those `kept` are in the local copy. */
  | {
      readonly kind: 'ended';
      readonly why: 'sign-in' | 'not-allowed' | 'no-such-article' | 'newer-schema';
      readonly unsent: number;
      readonly kept: number;
    };

type Ended = Extract<SyncState, { kind: 'ended' }>;

/** Why the server sent this client back in: the article was signed off, or reopened; and when, by this clock. */
export interface SentBack {
  readonly reason: (typeof STAGE_REASON)[keyof typeof STAGE_REASON];
  readonly at: number;
}

/** One person at work on one article. `doc` and `awareness` are replaced when the session had to start anew. */
export interface ArticleSession {
  readonly articleId: string;
  readonly person: Person;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** While it loads: the text, in a document of its own, where that can be read already. The same until it is replaced. */
  readonly glance: Y.Doc | null;
  state(): SyncState;
  subscribe(listener: () => void): () => void;
  /** The last time the server closed the connection since the article's stage changed; null when it never did. */
  sentBack(): SentBack | null;
  /** What could not be sent and was not dismissed, the oldest first. The same list until that changes. */
  rescues(): readonly Rescue[];
  /** The person has seen a rescue, or with null the refusal of which there is none: forget it and go on. */
  dismiss(seen: Rescue | null): void;
  destroy(): void;
}

/** How long the server is waited for (ms) before the text is shown from the local copy. */
const GRACE = 600;
/** How long the server may take to confirm (ms) once the browser says that the network is gone. */
const NETWORK_PATIENCE = 2_000;
/** A session that is turned down this often in a minute stays away: something in it writes what it may not. */
const REFUSALS_A_MINUTE = 3;

/** Opens an article for a person: connects, keeps a local copy, and tells through `subscribe` how it goes. */
export function openArticle(articleId: string, person: Person): ArticleSession {
  return new Session(articleId, person);
}

/** One Y.Doc and all that hangs on it; thrown away whole when the server does not take it. */
interface Line {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  copy: LocalCopy | null;
  provider: WebsocketProvider | null;
  acknowledgements: Acknowledgements | null;
  reconnection: Reconnection | null;
  textFirst: TextFirst | null;
  glance: Y.Doc | null;
  readonly watch: SavingWatch;
  /** Whether there is a text that may be shown: the server's, or a local copy's once the server has had its chance. */
  shown: boolean;
  grace: ReturnType<typeof setTimeout> | undefined;
  /** Resolves when the local copy is open, or known not to be there. */
  opened: Promise<void>;
  closed: boolean;
}

class Session implements ArticleSession {
  readonly articleId: string;
  readonly person: Person;
  readonly #listeners = new Set<() => void>();
  #line: Line;
  #state: SyncState = { kind: 'loading', hindrance: null, refused: false };
  #ended: Ended | null = null;
  #refused: Exclude<Rescue['reason'], 'out-of-step'> | null = null;
  #sentBack: SentBack | null = null;
  #refusals: number[] = [];
  /** The oldest first. */
  #rescues: readonly Rescue[] = [];
  #destroyed = false;

  constructor(articleId: string, person: Person) {
    this.articleId = articleId;
    this.person = person;
    this.#line = this.#start();
    window.addEventListener('beforeunload', this.#leaving);
    window.addEventListener('pagehide', this.#hidden);
    window.addEventListener('online', this.#networkBack);
    window.addEventListener('offline', this.#networkGone);
    document.addEventListener('visibilitychange', this.#seen);
  }

  get doc(): Y.Doc {
    return this.#line.doc;
  }

  get awareness(): Awareness {
    return this.#line.awareness;
  }

  get glance(): Y.Doc | null {
    return this.#line.glance;
  }

  // These are handed over unbound, as `useSyncExternalStore` takes them.
  readonly state = (): SyncState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly sentBack = (): SentBack | null => this.#sentBack;

  readonly rescues = (): readonly Rescue[] => this.#rescues;

  dismiss(seen: Rescue | null): void {
    // The refusal that holds is the last one's.
    if (seen === null || seen === this.#rescues.at(-1)) this.#refused = null;
    this.#rescues = this.#rescues.filter((rescue) => rescue !== seen);
    if (seen) this.#line.copy?.forgetRescue(seen).catch(() => undefined);
    this.#line.provider?.connect();
    this.#update();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    window.removeEventListener('beforeunload', this.#leaving);
    window.removeEventListener('pagehide', this.#hidden);
    window.removeEventListener('online', this.#networkBack);
    window.removeEventListener('offline', this.#networkGone);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#close(this.#line);
    this.#line.copy?.close();
    this.#line.doc.destroy();
    this.#listeners.clear();
  }

  #start(): Line {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    const { id, name, colour } = this.person;
    awareness.setLocalState({ user: { id, name, color: colour } });
    const line: Line = {
      doc,
      awareness,
      copy: null,
      provider: null,
      acknowledgements: null,
      reconnection: null,
      textFirst: null,
      glance: null,
      watch: new SavingWatch(canSave, () => this.#update()),
      shown: false,
      grace: undefined,
      opened: Promise.resolve(),
      closed: false,
    };
    line.opened = this.#open(line);
    return line;
  }

  async #open(line: Line): Promise<void> {
    const copy = await openLocalCopy(line.doc, this.articleId, this.person.id, () => {
      if (this.#state.kind === 'offline' || this.#state.kind === 'not-saving') this.#update();
    });
    line.copy = copy;
    if (line.closed) {
      copy?.close();
      return;
    }
    const known = new Set(this.#rescues.map(({ at }) => at));
    this.#rescues = [...(copy?.rescues ?? []).filter(({ at }) => !known.has(at)), ...this.#rescues];
    this.#connect(line);
    const showCopy = () => {
      if (textRoot(line.doc).length > 0) line.shown = true;
      this.#update();
    };
    line.grace = setTimeout(showCopy, GRACE);
    const provider = line.provider as WebsocketProvider;
    provider.on('connection-error', showCopy);
    this.#update();
  }

  #connect(line: Line): void {
    const provider = new WebsocketProvider(syncAddress(), this.articleId, line.doc, {
      awareness: line.awareness,
      connect: false,
      disableBc: true,
      params: { [SYNC_PARAMETER.schema]: String(SCHEMA_VERSION) },
    });
    line.provider = provider;
    const changed = () => {
      if (line !== this.#line) return;
      line.copy?.note(line.acknowledgements?.unsaved ?? 0);
      this.#update();
    };
    const pending = line.copy?.pending ?? 0;
    line.acknowledgements = new Acknowledgements(provider, pending, changed, () => line.watch.failing);
    line.textFirst = new TextFirst(provider, (text) => {
      line.glance = text;
      this.#update();
    });
    line.reconnection = new Reconnection(provider, () => this.#update());
    provider.on('sync', (synced) => {
      if (synced) {
        line.shown = true;
        line.glance = null;
      }
      this.#update();
    });
    provider.on('status', () => this.#update());
    provider.on('connection-close', (event) => {
      const reason = Object.values(STAGE_REASON).find((each) => each === event?.reason);
      if (event?.code === CLOSE.restarting && reason) {
        this.#sentBack = { reason, at: Date.now() };
        this.#update();
      }
      // The same would be sent again for ever.
      if (event?.code === CLOSE.tooBig) this.#turnedAway(line, event.code, event.reason);
    });
    provider.on('closed', ({ code, reason }) => this.#turnedAway(line, code, reason));
    provider.connect();
  }

  #turnedAway(line: Line, code: number, reason: string): void {
    if (line !== this.#line || this.#destroyed) return;
    const refusal = refusalShape.safeParse(reason);
    if (code === CLOSE.outOfStep) this.#startAnew(line, 'out-of-step');
    else if (code === CLOSE.tooBig) this.#startAnew(line, 'too-big');
    else if (code === CLOSE.notAllowed && refusal.success) this.#startAnew(line, refusal.data);
    else {
      this.#end(line, WHY[code] ?? 'not-allowed');
    }
  }

  #end(line: Line, why: Ended['why']): void {
    const unsent = line.acknowledgements?.unsaved ?? 0;
    line.copy?.note(unsent, true);
    this.#ended = { kind: 'ended', why, unsent, kept: keptOf(line) };
    this.#update();
  }

  /** The server does not take this document: keep what it did not have, and begin again from the server's. */
  #startAnew(line: Line, reason: Rescue['reason']): void {
    const unsaved = line.acknowledgements?.unsaved ?? 0;
    let rescue: Rescue | null = null;
    if (unsaved > 0) {
      rescue = {
        articleId: this.articleId,
        at: new Date().toISOString(),
        reason,
        update: line.acknowledgements?.unconfirmed() ?? Y.encodeStateAsUpdate(line.doc),
        text: articleText(line.doc).text,
      };
      this.#rescues = [...this.#rescues, rescue];
    }
    if (reason !== 'out-of-step') this.#refused = reason;
    const now = Date.now();
    this.#refusals = [...this.#refusals.filter((at) => now - at < 60_000), now];
    this.#close(line);
    if (this.#refusals.length > REFUSALS_A_MINUTE) {
      this.#ended = { kind: 'ended', why: 'not-allowed', unsent: unsaved, kept: 0 };
      if (rescue) void line.copy?.keepRescue(rescue).catch(() => undefined);
      this.#update();
      return;
    }
    void this.#discard(line, rescue).then(() => {
      if (this.#destroyed) return;
      this.#line = this.#start();
      line.doc.destroy();
      this.#update();
    });
    this.#update();
  }

  async #discard(line: Line, rescue: Rescue | null): Promise<void> {
    const { copy } = line;
    if (!copy) return;
    try {
      if (rescue) await copy.keepRescue(rescue);
      await copy.drop();
    } catch {
      copy.close(); // the storage fails: the rescue stays in memory, and the next opening is out of step again
    }
  }

  #close(line: Line): void {
    line.closed = true;
    clearTimeout(line.grace);
    line.watch.destroy();
    line.reconnection?.destroy();
    line.textFirst?.destroy();
    line.acknowledgements?.destroy();
    if (line.provider) letGo(line.provider);
    line.awareness.destroy();
  }

  #update(): void {
    this.#line.watch.owes(owedTo(this.#line));
    const next = this.#next();
    const same = JSON.stringify(next) === JSON.stringify(this.#state);
    if (!same) this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #next(): SyncState {
    if (this.#ended) return this.#ended;
    const line = this.#line;
    const keptOut = line.reconnection?.keptOut ?? null;
    if (!line.shown || line.closed) {
      const hindrance = line.watch.failing ? 'not-saving' : keptOut;
      return { kind: 'loading', hindrance, refused: this.#refused !== null || this.#rescues.length > 0 };
    }
    if (this.#refused) return { kind: 'refused', reason: this.#refused };
    const unsaved = line.acknowledgements?.unsaved ?? 0;
    const kept = keptOf(line);
    if (line.watch.failing) return { kind: 'not-saving', unsaved, kept };
    if (line.provider?.synced) return { kind: 'live', unsaved };
    return { kind: 'offline', unsaved, kept, keptOut };
  }

  #leaving = (event: BeforeUnloadEvent): void => {
    const { copy, acknowledgements } = this.#line;
    if ((acknowledgements?.unsaved ?? 0) > 0 && (!copy || copy.unwritten > 0)) event.preventDefault();
  };

  #hidden = (): void => {
    this.#line.copy?.note(this.#line.acknowledgements?.unsaved ?? 0, true);
  };

  #networkBack = (): void => {
    this.#line.reconnection?.now();
  };

  #seen = (): void => {
    if (document.visibilityState === 'visible') this.#line.reconnection?.now();
  };

  #networkGone = (): void => {
    this.#line.acknowledgements?.probe(NETWORK_PATIENCE);
  };
}

/** What a connected server has yet to bring or confirm, see `SavingWatch`; null when that is nothing. */
function owedTo({ provider, acknowledgements, closed }: Line): string | null {
  if (closed || !provider?.wsconnected) return null;
  if (!provider.synced) return 'the text';
  return acknowledgements && acknowledgements.unsaved > 0 ? `what comes after ${acknowledgements.confirmed}` : null;
}

/** How many of the changes that the server has not confirmed are written in the local copy. */
function keptOf({ acknowledgements, copy }: Line): number {
  return copy ? Math.max(0, (acknowledgements?.unsaved ?? 0) - copy.unwritten) : 0;
}

const WHY: Readonly<Record<number, Ended['why']>> = {
  [CLOSE.signIn]: 'sign-in',
  [CLOSE.notAllowed]: 'not-allowed',
  [CLOSE.noSuchArticle]: 'no-such-article',
  [CLOSE.newerSchema]: 'newer-schema',
};

function syncAddress(): string {
  const url = new URL('/sync', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
