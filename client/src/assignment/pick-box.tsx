import { Checkbox } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import styles from './pick-box.module.css';
import { usePicked } from './picked-claims.ts';

/** Picks a claim of the list, to be given to somebody together with others. Out of the way until one is picked. */
export function PickBox({ claim, number }: { readonly claim: string; readonly number: number }) {
  const picking = usePicked();
  const text = useText();
  if (!picking) return null;
  return (
    <Checkbox
      className={styles.box ?? ''}
      data-any={picking.picked.size > 0 || undefined}
      aria-label={text('assignment.pick', { number })}
      excludeFromTabOrder={picking.picked.size === 0}
      isSelected={picking.picked.has(claim)}
      onChange={() => picking.toggle(claim)}
    >
      <span className={styles.frame}>
        <CheckIcon />
      </span>
    </Checkbox>
  );
}
