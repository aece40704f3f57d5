import { EXPORT_PHASES, type ExportStep } from '@sanad/shared/export';
import { ProgressBar } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import styles from './export-progress.module.css';

/** How far a report is: which of its phases it is in, and how much waits before it. */
export function ExportProgress({ step: { phase, of = 0 } }: { readonly step: ExportStep }) {
  const text = useText();
  const told = phase === 'waiting' ? text('report.phase.waiting', { of }) : text(`report.phase.${phase}`);
  const now = EXPORT_PHASES.indexOf(phase);
  return (
    <ProgressBar
      className={styles.progress ?? ''}
      aria-label={text('report.progress')}
      value={now}
      maxValue={EXPORT_PHASES.length}
      valueLabel={told}
    >
      <p className={styles.told} aria-live="polite">
        {told}…
      </p>
      <div className={styles.track} aria-hidden="true">
        {EXPORT_PHASES.map((each, index) => (
          <i key={each} data-state={index < now ? 'done' : index === now ? 'now' : 'to-come'} />
        ))}
      </div>
    </ProgressBar>
  );
}
