import { useState } from 'react';
import { signOut } from '../api.ts';
import { useText } from '../i18n/language.tsx';
import { signedOut } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { notify } from '../ui/toast.tsx';
import styles from './signing-out.module.css';

/** How signing out goes: `begin` starts it, `lost` is how many changes would be lost by it when that has to be asked. */
export interface SigningOut {
  readonly lost: number | null;
  begin(): Promise<void>;
  goOn(): Promise<void>;
  stay(): void;
}

/**
 * Signs this browser out: the session ends on the server, and every local copy goes, since an unpublished story does not
 * stay behind. Changes the server has not confirmed would go with them, so that is asked first.
 */
export function useSigningOut(): SigningOut {
  const text = useText();
  const [lost, setLost] = useState<number | null>(null);
  // Loaded when needed: the pages without an article do without Yjs.
  const localCopies = () => import('../sync/local-copy.ts');

  const goOn = async () => {
    setLost(null);
    try {
      await signOut();
    } catch {
      notify({ text: text('people.sign-out.failed') });
      return;
    }
    signedOut();
    await (await localCopies()).clearLocalCopies();
  };
  const begin = async () => {
    const unconfirmed = await (await localCopies()).unconfirmedOnThisMachine();
    if (unconfirmed > 0) setLost(unconfirmed);
    else await goOn();
  };
  return { lost, begin, goOn, stay: () => setLost(null) };
}

/** Asks whether to sign out although something would be lost; nothing while there is nothing to ask. */
export function SigningOutQuestion({ lost, goOn, stay }: SigningOut) {
  const text = useText();
  return (
    <Dialog
      title={text('people.sign-out.lost', { count: lost ?? 0 })}
      isOpen={lost !== null}
      onOpenChange={(open) => {
        if (!open) stay();
      }}
    >
      <p>{text('people.sign-out.lost.detail')}</p>
      <div className={styles.choice}>
        <Button look="primary" autoFocus onPress={stay}>
          {text('people.sign-out.stay')}
        </Button>
        <Button onPress={() => void goOn()}>{text('people.sign-out.anyway')}</Button>
      </div>
    </Dialog>
  );
}
