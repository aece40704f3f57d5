import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getArticles } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { NOTHING_ENTERED } from '../import/entered.ts';
import { ofFile } from '../import/entering.tsx';
import { PageTitle } from '../notices/page-title.tsx';
import { PageFrame } from '../people/page-frame.tsx';
import { Problem } from '../problem.tsx';
import { PAGE } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { ArticleList, ArticleListSkeleton } from './article-list.tsx';
import { EmptyLibrary } from './empty-library.tsx';
import { FileDrop } from './file-drop.tsx';
import styles from './library-page.module.css';
import { NewArticle } from './new-article.tsx';

/** How often the list is asked for anew, in milliseconds: who is in an article changes by the minute. */
const FRESH = 5000;

/** The articles of the desk, and how to add one. */
export function LibraryPage({ person }: { readonly person: Person }) {
  const text = useText();
  const mayAdd = atLeast(person.role, 'editor');
  const [adding, setAdding] = useState(false);
  // Kept here, so that a dialog closed by mistake has lost nothing when it opens again.
  const [entered, setEntered] = useState(NOTHING_ENTERED);
  const list = useInfiniteQuery({
    queryKey: ['articles'],
    queryFn: ({ pageParam, signal }) => getArticles(pageParam, PAGE, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: FRESH,
    placeholderData: keepPreviousData,
  });
  useShortcut('KeyN', () => setAdding(true), mayAdd);

  const articles = list.data?.pages.flatMap((page) => page.articles);
  // A page asked for while an article moved to the front may repeat one.
  const shown = articles && [...new Map(articles.map((article) => [article.id, article])).values()];

  return (
    <PageFrame person={person}>
      <PageTitle>{`${text('frame.articles')} · ${text('frame.sanad')}`}</PageTitle>
      <div className={styles.top}>
        <h1 className={styles.heading}>{text('frame.articles')}</h1>
        {mayAdd && shown && shown.length > 0 ? (
          <Button look="primary" icon={<PlusIcon />} hint="N" aria-keyshortcuts="N" onPress={() => setAdding(true)}>
            {text('library.new')}
          </Button>
        ) : null}
      </div>
      {list.error ? (
        <div className={styles.problem}>
          <Problem error={list.error} onRetry={() => void list.refetch()} />
        </div>
      ) : null}
      {shown ? (
        shown.length > 0 ? (
          <ArticleList articles={shown} />
        ) : (
          <EmptyLibrary mayAdd={mayAdd} onNew={() => setAdding(true)} />
        )
      ) : list.error ? null : (
        <ArticleListSkeleton />
      )}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {text('library.more')}
          </Button>
        </div>
      ) : null}
      {mayAdd ? (
        <>
          <NewArticle isOpen={adding} onOpenChange={setAdding} entered={entered} onEntered={setEntered} />
          <FileDrop
            onFile={(file) => {
              setEntered((before) => ({ ...ofFile(file), content: before.content, html: before.html }));
              setAdding(true);
            }}
          />
        </>
      ) : null}
    </PageFrame>
  );
}
