import type { ThreadEntry } from '@sanad/shared/thread';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import type { Face } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { CommentField } from './comment-field.tsx';
import styles from './thread.module.css';
import type { Said, ThreadDesk } from './thread-desk.ts';
import type { ThreadDrafts, Writing } from './thread-drafts.ts';
import { ThreadItem } from './thread-item.tsx';
import { branchesOf, commentCount } from './thread-tree.ts';

/** How many of the latest are shown before more is asked for. */
const SHOWN = 12;

export interface ThreadProps {
  readonly claim: string;
  /** By age. */
  readonly entries: readonly ThreadEntry[];
  readonly desk: ThreadDesk;
  readonly drafts: ThreadDrafts;
  /** Everybody there is, with those who left: their names stay under what they said. */
  readonly people: readonly (Face & { readonly role: string | null })[];
  /** Comments this person has not seen (ids). */
  readonly unread?: ReadonlySet<string>;
  /** Whether the field for a new comment is asked for now, and what to say once it is there. */
  readonly asked?: boolean;
  readonly onAsked?: () => void;
  /** The keyboard goes back to where it came from. */
  readonly onLeave?: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What was said about a claim, and the field to say more. */
export function Thread(props: ThreadProps) {
  const { claim, entries, desk, drafts, people, unread = NONE, asked = false, onAsked, onLeave } = props;
  const text = useText();
  const fresh: Writing = { claim, kind: 'new', entry: null };
  const [writing, setWriting] = useState<Writing | null>(() => (drafts.get(fresh) ? fresh : null));
  /** Another number each time the keyboard goes to the field; 0 where a draft is only shown again. */
  const [focus, setFocus] = useState(0);
  const [shown, setShown] = useState(SHOWN);
  const branches = useMemo(() => branchesOf(entries), [entries]);
  const here = useMemo(() => people.filter(({ id, role }) => role !== null && id !== desk.me), [people, desk.me]);

  const write = (next: Writing) => {
    setWriting(next);
    setFocus((turn) => turn + 1);
  };
  const answer = useEffectEvent(() => {
    write(fresh);
    onAsked?.();
  });
  useEffect(() => {
    if (asked && desk.mayWrite) answer();
  }, [asked, desk.mayWrite]);
  const left = (why: 'sent' | 'cancelled' | 'escaped') => {
    const isKept = why === 'escaped' && writing !== null && drafts.get(writing) !== null;
    if (!isKept) setWriting(null);
    setFocus(0);
    onLeave?.();
  };
  const send = async (said: Said) => {
    if (!writing) return;
    const { kind, entry } = writing;
    if (kind === 'edit' && entry !== null) {
      await desk.edit(claim, entry, said);
      drafts.set(writing, { text: '', picked: [] });
    } else drafts.sent(writing, await desk.say(claim, said, kind === 'reply' ? entry : null));
  };
  const field = (before?: string) =>
    writing ? (
      <CommentField
        key={`${writing.kind} ${writing.entry} ${focus}`}
        writing={writing}
        drafts={drafts}
        {...(before === undefined ? {} : { before })}
        people={here}
        label={text(`thread.write.${writing.kind}`)}
        autoFocus={focus > 0}
        send={send}
        leave={left}
      />
    ) : null;
  const count = commentCount(entries);
  const news = entries.filter(({ id }) => unread.has(id)).length;
  const earlier = Math.max(0, branches.length - shown);
  return (
    <section className={styles.thread} aria-label={text('thread.title')} data-thread>
      {count > 0 || news > 0 ? (
        <p className={styles.title}>
          {text('thread.count', { count })}
          {news > 0 ? <span className={styles.news}>{text('thread.new', { count: news })}</span> : null}
        </p>
      ) : null}
      {earlier > 0 ? (
        <Button look="quiet" size="small" onPress={() => setShown(shown + SHOWN)}>
          {text('thread.earlier', { count: earlier })}
        </Button>
      ) : null}
      {branches.length > 0 ? (
        <ol className={styles.list}>
          {branches.slice(earlier).map(({ entry, answers }) => (
            <li key={entry.id}>
              <ThreadItem {...{ entry, claim, desk, drafts, people, unread, writing, write, field }} />
              {answers.length > 0 ? (
                <ol className={styles.answers}>
                  {answers.map((answer) => (
                    <li key={answer.id}>
                      <ThreadItem
                        entry={answer}
                        root={entry.id}
                        {...{ claim, desk, drafts, people, unread, writing, write, field }}
                      />
                    </li>
                  ))}
                </ol>
              ) : null}
              {writing?.kind === 'reply' && writing.entry === entry.id ? (
                <div className={styles.answers}>{field()}</div>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
      {writing?.kind === 'new' ? field() : null}
      {desk.mayWrite && writing?.kind !== 'new' ? (
        <Button
          look="quiet"
          size="small"
          hint="C"
          aria-keyshortcuts="C"
          className={styles.begin}
          onPress={() => write(fresh)}
        >
          {text('thread.begin')}
        </Button>
      ) : null}
    </section>
  );
}
