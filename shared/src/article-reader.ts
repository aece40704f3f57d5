import * as Y from 'yjs';
import { type ArticleText, articleText, type BlockText, readBlock } from './article.ts';

/**
 * Reads an article's plain text again and again as it changes: only blocks whose letters have changed are read anew.
 * Knows of every change once its transaction is over, before anybody who observes the text hears of it.
 */
export class ArticleReader {
  readonly #doc: Y.Doc;
  #blocks = new WeakMap<Y.XmlElement, BlockText>();
  #article: ArticleText | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('beforeObserverCalls', this.#changed);
  }

  /** The article's text now; the same object while it has not changed. */
  read(): ArticleText {
    this.#article ??= articleText(this.#doc, this.#blockOf);
    return this.#article;
  }

  destroy(): void {
    this.#doc.off('beforeObserverCalls', this.#changed);
  }

  #blockOf = (element: Y.XmlElement): BlockText => {
    let block = this.#blocks.get(element);
    if (!block) {
      block = readBlock(element);
      this.#blocks.set(element, block);
    }
    return block;
  };

  #changed = ({ changed }: Y.Transaction): void => {
    for (const type of changed.keys()) {
      const changedType: unknown = type;
      const block = changedType instanceof Y.XmlText ? changedType.parent : changedType;
      if (block instanceof Y.XmlElement) this.#blocks.delete(block);
      if (changedType instanceof Y.XmlText || changedType instanceof Y.XmlFragment) this.#article = null;
    }
  };
}
