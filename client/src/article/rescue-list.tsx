import type { Direction } from '@sanad/shared/direction';
import { useMemo, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { DifferentWords } from '../claims/words-then-and-now.tsx';
import { useText } from '../i18n/language.tsx';
import type { Rescue } from '../sync/rescue.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, CopyIcon } from '../ui/icons.tsx';
import { ExactTime } from '../ui/relative-time.tsx';
import { addedWords, refusedWords } from './refused-words.ts';
import { rescueFile } from './rescue-file.ts';
import styles from './rescue-list.module.css';

/** How many paragraphs of a rescue are shown, and how much of each, in UTF-16 units: the copy has all of it. */
const SHOWN = { blocks: 6, words: 400 };

export interface RescueListProps {
  /** The oldest first. */
  readonly rescues: readonly Rescue[];
  /** The article as the server has it. */
  readonly doc: Y.Doc;
  readonly language: string;
  readonly direction: Direction;
  readonly onSeen: (rescue: Rescue) => void;
}

/** What was not accepted, the latest first: when and why, the very words, and ways to take them along. */
export function RescueList({ rescues, ...rest }: RescueListProps) {
  return (
    <ol className={styles.list}>
      {[...rescues].reverse().map((rescue) => (
        <OneRescue key={rescue.at} rescue={rescue} {...rest} />
      ))}
    </ol>
  );
}

function OneRescue({
  rescue,
  doc,
  language,
  direction,
  onSeen,
}: Omit<RescueListProps, 'rescues'> & { readonly rescue: Rescue }) {
  const text = useText();
  // As it was when it is first shown: colleagues who write on must not make the words move.
  const blocks = useMemo(() => refusedWords(doc, rescue), [doc, rescue]);
  const words = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const added = useMemo(() => addedWords(blocks), [blocks]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(added);
      setCopied(true);
    } catch {
      // No clipboard without https or leave to use it: the words are marked, to be copied by hand.
      if (words.current) getSelection()?.selectAllChildren(words.current);
    }
  };
  return (
    <li className={styles.rescue} data-rescue>
      <p className={styles.about}>
        <ExactTime at={rescue.at} /> · {text(`article.refused.${rescue.reason}`)}
      </p>
      {blocks.length === 0 ? (
        <p>{text('rescue.no-words')}</p>
      ) : (
        <section ref={words} className={styles.blocks} aria-label={text('rescue.words')}>
          {blocks.slice(0, SHOWN.blocks).map(({ at, before, now }) => (
            <DifferentWords key={at} judged={cut(before)} now={cut(now)} language={language} direction={direction} />
          ))}
        </section>
      )}
      {blocks.length > SHOWN.blocks ? <p>{text('rescue.more', { count: blocks.length - SHOWN.blocks })}</p> : null}
      <div className={styles.actions}>
        {added === '' ? null : (
          <Button look="primary" icon={copied ? <CheckIcon /> : <CopyIcon />} onPress={() => void copy()}>
            {text(copied ? 'rescue.copied' : 'rescue.copy')}
          </Button>
        )}
        <Button look={added === '' ? 'primary' : 'plain'} onPress={() => download(rescue)}>
          {text('article.refused.download')}
        </Button>
        <Button onPress={() => onSeen(rescue)}>{text('article.refused.dismiss')}</Button>
      </div>
      <span role="status" className={styles.status}>
        {copied ? text('rescue.copied') : ''}
      </span>
    </li>
  );
}

function cut(words: string): string {
  return words.length <= SHOWN.words ? words : `${words.slice(0, SHOWN.words)}…`;
}

function download(rescue: Rescue): void {
  const address = URL.createObjectURL(new Blob([rescueFile(rescue)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `sanad-rescue-${rescue.at.replace(/[:.]/g, '-')}.txt`;
  link.click();
  // The download has begun with the click; the browser holds on to the data until it is done.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
