import type { Direction } from '@sanad/shared/direction';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { download } from './export-calls.ts';
import { type ExportChoice, pageAddress, rememberChoice, rememberedChoice, requestOf } from './export-choice.ts';
import styles from './export-dialog.module.css';
import { ExportFailure } from './export-failure.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportPreview } from './export-preview.tsx';
import { ExportProgress } from './export-progress.tsx';
import { LeftOutList } from './left-out-list.tsx';
import { type MakingState, useMaking } from './use-making.ts';

export interface ExportDialogProps {
  readonly article: string;
  /** The number of a version that was signed off; null for the article as it is. */
  readonly version: number | null;
  readonly direction: Direction;
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Asks what of an article goes out and how, shows what that looks like, and brings it as a file. */
export function ExportDialog({ isOpen, onOpenChange, ...props }: ExportDialogProps) {
  const text = useText();
  const { version } = props;
  const title = version === null ? text('report.title') : text('report.title.version', { number: version });
  return (
    <Dialog title={title} isOpen={isOpen} onOpenChange={onOpenChange} width="broad">
      <Exporting {...props} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

type ExportingProps = Omit<ExportDialogProps, 'isOpen' | 'onOpenChange'> & { readonly onClose: () => void };

function Exporting({ article, version, direction, person, onClose }: ExportingProps) {
  const text = useText();
  const { language } = useLanguage();
  const [choice, setChoice] = useState<ExportChoice>(() => rememberedChoice(language));
  const making = useMaking(article, ({ id }) => download(id));
  const { state } = making;
  const busy = state.kind === 'making';
  const change = (next: ExportChoice) => {
    setChoice(next);
    rememberChoice(next);
    making.reset(); // how it went is of what was chosen then
  };
  const unfit = choice.verdicts.length === 0;
  return (
    <form
      className={styles.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unfit && !busy) making.make(requestOf(choice, version));
      }}
    >
      <div className={styles.parts}>
        <div className={styles.choices}>
          <ExportForm
            choice={choice}
            onChange={change}
            isDisabled={busy}
            mayTellSecrets={atLeast(person.role, 'editor')}
          />
        </div>
        <ExportPreview {...{ article, version, choice, direction }} isHeld={unfit || busy} />
      </div>
      <div className={styles.foot}>
        <Outcome state={state} />
        <div className={styles.actions}>
          {unfit ? null : (
            <Link className={styles.page ?? ''} href={pageAddress(article, choice, version)} target="_blank">
              {text('report.open')}
            </Link>
          )}
          <span className={styles.gap} />
          <Actions {...{ state, unfit, onClose }} onCancel={making.cancel} />
        </div>
      </div>
    </form>
  );
}

/** How it went with the file, announced as it changes. */
function Outcome({ state }: { readonly state: MakingState }): ReactNode {
  const text = useText();
  const told = state.kind === 'cancelled' || state.kind === 'made';
  return (
    <>
      <div role="status" className={told ? styles.told : styles.quiet}>
        {state.kind === 'cancelled' ? text('report.cancelled') : null}
        {state.kind === 'made' ? text('report.done', { name: state.file.name }) : null}
      </div>
      {state.kind === 'making' ? <ExportProgress step={state.step} /> : null}
      {state.kind === 'failed' ? <ExportFailure error={state.error} /> : null}
      {state.kind === 'made' ? <LeftOutList claims={state.file.leftOut ?? []} /> : null}
    </>
  );
}

function Actions({
  state,
  unfit,
  onClose,
  onCancel,
}: {
  readonly state: MakingState;
  readonly unfit: boolean;
  readonly onClose: () => void;
  readonly onCancel: () => void;
}) {
  const text = useText();
  const [cancel, make] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const busy = state.kind === 'making';
  const was = useRef(busy);
  // The button that was pressed goes: the keyboard stays with the one in its place.
  useEffect(() => {
    if (busy !== was.current) (busy ? cancel : make).current?.focus();
    was.current = busy;
  }, [busy, cancel, make]);
  if (busy) {
    return (
      <Button ref={cancel} onPress={onCancel}>
        {text('frame.cancel')}
      </Button>
    );
  }
  return (
    <>
      <Button onPress={onClose}>{text('frame.close')}</Button>
      {state.kind === 'made' ? <Button onPress={() => download(state.file.id)}>{text('report.again')}</Button> : null}
      <Button ref={make} look="primary" type="submit" isDisabled={unfit}>
        {text('report.make')}
      </Button>
    </>
  );
}
