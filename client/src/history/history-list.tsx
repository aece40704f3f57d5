import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import { memo } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { Hidden } from '../ui/hidden.tsx';
import styles from './history-list.module.css';
import { DoerDisc, Sentence } from './sentence.tsx';
import type { Told } from './telling.ts';
import type { ClaimWords } from './use-claim-words.ts';

export interface HistoryListProps {
  readonly told: readonly Told[];
  /** The article's language and direction, for the words of its claims. */
  readonly language: string;
  readonly direction: Direction;
  readonly wordsOf: (claim: string) => ClaimWords | null;
  readonly onClaim: (claim: string) => void;
}

/** What was done, newest first, day by day. */
export function HistoryList({ told, wordsOf, ...props }: HistoryListProps) {
  const text = useText();
  const intl = useIntl();
  return (
    <ol className={styles.days} aria-label={text('history.list')}>
      {daysOf(told).map(({ day, done }) => {
        const name = dayName(intl, day);
        return (
          <li key={day}>
            <h3 className={styles.day}>
              <Hidden>{text('history.day', { day: name })}</Hidden>
              <bdi aria-hidden="true">{name}</bdi>
            </h3>
            <ol className={styles.done}>
              {done.map((each) => {
                const claim = claimOf(each);
                const about = claim === null ? null : wordsOf(claim);
                return (
                  <Entry
                    key={each.row}
                    told={each}
                    claim={claim}
                    words={about?.words ?? null}
                    number={about?.number ?? null}
                    removed={about?.removed ?? false}
                    {...props}
                  />
                );
              })}
            </ol>
          </li>
        );
      })}
    </ol>
  );
}

interface EntryProps extends Pick<HistoryListProps, 'language' | 'direction' | 'onClaim'> {
  readonly told: Told;
  readonly claim: string | null;
  readonly words: string | null;
  readonly number: number | null;
  readonly removed: boolean;
}

const Entry = memo(function Entry({ told, claim, words, number, removed, language, direction, onClaim }: EntryProps) {
  const text = useText();
  const note = 'note' in told.what ? told.what.note : 'reason' in told.what ? told.what.reason : '';
  const quoted = words !== null && (
    <q className={styles.words} lang={language}>
      {/* They run in their own direction and stand where the list stands. */}
      <bdi dir={directionOfBlock(words, direction)}>{words}</bdi>
    </q>
  );
  return (
    <li className={styles.entry} data-history={told.what.kind}>
      <DoerDisc actor={told.actor} />
      <div className={styles.about}>
        <p className={styles.sentence}>
          <Sentence told={told} />
        </p>
        {claim !== null && quoted && number !== null ? (
          <button type="button" className={styles.link} onClick={() => onClaim(claim)}>
            <span className={styles.number}>
              <Hidden>{text('history.to-claim')} </Hidden>
              {number}
            </span>{' '}
            {quoted}
          </button>
        ) : quoted ? (
          <p className={styles.gone}>
            {removed ? <span className={styles.removed}>{text('history.removed')}</span> : null}
            {quoted}
          </p>
        ) : null}
        {note ? (
          <p className={styles.note}>
            <bdi>{note}</bdi>
          </p>
        ) : null}
      </div>
      <Clock at={told.at} />
    </li>
  );
});

/** The time of the day, the whole moment on hover. */
function Clock({ at }: { readonly at: string }) {
  const intl = useIntl();
  const then = Date.parse(at);
  return (
    <bdi className={styles.time}>
      <time dateTime={at} title={intl.formatDate(then, { dateStyle: 'full', timeStyle: 'medium' })}>
        {intl.formatTime(then, { timeStyle: 'short' })}
      </time>
    </bdi>
  );
}

/** The one claim that is told of; null where there is none, or are several. */
function claimOf({ what }: Told): string | null {
  if (what.kind === 'claim-moved') return what.claims.length === 1 ? (what.claims[0] ?? null) : null;
  return 'claim' in what ? what.claim : null;
}

interface Day {
  readonly day: string;
  readonly done: Told[];
}

/** By the days of this browser's clock: the times are the server's, the midnights are the reader's. */
function daysOf(told: readonly Told[]): Day[] {
  const days: Day[] = [];
  for (const each of told) {
    const day = new Date(each.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.done.push(each);
    else days.push({ day, done: [each] });
  }
  return days;
}

const DAY = 86_400_000;

function dayName(intl: ReturnType<typeof useIntl>, day: string): string {
  const then = new Date(day);
  const now = new Date();
  const ago = Math.round((Date.parse(now.toDateString()) - then.getTime()) / DAY);
  if (ago === 0 || ago === 1) {
    const name = intl.formatRelativeTime(-ago, 'day', { numeric: 'auto' });
    return name.charAt(0).toLocaleUpperCase(intl.locale) + name.slice(1);
  }
  const year = then.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return intl.formatDate(then, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}
