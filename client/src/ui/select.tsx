import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import field from './field.module.css';
import { CheckIcon, DownIcon } from './icons.tsx';
import menu from './menu.module.css';
import styles from './select.module.css';

export interface Option<T extends string> {
  readonly id: T;
  readonly text: string;
  readonly description?: string;
}

export interface SelectProps<T extends string>
  extends Omit<AriaSelectProps<object>, 'children' | 'className' | 'style' | 'value' | 'onChange'> {
  readonly label: string;
  /** Whether the label is read out only, where what stands beside says it already. */
  readonly quietLabel?: boolean;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of several, in a list that opens. */
export function Select<T extends string>({
  label,
  quietLabel = false,
  options,
  value,
  onChange,
  ...props
}: SelectProps<T>) {
  const choose = (key: Key | null) => {
    const option = options.find((each) => each.id === key);
    if (option) onChange(option.id);
  };
  return (
    <AriaSelect
      {...props}
      {...(quietLabel ? { 'aria-label': label } : {})}
      value={value}
      onChange={choose}
      className={field.field ?? ''}
    >
      {quietLabel ? null : <Label className={field.label ?? ''}>{label}</Label>}
      <Button className={classNames(styles.button, quietLabel && styles.quiet)}>
        <SelectValue className={styles.value ?? ''}>
          {options.find((option) => option.id === value)?.text ?? ''}
        </SelectValue>
        <DownIcon />
      </Button>
      <Popover className={menu.popover ?? ''} offset={4}>
        <ListBox className={menu.menu ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className={menu.item ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={menu.check}>{isSelected ? <CheckIcon /> : null}</span>
                  <span className={menu.text}>
                    {option.text}
                    {option.description ? <span className={styles.description}>{option.description}</span> : null}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
