import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { CloseIcon } from './icons.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Whether a click beside it closes it. Off where something would be lost. */
  readonly dismissable?: boolean;
  readonly width?: 'narrow' | 'wide' | 'broad';
  readonly children: ReactNode;
}

/** A dialog over the page: narrow, wide or broad, and the whole screen on a phone. Escape closes it. */
export function Dialog({ title, isOpen, onOpenChange, dismissable = true, width = 'narrow', children }: DialogProps) {
  const text = useText();
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={dismissable}
    >
      <Modal className={styles.modal ?? ''} data-width={width}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={text('frame.close')} onPress={() => onOpenChange(false)}>
              <CloseIcon />
            </IconButton>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
