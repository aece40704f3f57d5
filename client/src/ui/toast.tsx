import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Button, IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import styles from './toast.module.css';

/** A passing message; `undo` takes back what it tells of. */
export interface Notice {
  readonly text: string;
  readonly undo?: () => void;
  /** Another thing to do about it, instead of undo. */
  readonly action?: { readonly label: string; readonly act: () => void };
  /** Called once the message is gone, in whatever way. */
  readonly gone?: () => void;
}

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** How long a message stays, in milliseconds; the clock stands still while it is pointed at or focused. */
const STAY = 8000;

/** Shows a message at the bottom of the screen for a while. Gives a way to take it away before. */
export function notify(notice: Notice): () => void {
  const key = queue.add(notice, { timeout: STAY, ...(notice.gone ? { onClose: notice.gone } : {}) });
  return () => queue.close(key);
}

/** Where messages appear; once, at the root. */
export function Notices() {
  const text = useText();
  return (
    <ToastRegion queue={queue} className={styles.region ?? ''} aria-label={text('frame.messages')}>
      {({ toast }) => (
        <AriaToast toast={toast} className={styles.toast ?? ''}>
          <ToastContent className={styles.content ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.undo ? (
            <Button
              look="quiet"
              size="small"
              onPress={() => {
                toast.content.undo?.();
                queue.close(toast.key);
              }}
            >
              {text('frame.undo')}
            </Button>
          ) : null}
          {toast.content.action ? (
            <Button
              look="quiet"
              size="small"
              onPress={() => {
                toast.content.action?.act();
                queue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          ) : null}
          <IconButton label={text('frame.close')} size="small" onPress={() => queue.close(toast.key)}>
            <CloseIcon />
          </IconButton>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
