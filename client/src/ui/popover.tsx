import type { ReactElement, ReactNode } from 'react';
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  Dialog,
  DialogTrigger,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './popover.module.css';

export interface PopoverProps extends Omit<AriaPopoverProps, 'children' | 'className' | 'style' | 'trigger'> {
  /** What it is, for those who do not see it. */
  readonly label: string;
  /** The button that opens it. Without one, give `isOpen`, `onOpenChange` and `triggerRef`. */
  readonly trigger?: ReactElement;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly className?: string | undefined;
}

/** A small surface beside what it is about. */
export function Popover({ label, trigger, children, className, ...props }: PopoverProps) {
  const surface = (
    <AriaPopover offset={8} {...props} className={classNames(styles.popover, className)}>
      <Dialog aria-label={label} className={styles.dialog ?? ''}>
        {({ close }) => (typeof children === 'function' ? children(close) : children)}
      </Dialog>
    </AriaPopover>
  );
  if (!trigger) return surface;
  return (
    <DialogTrigger>
      {trigger}
      {surface}
    </DialogTrigger>
  );
}
