import type { Direction } from '@sanad/shared/direction';
import { directionOfBlock } from '@sanad/shared/direction';
import type { Settlement } from '@sanad/shared/thread';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import styles from './settled-note.module.css';

export interface SettledNoteProps {
  readonly settlement: Settlement;
  /** Whether it was settled on other words than the claim sits on now. */
  readonly stale: boolean;
  readonly language: string;
  readonly direction: Direction;
  readonly nameOf: (person: string) => string;
  /** Opens the claim again with the reason; null for those who may not. */
  readonly reopen: ((reason: string) => Promise<void>) | null;
  /** Whether the reason to open it again is asked for now. */
  readonly asked?: boolean;
  readonly onAsked?: () => void;
}

/** How a claim was settled, by whom and why, and the way to open it again. */
export function SettledNote(props: SettledNoteProps) {
  const { settlement, stale, language, direction, nameOf, reopen, asked = false, onAsked } = props;
  const text = useText();
  const [asking, setAsking] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!asked || !reopen) return;
    setAsking(true);
    onAsked?.();
  }, [asked, reopen, onAsked]);
  const { how, by, at, reason, wording } = settlement;
  return (
    <section className={styles.note} aria-label={text('settling.settled')} data-settled={how}>
      <p className={styles.how}>
        <VerdictSign of="settled" />
        <b>{text(`settling.is.${how}`)}</b>
      </p>
      {stale ? (
        <p className={styles.stale}>
          <VerdictSign of="stale" />
          {text(how === 'removed' ? 'settling.stale.removed' : 'settling.stale')}
        </p>
      ) : null}
      {wording ? (
        <blockquote className={styles.wording} lang={language} dir={directionOfBlock(wording, direction)}>
          {wording}
        </blockquote>
      ) : null}
      <p className={styles.reason} dir="auto">
        {reason}
      </p>
      <p className={styles.by}>
        <bdi>{nameOf(by)}</bdi> · <RelativeTime at={at} />
      </p>
      {reopen && asking ? (
        <Reopening
          reopen={reopen}
          done={() => {
            setAsking(false);
            requestAnimationFrame(() => again.current?.focus());
          }}
        />
      ) : null}
      {reopen && !asking ? (
        <Button ref={again} size="small" hint="S" aria-keyshortcuts="S" onPress={() => setAsking(true)}>
          {text('settling.reopen')}
        </Button>
      ) : null}
    </section>
  );
}

function Reopening({
  reopen,
  done,
}: {
  readonly reopen: (reason: string) => Promise<void>;
  readonly done: () => void;
}) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = () => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    setFailure(null);
    reopen(reason.trim()).catch(setFailure);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.code === 'Escape') done();
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <div className={styles.reopening}>
      <TextField
        label={text('settling.reopen.reason')}
        lines={2}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        autoFocus
        onKeyDown={onKeyDown}
        error={missing && reason.trim() === '' ? text('settling.reason.missing') : null}
      />
      {failure ? <Problem error={failure} what={text('settling.reopen.failed')} /> : null}
      <div className={styles.row}>
        <Button look="primary" size="small" hint="Ctrl ↵" onPress={submit}>
          {text('settling.reopen')}
        </Button>
        <Button look="quiet" size="small" onPress={done}>
          {text('frame.cancel')}
        </Button>
      </div>
    </div>
  );
}
