import { useText } from '../i18n/language.tsx';
import type { Rescue } from '../sync/rescue.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { rescueFile } from './rescue-file.ts';
import styles from './rescue-note.module.css';

/** Tells that a change was not accepted: why, what is safe, and hands over what was not accepted. */
export function RescueNote({
  reason,
  rescue,
  onDismiss,
}: {
  readonly reason: Rescue['reason'];
  readonly rescue: Rescue | null;
  readonly onDismiss: () => void;
}) {
  const text = useText();
  return (
    <div className={styles.note}>
      <ErrorNote
        what={text(reason === 'frozen' ? 'article.refused.frozen.title' : 'article.refused.title')}
        safe={
          <>
            {text(`article.refused.${reason}`)} {text(rescue ? 'article.refused.safe' : 'article.refused.safe.no-copy')}
          </>
        }
        actions={
          <>
            {rescue ? (
              <Button look="primary" onPress={() => download(rescue)}>
                {text('article.refused.download')}
              </Button>
            ) : null}
            <Button onPress={onDismiss}>{text('article.refused.dismiss')}</Button>
          </>
        }
      />
    </div>
  );
}

function download(rescue: Rescue): void {
  const address = URL.createObjectURL(new Blob([rescueFile(rescue)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `sanad-rescue-${rescue.at.replace(/[:.]/g, '-')}.txt`;
  link.click();
  // The download has begun with the click; the browser holds on to the data until it is done.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
