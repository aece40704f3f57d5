import { type Direction, directionOfLanguage, guessLanguage } from '@sanad/shared/direction';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { useLocation } from 'wouter';
import { ApiProblem, makeArticle, makeArticleOfFile } from '../api.ts';
import { useLanguage, useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { TextField } from '../ui/field.tsx';
import { CloseIcon, FileIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import styles from './new-article.module.css';
import { ENDINGS, type Unfit, unfitFile, unfitText } from './text-file.ts';

/** Languages offered by name; the text's own guess comes first. Any other tag goes through the HTTP interface. */
const OFFERED = ['ar', 'en', 'fr', 'de', 'es', 'fa', 'he', 'ku', 'tr', 'ur'] as const;
const BY_TEXT = 'by-text';

/** The dialog that makes an article: of a pasted text or a chosen file. What was written stays until an article is made. */
export function NewArticle({
  isOpen,
  onOpenChange,
  draft,
  onDraft,
}: {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}) {
  const text = useText();
  return (
    <Dialog title={text('library.new')} isOpen={isOpen} onOpenChange={onOpenChange} width="wide">
      <NewArticleForm draft={draft} onDraft={onDraft} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewArticleForm({
  draft,
  onDraft,
  onClose,
}: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const intl = useIntl();
  const { direction } = useLanguage();
  const [, navigate] = useLocation();
  const [unfit, setUnfit] = useState<Unfit | null>(null);

  const making = useMutation({
    mutationFn: ({ content, file, title, language }: Draft) => {
      const about = { ...(title.trim() ? { title: title.trim() } : {}), ...(language ? { language } : {}) };
      return file
        ? makeArticleOfFile(file, about)
        : makeArticle({ ...about, content, format: 'text', language: language ?? guessLanguage(content) });
    },
    onSuccess: (made) => {
      void desk.invalidateQueries({ queryKey: ['articles'] });
      onDraft(EMPTY_DRAFT);
      navigate(`/articles/${made.id}`);
    },
  });

  const { file } = draft;
  const make = useRef<HTMLButtonElement>(null);
  // What was pressed to choose the file has gone: the keyboard goes on to what comes next.
  useEffect(() => {
    if (file) make.current?.focus();
  }, [file]);
  useEffect(() => {
    let current = true;
    setUnfit(null);
    if (file) {
      unfitFile(file).then(
        (reason) => {
          if (current) setUnfit(reason);
        },
        // A file that cannot be read any more fails again, with a message, when it is sent.
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [file]);

  const create = async () => {
    const reason = file ? await unfitFile(file).catch(() => null) : unfitText(draft.content);
    setUnfit(reason);
    if (reason === null) making.mutate(draft);
  };

  const change = (part: Partial<Draft>) => {
    making.reset();
    if (part.content !== undefined) setUnfit(null);
    onDraft({ ...draft, ...part });
  };
  const nameOf = (language: string) => intl.formatDisplayName(language, { type: 'language' }) ?? language;
  const guess = file || draft.content.trim() === '' ? null : guessLanguage(draft.content);
  const running: Direction = draft.language
    ? directionOfLanguage(draft.language)
    : guess
      ? directionOfLanguage(guess)
      : direction;

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      {file ? (
        <div className={styles.file}>
          <FileIcon />
          <bdi className={styles.fileName}>{file.name}</bdi>
          <bdi className={styles.size}>
            {intl.formatNumber(Math.max(1, Math.round(file.size / 1024)), { style: 'unit', unit: 'kilobyte' })}
          </bdi>
          <IconButton label={text('library.new.other-file')} onPress={() => change({ file: null })}>
            <CloseIcon />
          </IconButton>
        </div>
      ) : (
        <>
          <TextField
            label={text('library.new.text')}
            lines={10}
            face="reading"
            dir={running}
            autoFocus
            placeholder={text('library.new.text.hint')}
            value={draft.content}
            onChange={(content) => change({ content })}
            isDisabled={making.isPending}
          />
          <div className={styles.choose}>
            <FileTrigger
              acceptedFileTypes={[...ENDINGS, 'text/plain', 'text/markdown']}
              onSelect={(files) => {
                const chosen = files?.item(0);
                if (chosen) change({ file: chosen });
              }}
            >
              <Button icon={<FileIcon />} size="small">
                {text('library.new.file')}
              </Button>
            </FileTrigger>
            <span>{text('library.new.file.hint')}</span>
          </div>
        </>
      )}
      <div className={styles.about}>
        <TextField
          label={text('library.new.title')}
          description={text('library.new.title.hint')}
          maxLength={300}
          value={draft.title}
          onChange={(title) => change({ title })}
          isDisabled={making.isPending}
        />
        <Select
          label={text('library.new.language')}
          isDisabled={making.isPending}
          value={draft.language ?? BY_TEXT}
          onChange={(language) => change({ language: language === BY_TEXT ? null : language })}
          options={[
            {
              id: BY_TEXT as string,
              text: guess ? text('library.new.guessed', { language: nameOf(guess) }) : text('library.new.by-text'),
            },
            ...OFFERED.map((language) => ({ id: language as string, text: nameOf(language) })),
          ]}
        />
      </div>
      {unfit ? <ErrorNote what={text(`library.unfit.${unfit}`)} safe={text('library.unfit.nothing-made')} /> : null}
      {making.error ? <Failure error={making.error} /> : null}
      <div className={styles.actions}>
        <Button onPress={onClose}>{text('frame.cancel')}</Button>
        <Button
          ref={make}
          look="primary"
          type="submit"
          isPending={making.isPending}
          isDisabled={!file && draft.content.trim() === ''}
        >
          {making.isPending ? text('library.new.making') : text('library.new.make')}
        </Button>
      </div>
    </form>
  );
}

/** The server's refusals that have a sentence in the reader's language. */
const REFUSED: Readonly<Record<string, MessageId>> = {
  empty: 'library.unfit.empty',
  binary: 'library.unfit.not-text',
  damaged: 'library.unfit.damaged',
  'too-large': 'library.unfit.too-large',
  'too-many-paragraphs': 'library.unfit.too-many',
  'file-kind': 'library.unfit.other-kind',
};

function Failure({ error }: { readonly error: Error }) {
  const text = useText();
  if (error instanceof ApiProblem) {
    const known = REFUSED[error.code];
    if (known) return <ErrorNote what={text(known)} safe={text('library.unfit.nothing-made')} />;
    if (error.status === 0) return <ErrorNote what={text('error.unreachable')} safe={text('library.new.uncertain')} />;
  }
  return <Problem error={error} what={text('library.new.failed')} />;
}
