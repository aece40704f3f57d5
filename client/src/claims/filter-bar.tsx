import type { Verdict } from '@sanad/shared/claim';
import { memo } from 'react';
import { Group, ToggleButton } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import {
  ASSIGNEES,
  asksNothing,
  type ClaimCounts,
  type ClaimFilter,
  CONDITIONS,
  type FilterEntry,
  NO_FILTER,
  SECONDS,
  toggled,
} from './claim-filter.ts';
import styles from './filter-bar.module.css';
import tone from './tone.module.css';
import { VerdictSign } from './verdict-sign.tsx';

const SHOWN: readonly Verdict[] = ['verified', 'disputed', 'unsourced', 'unchecked'];
/** Chips that stand even at nought: what a checker gives. The others appear with their first claim. */
const ALWAYS: ReadonlySet<string> = new Set(['verified', 'disputed', 'unsourced']);

/** Chips with counts, one per verdict and condition; several may be pressed in. */
export const FilterBar = memo(function FilterBar({
  counts,
  filter,
  second,
  onChange,
}: {
  readonly counts: ClaimCounts;
  readonly filter: ClaimFilter;
  /** Whether the desk asks for a second person. */
  readonly second: boolean;
  readonly onChange: (filter: ClaimFilter) => void;
}) {
  const text = useText();
  const total = counts.open + counts.settled;
  const chip = (entry: FilterEntry, name: string, pressed: boolean) => {
    if (counts[entry] === 0 && !pressed && !ALWAYS.has(entry)) return null;
    return <Chip key={entry} count={counts[entry]} {...{ entry, name, pressed, filter, onChange }} />;
  };
  return (
    <Group className={styles.bar ?? ''} aria-label={text('claims.filter')}>
      {SHOWN.map((verdict) => chip(verdict, text(`claims.verdict.${verdict}`), filter.verdicts.includes(verdict)))}
      {CONDITIONS.map((condition) =>
        chip(condition, text(`claims.state.${condition}`), filter.conditions.includes(condition)),
      )}
      {/* Where nothing is settled or given to anybody, all is open and nobody's: that says nothing. */}
      {counts.settled > 0 || filter.closures.length > 0
        ? (['settled', 'open'] as const).map((closure) =>
            chip(closure, text(`settling.${closure}`), filter.closures.includes(closure)),
          )
        : null}
      {counts.nobody < total || filter.assignees.length > 0
        ? ASSIGNEES.map((one) => chip(one, text(`assignment.filter.${one}`), filter.assignees.includes(one)))
        : null}
      {second || filter.seconds.length > 0
        ? SECONDS.map((one) => chip(one, text(`second.sign.${one}`), filter.seconds.includes(one)))
        : null}
      {asksNothing(filter) ? null : (
        <IconButton label={text('claims.filter.clear')} size="small" onPress={() => onChange(NO_FILTER)}>
          <CloseIcon />
        </IconButton>
      )}
    </Group>
  );
});

interface ChipProps {
  readonly entry: FilterEntry;
  readonly name: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly filter: ClaimFilter;
  readonly onChange: (filter: ClaimFilter) => void;
}

/** Drawn anew only when its own count is another: one that changes is no matter of the others. */
const Chip = memo(function Chip({ entry, name, count, pressed, filter, onChange }: ChipProps) {
  const text = useText();
  return (
    <Tooltip text={name}>
      <ToggleButton
        className={classNames(tone.tone, styles.chip)}
        data-verdict={entry}
        aria-label={text('claims.filter.chip', { name, count })}
        isSelected={pressed}
        onChange={() => onChange(toggled(filter, entry))}
      >
        <VerdictSign of={entry} />
        <span className={styles.count}>{count}</span>
      </ToggleButton>
    </Tooltip>
  );
});
