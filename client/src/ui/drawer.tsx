import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { IconButton } from './button.tsx';
import styles from './drawer.module.css';
import { CloseIcon } from './icons.tsx';

export interface DrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** What stays in view over what is scrolled. */
  readonly top?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A long list over the page, along the edge where lines end; the whole screen on a phone. Escape, its button or a click
 * beside it closes it, and the keyboard is where it was before.
 */
export function Drawer({ title, isOpen, onOpenChange, top, children }: DrawerProps) {
  const text = useText();
  return (
    <ModalOverlay className={styles.scrim ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={styles.drawer ?? ''}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={text('frame.close')} onPress={() => onOpenChange(false)}>
              <CloseIcon />
            </IconButton>
          </header>
          {top ? <div className={styles.top}>{top}</div> : null}
          <div className={styles.body} data-scrolls="">
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
