import type { EditorState, Transaction } from 'prosemirror-state';
import { positionAt } from './text-positions.ts';
import { type WordsPart, wordsDifference } from './words-difference.ts';

/**
 * A transaction that makes the words from `start` (in the plain text) the words `judged` again. Only what differs is
 * written: the rest keeps its letters and its formatting, and what is written takes the formatting it replaces. Ends of
 * blocks are put in and taken out where the words call for it.
 */
export function putWordsBack(state: EditorState, start: number, now: string, judged: string): Transaction {
  return writeDifference(state, start, wordsDifference(judged, now));
}

/**
 * A transaction that makes the words `now` from `start` (in the plain text) letter by letter the words `wanted`. Words that
 * are in both stay where they are, and with them the claims that sit on them.
 */
export function putWords(state: EditorState, start: number, now: string, wanted: string): Transaction {
  return writeDifference(
    state,
    start,
    wordsDifference(wanted, now, (a, b) => a === b),
  );
}

function writeDifference(state: EditorState, start: number, parts: readonly WordsPart[]): Transaction {
  const changes: { from: number; to: number; words: string }[] = [];
  let at = start;
  for (const part of parts) {
    if (!part.same) changes.push({ from: at, to: at + part.now.length, words: part.judged });
    at += part.now.length;
  }
  const { tr } = state;
  // From the last to the first: what lies before a change stays where it is.
  for (const { from, to, words } of changes.reverse()) {
    const [first, end] = [positionAt(state.doc, from), positionAt(state.doc, to)];
    const [line = '', ...lines] = words.split('\n');
    if (tr.doc.resolve(first).sameParent(tr.doc.resolve(end))) tr.insertText(line, first, end);
    else tr.delete(first, end).insertText(line, first);
    let position = first + line.length;
    for (const next of lines) {
      tr.split(position);
      position += 2;
      if (next !== '') tr.insertText(next, position);
      position += next.length;
    }
  }
  return tr.scrollIntoView();
}
