import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import type { SyncState } from '../sync/session.ts';
import { BackIcon } from '../ui/icons.tsx';
import styles from './article-header.module.css';
import { HeaderTools } from './header-tools.tsx';

export interface ArticleHeaderProps {
  readonly articleId: string;
  readonly title: string;
  readonly language: string | null;
  readonly direction: Direction;
  readonly person: Person;
  readonly state: SyncState;
  /** Whether all of it is drawn, or only the way back and the title: nobody waits for tools before the text. */
  readonly whole: boolean;
  /** Who is here. */
  readonly people?: ReactNode;
  /** How much of the article has been looked at, and how to go through it. */
  readonly coverage?: ReactNode;
  /** Whether it is in check or signed off. */
  readonly stage?: ReactNode;
  /** Null while there is nothing to tell of. */
  readonly onHistory: (() => void) | null;
  /** Brings a corrected text in; null for whoever may not, or while it is signed off. */
  readonly onReimport: (() => void) | null;
  readonly onKeys: () => void;
  /** Goes to a claim of this article, once there are any. */
  readonly onClaim?: (article: string, claim: string) => boolean;
}

/** The one slim bar over an article. */
export function ArticleHeader(props: ArticleHeaderProps) {
  const { title, language, direction, whole } = props;
  const text = useText();
  return (
    <header className={styles.header} data-page-header="">
      <Link href="/" className={styles.back ?? ''} aria-label={text('article.back')}>
        <BackIcon />
      </Link>
      <div className={styles.title}>
        <p className={styles.words} dir={directionOfBlock(title, direction)} lang={language ?? undefined} title={title}>
          {title || text('article.untitled')}
        </p>
      </div>
      {whole ? <HeaderTools {...props} /> : null}
    </header>
  );
}
