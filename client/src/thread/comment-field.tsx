import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Avatar, type Face } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import styles from './comment-field.module.css';
import { mentionAsked, mentionsIn, peopleLike } from './comment-parts.ts';
import type { Said } from './thread-desk.ts';
import type { ThreadDrafts, Writing } from './thread-drafts.ts';

/** The longest comment, in UTF-16 units. */
const LIMIT = 5000;
/** Below this many characters left, the limit is shown. */
const NEAR_LIMIT = 300;
/** How many names are offered at once. */
const OFFERED = 6;

export interface CommentFieldProps {
  readonly writing: Writing;
  readonly drafts: ThreadDrafts;
  /** What the comment says now, where one is edited. */
  readonly before?: string;
  readonly people: readonly Face[];
  readonly label: string;
  readonly autoFocus: boolean;
  /** Sends what was written; the draft is kept when it rejects. */
  readonly send: (said: Said) => Promise<void>;
  /** The field is left: with its draft, or with nothing in it. */
  readonly leave: (why: 'sent' | 'cancelled' | 'escaped') => void;
}

/** A field for a comment. An @ offers the people of the desk; what is written is kept until it is sent or thrown away. */
export function CommentField(props: CommentFieldProps) {
  const { writing, drafts, before = '', people, label, autoFocus, send, leave } = props;
  const text = useText();
  const [draft, setDraft] = useState(() => drafts.get(writing) ?? { text: before, picked: [] });
  const [failure, setFailure] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const change = (next: typeof draft) => {
    setDraft(next);
    drafts.set(writing, next.text === before ? { text: '', picked: [] } : next);
  };
  const names = useNames(field, people, (words, caret, person) => {
    change({ text: words, picked: [...draft.picked, person] });
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  });
  useEffect(() => {
    const area = field.current;
    if (!autoFocus || !area) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.length, area.value.length);
    area.closest('[data-comment-field]')?.scrollIntoView({ block: 'nearest' });
  }, [autoFocus]);

  const isEmpty = draft.text.trim() === '';
  const submit = async () => {
    if (isEmpty || sending) return;
    setSending(true);
    setFailure(null);
    const said = draft.text.trim();
    try {
      await send({ text: said, mentions: mentionsIn(said, people, new Set(draft.picked)) });
      leave('sent');
    } catch (problem) {
      setFailure(problem);
      setSending(false);
    }
  };
  const cancel = () => {
    drafts.set(writing, { text: '', picked: [] });
    leave('cancelled');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || names.answer(event)) return;
    if (event.code === 'Escape') leave('escaped');
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };
  const left = LIMIT - draft.text.length;
  return (
    <div className={styles.field} data-comment-field>
      <div className={styles.frame}>
        <textarea
          ref={field}
          className={styles.area}
          dir="auto"
          rows={2}
          maxLength={LIMIT}
          aria-label={label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={names.offered.length > 0 ? `${id}-names` : undefined}
          aria-activedescendant={names.offered.length > 0 ? `${id}-${names.at}` : undefined}
          placeholder={text('thread.placeholder')}
          value={draft.text}
          onChange={(event) => {
            change({ ...draft, text: event.target.value });
            names.look();
          }}
          onSelect={names.look}
          onBlur={names.close}
          onKeyDown={onKeyDown}
        />
        {names.offered.length > 0 ? (
          <div
            className={styles.names}
            id={`${id}-names`}
            role="listbox"
            tabIndex={-1}
            aria-label={text('thread.people')}
          >
            {names.offered.map((person, index) => (
              <div
                key={person.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === names.at}
                className={styles.name}
                // The field must keep the keyboard.
                onPointerDown={(event) => {
                  event.preventDefault();
                  names.pick(index);
                }}
              >
                <span aria-hidden="true">
                  <Avatar face={person} />
                </span>
                <bdi>{person.name}</bdi>
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <Hidden>
        <span role="status">
          {names.offered.length > 0 ? text('thread.people.count', { count: names.offered.length }) : ''}
        </span>
      </Hidden>
      {failure ? <Problem error={failure} what={text('thread.failed')} /> : null}
      <div className={styles.row}>
        <Button look="primary" size="small" hint="Ctrl ↵" isDisabled={isEmpty} isPending={sending} onPress={submit}>
          {text(writing.kind === 'edit' ? 'thread.save' : 'thread.send')}
        </Button>
        <Button look="quiet" size="small" onPress={cancel}>
          {text('frame.cancel')}
        </Button>
        {left < NEAR_LIMIT ? <span className={styles.left}>{text('claims.note.left', { count: left })}</span> : null}
      </div>
    </div>
  );
}

/** The names offered while an @ is typed. */
function useNames(
  field: RefObject<HTMLTextAreaElement | null>,
  people: readonly Face[],
  put: (text: string, caret: number, person: string) => void,
) {
  const [asked, setAsked] = useState<{ readonly from: number; readonly query: string } | null>(null);
  const [at, setAt] = useState(0);
  /** Where names were sent away: they stay away until another @ is typed. */
  const left = useRef<number | null>(null);
  const all = asked ? peopleLike(people, asked.query) : [];
  // A whole name that has been typed asks nothing any more.
  const isDone = all.length === 1 && all[0]?.name === asked?.query.trimEnd() && asked?.query.endsWith(' ');
  const offered = isDone ? [] : all.slice(0, OFFERED);
  const current = Math.min(at, Math.max(0, offered.length - 1));
  const look = () => {
    const area = field.current;
    if (!area) return;
    const next = area.selectionStart === area.selectionEnd ? mentionAsked(area.value, area.selectionStart) : null;
    if (next === null) left.current = null;
    if (next?.query !== asked?.query) setAt(0);
    setAsked(next && left.current !== next.from ? next : null);
  };
  const pick = (index: number) => {
    const person = offered[index];
    const area = field.current;
    if (!person || !asked || !area) return;
    const behind = area.value.slice(asked.from + 1 + asked.query.length);
    const named = `@${person.name}${/^\s/.test(behind) ? '' : ' '}`;
    put(area.value.slice(0, asked.from) + named + behind, asked.from + named.length, person.id);
    setAsked(null);
  };
  const close = () => setAsked(null);
  const answer = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.code) {
      case 'ArrowDown':
        setAt((current + 1) % offered.length);
        break;
      case 'ArrowUp':
        setAt((current + offered.length - 1) % offered.length);
        break;
      case 'Enter':
      case 'NumpadEnter':
      case 'Tab':
        pick(current);
        break;
      case 'Escape':
        left.current = asked?.from ?? null;
        close();
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };
  return { offered, at: current, look, pick, close, answer };
}
