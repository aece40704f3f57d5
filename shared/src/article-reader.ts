import * as Y from 'yjs';
import {
  ArticleText,
  type BlockText,
  type PlacedRun,
  readBlock,
  runsOf,
  type TextBlock,
  textBlocks,
} from './article-text.ts';

type Held = { -readonly [K in keyof TextBlock]: TextBlock[K] };

/**
 * Reads an article's plain text again and again as it changes: only blocks whose letters have changed are read anew, and
 * the others only move. Knows of every change once its transaction is over, before anybody who observes the text hears of it.
 */
export class ArticleReader {
  readonly #doc: Y.Doc;
  /** What the blocks held when they were last read, wherever they stood. */
  readonly #known = new WeakMap<Y.XmlElement, Held>();
  #blocks: Held[] = [];
  #runs = new Map<unknown, PlacedRun>();
  #article: ArticleText | null = null;
  /** Blocks whose letters changed since they were read. */
  readonly #stale = new Set<Y.XmlElement>();
  /** Whether blocks came, went or changed their order since they were read. */
  #rearranged = true;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('beforeObserverCalls', this.#changed);
  }

  /** The article's text now; the same object while it has not changed, and to be let go when it has. */
  read(): ArticleText {
    if (this.#article) return this.#article;
    for (const element of this.#stale) this.#readAnew(element);
    this.#stale.clear();
    if (this.#rearranged) this.#readAll();
    this.#rearranged = false;
    let start = 0;
    for (const block of this.#blocks) {
      block.start = start;
      start += block.text.length + 1;
    }
    this.#article = new ArticleText(this.#blocks, this.#runs);
    return this.#article;
  }

  destroy(): void {
    this.#doc.off('beforeObserverCalls', this.#changed);
  }

  #readAll(): void {
    this.#blocks = [];
    this.#runs = new Map();
    for (const element of textBlocks(this.#doc)) {
      let block = this.#known.get(element);
      if (!block) {
        block = { ...readBlock(element), start: 0 };
        this.#known.set(element, block);
      }
      this.#blocks.push(block);
      for (const [type, placed] of runsOf(block)) this.#runs.set(type, placed);
    }
  }

  #readAnew(element: Y.XmlElement): void {
    const block = this.#known.get(element);
    if (!block) return;
    for (const { type } of block.runs) this.#runs.delete(type);
    Object.assign(block, readBlock(element) satisfies BlockText);
    for (const [type, placed] of runsOf(block)) this.#runs.set(type, placed);
  }

  #changed = ({ changed }: Y.Transaction): void => {
    for (const type of changed.keys()) {
      const changedType: unknown = type;
      const block = changedType instanceof Y.XmlText ? changedType.parent : changedType;
      if (!(block instanceof Y.XmlFragment)) continue;
      this.#article = null;
      if (block instanceof Y.XmlElement && this.#known.has(block)) this.#stale.add(block);
      else this.#rearranged = true;
    }
  };
}
