import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  Header,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import { CheckIcon } from './icons.tsx';
import { KeyHint } from './key-hint.tsx';
import styles from './menu.module.css';

export interface MenuProps extends Omit<AriaMenuProps<object>, 'className' | 'style'> {
  /** The button that opens the menu. */
  readonly trigger: ReactElement;
  readonly placement?: PopoverProps['placement'];
  readonly children: ReactNode;
}

/** A menu behind a button. */
export function Menu({ trigger, placement = 'bottom end', children, ...props }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} placement={placement} offset={6}>
        <AriaMenu {...props} className={styles.menu ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className' | 'style' | 'textValue'> {
  readonly text: string;
  readonly icon?: ReactNode;
  readonly hint?: string;
}

/** One entry of a menu; a selected one bears a check mark. */
export function MenuItem({ text, icon, hint, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem {...props} textValue={text} className={styles.item ?? ''}>
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode === 'none' ? icon : <span className={styles.check}>{isSelected ? <CheckIcon /> : null}</span>}
          <span className={styles.text}>{text}</span>
          {hint ? <KeyHint keys={hint} /> : null}
        </>
      )}
    </AriaMenuItem>
  );
}

export interface MenuSectionProps extends Omit<AriaMenuSectionProps<object>, 'className' | 'style'> {
  readonly title: string;
  readonly children: ReactNode;
}

/** Entries of a menu that belong together, under a title. */
export function MenuSection({ title, children, ...props }: MenuSectionProps) {
  return (
    <AriaMenuSection {...props} className={styles.section ?? ''}>
      <Header className={styles.title ?? ''}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

/** A line between sections of a menu. */
export function MenuLine() {
  return <Separator className={styles.line ?? ''} />;
}
