import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './choice.module.css';
import field from './field.module.css';
import type { Option } from './select.tsx';

/** One of a few, all in sight, each with a line of explanation. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      onChange={(chosen) => {
        const option = options.find((each) => each.id === chosen);
        if (option) onChange(option.id);
      }}
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={styles.option ?? ''}>
            <span className={styles.dot} />
            <span>
              {option.text}
              {option.description ? <span className={styles.description}>{option.description}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
