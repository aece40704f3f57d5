import { useText } from '../i18n/language.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import styles from './pick-box.module.css';
import { usePicked } from './picked-claims.ts';

/**
 * Picks a claim of the list, to be given to somebody together with others. Out of the way until one is picked. The browser's
 * own box: there is one on every card, and cards come and go by the dozen while the list is scrolled.
 */
export function PickBox({ claim, number }: { readonly claim: string; readonly number: number }) {
  const picking = usePicked();
  const text = useText();
  if (!picking) return null;
  const any = picking.picked.size > 0;
  return (
    <label className={styles.box} data-any={any || undefined}>
      <input
        type="checkbox"
        className={styles.input}
        aria-label={text('assignment.pick', { number })}
        tabIndex={any ? undefined : -1}
        checked={picking.picked.has(claim)}
        onChange={() => picking.toggle(claim)}
      />
      <span className={styles.frame}>
        <CheckIcon />
      </span>
    </label>
  );
}
