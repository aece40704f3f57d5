import type { ReactNode, Ref } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong with what was written; with it the field counts as invalid. */
  readonly error?: string | null;
  /** Lines of a larger field; a single line without it. */
  readonly lines?: number;
  /** Direction of what is written; by its own first letters when not given. */
  readonly dir?: 'rtl' | 'ltr' | 'auto';
  readonly placeholder?: string;
  /** Reading type for longer texts, interface type otherwise. */
  readonly face?: 'interface' | 'reading';
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A field to write in, with its label above and what is wrong below. */
export function TextField({
  label,
  description,
  error,
  lines,
  dir = 'auto',
  placeholder,
  face = 'interface',
  inputRef,
  ...props
}: TextFieldProps) {
  const shared = { className: styles.input ?? '', dir, 'data-face': face, ...(placeholder ? { placeholder } : {}) };
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {lines ? (
        <TextArea {...shared} rows={lines} {...(inputRef ? { ref: inputRef } : {})} />
      ) : (
        <Input {...shared} {...(inputRef ? { ref: inputRef } : {})} />
      )}
      {description ? (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      ) : null}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
