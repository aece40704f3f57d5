import type { Direction } from '@sanad/shared/direction';
import type { Version } from '@sanad/shared/version';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ExactTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { versionPath, versionsQuery } from './signing-calls.ts';
import { useNameOf } from './use-name-of.ts';
import { VersionHash } from './version-hash.tsx';
import styles from './versions-drawer.module.css';

export interface VersionsDrawerProps {
  readonly article: string;
  readonly language: string;
  readonly direction: Direction;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Every version that was signed off: by whom and when, its report, and why it was reopened. */
export function VersionsDrawer({ article, isOpen, onOpenChange }: VersionsDrawerProps) {
  const text = useText();
  return (
    <Drawer title={text('signing.versions')} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Versions article={article} />
    </Drawer>
  );
}

function Versions({ article }: { readonly article: string }) {
  const text = useText();
  const { data, error, refetch } = useQuery(versionsQuery(article));
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Skeleton>
        <SkeletonLine width="60%" height="1.25rem" />
      </Skeleton>
    );
  }
  if (data.length === 0) {
    return <EmptyState title={text('signing.versions.none')}>{text('signing.versions.none.detail')}</EmptyState>;
  }
  return (
    <ol className={styles.list} reversed>
      {data.map((version) => (
        <li key={version.number} className={styles.version}>
          <VersionEntry article={article} version={version} />
        </li>
      ))}
    </ol>
  );
}

function VersionEntry({ article, version }: { readonly article: string; readonly version: Version }) {
  const text = useText();
  const { language } = useLanguage();
  const nameOf = useNameOf();
  const { number, signedBy, signedAt, hash, reopenedAt, reopenedBy, reason } = version;
  const html = versionPath(article, number, 'report.html', language);
  const json = versionPath(article, number, 'report.json', language);
  return (
    <>
      <h3 className={styles.title}>
        {text('signing.version', { number })}
        {reopenedAt === null ? <span className={styles.standing}>{text('signing.version.standing')}</span> : null}
      </h3>
      <p>
        <bdi>{text('signing.version.by', { name: nameOf(signedBy) })}</bdi> · <ExactTime at={signedAt} />
      </p>
      <VersionHash hash={hash} />
      {reopenedAt !== null && reopenedBy !== null ? (
        <div className={styles.reopened}>
          <p>
            <bdi>{text('signing.version.reopened', { name: nameOf(reopenedBy) })}</bdi> · <ExactTime at={reopenedAt} />
          </p>
          <p dir="auto">{reason}</p>
        </div>
      ) : null}
      <p className={styles.files}>
        <Link href={html} target="_blank" className={styles.file ?? ''}>
          {text('signing.report')}
        </Link>
        <Link
          href={`${html}&download`}
          download={`sanad-${article}.v${number}.html`}
          className={styles.file ?? ''}
          aria-label={text('signing.report.html.of', { number })}
        >
          {text('signing.report.html')}
        </Link>
        <Link
          href={`${json}&download`}
          download={`sanad-${article}.v${number}.json`}
          className={styles.file ?? ''}
          aria-label={text('signing.report.json.of', { number })}
        >
          {text('signing.report.json')}
        </Link>
      </p>
    </>
  );
}
