import type { ImportDraft, readingRequest } from '@sanad/shared/import-draft';
import { useIntl } from 'react-intl';
import type { z } from 'zod';
import { useText } from '../i18n/language.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Select } from '../ui/select.tsx';
import styles from './import.module.css';

interface Told {
  readonly draft: ImportDraft;
  readonly busy: boolean;
  readonly onAgain: (wish: z.input<typeof readingRequest>) => void;
}

/** What is to be known of a text that was read: how much it is, where it comes from, what was done to it. */
export function DraftTold({ draft, busy, onAgain }: Told) {
  const text = useText();
  const { counts, remarks } = draft;
  return (
    <>
      <p className={styles.counts}>
        {text('import.counts', { words: counts.words, paragraphs: counts.paragraphs })}
        {counts.claims > 0 ? <> · {text('import.counts.claims', { count: counts.claims })}</> : null}
      </p>
      <SourceTold source={draft.source} />
      {remarks.length > 0 ? (
        <section className={styles.remarks} aria-label={text('import.remarks')}>
          <ul>
            {remarks.map(({ kind, count }) => (
              <li key={kind}>{text(`import.remark.${kind}`, { count })}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <HiddenSigns {...{ draft, busy, onAgain }} />
    </>
  );
}

function SourceTold({ source }: { readonly source: ImportDraft['source'] }) {
  const text = useText();
  const intl = useIntl();
  const day = source.publishedAt && !Number.isNaN(Date.parse(source.publishedAt)) ? new Date(source.publishedAt) : null;
  const lines = [
    ['import.source.file', source.file],
    ['import.source.site', source.site],
    ['import.source.byline', source.byline],
    ['import.source.published', day ? intl.formatDate(day, { dateStyle: 'long' }) : ''],
    ['import.source.address', source.address],
  ] as const;
  const known = lines.filter(([, words]) => words !== '');
  if (known.length === 0) return null;
  return (
    <dl className={styles.source} aria-label={text('import.source')}>
      {known.map(([label, words]) => (
        <div key={label}>
          <dt>{text(label)}</dt>
          <dd>
            <bdi>{words}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HiddenSigns({ draft, onAgain }: Told) {
  const text = useText();
  const intl = useIntl();
  const signs = Object.entries(draft.hiddenSigns);
  const count = signs.reduce((sum, [, times]) => sum + times, 0);
  if (count === 0) return null;
  const names = intl.formatList(signs.map(([sign, times]) => `\u2066${sign}\u2069 × ${times}`));
  return (
    <ErrorNote
      what={text('import.hidden', { count })}
      safe={text('import.hidden.why', { signs: names })}
      actions={
        <Checkbox
          isSelected={draft.withoutHiddenSigns}
          onChange={(withoutHiddenSigns) => onAgain({ withoutHiddenSigns })}
        >
          {text('import.hidden.remove')}
        </Checkbox>
      }
    />
  );
}

/** The encoding that a text was read in, where there is a choice. */
export function EncodingChoice({ draft, busy, onAgain }: Told) {
  const text = useText();
  const { encoding, encodings } = draft;
  if (encoding === null || encodings.length < 2) return null;
  return (
    <Select
      label={text('import.encoding')}
      isDisabled={busy}
      value={encoding}
      onChange={(chosen) => {
        if (chosen !== encoding) onAgain({ encoding: chosen });
      }}
      options={encodings.map((each) => ({ id: each, text: text(`import.encoding.${each}`) }))}
    />
  );
}
