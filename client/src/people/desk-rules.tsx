import { type DeskChange, type DeskSettings, SECOND_PERSON } from '@sanad/shared/desk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { tellingOf } from '../failure.ts';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { desk } from '../queries.ts';
import { changeDesk, deskQuery } from '../signing/signing-calls.ts';
import { Choice } from '../ui/choice.tsx';
import { Select } from '../ui/select.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './people-page.module.css';

/** The shares of sentences that are offered, in percent. */
const SHARES = [0, 50, 75, 90, 100] as const;

/** What this desk asks of an article before it is signed off; each answer is kept as it is given. */
export function DeskRules() {
  const text = useText();
  const { data, error, refetch } = useQuery(deskQuery);
  const change = useMutation({
    mutationFn: (wish: DeskChange) => changeDesk(wish),
    onMutate: (wish) => desk.setQueryData<DeskSettings>(deskQuery.queryKey, (known) => known && merged(known, wish)),
    onSuccess: (settings) => {
      desk.setQueryData(deskQuery.queryKey, settings);
      notify({ text: text('signing.desk.saved') });
    },
    onError: (failure) => {
      notify({ text: text(tellingOf(failure).detail ?? tellingOf(failure).what) });
      void desk.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
  });
  return (
    <section className={styles.section}>
      <h2 className={styles.subheading}>{text('signing.desk')}</h2>
      <p className={styles.explain}>{text('signing.desk.why')}</p>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className={styles.rules}>
          <Choice
            label={text('signing.desk.evidence')}
            value={data.requireEvidence ? 'on' : 'off'}
            onChange={(value) => change.mutate({ requireEvidence: value === 'on' })}
            options={(['off', 'on'] as const).map((id) => ({
              id,
              text: text(`signing.desk.evidence.${id}`),
              description: text(`signing.desk.evidence.${id}.detail`),
            }))}
          />
          <Choice
            label={text('signing.desk.second')}
            value={data.secondPerson}
            onChange={(secondPerson) => change.mutate({ secondPerson })}
            options={SECOND_PERSON.map((id) => ({
              id,
              text: text(`signing.desk.second.${id}`),
              description: text(`signing.desk.second.${id}.detail`),
            }))}
          />
          <div>
            <Select
              label={text('signing.desk.coverage')}
              value={String(data.coverage)}
              onChange={(value) => change.mutate({ coverage: Number(value) })}
              options={sharesWith(data.coverage).map((percent) => ({
                id: String(percent),
                text:
                  percent === 0 ? text('signing.desk.coverage.none') : text('signing.desk.coverage.of', { percent }),
              }))}
            />
            <p className={styles.explain}>{text('signing.desk.coverage.why')}</p>
          </div>
        </div>
      ) : null}
    </section>
  );
}

function sharesWith(own: number): readonly number[] {
  return [...new Set([...SHARES, own])].sort((a, b) => a - b);
}

function merged(known: DeskSettings, { requireEvidence, secondPerson, coverage }: DeskChange): DeskSettings {
  return {
    requireEvidence: requireEvidence ?? known.requireEvidence,
    secondPerson: secondPerson ?? known.secondPerson,
    coverage: coverage ?? known.coverage,
  };
}
