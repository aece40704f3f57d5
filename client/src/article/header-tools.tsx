import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ReactNode, useState } from 'react';
import { Legend } from '../claims/legend.tsx';
import { useText } from '../i18n/language.tsx';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { MeMenu } from '../people/me-menu.tsx';
import { ExportButton } from '../report/export-button.tsx';
import { SourceDialog } from '../source/source-dialog.tsx';
import type { SyncState } from '../sync/session.ts';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { HistoryIcon, ImportIcon, InfoIcon } from '../ui/icons.tsx';
import { MenuItem } from '../ui/menu.tsx';
import { Popover } from '../ui/popover.tsx';
import styles from './article-header.module.css';
import { useMedia } from './media.ts';
import { SavedState } from './saved-state.tsx';

export interface HeaderToolsProps {
  readonly articleId: string;
  readonly direction: Direction;
  readonly person: Person;
  readonly state: SyncState;
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

/** What the bar over an article has besides the way back and the title. */
export function HeaderTools(props: HeaderToolsProps) {
  const { articleId, direction, person, state, people, coverage, stage } = props;
  const { onHistory, onReimport, onKeys, onClaim } = props;
  const text = useText();
  const narrow = useMedia('(width < 700px)');
  const [legendOpen, setLegendOpen] = useState(false);
  const [aboutOpen, setAboutOpen] = useState(false);
  return (
    <>
      {atLeast(person.role, 'checker') || state.kind !== 'live' ? (
        <SavedState state={state} />
      ) : (
        <p className={styles.reading}>{text('claims.reader')}</p>
      )}
      {coverage}
      {stage}
      {people}
      <div className={styles.tools}>
        <IconButton label={text('source.title')} className={styles.wide} onPress={() => setAboutOpen(true)}>
          <InfoIcon />
        </IconButton>
        {state.kind === 'loading' ? null : <ExportButton article={articleId} direction={direction} person={person} />}
        {onReimport ? (
          <IconButton label={text('reimport.open')} className={styles.wide} onPress={onReimport}>
            <ImportIcon />
          </IconButton>
        ) : null}
        {onHistory ? (
          <IconButton
            label={text('history.open')}
            hint="H"
            aria-keyshortcuts="H"
            className={styles.wide}
            onPress={onHistory}
          >
            <HistoryIcon />
          </IconButton>
        ) : null}
        <Popover
          label={text('article.legend')}
          trigger={
            <IconButton label={text('article.legend')} className={styles.wide}>
              <LegendIcon />
            </IconButton>
          }
        >
          <Legend />
        </Popover>
        <IconButton label={text('article.keys')} hint="?" className={styles.wide} onPress={onKeys}>
          <span className={styles.question} aria-hidden="true">
            ?
          </span>
        </IconButton>
      </div>
      <NoticeBell onClaim={onClaim} />
      <div className={styles.me}>
        <MeMenu
          person={person}
          more={
            narrow ? (
              <>
                <MenuItem text={text('source.title')} onAction={() => setAboutOpen(true)} />
                {onReimport ? <MenuItem text={text('reimport.open')} onAction={onReimport} /> : null}
                {onHistory ? <MenuItem text={text('history.title')} onAction={onHistory} /> : null}
                <MenuItem text={text('article.legend')} onAction={() => setLegendOpen(true)} />
                <MenuItem text={text('article.keys')} onAction={onKeys} />
              </>
            ) : null
          }
        />
      </div>
      <SourceDialog articleId={articleId} person={person} isOpen={aboutOpen} onOpenChange={setAboutOpen} />
      <Dialog title={text('article.legend')} isOpen={legendOpen} onOpenChange={setLegendOpen}>
        <Legend titled={false} />
      </Dialog>
    </>
  );
}

/** Three marked lines: what the popover behind it explains. */
function LegendIcon() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M3 5h14M3 9.500h14M3 11.500h14" />
      <path d="M3 16h14" strokeDasharray="0.100 3.200" strokeWidth="2" />
    </svg>
  );
}
