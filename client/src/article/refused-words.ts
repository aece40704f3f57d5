import { articleText } from '@sanad/shared/article-text';
import { diffArrays } from 'diff';
import * as Y from 'yjs';
import { wordsDifference } from '../editor/words-difference.ts';
import type { Rescue } from '../sync/rescue.ts';

/** A paragraph of which something was refused: as it stands on the server, and as it was to be; empty where there is none. */
export interface RefusedBlock {
  /** Its number among those that are told. */
  readonly at: number;
  readonly before: string;
  readonly now: string;
}

/** Beyond this many paragraphs changed the two are different texts. */
const MOST_CHANGES = 2000;

/**
 * What a refused change would make of the text that is there now, paragraph by paragraph, in the order of the text; what
 * colleagues have written meanwhile is no part of it. Nothing when it holds no words of the text.
 */
export function refusedWords(doc: Y.Doc, rescue: Pick<Rescue, 'update' | 'text'>): readonly RefusedBlock[] {
  const [before, now] = [articleText(doc).text, textWith(doc, rescue)];
  if (before === now) return [];
  const changes = diffArrays(before.split('\n'), now.split('\n'), { maxEditLength: MOST_CHANGES });
  if (!changes) return [{ at: 0, before, now }];
  const blocks: RefusedBlock[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const settle = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) {
      const [before = '', now = ''] = [gone[at], come[at]];
      if (before !== now) blocks.push({ at: blocks.length, before, now });
    }
    [gone, come] = [[], []];
  };
  for (const { value, added, removed } of changes) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else settle();
  }
  settle();
  return blocks;
}

/** The words that were to be added alone, a line for each paragraph. */
export function addedWords(blocks: readonly RefusedBlock[]): string {
  return blocks
    .map(({ before, now }) => {
      const added = wordsDifference(before, now).filter(({ same }) => !same);
      return added
        .map((part) => part.now.trim())
        .filter(Boolean)
        .join(' ');
    })
    .filter(Boolean)
    .join('\n');
}

/** The text as it would be with the change; where the change cannot be put on what is there now, as its writer had it. */
function textWith(doc: Y.Doc, { update, text }: Pick<Rescue, 'update' | 'text'>): string {
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(copy, update);
    const isWhole = copy.store.pendingStructs === null && copy.store.pendingDs === null;
    return isWhole ? articleText(copy).text : text;
  } catch {
    return text;
  } finally {
    copy.destroy();
  }
}
