import { CHECKING_KEY } from '../checking/checking-keys.ts';
import { type KeyGroup, KeysSheet, type KeysSheetProps } from '../keys-sheet.tsx';

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const control = apple ? '⌘' : 'Ctrl';

const GROUPS: readonly KeyGroup[] = [
  {
    title: 'article.keys.anywhere',
    keys: [
      ['article.keys.open', '?'],
      ['article.keys.history', 'H'],
      ['article.keys.switch', 'F6'],
      ['article.keys.next', 'Alt ↓'],
      ['article.keys.previous', 'Alt ↑'],
      ['article.keys.leave', 'Esc'],
    ],
  },
  {
    title: 'article.keys.text',
    keys: [
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['article.keys.undo', `${control} Z`, 'checker'],
      ['article.keys.redo', apple ? '⇧ ⌘ Z' : 'Ctrl Y', 'checker'],
      ['article.keys.bold', `${control} B`, 'editor'],
      ['article.keys.italic', `${control} I`, 'editor'],
    ],
  },
  {
    title: 'checking.keys',
    keys: [
      ['checking.keys.mode', CHECKING_KEY, 'checker'],
      ['checking.next', 'J ↓', 'checker'],
      ['checking.previous', 'K ↑', 'checker'],
      ['checking.first', 'Home', 'checker'],
      ['checking.last', 'End', 'checker'],
      ['checking.next-untouched', 'N', 'checker'],
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['checking.aside', '0', 'checker'],
      ['checking.keys.part', '⇧ ← →', 'checker'],
      ['checking.keys.leave', 'Esc', 'checker'],
    ],
  },
  {
    title: 'article.keys.claims',
    keys: [
      ['article.keys.next', 'J ↓'],
      ['article.keys.previous', 'K ↑'],
      ['article.keys.first', 'Home'],
      ['article.keys.last', 'End'],
      ['article.keys.choose', '↵'],
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['claims.keys.confirm', 'Y', 'checker'],
      ['claims.keys.put-back', 'B', 'editor'],
      ['claims.keys.attach', 'P', 'checker'],
      ['thread.keys.comment', 'C', 'checker'],
      ['assignment.keys.assign', 'A', 'checker'],
      ['claimant.keys.name', 'W', 'checker'],
      ['assignment.keys.pick', 'X', 'checker'],
      ['assignment.keys.extend', '⇧ ↓ ↑', 'checker'],
      ['settling.keys.settle', 'S', 'editor'],
      ['article.keys.note', 'N', 'checker'],
      ['article.keys.save-note', `${control} ↵`, 'checker'],
      ['evidence.add', 'E', 'checker'],
      ['article.keys.remove', 'Del', 'checker'],
    ],
  },
];

/** The keys of the article page that somebody of this role can use. */
export function KeysDialog(props: Omit<KeysSheetProps, 'title' | 'groups'>) {
  return <KeysSheet title="article.keys" groups={GROUPS} {...props} />;
}
