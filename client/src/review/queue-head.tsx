import { QUEUE_COUNT_LIMIT, QUEUE_ORDERS, QUEUE_STATES } from '@sanad/shared/queue';
import { VERDICTS } from '@sanad/shared/verdict';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { Link } from 'wouter';
import type { DeskPerson } from '../assignment/assignee-picker.tsx';
import { useText } from '../i18n/language.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { CloseIcon, FilterIcon } from '../ui/icons.tsx';
import { Popover } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import styles from './queue-head.module.css';
import {
  AGES,
  narrowings,
  QUEUE_CONDITIONS,
  QUEUE_VIEWS,
  type QueueFilter,
  type QueueWish,
  viewWish,
  writeWish,
} from './queue-wish.ts';

/** How long the letters of a search rest before it is asked for, in milliseconds. */
const REST = 250;

export interface QueueHeadProps {
  readonly wish: QueueWish;
  readonly onWish: (wish: QueueWish) => void;
  readonly total: number | null;
  readonly people: readonly DeskPerson[];
  readonly mayWork: boolean;
  /** The title of the article that alone is asked for, where it is known. */
  readonly articleTitle: string | null;
  readonly onKeys: () => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** What of the queue is shown: the views that have a name, words to look for, and the filter. */
export function QueueHead({ wish, onWish, total, people, mayWork, articleTitle, onKeys, search }: QueueHeadProps) {
  const text = useText();
  const { view, filter } = wish;
  const views = QUEUE_VIEWS.filter((each) => each !== 'mine' || mayWork);
  const change = (part: Partial<QueueFilter>) => onWish({ view, filter: { ...filter, ...part } });
  const count = narrowings(wish);
  return (
    <div className={styles.head}>
      <nav aria-label={text('review.views')} className={styles.views}>
        {views.map((each) => (
          <Link
            key={each}
            href={`/review?${writeWish(viewWish(each))}`}
            className={styles.view}
            aria-current={each === view ? 'page' : undefined}
          >
            {text(`review.view.${each}`)}
          </Link>
        ))}
      </nav>
      <div className={styles.row}>
        <Search key={view} words={filter.q} onWords={(q) => change({ q })} field={search} />
        <Popover
          label={text('review.filter')}
          trigger={
            <Button look={count > 0 ? 'plain' : 'quiet'} icon={<FilterIcon />}>
              {count > 0 ? text('review.filter.count', { count }) : text('review.filter')}
            </Button>
          }
        >
          <FilterForm wish={wish} change={change} people={people} />
          {count > 0 ? (
            <Button size="small" onPress={() => onWish(viewWish(view, { q: filter.q }))}>
              {text('review.filter.clear')}
            </Button>
          ) : null}
        </Popover>
        <IconButton label={text('review.keys')} hint="?" className={styles.keys} onPress={onKeys}>
          <span aria-hidden="true">?</span>
        </IconButton>
      </div>
      {filter.article === null ? null : (
        <p className={styles.only}>
          <span>{text('review.filter.article', { title: articleTitle ?? '…' })}</span>
          <IconButton
            label={text('review.filter.article.clear')}
            size="small"
            onPress={() => change({ article: null })}
          >
            <CloseIcon />
          </IconButton>
        </p>
      )}
      <p className={styles.count} role="status">
        {total === null
          ? '\u00a0'
          : total >= QUEUE_COUNT_LIMIT
            ? text('review.count.more', { count: QUEUE_COUNT_LIMIT - 1 })
            : text('review.count', { count: total })}
      </p>
    </div>
  );
}

function Search({
  words,
  onWords,
  field,
}: {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}) {
  const text = useText();
  const [typed, setTyped] = useState(words);
  const tell = useEffectEvent(onWords);
  useEffect(() => {
    if (typed === words) return;
    const timer = setTimeout(() => tell(typed), REST);
    return () => clearTimeout(timer);
  }, [typed, words]);
  return (
    <SearchField
      className={styles.search ?? ''}
      aria-label={text('review.search')}
      value={typed}
      onChange={setTyped}
      maxLength={200}
      onClear={() => onWords('')}
    >
      <Input ref={field} className={styles.input ?? ''} dir="auto" placeholder={text('review.search.short')} />
    </SearchField>
  );
}

const ANY = 'any';
type Chosen = string;

function FilterForm({
  wish,
  change,
  people,
}: {
  readonly wish: QueueWish;
  readonly change: (part: Partial<QueueFilter>) => void;
  readonly people: readonly DeskPerson[];
}) {
  const text = useText();
  const { verdict, state, assignee, condition, olderThan, order } = wish.filter;
  const several = verdict.length > 1 ? verdict.join() : null;
  const verdictText = (each: (typeof VERDICTS)[number]) => text(`claims.verdict.${each}`);
  return (
    <div className={styles.form}>
      <Select<Chosen>
        label={text('review.filter.verdict')}
        value={several ?? verdict[0] ?? ANY}
        onChange={(chosen) => change({ verdict: VERDICTS.filter((each) => chosen.split(',').includes(each)) })}
        options={[
          { id: ANY, text: text('review.filter.verdict.any') },
          ...(several === null ? [] : [{ id: several, text: verdict.map(verdictText).join(' · ') }]),
          ...VERDICTS.map((each) => ({ id: each, text: verdictText(each) })),
        ]}
      />
      <Select<(typeof QUEUE_STATES)[number]>
        label={text('review.filter.state')}
        value={state}
        onChange={(chosen) => change({ state: chosen })}
        options={QUEUE_STATES.map((each) => ({ id: each, text: text(`review.filter.state.${each}`) }))}
      />
      <Select<Chosen>
        label={text('review.filter.assignee')}
        value={assignee ?? ANY}
        onChange={(chosen) => change({ assignee: chosen === ANY ? null : chosen })}
        options={[
          { id: ANY, text: text('review.filter.assignee.any') },
          { id: 'me', text: text('review.filter.assignee.me') },
          { id: 'nobody', text: text('review.filter.assignee.nobody') },
          ...people
            .filter(({ role }) => role !== null && role !== 'reader')
            .map(({ id, name }) => ({ id, text: name })),
        ]}
      />
      <Select<Chosen>
        label={text('review.filter.condition')}
        value={condition ?? ANY}
        onChange={(chosen) => change({ condition: QUEUE_CONDITIONS.find((each) => each === chosen) ?? null })}
        options={[ANY, ...QUEUE_CONDITIONS].map((each) => ({
          id: each,
          text: text(`review.filter.condition.${each as 'any'}`),
        }))}
      />
      <Select<Chosen>
        label={text('review.filter.age')}
        value={olderThan === null ? ANY : String(olderThan)}
        onChange={(chosen) => change({ olderThan: chosen === ANY ? null : Number(chosen) })}
        options={[
          { id: ANY, text: text('review.filter.age.any') },
          ...[...new Set([...AGES, ...(olderThan === null ? [] : [olderThan])])]
            .sort((a, b) => a - b)
            .map((days) => ({ id: String(days), text: text('review.filter.age.days', { count: days }) })),
        ]}
      />
      <Select<(typeof QUEUE_ORDERS)[number]>
        label={text('review.filter.order')}
        value={order}
        onChange={(chosen) => change({ order: chosen })}
        options={QUEUE_ORDERS.map((each) => ({ id: each, text: text(`review.filter.order.${each}`) }))}
      />
    </div>
  );
}
