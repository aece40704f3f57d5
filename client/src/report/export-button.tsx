import { useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { ExportIcon } from '../ui/icons.tsx';
import { ExportDialog, type ExportDialogProps } from './export-dialog.tsx';

/** The way out: opens the dialog that brings the report of an article as a file. */
export function ExportButton(props: Pick<ExportDialogProps, 'article' | 'direction' | 'person'>) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={text('article.export')} onPress={() => setOpen(true)}>
        <ExportIcon />
      </IconButton>
      <ExportDialog {...props} version={null} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  );
}
