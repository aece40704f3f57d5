import type { ThreadEntry } from '@sanad/shared/thread';
import { type ReactNode, useMemo, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { authorName } from '../people/author-name.ts';
import { Problem } from '../problem.tsx';
import { Avatar, type Face } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { CommentText } from './comment-text.tsx';
import styles from './thread.module.css';
import type { ThreadDesk } from './thread-desk.ts';
import type { ThreadDrafts, Writing } from './thread-drafts.ts';

export interface ThreadItemProps {
  readonly claim: string;
  readonly entry: ThreadEntry;
  /** What this answers, where it does. */
  readonly root?: string;
  readonly desk: ThreadDesk;
  readonly drafts: ThreadDrafts;
  readonly people: readonly Face[];
  readonly unread: ReadonlySet<string>;
  readonly writing: Writing | null;
  readonly write: (writing: Writing) => void;
  readonly field: (before?: string) => ReactNode;
}

/** One entry of a thread: a comment, what is left of one, or how the claim was closed and opened again. */
export function ThreadItem(props: ThreadItemProps) {
  const { claim, entry, root, desk, drafts, people, unread, writing, write, field } = props;
  const text = useText();
  const face = useFace(people, entry.by);
  const mentioned = useMemo(
    () => (entry.kind === 'comment' ? people.filter(({ id }) => entry.mentions.includes(id)) : []),
    [people, entry],
  );
  if (entry.kind === 'deleted') {
    return (
      <p className={styles.event}>
        {text('thread.deleted', { name: face.name })} · <RelativeTime at={entry.deletedAt} />
      </p>
    );
  }
  if (entry.kind !== 'comment') return <Event entry={entry} name={face.name} />;
  const isNew = unread.has(entry.id);
  const isOwn = entry.by === desk.me && desk.mayWrite;
  const edit: Writing = { claim, kind: 'edit', entry: entry.id };
  const reply: Writing = { claim, kind: 'reply', entry: root ?? entry.id };
  const isEdited = writing?.kind === 'edit' && writing.entry === entry.id;
  return (
    <article className={styles.comment} data-comment={entry.id} data-new={isNew || undefined}>
      <header className={styles.head}>
        <span aria-hidden="true">
          <Avatar face={face} />
        </span>
        <b className={styles.who}>
          <bdi>{face.name}</bdi>
        </b>
        <span className={styles.when}>
          <RelativeTime at={entry.at} />
          {entry.editedAt ? (
            <>
              {' · '}
              {text('thread.edited')} <RelativeTime at={entry.editedAt} />
            </>
          ) : null}
        </span>
        {isNew ? (
          <span className={styles.dot}>
            <Hidden>{text('thread.new', { count: 1 })}</Hidden>
          </span>
        ) : null}
      </header>
      {isEdited ? field(entry.text) : <CommentText text={entry.text} mentioned={mentioned} me={desk.me} />}
      {desk.mayWrite && !isEdited ? (
        <div className={styles.acts}>
          <Button look="quiet" size="small" onPress={() => write(reply)}>
            {text(drafts.get(reply) ? 'thread.reply.go-on' : 'thread.reply')}
          </Button>
          {isOwn ? (
            <Button look="quiet" size="small" onPress={() => write(edit)}>
              {text(drafts.get(edit) ? 'thread.edit.go-on' : 'thread.edit')}
            </Button>
          ) : null}
          {isOwn ? <Deletion claim={claim} entry={entry.id} desk={desk} /> : null}
        </div>
      ) : null}
    </article>
  );
}

function Deletion({
  claim,
  entry,
  desk,
}: {
  readonly claim: string;
  readonly entry: string;
  readonly desk: ThreadDesk;
}) {
  const text = useText();
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <>
      <Button
        look="quiet"
        size="small"
        onPress={() => {
          setFailure(null);
          desk.delete(claim, entry).catch(setFailure);
        }}
      >
        {text('thread.delete')}
      </Button>
      {failure ? <Problem error={failure} what={text('thread.delete.failed')} /> : null}
    </>
  );
}

function Event({ entry, name }: { readonly entry: Extract<ThreadEntry, { reason: string }>; readonly name: string }) {
  const text = useText();
  const what =
    entry.kind === 'settlement'
      ? text(`settling.said.${entry.how}`, { name })
      : text('settling.said.reopened', { name });
  return (
    <div className={styles.event}>
      <p>
        {what} · <RelativeTime at={entry.at} />
      </p>
      <p className={styles.reason} dir="auto">
        {entry.reason}
      </p>
    </div>
  );
}

function useFace(people: readonly Face[], id: string): Face {
  const text = useText();
  return (
    people.find((person) => person.id === id) ?? {
      id,
      name: authorName(id, undefined, text),
      colour: 'var(--line-strong)',
    }
  );
}
