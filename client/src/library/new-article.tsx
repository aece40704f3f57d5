import type { ImportDraft } from '@sanad/shared/import-draft';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../i18n/language.tsx';
import { type Entered, NOTHING_ENTERED } from '../import/entered.ts';
import { Entering } from '../import/entering.tsx';
import { makeOfImport } from '../import/import-calls.ts';
import { ImportRefused } from '../import/import-refused.tsx';
import { Reading } from '../import/reading.tsx';
import { type Corrections, Understood } from '../import/understood.tsx';
import { useImport } from '../import/use-import.ts';
import { desk } from '../queries.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { unfitFile } from './text-file.ts';

/**
 * The dialog that makes an article of a text, a file or a page: what was understood of it is shown, and can be put right,
 * before anything is made. What was entered stays until an article is made.
 */
export function NewArticle({
  isOpen,
  onOpenChange,
  entered,
  onEntered,
}: {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
}) {
  const text = useText();
  return (
    <Dialog title={text('library.new')} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <Steps entered={entered} onEntered={onEntered} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface StepsProps {
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  readonly onClose: () => void;
}

function Steps({ entered, onEntered, onClose }: StepsProps) {
  const text = useText();
  const [, navigate] = useLocation();
  const importing = useImport(null);
  const [unfit, setUnfit] = useState<ReturnType<typeof unfitFile>>(null);
  const making = useMutation({
    mutationFn: ({ draft, title, language, direction }: Corrections & { readonly draft: ImportDraft }) =>
      makeOfImport({
        import: draft.id,
        ...(title?.trim() ? { title: title.trim() } : {}),
        ...(language === null ? {} : { language }),
        ...(direction === null ? {} : { direction }),
      }),
    onSuccess: (made) => {
      importing.done();
      void desk.invalidateQueries({ queryKey: ['articles'] });
      onEntered(NOTHING_ENTERED);
      navigate(`/articles/${made.id}`);
    },
  });
  const { state } = importing;
  const nothing = text('library.unfit.nothing-made');
  switch (state.step) {
    case 'reading':
      return <Reading phase={state.phase} onCancel={importing.cancel} />;
    case 'understood':
      return (
        <Understood
          key={`${state.draft.id} ${state.draft.encoding}`}
          draft={state.draft}
          importing={importing}
          error={making.error}
          isMaking={making.isPending}
          onMake={(corrections) => making.mutate({ ...corrections, draft: state.draft })}
        />
      );
    case 'entering':
      return (
        <Entering
          entered={entered}
          onEntered={(next) => {
            setUnfit(null);
            making.reset();
            onEntered(next);
          }}
          onContinue={() => {
            const why = entered.way === 'file' && entered.file ? unfitFile(entered.file) : null;
            setUnfit(why);
            if (why === null) importing.begin(entered);
          }}
          onClose={onClose}
          hint={text('library.new.text.hint')}
          note={
            unfit ? (
              <ErrorNote what={text(`library.refused.${unfit}`)} safe={nothing} />
            ) : state.error ? (
              <ImportRefused error={state.error} nothing={nothing} />
            ) : null
          }
        />
      );
  }
}
