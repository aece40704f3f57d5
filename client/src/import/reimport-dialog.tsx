import { differenceShape, type ImportDraft } from '@sanad/shared/import-draft';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { ApiProblem } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { unfitFile } from '../library/text-file.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { notify } from '../ui/toast.tsx';
import { DraftTold, EncodingChoice } from './draft-told.tsx';
import { type Entered, NOTHING_ENTERED } from './entered.ts';
import { Entering } from './entering.tsx';
import styles from './import.module.css';
import { putText } from './import-calls.ts';
import { ImportRefused } from './import-refused.tsx';
import { Reading } from './reading.tsx';
import { TextChange } from './text-change.tsx';
import { type Importing, useImport } from './use-import.ts';

/** The dialog that puts a corrected text in the place of an article's: what changes is shown first. */
export function ReimportDialog({
  article,
  language,
  isOpen,
  onOpenChange,
}: {
  readonly article: string;
  readonly language: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const text = useText();
  const [entered, setEntered] = useState<Entered>(NOTHING_ENTERED);
  const close = () => onOpenChange(false);
  return (
    <Dialog title={text('reimport.title')} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <Steps
        {...{ article, language, entered }}
        onEntered={setEntered}
        onClose={close}
        onDone={() => {
          setEntered(NOTHING_ENTERED);
          close();
        }}
      />
    </Dialog>
  );
}

interface StepsProps {
  readonly article: string;
  readonly language: string;
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Steps({ article, language, entered, onEntered, onClose, onDone }: StepsProps) {
  const text = useText();
  const importing = useImport(article);
  const [unfit, setUnfit] = useState<ReturnType<typeof unfitFile>>(null);
  const { state } = importing;
  const nothing = text('reimport.failed');
  switch (state.step) {
    case 'reading':
      return <Reading phase={state.phase} onCancel={importing.cancel} />;
    case 'understood':
      return <Change {...{ article, language, importing, onDone }} draft={state.draft} />;
    case 'entering':
      return (
        <Entering
          entered={entered}
          onEntered={(next) => {
            setUnfit(null);
            onEntered(next);
          }}
          onContinue={() => {
            const why = entered.way === 'file' && entered.file ? unfitFile(entered.file) : null;
            setUnfit(why);
            if (why === null) importing.begin(entered);
          }}
          onClose={onClose}
          hint={text('reimport.text.hint')}
          note={
            unfit ? (
              <ErrorNote what={text(`library.refused.${unfit}`)} safe={nothing} />
            ) : state.error ? (
              <ImportRefused error={state.error} nothing={nothing} />
            ) : (
              <p className={styles.soft}>{text('reimport.explain')}</p>
            )
          }
        />
      );
  }
}

const changedMeanwhile = z.object({ difference: differenceShape });

function Change({
  article,
  language,
  draft,
  importing,
  onDone,
}: Pick<StepsProps, 'article' | 'language' | 'onDone'> & {
  readonly draft: ImportDraft;
  readonly importing: Importing;
}) {
  const text = useText();
  const { state, again, back, show } = importing;
  const busy = state.step === 'understood' && state.busy;
  const reread = state.step === 'understood' ? state.error : null;
  const apply = useRef<HTMLButtonElement>(null);
  // What was pressed has gone: the keyboard goes on to what comes next.
  useEffect(() => apply.current?.focus(), []);
  const { difference } = draft;
  const putting = useMutation({
    mutationFn: (base: string) => putText(article, draft.id, base),
    onSuccess: ({ former, base }) => {
      importing.done();
      onDone();
      notify({ text: text('reimport.done'), undo: () => undo(article, former, base, text) });
    },
    onError: (error) => {
      // What would change now came with it.
      const body = error instanceof ApiProblem && error.code === 'text-changed' ? error.body : null;
      const fresh = changedMeanwhile.safeParse(body);
      if (fresh.success) show({ ...draft, difference: fresh.data.difference }, error);
    },
  });
  if (!difference) throw new Error('an import for an article was not compared with it');
  const told = { draft, busy: busy || putting.isPending, onAgain: again };
  const isStale = reread instanceof ApiProblem && reread.code === 'text-changed';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && difference.changes) putting.mutate(difference.base);
      }}
    >
      {isStale ? (
        <ErrorNote what={text('reimport.changed-meanwhile')} safe={text('reimport.changed-meanwhile.safe')} />
      ) : reread ? (
        <ErrorNote what={text('import.encoding.failed')} safe={text('import.encoding.hint')} />
      ) : putting.error ? (
        <ImportRefused error={putting.error} nothing={text('reimport.failed')} />
      ) : null}
      <EncodingChoice {...told} />
      <DraftTold {...told} />
      <TextChange difference={difference} language={language} />
      <div className={styles.actions}>
        <Button className={styles.before} onPress={back} isDisabled={putting.isPending}>
          {text('import.back')}
        </Button>
        <Button
          ref={apply}
          look="primary"
          type="submit"
          isPending={putting.isPending}
          isDisabled={busy || !difference.changes}
        >
          {putting.isPending ? text('reimport.applying') : text('reimport.apply')}
        </Button>
      </div>
    </form>
  );
}

/** Puts the text back that was there, if nobody has changed it since. */
function undo(article: string, former: string, base: string, text: ReturnType<typeof useText>): void {
  putText(article, former, base).then(
    () => notify({ text: text('reimport.undone') }),
    () => notify({ text: text('reimport.undo-failed') }),
  );
}
