import type { Direction } from '@sanad/shared/direction';
import { directionOfBlock } from '@sanad/shared/direction';
import { readsAlike } from '@sanad/shared/fold';
import { SETTLEMENTS, type SettlementHow } from '@sanad/shared/thread';
import { CLAIM_LIMIT } from '@sanad/shared/verdict';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Group, Label, Radio, RadioGroup } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import choice from '../ui/choice.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import field from '../ui/field.module.css';
import { TextField } from '../ui/field.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import styles from './settle-dialog.module.css';
import type { Closing } from './settling-desk.ts';

const REASON_LIMIT = 2000;

export interface SettleDialogProps {
  /** The words the claim sits on, or last sat on. */
  readonly words: string;
  readonly language: string;
  readonly direction: Direction;
  /** Whether the text can be changed along: it is open here, and the claim sits in it. */
  readonly mayChangeText: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly settle: (closing: Closing) => Promise<void>;
}

/** How a claim is closed: what became of it, why, and the new words where there are any. */
export function SettleDialog({ isOpen, onOpenChange, ...props }: SettleDialogProps) {
  const text = useText();
  return (
    <Dialog title={text('settling.title')} isOpen={isOpen} onOpenChange={onOpenChange} dismissable={false}>
      <Form {...props} done={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Form({
  words,
  language,
  direction,
  mayChangeText,
  settle,
  done,
}: Omit<SettleDialogProps, 'isOpen' | 'onOpenChange'> & { readonly done: () => void }) {
  const text = useText();
  /** The words that are decided about: a colleague may be changing them meanwhile. */
  const [seen, setSeen] = useState(words);
  const [how, setHow] = useState<SettlementHow>('corrected');
  const [wording, setWording] = useState(words);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  /** The words that one was told of since. */
  const [told, setTold] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const reasonField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const wordingField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const choices = useRef<HTMLDivElement>(null);

  // What was refused may have been so because of words that are told only now.
  if (failure && !readsAlike(seen, words) && told !== words) setTold(words);
  const isOther = told !== null && !readsAlike(told, seen);

  const hasWording = how === 'corrected' || how === 'attributed';
  const isReworded = hasWording && wording.trim() !== '' && wording.trim() !== words.trim();
  const inText = mayChangeText && (how === 'removed' || isReworded);
  const lacksWording = hasWording && wording.trim() === '';

  const submit = async (changeText: boolean) => {
    if (sending) return;
    if (reason.trim() === '' || lacksWording) {
      setMissing(true);
      (lacksWording ? wordingField : reasonField).current?.focus();
      return;
    }
    if (!readsAlike(seen, words) && told !== words) {
      setTold(words);
      return;
    }
    setSeen(words);
    setSending(true);
    setTold(null);
    setFailure(null);
    try {
      await settle({
        how,
        reason: reason.trim(),
        wording: hasWording ? wording.trim() : null,
        inText: changeText,
        read: words,
      });
      done();
    } catch (problem) {
      setFailure(problem);
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isEnter = event.code === 'Enter' || event.code === 'NumpadEnter';
    if (isEnter && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit(inText && !event.shiftKey);
      return;
    }
    const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code)?.[1];
    const chosen = digit && SETTLEMENTS[Number(digit) - 1];
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!choices.current?.contains(event.target as Node)) return;
    event.preventDefault();
    setHow(chosen);
    choices.current.querySelector<HTMLInputElement>(`input[value="${chosen}"]`)?.focus();
  };
  return (
    <Group className={styles.form ?? ''} onKeyDown={onKeyDown}>
      <RadioGroup
        ref={choices}
        className={choice.group ?? ''}
        value={how}
        onChange={(value) => setHow(SETTLEMENTS.find((each) => each === value) ?? how)}
      >
        <Label className={field.label ?? ''}>{text('settling.how')}</Label>
        <div className={choice.options}>
          {SETTLEMENTS.map((each, index) => (
            // The dialog is opened to choose one of these, by a key or by hand.
            <Radio key={each} value={each} className={choice.option ?? ''} autoFocus={each === 'corrected'}>
              <span className={choice.dot} />
              <span className={styles.option}>
                {text(`settling.how.${each}`)}
                <span className={choice.description}>{text(`settling.how.${each}.detail`)}</span>
              </span>
              <KeyHint keys={String(index + 1)} />
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {hasWording ? (
        <div lang={language}>
          <TextField
            label={text('settling.wording')}
            lines={3}
            face="reading"
            dir={directionOfBlock(wording || words, direction)}
            value={wording}
            onChange={setWording}
            maxLength={CLAIM_LIMIT}
            inputRef={wordingField}
            error={missing && lacksWording ? text('settling.wording.missing') : null}
          />
        </div>
      ) : null}
      <TextField
        label={text('settling.reason')}
        lines={2}
        value={reason}
        onChange={setReason}
        maxLength={REASON_LIMIT}
        isRequired
        inputRef={reasonField}
        error={missing && reason.trim() === '' ? text('settling.reason.missing') : null}
      />
      {isOther ? <ErrorNote what={text('settling.words-changed', { words: told ?? '' })} /> : null}
      {failure && !isOther ? <Problem error={failure} what={text('settling.failed')} /> : null}
      <div className={styles.row}>
        {inText ? (
          <>
            <Button look="primary" hint="Ctrl ↵" isPending={sending} onPress={() => void submit(true)}>
              {text(how === 'removed' ? 'settling.remove-in-text' : 'settling.apply-in-text')}
            </Button>
            <Button hint="Ctrl ⇧ ↵" isPending={sending} onPress={() => void submit(false)}>
              {text('settling.settle-only')}
            </Button>
          </>
        ) : (
          <Button look="primary" hint="Ctrl ↵" isPending={sending} onPress={() => void submit(false)}>
            {text('settling.settle')}
          </Button>
        )}
        <Button look="quiet" onPress={done}>
          {text('frame.cancel')}
        </Button>
      </div>
    </Group>
  );
}
