import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  /** `primary`: the one thing to do here. `plain`: any other. `quiet`: without a ground until pointed at. */
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly size?: 'normal' | 'small';
  readonly icon?: ReactNode;
  /** The key that does the same, shown behind the words, such as `1` or `Ctrl Z`. */
  readonly hint?: string;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that says what it does in words. */
export function Button({ children, look = 'plain', size = 'normal', icon, hint, className, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={classNames(styles.button, styles[look], styles[size], className)}>
      {icon}
      <span className={styles.words}>{children}</span>
      {hint ? <KeyHint keys={hint} /> : null}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  /** What it does, in words: its accessible name, and shown on hover and focus. */
  readonly label: string;
  readonly children: ReactNode;
  readonly hint?: string;
  readonly size?: 'normal' | 'small';
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with a sign alone; its words are in a tooltip. */
export function IconButton({ label, children, hint, size = 'normal', className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(hint ? { hint } : {})}>
      <AriaButton
        {...props}
        aria-label={label}
        className={classNames(styles.button, styles.quiet, styles.icon, styles[size], className)}
      >
        {children}
      </AriaButton>
    </Tooltip>
  );
}
