import { type AddressFault, addressesIn, addressFault, evidenceRequest } from '@sanad/shared/evidence';
import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Input, TextField, ToggleButton } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { onEvidenceAsked } from './asking.ts';
import { type EvidenceDesk, type EvidenceWish, today } from './evidence-desk.ts';
import styles from './evidence-field.module.css';

/** A text that is no evidence, with the word that makes it none. */
interface Faulty {
  readonly word: string;
  readonly fault: AddressFault;
}

/** What keeps a text from being addresses; null when it is some. */
function faultIn(text: string): Faulty | null {
  for (const word of text.trim().split(/\s+/)) {
    const fault = addressFault(word);
    if (fault) return { word, fault };
  }
  return null;
}

export interface EvidenceFieldProps {
  readonly claim: string;
  readonly desk: EvidenceDesk;
  /** Opens the form, for what has no address or more to be said of. */
  readonly onForm: (address: string, confidential: boolean) => void;
  /** Whether what is pasted where no field has the keyboard is this claim's. */
  readonly takesPaste?: (event: globalThis.ClipboardEvent) => boolean;
}

/** Where addresses are pasted: each is a piece of evidence at once, and anything else stays and is told what it lacks. */
export function EvidenceField({ claim, desk, onForm, takesPaste }: EvidenceFieldProps) {
  const text = useText();
  const [value, setValue] = useState('');
  const [faulty, setFaulty] = useState<Faulty | null>(null);
  const [secret, setSecret] = useState(false);
  const [added, setAdded] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const faultId = useId();

  useEffect(
    () =>
      onEvidenceAsked(claim, () => {
        field.current?.focus();
        field.current?.scrollIntoView({ block: 'nearest' });
      }),
    [claim],
  );

  /** Takes a text as evidence; what is none stays in the field. */
  const take = useCallback(
    async (pasted: string) => {
      const addresses = addressesIn(pasted);
      setError(null);
      if (addresses.length === 0) {
        setValue(pasted.trim());
        setFaulty(faultIn(pasted));
        setAdded(0);
        return;
      }
      const accessed = today();
      const wishes = addresses.map((address): EvidenceWish => evidenceRequest.parse({ address, accessed }));
      try {
        await desk.add(wishes, secret);
        setValue('');
        setFaulty(null);
        setAdded(wishes.length);
      } catch (failure) {
        setValue(pasted.trim());
        setError(failure);
      }
    },
    [desk, secret],
  );

  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    // Into a field with something in it, or a part of an address: it is being written there.
    if (value !== '' || pasted.trim() === '') return;
    event.preventDefault();
    void take(pasted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault();
      if (value.trim() !== '') void take(value);
    } else if (event.code === 'Escape') {
      event.stopPropagation();
      const card = field.current?.closest('[data-card]');
      card?.querySelector<HTMLElement>('[data-face]')?.focus({ preventScroll: true });
    }
  };

  useEffect(() => {
    if (!takesPaste) return;
    const onPageClipboard = (event: globalThis.ClipboardEvent) => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (pasted.trim() === '' || !takesPaste(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void take(pasted);
    };
    // Before the text, which turns away what it may not take.
    document.addEventListener('paste', onPageClipboard, { capture: true });
    return () => document.removeEventListener('paste', onPageClipboard, { capture: true });
  }, [take, takesPaste]);

  return (
    <div className={styles.frame} data-evidence-field="">
      <div className={styles.row}>
        <TextField
          className={styles.field ?? ''}
          aria-label={text('evidence.field')}
          value={value}
          onChange={(next) => {
            setValue(next);
            setFaulty(null);
            setError(null);
          }}
          isInvalid={faulty !== null}
          {...(faulty ? { 'aria-describedby': faultId } : {})}
        >
          <Input
            ref={field}
            className={styles.input ?? ''}
            // By what stands in it; while nothing does, the hint reads as the interface.
            {...(value === '' ? {} : { dir: 'auto' as const })}
            placeholder={text('evidence.field.placeholder')}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            aria-keyshortcuts="E"
            onPaste={onPaste}
            onKeyDown={onKeyDown}
          />
        </TextField>
        <ToggleButton
          className={styles.lock ?? ''}
          isSelected={secret}
          onChange={setSecret}
          aria-label={text('evidence.confidential.next')}
        >
          <LockIcon />
          <span>{text('evidence.confidential')}</span>
        </ToggleButton>
      </div>
      {faulty ? (
        <p id={faultId} className={styles.fault} role="alert">
          {text(`evidence.fault.${faulty.fault}`)} <bdi className={styles.word}>{shortened(faulty.word)}</bdi>
        </p>
      ) : null}
      {error ? <Problem error={error} what={text('evidence.failed')} /> : null}
      <p className={styles.heard} role="status">
        {added > 0 ? text('evidence.added', { count: added }) : ''}
      </p>
      <div>
        <Button
          look="quiet"
          size="small"
          className={styles.more}
          onPress={() => {
            onForm(value.trim(), secret);
            setValue('');
            setFaulty(null);
          }}
        >
          {text('evidence.form.open')}
        </Button>
      </div>
    </div>
  );
}

function shortened(word: string): string {
  return word.length > 60 ? `${word.slice(0, 60)}…` : word;
}
