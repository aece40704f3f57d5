import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import type { ClaimView } from '@sanad/shared/protocol';
import type { QueuedClaim } from '@sanad/shared/queue';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { ApiProblem } from '../api.ts';
import { useMedia } from '../article/media.ts';
import { AssignBar } from '../assignment/assign-bar.tsx';
import { askForEvidence } from '../evidence/asking.ts';
import { useText } from '../i18n/language.tsx';
import { PageTitle } from '../notices/page-title.tsx';
import { PageFrame } from '../people/page-frame.tsx';
import { Problem } from '../problem.tsx';
import { desk, peopleQuery } from '../queries.ts';
import { SettleDialog } from '../settling/settle-dialog.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { BackIcon, DownIcon } from '../ui/icons.tsx';
import { type AskedOf, ClaimPane } from './claim-pane.tsx';
import { EmptyQueue, MissingClaim } from './empty-queue.tsx';
import { QueueHead } from './queue-head.tsx';
import { QueueList, QueueListSkeleton } from './queue-list.tsx';
import { keyOf } from './queue-reader.ts';
import { type QueueWish, readWish, stillAsked, writeWish } from './queue-wish.ts';
import { isBusy, type ReviewKey, useReviewKeys } from './review-keys.ts';
import { ReviewKeysDialog } from './review-keys-dialog.tsx';
import styles from './review-page.module.css';
import { useChosenClaim } from './use-chosen-claim.ts';
import { usePickedRows } from './use-picked-rows.ts';
import { useQueue } from './use-queue.ts';
import { useReviewActs } from './use-review-acts.ts';

const CLAIM = 'claim';

