import { type Direction, directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import { type ReactNode, useEffect, useRef } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { useLanguage, useText } from '../i18n/language.tsx';
import { ENDINGS } from '../library/text-file.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { CloseIcon, FileIcon, LinkIcon } from '../ui/icons.tsx';
import { type Entered, isEntered, NOTHING_ENTERED, richOf } from './entered.ts';
import styles from './import.module.css';

/** Where a text is entered: pasted, as a file, or by the address of a page. */
export function Entering({
  entered,
  onEntered,
  onContinue,
  onClose,
  hint,
  note,
}: {
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  readonly onContinue: () => void;
  readonly onClose: () => void;
  /** What to do with the field of the text. */
  readonly hint: string;
  readonly note: ReactNode;
}) {
  const text = useText();
  const { way, file } = entered;
  const go = useRef<HTMLButtonElement>(null);
  // What was pressed to choose the file has gone: the keyboard goes on to what comes next.
  useEffect(() => {
    if (way === 'file' && file) go.current?.focus();
  }, [way, file]);
  const change = (part: Partial<Entered>) => onEntered({ ...entered, ...part });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isEntered(entered)) onContinue();
      }}
    >
      {way === 'file' && file ? (
        <ChosenFile file={file} onLeave={() => change({ way: 'text', file: null })} />
      ) : way === 'address' ? (
        <div className={styles.address}>
          <TextField
            label={text('import.address')}
            description={text('import.address.hint')}
            type="url"
            inputMode="url"
            dir="ltr"
            autoFocus
            value={entered.address}
            onChange={(address) => change({ address })}
          />
          <IconButton label={text('import.address.leave')} onPress={() => change({ way: 'text', address: '' })}>
            <CloseIcon />
          </IconButton>
        </div>
      ) : (
        <Pasting entered={entered} onEntered={onEntered} hint={hint} />
      )}
      {way === 'text' ? (
        <div className={styles.choose}>
          <FileTrigger
            acceptedFileTypes={[...ENDINGS]}
            onSelect={(files) => {
              const chosen = files?.item(0);
              if (chosen) change({ way: 'file', file: chosen });
            }}
          >
            <Button icon={<FileIcon />} size="small">
              {text('library.new.file')}
            </Button>
          </FileTrigger>
          <Button icon={<LinkIcon />} size="small" onPress={() => change({ way: 'address' })}>
            {text('import.address.choose')}
          </Button>
          <span>{text('library.new.file.hint')}</span>
        </div>
      ) : null}
      {note}
      <div className={styles.actions}>
        <Button onPress={onClose}>{text('frame.cancel')}</Button>
        <Button ref={go} look="primary" type="submit" isDisabled={!isEntered(entered)}>
          {text('import.continue')}
        </Button>
      </div>
    </form>
  );
}

function ChosenFile({ file, onLeave }: { readonly file: File; readonly onLeave: () => void }) {
  const text = useText();
  const intl = useIntl();
  const size = intl.formatNumber(Math.max(1, Math.round(file.size / 1024)), { style: 'unit', unit: 'kilobyte' });
  return (
    <div className={styles.file}>
      <FileIcon />
      <bdi className={styles.fileName}>{file.name}</bdi>
      <bdi className={styles.size}>{size}</bdi>
      <IconButton label={text('library.new.other-file')} onPress={onLeave}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

/** The field to paste into. What came with its headings and lists keeps them until somebody writes into it. */
function Pasting({
  entered,
  onEntered,
  hint,
}: {
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  readonly hint: string;
}) {
  const text = useText();
  const { direction } = useLanguage();
  const { content, html } = entered;
  const running: Direction = content.trim() === '' ? direction : directionOfLanguage(guessLanguage(content));
  const pasted = useRef<string | null>(null);
  return (
    <div
      className={styles.pasting}
      onPasteCapture={(event) => {
        const field = event.target;
        if (!(field instanceof HTMLTextAreaElement)) return;
        // What is put among other words is a part of what is written there, not a text of its own.
        const replacesAll = field.selectionStart === 0 && field.selectionEnd === field.value.length;
        pasted.current = replacesAll ? richOf(event.clipboardData) : null;
      }}
    >
      <TextField
        label={text('library.new.text')}
        lines={10}
        face="reading"
        dir={running}
        autoFocus
        placeholder={hint}
        value={content}
        onChange={(letters) => {
          onEntered({ ...entered, content: letters, html: pasted.current });
          pasted.current = null;
        }}
      />
      {html === null ? null : (
        <p className={styles.rich} role="status">
          {text('import.rich')}{' '}
          <Button size="small" look="quiet" onPress={() => onEntered({ ...entered, html: null })}>
            {text('import.rich.plain')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** A file in the place of whatever was entered. */
export const ofFile = (file: File): Entered => ({ ...NOTHING_ENTERED, way: 'file', file });
