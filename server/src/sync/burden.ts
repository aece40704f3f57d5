import * as Y from 'yjs';

/** Up to this size an update cannot hold enough to keep Yjs busy, in bytes. */
const SMALL = 16 * 1024;
/** How many values one update may give one key of one record as if each were the first. */
const FIRST_VALUES = 200;
/** How many Yjs clients may have written in one update. Somebody who comes back brings one for each window they had. */
const WRITERS = 500;

/**
 * What in an update would cost out of all proportion to apply; null when nothing would. Yjs compares each value that
 * knows of no other with all the values of its key: a frame of 2 MB can hold enough of them for half a minute, in which
 * the server does nothing else. Look before you apply. Of an update that cannot be read it says nothing.
 */
export function burdenOf(update: Uint8Array): string | null {
  if (update.length <= SMALL) return null;
  const { structs } = decoded(update);
  const writers = new Set<number>();
  const firsts = new Map<string, number>();
  for (const struct of structs) {
    writers.add(struct.id.client);
    if (!(struct instanceof Y.Item) || struct.parentSub === null || struct.origin !== null) continue;
    // Not integrated yet: the parent is a root's name or an id.
    const key = JSON.stringify([struct.parent, struct.parentSub]);
    const count = (firsts.get(key) ?? 0) + 1;
    firsts.set(key, count);
    if (count > FIRST_VALUES) return 'too many first values of one key';
  }
  return writers.size > WRITERS ? 'too many writers' : null;
}

function decoded(update: Uint8Array): Pick<ReturnType<typeof Y.decodeUpdate>, 'structs'> {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return { structs: [] }; // applying it says why
  }
}
