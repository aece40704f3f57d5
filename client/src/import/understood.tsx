import { type Direction, directionOfLanguage } from '@sanad/shared/direction';
import type { ImportDraft } from '@sanad/shared/import-draft';
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { DraftPreview } from './draft-preview.tsx';
import { DraftTold, EncodingChoice } from './draft-told.tsx';
import styles from './import.module.css';
import { ImportRefused } from './import-refused.tsx';
import type { Importing } from './use-import.ts';

/** Languages offered by name, the text's own first. Any other tag goes through the HTTP interface. */
const OFFERED = ['ar', 'en', 'fr', 'de', 'es', 'fa', 'he', 'ku', 'tr', 'ur'] as const;

/** What a person says of the text they take; what is null is as it was read. */
export interface Corrections {
  readonly title: string | null;
  readonly language: string | null;
  readonly direction: Direction | null;
}

/** How a text was read, to be put right, and taken. */
export function Understood({
  draft,
  importing,
  error,
  isMaking,
  onMake,
}: {
  readonly draft: ImportDraft;
  readonly importing: Importing;
  /** Why it could not be taken. */
  readonly error: unknown;
  readonly isMaking: boolean;
  readonly onMake: (corrections: Corrections) => void;
}) {
  const text = useText();
  const intl = useIntl();
  const [given, setGiven] = useState<Corrections>({ title: null, language: null, direction: null });
  const make = useRef<HTMLButtonElement>(null);
  // What was pressed has gone: the keyboard goes on to what comes next, and everything before it can be reached.
  useEffect(() => make.current?.focus(), []);
  const { state, again, back } = importing;
  const busy = state.step === 'understood' && state.busy;
  const reread = state.step === 'understood' ? state.error : null;
  const language = given.language ?? draft.language;
  const natural = given.language === null ? draft.direction : directionOfLanguage(given.language);
  const direction = given.direction ?? natural;
  const title = given.title ?? draft.title;
  const languages = [...new Set([draft.language, ...OFFERED])];
  const nameOf = (tag: string) => intl.formatDisplayName(tag, { type: 'language' }) ?? tag;
  const told = { draft, busy: busy || isMaking, onAgain: again };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onMake(given);
      }}
    >
      <p role="status">{text('import.understood')}</p>
      <TextField
        label={text('library.new.title')}
        maxLength={300}
        dir={direction}
        value={title}
        onChange={(words) => setGiven({ ...given, title: words })}
        isDisabled={isMaking}
      />
      <div className={styles.about}>
        <Select
          label={text('library.new.language')}
          isDisabled={isMaking}
          value={language}
          onChange={(tag) => setGiven({ ...given, language: tag })}
          options={languages.map((tag) => ({
            id: tag,
            text: tag === draft.language ? text('library.new.guessed', { language: nameOf(tag) }) : nameOf(tag),
          }))}
        />
        <Select
          label={text('import.direction')}
          isDisabled={isMaking}
          value={direction}
          onChange={(way) => setGiven({ ...given, direction: way === natural ? null : way })}
          options={(['rtl', 'ltr'] as const).map((way) => ({ id: way, text: text(`import.direction.${way}`) }))}
        />
        <EncodingChoice {...told} />
      </div>
      {reread ? <ErrorNote what={text('import.encoding.failed')} safe={text('import.encoding.hint')} /> : null}
      <DraftTold {...told} />
      <DraftPreview {...{ draft, title, direction, language }} forced={given.direction !== null} />
      {error ? <ImportRefused error={error} nothing={text('library.unfit.nothing-made')} /> : null}
      <div className={styles.actions}>
        <Button className={styles.before} onPress={back} isDisabled={isMaking}>
          {text('import.back')}
        </Button>
        <Button ref={make} look="primary" type="submit" isPending={isMaking} isDisabled={busy}>
          {isMaking ? text('library.new.making') : text('library.new.make')}
        </Button>
      </div>
    </form>
  );
}