/** The queue: claims of all articles, and the chosen one in its paragraph. */
export default function ReviewPage({ person }: { readonly person: Person }) {
  const text = useText();
  const [query, setQuery] = useSearchParams();
  const [, navigate] = useLocation();
  const narrow = useMedia('(width < 900px)');
  const asQuery = query.toString();
  const wish = useMemo(() => readWish(new URLSearchParams(asQuery)), [asQuery]);
  const { reader, state } = useQueue(wish.filter);
  const { rows, total, kind, error, isComplete } = state;
  const people = useQuery(peopleQuery).data?.people ?? [person];
  const mayWork = atLeast(person.role, 'checker');

  const write = useCallback(
    (key: string | null) =>
      setQuery(
        (known) => {
          const next = new URLSearchParams(known);
          if (key === null) next.delete(CLAIM);
          else next.set(CLAIM, key);
          return next;
        },
        // Where the claim fills the screen, the way back leads to the list.
        { replace: !narrow || key === null || new URLSearchParams(asQuery).has(CLAIM) },
      ),
    [setQuery, narrow, asQuery],
  );
  const chosen = useChosenClaim(rows, kind === 'ready', query.get(CLAIM), write);
  const { claim, at, isListed, choose } = chosen;
  const [asked, setAsked] = useState<AskedOf | null>(null);
  /** The claim that is being settled: it stays that one, whatever is chosen meanwhile. */
  const [settling, setSettling] = useState<QueuedClaim | null>(null);
  const settlingNow = useRef<QueuedClaim | null>(null);
  settlingNow.current = settling;
  const ask = useCallback(
    (what: AskedOf | null) => {
      if (what === 'settle') setSettling(claim);
      else setAsked(what);
    },
    [claim],
  );
  const [keysOpen, setKeysOpen] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const [focusing, setFocusing] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const picking = usePickedRows(rows);
  const toList = useCallback(() => setFocusing((turn) => turn + 1), []);

  // Where there is room for both, the first claim is read at once.
  useEffect(() => {
    if (!narrow && chosen.key === null && rows[0]) choose(keyOf(rows[0]));
  }, [narrow, chosen.key, rows, choose]);

  const onWish = useCallback(
    (next: QueueWish) => {
      choose(null);
      navigate(`/review?${writeWish(next)}`, { replace: true });
    },
    [choose, navigate],
  );
  const hrefOf = useCallback(
    (of: QueuedClaim) => {
      const next = writeWish(wish);
      next.set(CLAIM, keyOf(of));
      return `/review?${next}`;
    },
    [wish],
  );

  /** What acts see when they are done, which is later. */
  const now = useRef({ rows, wish, chosenKey: chosen.key });
  now.current = { rows, wish, chosenKey: chosen.key };
  const changed = useCallback(
    (view: ClaimView) => {
      const { rows: known, wish: asking, chosenKey } = now.current;
      const key = keyOf(view);
      void desk.invalidateQueries({ queryKey: ['queue', 'claim', key] });
      if (stillAsked(asking.filter, view, person.id)) {
        reader.put(view);
        return;
      }
      const index = known.findIndex((row) => keyOf(row) === key);
      // Who has begun to write to the claim that is going stays with it.
      if (key === chosenKey && index !== -1 && !(isBusy() && settlingNow.current === null)) {
        const next = known[index + 1] ?? known[index - 1];
        choose(next ? keyOf(next) : null);
        // The button that was pressed may be gone with its claim.
        setTimeout(toList);
      }
      reader.drop(view);
    },
    [reader, person.id, choose, toList],
  );
  const back = useCallback(
    (view: ClaimView) => {
      reader.refresh();
      choose(keyOf(view));
    },
    [reader, choose],
  );
  const old = useCallback(() => {
    reader.refresh();
    void desk.invalidateQueries({ queryKey: ['queue', 'claim'] });
  }, [reader]);
  const acts = useReviewActs({ changed, back, old });

  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? text('claims.unknown-person');
  const assign = (claims: readonly QueuedClaim[], to: string | null) =>
    void acts.assign(claims, to, to === null ? '' : nameOf(to));
  const go = (index: number): QueuedClaim | null => {
    const to = rows[Math.max(0, Math.min(rows.length - 1, index))] ?? null;
    if (to) {
      choose(keyOf(to));
      toList();
    }
    return to;
  };
  const step = (by: 1 | -1) => go(at === -1 ? 0 : isListed ? at + by : by === 1 ? at : at - 1);

  const answer = (key: ReviewKey): boolean => {
    // What is typed at once behind the key for a comment is meant for its field.
    if (asked === 'comment') return true;
    switch (key.kind) {
      case 'keys':
        setKeysOpen(true);
        return true;
      case 'search':
        search.current?.focus();
        return true;
      case 'step': {
        if (key.picks && mayWork && claim) picking.add(keyOf(claim));
        const to = step(key.by);
        if (key.picks && mayWork && to) picking.add(keyOf(to));
        return true;
      }
      case 'edge':
        go(key.last ? rows.length - 1 : 0);
        return true;
      case 'leave':
        if (picking.picked.size > 0) picking.clear();
        else if (narrow && chosen.key !== null) choose(null);
        else toList();
        return true;
      case 'assign':
        if (!mayWork || (!claim && picking.picked.size === 0)) return false;
        if (picking.picked.size > 0) setAssigning(true);
        else ask('assign');
        return true;
    }
    if (!claim) return false;
    switch (key.kind) {
      case 'open':
        navigate(`/articles/${claim.articleId}?claim=${encodeURIComponent(claim.id)}`);
        return true;
      case 'pick':
        if (mayWork) picking.toggle(keyOf(claim));
        return mayWork;
      case 'judge':
        if (!mayWork || claim.attachment === 'detached' || claim.settlement !== null) return false;
        void acts.judge(claim, key.verdict);
        return true;
      case 'evidence':
        if (mayWork) askForEvidence(claim.id);
        return mayWork;
      case 'comment':
        if (mayWork) ask('comment');
        return mayWork;
      case 'settle':
        if (!atLeast(person.role, 'editor')) return false;
        if (claim.settlement !== null) ask('reopen');
        else if (claim.verdict !== 'unchecked') ask('settle');
        return true;
    }
  };
  useReviewKeys(answer);

  const isOffline = error instanceof ApiProblem && error.status === 0;
  const shows = narrow ? (chosen.key === null ? 'list' : 'claim') : 'both';
  return (
    <PageFrame person={person} wide>
      <PageTitle>{`${text('review.title')} · ${text('frame.sanad')}`}</PageTitle>
      <h1 className={styles.heard}>{text('review.title')}</h1>
      <div className={styles.desk} data-shows={shows}>
        <section className={styles.list} aria-label={text('review.list')} hidden={shows === 'claim'}>
          <QueueHead
            {...{ wish, onWish, total, people, mayWork, search }}
            onKeys={() => setKeysOpen(true)}
            articleTitle={rows.find(({ articleId }) => articleId === wish.filter.article)?.articleTitle ?? null}
          />
          {isOffline ? (
            <div className={styles.trouble}>
              <ErrorNote what={text('review.offline')} safe={text('review.offline.detail')} />
            </div>
          ) : error ? (
            <div className={styles.trouble}>
              <Problem error={error} onRetry={() => reader.refresh()} />
            </div>
          ) : null}
          {kind === 'loading' ? (
            error ? null : (
              <QueueListSkeleton />
            )
          ) : rows.length === 0 && isComplete ? (
            <EmptyQueue wish={wish} onWish={onWish} />
          ) : (
            <QueueList
              {...{ rows, isComplete, total, people, hrefOf, focusing }}
              isGrouped={wish.filter.order === 'article'}
              chosen={chosen.key}
              picked={picking.picked}
              mayPick={mayWork}
              onChoose={choose}
              onPick={picking.press}
              onSeen={(first, last) => reader.look(first, last)}
            />
          )}
          {picking.picked.size > 0 ? (
            <AssignBar
              count={picking.picked.size}
              people={people}
              me={person.id}
              assignee={picking.assignee}
              isOpen={assigning}
              onOpenChange={setAssigning}
              assign={(to) => {
                assign(picking.claims, to);
                picking.clear();
              }}
              clear={picking.clear}
            />
          ) : null}
        </section>
        <section className={styles.claim} aria-label={text('review.claim')} hidden={shows === 'list'} data-scrolls="">
          {shows === 'claim' ? (
            <nav className={styles.bar}>
              <Button look="quiet" size="small" icon={<BackIcon />} onPress={() => choose(null)}>
                {text('review.back')}
              </Button>
              <span className={styles.steps}>
                <IconButton label={text('review.previous')} size="small" onPress={() => step(-1)} isDisabled={at <= 0}>
                  <span className={styles.up}>
                    <DownIcon />
                  </span>
                </IconButton>
                <IconButton
                  label={text('review.next')}
                  size="small"
                  onPress={() => step(1)}
                  isDisabled={at >= rows.length - 1}
                >
                  <DownIcon />
                </IconButton>
              </span>
            </nav>
          ) : null}
          {claim ? (
            <ClaimPane
              key={keyOf(claim)}
              {...{ claim, person, people, asked, ask, changed }}
              judge={(verdict) => void acts.judge(claim, verdict)}
              reopen={(reason) => acts.reopen(claim, reason)}
              assign={(to) => assign([claim], to)}
              onArticle={
                wish.filter.article === null
                  ? () => onWish({ ...wish, filter: { ...wish.filter, article: claim.articleId } })
                  : null
              }
              onLeave={toList}
              note={
                isListed || kind === 'loading' ? null : (
                  <p className={styles.gone} role="status">
                    {text('review.gone')}
                  </p>
                )
              }
            />
          ) : chosen.isMissing ? (
            <MissingClaim />
          ) : rows.length > 0 ? (
            <p className={styles.blank}>{text('review.choose')}</p>
          ) : null}
        </section>
      </div>
      <SettleDialog
        words={settling?.quote ?? ''}
        language={settling?.language ?? 'ar'}
        direction={settling?.direction ?? 'rtl'}
        mayChangeText={false}
        isOpen={settling !== null}
        onOpenChange={(open) => {
          if (!open) setSettling(null);
        }}
        settle={async ({ how, reason, wording }) => {
          if (settling) await acts.settle(settling, { how, reason, wording });
        }}
      />
      <ReviewKeysDialog role={person.role} isOpen={keysOpen} onOpenChange={setKeysOpen} />
    </PageFrame>
  );
}
