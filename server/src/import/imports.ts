import type { ImportDraft, ImportPhase } from '@sanad/shared/import-draft';
import * as Y from 'yjs';
import { articleMade } from '../articles/creation.ts';
import { HttpProblem, noSuchArticle } from '../http/problem.ts';
import { newId } from '../people/secrets.ts';
import type { ArticleRow, ArticleTable } from '../store/store.ts';
import type { Rooms } from '../sync/rooms.ts';
import { AllowList } from './address/allow-list.ts';
import { fetchPage } from './address/page-fetch.ts';
import { cleared } from './cleared.ts';
import { Drafts, DraftsFull, type Held } from './drafts.ts';
import type { Against, ArticleMade, DraftMade, Reading } from './import-job.ts';
import { type Material, readMaterial } from './readers.ts';
import { Workshop } from './workshop.ts';

/**
 * A pasted text of so many bytes is laid out at once: there is nothing to unpack or to take apart in it but its lines, and
 * a thread that had to be started for it would take longer.
 */
const SHORT = 32 * 1024;

/** What imports work with. */
export interface ImportParts {
  readonly articles: ArticleTable;
  readonly rooms: Rooms;
  readonly now: () => Date;
  /** The private hosts that pages are read from; `off`: no pages are read. */
  readonly allow?: AllowList | 'off';
  readonly workshop?: Workshop;
  readonly drafts?: Drafts;
}

/** Hears how far an import is; `done` and `of` in bytes, where they are known. */
type Told = (phase: ImportPhase, done?: number, of?: number) => void;

/** Texts on their way in: read in threads of their own, and held until somebody says what becomes of them. */
export class Imports {
  readonly #articles: ArticleTable;
  readonly #rooms: Rooms;
  readonly #workshop: Workshop;
  readonly #making = new Set<string>();
  readonly #drafts: Drafts;
  readonly #allow: AllowList | 'off';

  constructor(parts: ImportParts) {
    const { articles, rooms, now, allow = AllowList.EMPTY } = parts;
    const { workshop = new Workshop(), drafts = new Drafts(now) } = parts;
    this.#allow = allow;
    this.#articles = articles;
    this.#rooms = rooms;
    this.#workshop = workshop;
    this.#drafts = drafts;
  }

  /**
   * Reads a text and holds it for `person`; as the coming text of `article` where that is given.
   * @throws Unimportable, HttpProblem; nothing is held then, nor when `signal` is called off.
   */
  async begin(
    sent: { readonly person: string; readonly article: string | null; readonly material: Material },
    signal: AbortSignal,
    told: Told,
  ): Promise<ImportDraft> {
    const language = sent.article === null ? undefined : (await this.openArticle(sent.article)).language;
    const material = sent.material.format === 'page' ? await this.#fetched(sent.material, signal, told) : sent.material;
    const encoding = sent.material.file === '' && sent.material.address === '' ? ('utf-8' as const) : null;
    const reading: Reading = { language, encoding, withoutHiddenSigns: false };
    return await this.#draft({ id: newId(), ...sent, material, reading }, signal, told);
  }

