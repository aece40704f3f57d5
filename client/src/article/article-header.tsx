import { directionOfBlock } from '@sanad/shared/direction';
import { Link } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { BackIcon } from '../ui/icons.tsx';
import styles from './article-header.module.css';
import { HeaderTools, type HeaderToolsProps } from './header-tools.tsx';

interface ArticleHeaderProps extends HeaderToolsProps {
  readonly title: string;
  readonly language: string | null;
  /** Whether all of it is drawn, or only the way back and the title: nobody waits for tools before the text. */
  readonly whole: boolean;
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
