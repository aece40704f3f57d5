import type { Notice } from '@sanad/shared/notice';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMedia } from '../article/media.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { BellIcon } from '../ui/icons.tsx';
import { Popover } from '../ui/popover.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import styles from './notice-bell.module.css';
import { NoticeList } from './notice-list.tsx';
import { noticesQuery, useReading, useUnreadCount } from './notice-queries.ts';
import { useNoticeText } from './notice-sentence.tsx';

/** What is told of beyond this number is not counted on the bell. */
const MOST = 99;

/**
 * The bell of the header: how much one has not read, and behind it what that is. `onClaim` goes to a claim of the article
 * that is open on this page, and says whether it did.
 */
export function NoticeBell({
  onClaim,
}: {
  readonly onClaim?: ((article: string, claim: string) => boolean) | undefined;
}) {
  const text = useText();
  const unread = useUnreadCount();
  const narrow = useMedia('(width < 700px)');
  const [isOpen, setOpen] = useState(false);
  const bell = useRef<HTMLButtonElement>(null);
  const told = <Told onClaim={onClaim} onLeave={() => setOpen(false)} titled={!narrow} />;
  return (
    <>
      <IconButton
        ref={bell}
        label={unread > 0 ? text('notices.open.unread', { count: unread }) : text('notices.title')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={styles.bell}
        onPress={() => setOpen(true)}
      >
        <BellIcon />
        {unread > 0 ? (
          <span
            className={styles.badge}
            // Drawn by the style sheet: as text it would be part of what the button says.
            data-badge={unread > MOST ? `${MOST}+` : unread}
            aria-hidden="true"
          />
        ) : null}
      </IconButton>
      <Arrival />
      {narrow ? (
        <Sheet title={text('notices.title')} isOpen={isOpen} onOpenChange={setOpen}>
          {told}
        </Sheet>
      ) : (
        <Popover
          label={text('notices.title')}
          triggerRef={bell}
          isOpen={isOpen}
          onOpenChange={setOpen}
          placement="bottom end"
          className={styles.popover}
        >
          {told}
        </Popover>
      )}
    </>
  );
}

interface ToldProps {
  readonly onClaim: ((article: string, claim: string) => boolean) | undefined;
  readonly onLeave: () => void;
  readonly titled: boolean;
}

function Told({ onClaim, onLeave, titled }: ToldProps) {
  const text = useText();
  const pages = useInfiniteQuery(noticesQuery);
  const read = useReading();
  // A page asked for while one was brought up to date may repeat it.
  const all = pages.data?.pages.flatMap(({ notices }) => notices);
  const notices = all && [...new Map(all.map((notice) => [notice.id, notice])).values()];
  const [newest] = notices ?? [];
  const unread = pages.data?.pages[0]?.unread ?? 0;

  const open = (notice: Notice) => {
    if (notice.readAt === null) read({ ids: [notice.id] });
    onLeave();
    if (notice.claim) onClaim?.(notice.article.id, notice.claim.id);
  };
  return (
    <div className={styles.told}>
      <div className={styles.top}>
        {titled ? <h2 className={styles.title}>{text('notices.title')}</h2> : null}
        {unread > 0 && newest ? (
          <Button look="quiet" size="small" onPress={() => read({ all: true, until: newest.at })}>
            {text('notices.read-all')}
          </Button>
        ) : null}
      </div>
      {pages.error && !notices ? <Problem error={pages.error} onRetry={() => void pages.refetch()} /> : null}
      {notices ? (
        notices.length === 0 ? (
          <div className={styles.empty}>
            <EmptyState title={text('notices.none')}>{text('notices.none.detail')}</EmptyState>
          </div>
        ) : (
          <NoticeList notices={notices} onOpen={open} onRead={({ id }) => read({ ids: [id] })} />
        )
      ) : pages.error ? null : (
        <Skeleton>
          <div className={styles.waiting}>
            {[72, 55, 64].map((width) => (
              <SkeletonLine key={width} width={`${width}%`} height="2.5rem" />
            ))}
          </div>
        </Skeleton>
      )}
      {pages.hasNextPage ? (
        <div className={styles.older}>
          <Button
            look="quiet"
            size="small"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {text('notices.older')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Says aloud what has just come, and nothing of what was there when the page opened. */
function Arrival() {
  const tell = useNoticeText();
  const [newest] = useInfiniteQuery(noticesQuery).data?.pages[0]?.notices ?? [];
  const known = useInfiniteQuery(noticesQuery).data !== undefined;
  const last = useRef<string | null>(null);
  const [heard, setHeard] = useState<Notice | null>(null);
  useEffect(() => {
    if (!known) return;
    const before = last.current;
    const now = newest?.at ?? '';
    // One that was taken back makes an older one the newest again: that is no news.
    if (before === null || now > before) last.current = now;
    if (before !== null && newest && now > before && newest.readAt === null) setHeard(newest);
  }, [known, newest]);
  return (
    <span role="status" data-arrival="">
      <Hidden>{heard ? tell(heard) : ''}</Hidden>
    </span>
  );
}
