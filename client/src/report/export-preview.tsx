import type { Direction } from '@sanad/shared/direction';
import { useEffect, useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Skeleton, SkeletonLine } from '../ui/skeleton.tsx';
import { beginningOf, exportAddress, forgetExport } from './export-calls.ts';
import { type ExportChoice, isText, requestOf } from './export-choice.ts';
import { ExportFailure } from './export-failure.tsx';
import styles from './export-preview.module.css';
import { useMaking } from './use-making.ts';

export interface ExportPreviewProps {
  readonly article: string;
  readonly version: number | null;
  readonly choice: ExportChoice;
  readonly direction: Direction;
  /** Whether nothing new is asked for now: what is shown stays. */
  readonly isHeld: boolean;
}

/** How long nothing has to be chosen before a preview is made, in milliseconds. */
const PAUSE = 400;
/** From how many bytes on a page is shown only to who asks for it. */
const LONG = 3_000_000;
/** How much of a file that is text is shown, in letters. */
const LETTERS = 4000;

/** What the file will look like: the report as a page that may do nothing, or how the text begins. */
export function ExportPreview({ article, version, choice, direction, isHeld }: ExportPreviewProps) {
  const text = useText();
  const { state, make } = useMaking(article);
  const asText = isText(choice.format);
  // The same wish makes the same preview: a page serves for every format that is none.
  const wish = useMemo(
    () => JSON.stringify(requestOf(choice, version, asText ? choice.format : 'html')),
    [choice, version, asText],
  );
  useEffect(() => {
    if (isHeld) return;
    const soon = setTimeout(() => make(JSON.parse(wish)), PAUSE);
    return () => clearTimeout(soon);
  }, [wish, isHeld, make]);
  const file = state.kind === 'made' ? state.file : null;
  const id = file?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    return () => void forgetExport(id);
  }, [id]);
  return (
    <section className={styles.preview} aria-label={text('report.preview')}>
      <p className={styles.caption}>
        <b>{text('report.preview')}</b> {text(asText ? 'report.preview.lines' : 'report.preview.as-page')}
      </p>
      {state.kind === 'failed' ? (
        <ExportFailure error={state.error} what="report.preview.failed" />
      ) : !file ? (
        <Awaited />
      ) : file.name.endsWith('.html') ? (
        <PagePreview key={file.id} id={file.id} size={file.size} />
      ) : (
        <TextPreview key={file.id} id={file.id} direction={choice.format === 'md' ? direction : 'ltr'} />
      )}
    </section>
  );
}

function Awaited() {
  return (
    <div className={styles.frame}>
      <Skeleton>
        <SkeletonLine width="50%" height="1.5rem" />
        <SkeletonLine width="90%" height="1rem" />
        <SkeletonLine width="80%" height="1rem" />
        <SkeletonLine width="85%" height="1rem" />
      </Skeleton>
    </div>
  );
}

function PagePreview({ id, size }: { readonly id: string; readonly size: number }) {
  const text = useText();
  const intl = useIntl();
  const [wanted, setWanted] = useState(size <= LONG);
  if (wanted) {
    return <iframe className={styles.page} src={exportAddress(id, true)} sandbox="" title={text('report.preview')} />;
  }
  const megabytes = intl.formatNumber(size / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  return (
    <div className={styles.frame}>
      <p>{text('report.preview.long', { size: megabytes })}</p>
      <Button onPress={() => setWanted(true)}>{text('report.preview.show')}</Button>
    </div>
  );
}

function TextPreview({ id, direction }: { readonly id: string; readonly direction: Direction }) {
  const text = useText();
  const [shown, setShown] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const gone = new AbortController();
    beginningOf(id, LETTERS, gone.signal).then(
      (beginning) => {
        if (!gone.signal.aborted) setShown(beginning);
      },
      (failure: unknown) => {
        if (!gone.signal.aborted) setError(failure);
      },
    );
    return () => gone.abort();
  }, [id]);
  if (error) return <ExportFailure error={error} what="report.preview.failed" />;
  if (shown === null) return <Awaited />;
  // A field to be read: it scrolls and is copied from by the keyboard as well.
  return (
    <textarea className={styles.text} dir={direction} readOnly value={shown} aria-label={text('report.preview')} />
  );
}
