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
  const path = [entry];
  for (let root = entry; ; ) {
    const above = 'replyTo' in root && root.replyTo !== null ? byId.get(root.replyTo) : undefined;
    if (!above) return root;
    // Whoever writes past this page could make entries answer each other: the oldest of them is then the first.
    const met = path.indexOf(above);
    if (met !== -1) return [...byId.values()].find((each) => path.includes(each, met)) ?? entry;
    path.push(above);
    root = above;
  }
}

/** How many comments there are to read. */
export function commentCount(entries: readonly ThreadEntry[]): number {
  return entries.filter(({ kind }) => kind === 'comment').length;
}
