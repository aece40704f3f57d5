import { VERDICTS, type Verdict } from '@sanad/shared/verdict';
import type { ReactNode } from 'react';
import { VerdictSign } from '../claims/verdict-sign.tsx';
import { useText } from '../i18n/language.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { NoticeIcon } from '../ui/icons.tsx';
import { Select } from '../ui/select.tsx';
import { type ExportChoice, FORMATS, hasLanguage, hasThreads, mayBeConfidential } from './export-choice.ts';
import styles from './export-form.module.css';

/** The languages of a report by their own names, which everybody who wants one reads. */
const LANGUAGES = [
  { id: 'ar', text: 'العربية' },
  { id: 'en', text: 'English' },
] as const;

/** What goes into the report, and in which format. */
export function ExportForm({
  choice,
  onChange,
  isDisabled,
  mayTellSecrets,
}: {
  readonly choice: ExportChoice;
  readonly onChange: (choice: ExportChoice) => void;
  readonly isDisabled: boolean;
  readonly mayTellSecrets: boolean;
}) {
  const text = useText();
  const { format, verdicts, threads, confidential, language } = choice;
  const change = (part: Partial<ExportChoice>) => onChange({ ...choice, ...part });
  const withSecrets = mayTellSecrets && mayBeConfidential(format);
  return (
    <fieldset className={styles.form} disabled={isDisabled}>
      <Choice
        label={text('report.format')}
        value={format}
        onChange={(each) => change({ format: each })}
        options={FORMATS.map((each) => ({
          id: each,
          text: text(`report.format.${each}`),
          description: text(`report.format.${each}.for`),
        }))}
      />
      <Verdicts verdicts={verdicts} onChange={(each) => change({ verdicts: each })} />
      {hasThreads(format) || withSecrets ? (
        <Group label={text('report.more')}>
          {hasThreads(format) ? (
            <Checkbox
              isSelected={threads}
              onChange={(each) => change({ threads: each })}
              description={text('report.threads.what')}
            >
              {text('report.threads')}
            </Checkbox>
          ) : null}
          {withSecrets ? (
            <Checkbox
              isSelected={confidential}
              onChange={(each) => change({ confidential: each })}
              description={text('report.confidential.what')}
            >
              {text('report.confidential')}
            </Checkbox>
          ) : null}
          <div role="status">
            {withSecrets && confidential ? (
              <p className={styles.warning}>
                <NoticeIcon />
                <span>{text('report.confidential.warning')}</span>
              </p>
            ) : null}
          </div>
        </Group>
      ) : null}
      {hasLanguage(format) ? (
        <Select
          label={text('report.language')}
          value={language}
          onChange={(each) => change({ language: each })}
          options={[{ id: 'own', text: text('report.language.own') }, ...LANGUAGES]}
        />
      ) : null}
    </fieldset>
  );
}

function Verdicts({
  verdicts,
  onChange,
}: {
  readonly verdicts: readonly Verdict[];
  readonly onChange: (verdicts: readonly Verdict[]) => void;
}) {
  const text = useText();
  return (
    <Group label={text('report.verdicts')}>
      <div className={styles.verdicts}>
        {VERDICTS.map((verdict) => (
          <Checkbox
            key={verdict}
            isSelected={verdicts.includes(verdict)}
            onChange={(wanted) =>
              onChange(VERDICTS.filter((each) => (each === verdict ? wanted : verdicts.includes(each))))
            }
          >
            <span className={styles.verdict}>
              <VerdictSign of={verdict} /> {text(`claims.verdict.${verdict}`)}
            </span>
          </Checkbox>
        ))}
      </div>
      <p role="status" className={styles.missing}>
        {verdicts.length === 0 ? text('report.verdicts.none') : null}
      </p>
    </Group>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{label}</legend>
      {children}
    </fieldset>
  );
}
