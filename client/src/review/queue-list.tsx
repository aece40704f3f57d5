import type { QueuedClaim } from '@sanad/shared/queue';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DeskPerson } from '../assignment/assignee-picker.tsx';
import { useText } from '../i18n/language.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './queue-list.module.css';
import { keyOf } from './queue-reader.ts';
import { QueueRow } from './queue-row.tsx';

/** How many rows are drawn beyond either edge of what is seen. */
const BEYOND = 6;
/** Heights in rem: a row's and, where claims are grouped, that of an article's name. The style sheet has the same. */
const ROW = 6.25;
const NAME = 2.25;

export interface QueueListProps {
  readonly rows: readonly QueuedClaim[];
  readonly isComplete: boolean;
  readonly total: number | null;
  /** Whether claims of one article stand under its name. */
  readonly isGrouped: boolean;
  readonly chosen: string | null;
  readonly picked: ReadonlySet<string>;
  readonly people: readonly DeskPerson[];
  readonly mayPick: boolean;
  readonly hrefOf: (claim: QueuedClaim) => string;
  readonly onChoose: (key: string) => void;
  readonly onPick: (key: string, through: boolean) => void;
  /** Says which rows are seen. */
  readonly onSeen: (first: number, last: number) => void;
  /** The list's own keyboard goes to the chosen row each time this number changes. */
  readonly focusing: number;
}

/** The claims of the queue. Only those that are seen are drawn, however many there are: all rows are of one height. */
export function QueueList(props: QueueListProps) {
  const { rows, isComplete, total, isGrouped, chosen, picked, people, mayPick, onSeen, focusing } = props;
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const tops = useMemo(() => topsOf(rows, isGrouped), [rows, isGrouped]);
  const { first, last } = useSeen(frame, tops, rem, rows.length);
  useEffect(() => onSeen(first, last), [onSeen, first, last]);

  const at = useMemo(() => (chosen === null ? -1 : rows.findIndex((row) => keyOf(row) === chosen)), [rows, chosen]);
  useReveal(frame, at === -1 ? null : (tops[at] ?? null), rem, `${chosen} ${focusing}`);
  useEffect(() => {
    if (focusing === 0) return;
    frame.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus({ preventScroll: true });
  }, [focusing]);

  // The chosen row keeps the keyboard, wherever it is scrolled to.
  const shown = [...new Set([...(at === -1 ? [] : [at]), ...span(first, last)])].sort((a, b) => a - b);
  const names = useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
  const height = tops.length === 0 ? 0 : (tops.at(-1) ?? 0) + ROW;
  return (
    <div ref={frame} className={styles.frame} data-queue-frame="" data-scrolls="">
      <ol className={styles.list} aria-label={text('review.list')} style={{ blockSize: `${height}rem` }}>
        {shown.map((index) => {
          const claim = rows[index] as QueuedClaim;
          const key = keyOf(claim);
          const opens = isGrouped && rows[index - 1]?.articleId !== claim.articleId;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ insetBlockStart: `${(tops[index] ?? 0) - (opens ? NAME : 0)}rem` }}
              aria-posinset={index + 1}
              aria-setsize={isComplete ? rows.length : (total ?? -1)}
            >
              {opens ? (
                <h3 className={styles.name} lang={claim.language}>
                  <bdi dir={claim.direction}>{claim.articleTitle || text('library.untitled')}</bdi>
                </h3>
              ) : null}
              <QueueRow
                claim={claim}
                href={props.hrefOf(claim)}
                isChosen={key === chosen}
                isPicked={picked.has(key)}
                isPicking={picked.size > 0}
                mayPick={mayPick}
                assignee={claim.assignee === null ? null : (names.get(claim.assignee) ?? null)}
                isStop={key === chosen || (at === -1 && index === 0)}
                withTitle={!isGrouped}
                onChoose={props.onChoose}
                onPick={props.onPick}
              />
            </li>
          );
        })}
      </ol>
      {isComplete ? null : <MoreComing />}
    </div>
  );
}

function MoreComing() {
  return (
    <div className={styles.more}>
      <Skeleton>
        <SkeletonLine width="60%" />
        <SkeletonLine width="90%" />
      </Skeleton>
    </div>
  );
}

const span = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** Where each row begins, in rem. */
function topsOf(rows: readonly QueuedClaim[], isGrouped: boolean): readonly number[] {
  let top = 0;
  let article: string | null = null;
  return rows.map((row) => {
    if (isGrouped && row.articleId !== article) top += NAME;
    article = row.articleId;
    const here = top;
    top += ROW;
    return here;
  });
}

/** A rem in pixels. */
function useRem(): number {
  const [rem] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  return rem;
}

/** The first and the last row to be drawn. Told once a frame, and only where it is another. */
function useSeen(frame: RefObject<HTMLDivElement | null>, tops: readonly number[], rem: number, count: number) {
  const [view, setView] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    let waiting = 0;
    const look = () => {
      waiting = 0;
      // By whole rows: a change of some pixels draws nothing new.
      const top = Math.floor(element.scrollTop / (ROW * rem)) * ROW;
      const height = Math.ceil(element.clientHeight / rem) + ROW;
      setView((known) => (known.top === top && known.height === height ? known : { top, height }));
    };
    const later = () => {
      waiting ||= requestAnimationFrame(look);
    };
    look();
    element.addEventListener('scroll', later, { passive: true });
    const watch = new ResizeObserver(later);
    watch.observe(element);
    return () => {
      cancelAnimationFrame(waiting);
      element.removeEventListener('scroll', later);
      watch.disconnect();
    };
  }, [frame, rem]);
  const first = Math.max(0, bisect(tops, view.top) - BEYOND);
  const last = Math.min(count - 1, bisect(tops, view.top + view.height) + BEYOND);
  return { first, last };
}

/** The last row that begins at or before `top`. */
function bisect(tops: readonly number[], top: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle] ?? 0) <= top) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Scrolls a row into view when another is chosen. */
function useReveal(frame: RefObject<HTMLDivElement | null>, top: number | null, rem: number, why: string): void {
  const known = useRef<string | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || top === null || known.current === why) return;
    known.current = why;
    const from = top * rem;
    const to = from + ROW * rem;
    const margin = ROW * rem * 0.5;
    if (from - margin < element.scrollTop) element.scrollTop = from - margin;
    else if (to + margin > element.scrollTop + element.clientHeight) {
      element.scrollTop = to + margin - element.clientHeight;
    }
  }, [frame, top, rem, why]);
}

/** The shape of the list while it is on the way. */
export function QueueListSkeleton() {
  return (
    <Skeleton>
      {[88, 64, 76, 92, 58].map((width) => (
        <div key={width} className={styles.shape}>
          <SkeletonLine width="40%" height="0.8rem" />
          <SkeletonLine width={`${width}%`} height="1rem" />
          <SkeletonLine width="30%" height="0.8rem" />
        </div>
      ))}
    </Skeleton>
  );
}
