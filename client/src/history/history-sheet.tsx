import type { Direction } from '@sanad/shared/direction';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { HistoryWish } from '../api.ts';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { peopleQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { HistoryList } from './history-list.tsx';
import { kindsOf, SUBJECTS, type Subject } from './history-queries.ts';
import styles from './history-sheet.module.css';
import { useClaimWords } from './use-claim-words.ts';
import { useHistory } from './use-history.ts';

export interface HistorySheetProps {
  readonly article: string;
  readonly doc: Y.Doc;
  readonly editor: ArticleEditor;
  readonly language: string;
  readonly direction: Direction;
  /** Whether the article is without a connection. */
  readonly offline: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the history is narrowed to. */
interface Narrowed {
  readonly actor: string | null;
  readonly subject: Subject | null;
}
const ALL: Narrowed = { actor: null, subject: null };

/** Who did what in the article, and when, beside the page. A claim's words lead to it. */
export function HistorySheet({ isOpen, onOpenChange, ...props }: HistorySheetProps) {
  const text = useText();
  const [narrowed, setNarrowed] = useState(ALL);
  return (
    <Drawer
      title={text('history.title')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      top={<Filters narrowed={narrowed} onNarrow={setNarrowed} />}
    >
      <Done {...props} narrowed={narrowed} onAll={() => setNarrowed(ALL)} onLeave={() => onOpenChange(false)} />
    </Drawer>
  );
}

const ANY = 'any';

function Filters({
  narrowed: { actor, subject },
  onNarrow,
}: {
  readonly narrowed: Narrowed;
  readonly onNarrow: (narrowed: Narrowed) => void;
}) {
  const text = useText();
  const people = useQuery(peopleQuery).data?.people ?? [];
  const persons = [
    { id: ANY, text: text('history.filter.everybody') },
    ...people.map(({ id, name }) => ({ id, text: name })),
    { id: 'server', text: text('history.server') },
  ];
  const subjects = [
    { id: ANY, text: text('history.filter.all') },
    ...SUBJECTS.map((id) => ({ id, text: text(`history.filter.${id}`) })),
  ];
  return (
    <div className={styles.filters}>
      <Select
        label={text('history.filter.person')}
        options={persons}
        value={actor ?? ANY}
        onChange={(id) => onNarrow({ actor: id === ANY ? null : id, subject })}
      />
      <Select
        label={text('history.filter.subject')}
        options={subjects}
        value={subject ?? ANY}
        onChange={(id) => onNarrow({ actor, subject: SUBJECTS.find((each) => each === id) ?? null })}
      />
    </div>
  );
}

interface DoneProps extends Omit<HistorySheetProps, 'isOpen' | 'onOpenChange'> {
  readonly narrowed: Narrowed;
  readonly onAll: () => void;
  readonly onLeave: () => void;
}

function Done({ article, doc, editor, language, direction, offline, narrowed, onAll, onLeave }: DoneProps) {
  const text = useText();
  const { actor, subject } = narrowed;
  const wish = useMemo(
    (): HistoryWish => ({
      ...(actor === null ? {} : { actor }),
      ...(subject === null ? {} : { kinds: kindsOf(subject) }),
    }),
    [actor, subject],
  );
  const { pages, told, behind } = useHistory(article, doc, wish, offline);
  const wordsOf = useClaimWords(doc, editor);
  const goTo = useGoing(editor, onLeave);
  const older = useOlder(pages.hasNextPage && !pages.isFetching && !pages.error, () => void pages.fetchNextPage());
  if (!told) {
    return pages.error ? (
      <div className={styles.problem}>
        <Problem error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    ) : (
      <Waiting />
    );
  }
  return (
    <>
      <p role="status" className={styles.stopped}>
        {behind || pages.error ? text('history.stopped') : null}
      </p>
      {told.length === 0 ? (
        <EmptyState
          title={text('history.none')}
          actions={actor === null && subject === null ? null : <Button onPress={onAll}>{text('history.clear')}</Button>}
        >
          {text('history.none.detail')}
        </EmptyState>
      ) : (
        <HistoryList told={told} language={language} direction={direction} wordsOf={wordsOf} onClaim={goTo} />
      )}
      {pages.hasNextPage ? (
        <div ref={older} className={styles.older}>
          <Button look="quiet" isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {text('history.older')}
          </Button>
        </div>
      ) : told.length > 0 ? (
        <div className={styles.older}>
          <p className={styles.beginning}>{text('history.beginning')}</p>
          <Button look="quiet" size="small" onPress={({ target }) => target.closest('[data-scrolls]')?.scrollTo(0, 0)}>
            {text('history.newest')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The shape of the list while it is on the way. */
function Waiting() {
  return (
    <Skeleton>
      <div className={styles.waiting}>
        {[70, 45, 60, 52, 66].map((width) => (
          <div key={width} className={styles.line}>
            <SkeletonLine width="1.75rem" height="1.75rem" />
            <SkeletonLine width={`${width}%`} height="1rem" />
          </div>
        ))}
      </div>
    </Skeleton>
  );
}

/** Brings what is older when its button comes near the window; `ready` while there is something to bring. */
function useOlder(ready: boolean, bring: () => void): (element: HTMLElement | null) => void {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const run = useEffectEvent(bring);
  useEffect(() => {
    if (!element || !ready) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && run(), {
      root: element.closest('[data-scrolls]'),
      rootMargin: '400px',
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [element, ready]);
  return setElement;
}

/** Leaves for a claim: it is chosen, and its card has the keyboard once the sheet is gone. */
function useGoing(editor: ArticleEditor, leave: () => void): (claim: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(
    () => () => {
      const claim = wanted.current;
      if (claim === null) return;
      // The sheet gives the keyboard back to its button in the next frame: this comes behind it.
      const focus = () => document.querySelector<HTMLElement>(`[data-face="${CSS.escape(claim)}"]`)?.focus();
      requestAnimationFrame(() => requestAnimationFrame(focus));
    },
    [],
  );
  return (claim) => {
    wanted.current = claim;
    leave();
    editor.choose(claim, { scroll: true });
  };
}