  /** The page at an address, as anybody could read it. */
  async #fetched(material: Material, signal: AbortSignal, told: Told): Promise<Material> {
    told('fetching');
    const page = await fetchPage(material.address, {
      signal,
      allow: this.#allow,
      progress: (step) => {
        if (step.step === 'loading') told('fetching', step.bytes, step.of ?? undefined);
      },
    });
    return { ...material, bytes: shared(page.bytes), address: page.address, charset: page.charset };
  }

  /** Reads a text that is held once more, otherwise. What is held stays as it was when that fails. */
  async again(held: Held, wish: Partial<Reading>, signal: AbortSignal): Promise<ImportDraft> {
    return await this.#draft({ ...held, reading: { ...held.reading, ...wish } }, signal);
  }

  /** What a person holds by that id. @throws HttpProblem (404) when they hold none. */
  held(id: string, person: string): Held {
    const held = this.#drafts.get(id, person);
    if (!held) throw noSuchImport();
    return held;
  }

  /**
   * Has `make` make an article of what is held, once, and lets go of it when it has. @throws HttpProblem (409) while another
   * request does, or what `make` throws; then it is still held.
   */
  async makeOnce<T>(id: string, person: string, make: () => Promise<T>): Promise<T> {
    if (this.#making.has(id)) throw new HttpProblem(409, 'being-made', 'An article is being made of this already.');
    this.#making.add(id);
    try {
      const made = await make();
      this.#drafts.drop(id, person);
      return made;
    } finally {
      this.#making.delete(id);
    }
  }

  drop(id: string, person: string): void {
    if (!this.#drafts.drop(id, person)) throw noSuchImport();
  }

  /** Holds the blocks that an article had, as `comparisonOf` gave them: a way back. Answers with the id. */
  holdFormer(article: string, person: string, bytes: Uint8Array): string {
    const id = newId();
    const material: Material = { format: 'former', bytes: shared(bytes), file: '', address: '', charset: null };
    const reading: Reading = { encoding: null, withoutHiddenSigns: false };
    this.#hold({ id, person, article, material, reading, made: null });
    return id;
  }

  /** Compares what is held with the article as it is now. */
  async compared(held: Held, signal: AbortSignal): Promise<DraftMade> {
    const made = await this.#workshop.run(await this.#draftJob(held), signal);
    this.#hold({ ...held, made });
    return made;
  }

  /** Writes the article that a text becomes; it is not stored yet. */
  async write(material: Material, reading: Reading, by: string, at: string, signal: AbortSignal): Promise<ArticleMade> {
    if (material.format === 'text' && material.file === '' && material.bytes.length <= SHORT) {
      const { imported } = readMaterial(material, { about: reading, encoding: reading.encoding, told: () => {} });
      return articleMade(reading.withoutHiddenSigns ? cleared(imported) : imported, by, at);
    }
    return await this.#workshop.run({ kind: 'article', material, reading, by, at }, signal);
  }

  close(): Promise<void> {
    return this.#workshop.close();
  }

  async #draft(
    wanted: Omit<Held, 'made'>,
    signal: AbortSignal,
    told?: (phase: ImportPhase) => void,
  ): Promise<ImportDraft> {
    const made = await this.#workshop.run(await this.#draftJob(wanted), signal, told);
    signal.throwIfAborted();
    this.#hold({ ...wanted, made });
    return { id: wanted.id, ...made.facts };
  }

  async #draftJob({ material, reading, article }: Omit<Held, 'made'>) {
    const against = article === null ? null : await this.#against(article);
    return { kind: 'draft', material, reading, against } as const;
  }

  async #against(article: string): Promise<Against> {
    const state = await this.#rooms.read(article, (doc) => Y.encodeStateAsUpdate(doc));
    if (!state) throw noSuchArticle();
    return { state };
  }

  /** The article that is to have another text. @throws HttpProblem when there is none, or it is signed off. */
  async openArticle(id: string): Promise<ArticleRow> {
    const row = await this.#articles.get(id);
    if (!row) throw noSuchArticle();
    if (row.frozenAt !== null) {
      throw new HttpProblem(
        409,
        'frozen',
        'The article is signed off; an editor has to reopen it before it is changed.',
      );
    }
    return row;
  }

  #hold(held: Held): void {
    try {
      this.#drafts.hold(held);
    } catch (error) {
      if (!(error instanceof DraftsFull)) throw error;
      throw new HttpProblem(503, 'imports-full', 'Too many texts wait here to be taken; try again in a few minutes.');
    }
  }
}

/** Bytes that a thread can look at without taking them away. */
export function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

function noSuchImport(): HttpProblem {
  return new HttpProblem(404, 'no-such-import', 'This is not held here, or not any more; send the text again.');
}
