import { directionOfBlock } from '@sanad/shared/direction';
import type { QueuedClaim } from '@sanad/shared/queue';
import { type MouseEvent, memo } from 'react';
import type { DeskPerson } from '../assignment/assignee-picker.tsx';
import tone from '../claims/tone.module.css';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { classNames } from '../ui/class-names.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { keyOf } from './queue-reader.ts';
import styles from './queue-row.module.css';

export interface QueueRowProps {
  readonly claim: QueuedClaim;
  readonly href: string;
  readonly isChosen: boolean;
  readonly isPicked: boolean;
  /** Whether any row is picked. */
  readonly isPicking: boolean;
  readonly mayPick: boolean;
  readonly assignee: DeskPerson | null;
  /** Whether Tab stops here. */
  readonly isStop: boolean;
  readonly withTitle: boolean;
  readonly onChoose: (key: string) => void;
  readonly onPick: (key: string, through: boolean) => void;
}

/** A claim in the list: its verdict, its words, its article, whose work it is. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { claim, href, isChosen, isPicked, isPicking, mayPick, assignee, isStop, withTitle } = props;
  const text = useText();
  const key = keyOf(claim);
  const { verdict, quote, stale, attachment, settlement, comments, evidence, language, direction } = claim;
  const said = comments.filter(({ kind }) => kind === 'comment').length;
  const choose = (event: MouseEvent) => {
    // Another tab is the browser's.
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey && mayPick) props.onPick(key, true);
    else props.onChoose(key);
  };
  return (
    <div
      className={classNames(tone.tone, styles.row)}
      data-verdict={verdict}
      data-chosen={isChosen || undefined}
      data-picking={isPicking || undefined}
      data-row={key}
    >
      {mayPick ? (
        <input
          type="checkbox"
          className={styles.box}
          checked={isPicked}
          tabIndex={isPicking ? 0 : -1}
          aria-label={text('review.pick', { words: quote.slice(0, 80) })}
          onChange={(event) => props.onPick(key, (event.nativeEvent as PointerEvent).shiftKey === true)}
        />
      ) : null}
      <div className={styles.head}>
        <VerdictSign of={verdict} />
        <span className={styles.verdict}>{text(`claims.verdict.${verdict}`)}</span>
        {settlement !== null ? <span className={styles.mark}>{text('settling.settled')}</span> : null}
        {stale ? <span className={styles.mark}>{text('claims.state.stale')}</span> : null}
        {attachment === 'detached' ? <span className={styles.mark}>{text('claims.state.detached')}</span> : null}
        <span className={styles.when}>
          <RelativeTime at={claim.createdAt} />
        </span>
      </div>
      <a
        href={href}
        className={styles.words}
        lang={language}
        dir={directionOfBlock(quote, direction)}
        aria-current={isChosen ? 'true' : undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={choose}
      >
        {quote}
      </a>
      <div className={styles.foot}>
        {withTitle ? (
          <span className={styles.article} lang={language}>
            <bdi dir={direction}>{claim.articleTitle || text('library.untitled')}</bdi>
          </span>
        ) : (
          <span className={styles.article} />
        )}
        {evidence.length > 0 ? <span>{text('review.sources', { count: evidence.length })}</span> : null}
        {said > 0 ? <span>{text('review.comments', { count: said })}</span> : null}
        {assignee ? (
          <span className={styles.disc} title={text('assignment.is', { name: assignee.name })}>
            <Avatar face={assignee} />
          </span>
        ) : null}
      </div>
    </div>
  );
});
