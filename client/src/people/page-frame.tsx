import type { Person } from '@sanad/shared/person';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { NoticeBell } from '../notices/notice-bell.tsx';
import page from '../ui/page.module.css';
import { DeskNav } from './desk-nav.tsx';
import { MeMenu } from './me-menu.tsx';
import styles from './page-frame.module.css';

/** The pages around the articles: the name of the house, who is signed in, and a column. `person` null: a stranger. */
export function PageFrame({
  person,
  wide = false,
  children,
}: {
  readonly person: Person | null;
  /** Whether the page fills the window and scrolls in its parts. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const text = useText();
  return (
    <div className={wide ? styles.wide : undefined}>
      <a className={styles.skip} href="#content">
        {text('frame.skip')}
      </a>
      <header className={styles.header}>
        <Link href="/" className={styles.name ?? ''} aria-label={text('frame.home')}>
          {text('frame.sanad')}
        </Link>
        {person ? <DeskNav person={person} /> : null}
        <div className={styles.own}>
          {person ? <NoticeBell /> : null}
          <MeMenu person={person} />
        </div>
      </header>
      <main id="content" className={wide ? styles.whole : page.column} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
