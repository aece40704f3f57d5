import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './checkbox.module.css';
import { CheckIcon } from './icons.tsx';

/** A box to tick, with its words, and a line below that says what it comes to. */
export function Checkbox({
  children,
  description,
  isSelected,
  onChange,
}: {
  readonly children: ReactNode;
  readonly description?: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
}) {
  return (
    <AriaCheckbox className={styles.checkbox ?? ''} isSelected={isSelected} onChange={onChange}>
      <span className={styles.box}>{isSelected ? <CheckIcon /> : null}</span>
      <span>
        <span className={styles.words}>{children}</span>
        {description ? <span className={styles.description}>{description}</span> : null}
      </span>
    </AriaCheckbox>
  );
}
