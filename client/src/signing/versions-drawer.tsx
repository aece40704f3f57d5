import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import type { Version } from '@sanad/shared/version';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { ExportDialog } from '../report/export-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ExactTime } from '../ui/relative-time.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { Comparison, type Pair, PairChoice } from './comparison.tsx';
import { versionPath, versionsQuery } from './signing-calls.ts';
import { useNameOf } from './use-name-of.ts';
import { VersionHash } from './version-hash.tsx';
import styles from './versions-drawer.module.css';

export interface VersionsDrawerProps {
  readonly article: string;
  readonly language: string;
  readonly direction: Direction;
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Every version that was signed off: by whom and when, its report, why it was reopened, and what changed since. */
export function VersionsDrawer({ article, language, direction, person, isOpen, onOpenChange }: VersionsDrawerProps) {
  const text = useText();
  const [pair, setPair] = useState<Pair | null>(null);
  const [exported, setExported] = useState<number | null>(null);
  const [exporting, setExporting] = useState(false);
  const versions = useQuery({ ...versionsQuery(article), enabled: isOpen });
  return (
    <Drawer
      title={text(pair ? 'signing.compare.title' : 'signing.versions')}
      isOpen={isOpen}
      onOpenChange={(open) => {
        onOpenChange(open);
        if (!open) setPair(null);
      }}
      top={
        pair ? (
          <PairChoice pair={pair} versions={versions.data ?? []} onPair={setPair} onBack={() => setPair(null)} />
        ) : null
      }
    >
      {pair ? (
        <Comparison {...{ article, language, direction, pair }} />
      ) : (
        <Versions
          article={article}
          query={versions}
          onCompare={(from) => setPair({ from, to: null })}
          onExport={(number) => {
            setExported(number);
            setExporting(true);
          }}
        />
      )}
      <ExportDialog
        {...{ article, direction, person }}
        version={exported}
        isOpen={exporting}
        onOpenChange={setExporting}
      />
    </Drawer>
  );
}

function Versions({
  article,
  query: { data, error, refetch },
  onCompare,
  onExport,
}: {
  readonly article: string;
  readonly query: UseQueryResult<readonly Version[]>;
  readonly onCompare: (number: number) => void;
  readonly onExport: (number: number) => void;
}) {
  const text = useText();
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
          <VersionEntry
            {...{ article, version }}
            onCompare={() => onCompare(version.number)}
            onExport={() => onExport(version.number)}
          />
        </li>
      ))}
    </ol>
  );
}

function VersionEntry({
  article,
  version,
  onCompare,
  onExport,
}: {
  readonly article: string;
  readonly version: Version;
  readonly onCompare: () => void;
  readonly onExport: () => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const nameOf = useNameOf();
  const { number, signedBy, signedAt, hash, reopenedAt, reopenedBy, reason } = version;
  const html = versionPath(article, number, 'report.html', language);
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
        <Button look="quiet" size="small" aria-label={text('report.of.version', { number })} onPress={onExport}>
          {text('report.of')}
        </Button>
        <Button look="quiet" size="small" aria-label={text('signing.compare.of', { number })} onPress={onCompare}>
          {text('signing.compare')}
        </Button>
      </p>
    </>
  );
}
