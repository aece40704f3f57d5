import { type KeyGroup, KeysSheet, type KeysSheetProps } from '../keys-sheet.tsx';

const GROUPS: readonly KeyGroup[] = [
  {
    title: 'review.keys.list',
    keys: [
      ['review.keys.next', 'J ↓'],
      ['review.keys.previous', 'K ↑'],
      ['review.keys.first', 'Home'],
      ['review.keys.last', 'End'],
      ['review.keys.pick', 'X', 'checker'],
      ['review.keys.pick-on', '⇧ J', 'checker'],
      ['review.keys.search', '/'],
      ['review.keys.leave', 'Esc'],
      ['review.keys.sheet', '?'],
    ],
  },
  {
    title: 'review.keys.claim',
    keys: [
      ['article.keys.verified', '1', 'checker'],
      ['article.keys.disputed', '2', 'checker'],
      ['article.keys.unsourced', '3', 'checker'],
      ['review.keys.evidence', 'E', 'checker'],
      ['review.keys.comment', 'C', 'checker'],
      ['review.keys.assign', 'A', 'checker'],
      ['review.keys.settle', 'S', 'editor'],
      ['review.keys.open', 'O'],
    ],
  },
];

/** The keys of the page of the queue that somebody of this role can use. */
export function ReviewKeysDialog(props: Omit<KeysSheetProps, 'title' | 'groups'>) {
  return <KeysSheet title="review.keys" groups={GROUPS} {...props} />;
}
