import type { ThreadEntry } from '@sanad/shared/thread';

/** An entry with the answers under it. */
export interface Branch {
  readonly entry: ThreadEntry;
  readonly answers: readonly ThreadEntry[];
}

/**
 * A thread as it is read: what was said by age, answers under what they answer, one level deep. An answer to an answer
 * stands beside it; what was deleted is there only while something answers it. `entries` are by age.
 */
export function branchesOf(entries: readonly ThreadEntry[]): Branch[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const answers = new Map<string, ThreadEntry[]>();
  const roots: ThreadEntry[] = [];
  for (const entry of entries) {
    const root = rootOf(entry, byId);
    if (root === entry) roots.push(entry);
    else answers.set(root.id, [...(answers.get(root.id) ?? []), entry]);
  }
  return roots
    .map((entry) => ({ entry, answers: (answers.get(entry.id) ?? []).filter(({ kind }) => kind !== 'deleted') }))
    .filter(({ entry, answers }) => entry.kind !== 'deleted' || answers.length > 0);
}

function rootOf(entry: ThreadEntry, byId: ReadonlyMap<string, ThreadEntry>): ThreadEntry {
  let root = entry;
  // No further than the thread is long: whoever writes past this page could make two entries answer each other.
  for (let steps = byId.size; steps > 0; steps--) {
    const above = 'replyTo' in root && root.replyTo !== null ? byId.get(root.replyTo) : undefined;
    if (!above || above === entry) return root;
    root = above;
  }
  return entry;
}

/** How many comments there are to read. */
export function commentCount(entries: readonly ThreadEntry[]): number {
  return entries.filter(({ kind }) => kind === 'comment').length;
}
