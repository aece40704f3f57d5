import type { Person } from '@sanad/shared/person';
import type { ArticleDetail } from '@sanad/shared/protocol';
import { useEffect } from 'react';
import { useText } from '../i18n/language.tsx';
import type { SyncState } from '../sync/session.ts';
import { classNames } from '../ui/class-names.ts';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { askForType } from '../ui/type.ts';
import { ArticleHeader } from './article-header.tsx';
import styles from './article-view.module.css';
import { HindranceNote } from './hindrance-note.tsx';

const PARAGRAPHS = [
  ['96%', '100%', '92%', '98%', '61%'],
  ['99%', '94%', '97%', '45%'],
  ['95%', '100%', '72%'],
];

/** The shape of an article that is being opened. `about` is what is known of it so far. */
export function ArticleSkeleton({
  person,
  state = { kind: 'loading', hindrance: null, refused: false },
  about,
  tooled,
}: {
  readonly person: Person;
  readonly state?: Extract<SyncState, { kind: 'loading' }>;
  readonly about?: ArticleDetail | undefined;
  /** Whether the header has its tools. */
  readonly tooled: boolean;
}) {
  const text = useText();
  useEffect(askForType, []);
  return (
    <div className={styles.page}>
      <ArticleHeader
        articleId={about?.id ?? ''}
        title={about?.title ?? text('article.loading')}
        language={about?.language ?? null}
        direction={about?.direction ?? 'rtl'}
        person={person}
        state={state}
        whole={tooled}
        onHistory={null}
        onReimport={null}
        onKeys={() => undefined}
      />
      <HindranceNote state={state} />
      <main className={styles.desk} dir={about?.direction} lang={about?.language}>
        <div className={classNames(styles.column, styles.blank)}>
          <Skeleton>
            <div className={styles.shape}>
              <SkeletonLine width="72%" height="2rem" />
              {PARAGRAPHS.map((lines) => (
                <div key={lines.join()} className={styles.shape}>
                  {lines.map((width) => (
                    <SkeletonLine key={width} width={width} />
                  ))}
                </div>
              ))}
            </div>
          </Skeleton>
        </div>
      </main>
    </div>
  );
}
