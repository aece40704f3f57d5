import { CLAIMANT_KINDS, type Claimant, claimantShape } from '@sanad/shared/claimant';
import { addressFault } from '@sanad/shared/evidence';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Popover } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import styles from './claimant-field.module.css';

export interface ClaimantFieldProps {
  readonly claimant: Claimant | null;
  readonly mayName: boolean;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly name: (claimant: Claimant | null) => void;
}

/** Who outside the desk says what a claim says, and where that is written. Those who may not are only told. */
export function ClaimantField({ claimant, mayName, isOpen, onOpenChange, name }: ClaimantFieldProps) {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  if (!claimant && !mayName) return null;
  const address = claimant?.address ?? '';
  const where =
    address !== '' && addressFault(address) === null ? (
      <Link className={styles.where ?? ''} href={address} target="_blank" rel="noopener noreferrer">
        {text('claimant.where')}
      </Link>
    ) : null;
  const says = claimant ? text('claimant.is', { name: claimant.name }) : text('claimant.ask');
  if (!mayName) {
    return (
      <p className={styles.told}>
        {says} {where}
      </p>
    );
  }
  return (
    <div className={styles.field}>
      <Button
        ref={button}
        look="quiet"
        size="small"
        hint="W"
        aria-keyshortcuts="W"
        aria-haspopup="dialog"
        className={styles.says}
        onPress={() => onOpenChange(true)}
      >
        {says}
      </Button>
      {where}
      <Popover
        label={text('claimant.ask')}
        triggerRef={button}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        placement="bottom start"
      >
        <ClaimantForm
          claimant={claimant}
          done={(said) => {
            onOpenChange(false);
            if (said !== undefined) name(said);
          }}
        />
      </Popover>
    </div>
  );
}

/** `done` is given what was said: nobody (null), or nothing at all (undefined). */
function ClaimantForm({
  claimant,
  done,
}: {
  readonly claimant: Claimant | null;
  readonly done: (said: Claimant | null | undefined) => void;
}) {
  const text = useText();
  const [said, setSaid] = useState<Claimant>(claimant ?? { name: '', kind: 'person', address: '' });
  const [faults, setFaults] = useState<{ readonly name?: string; readonly address?: string }>({});
  const say = (part: Partial<Claimant>) => {
    setSaid((known) => ({ ...known, ...part }));
    setFaults({});
  };
  const save = () => {
    const tried = { ...said, name: said.name.trim(), address: said.address.trim() };
    const fault = tried.address === '' ? null : addressFault(tried.address);
    const found = {
      ...(tried.name === '' ? { name: text('claimant.nameless') } : {}),
      ...(fault ? { address: text(`evidence.fault.${fault}`) } : {}),
    };
    setFaults(found);
    const read = claimantShape.safeParse(tried);
    if (Object.keys(found).length === 0 && read.success) done(read.data);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the card behind it mean nothing while one writes here.
    if (event.code !== 'Escape' && event.code !== 'Tab') event.stopPropagation();
  };
  return (
    <form
      className={styles.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={text('claimant.name')}
        value={said.name}
        onChange={(name) => say({ name })}
        error={faults.name ?? null}
        maxLength={200}
        autoFocus
      />
      <Select
        label={text('claimant.kind')}
        value={said.kind}
        onChange={(kind) => say({ kind })}
        options={CLAIMANT_KINDS.map((id) => ({ id, text: text(`claimant.kind.${id}`) }))}
      />
      <TextField
        label={text('claimant.address')}
        dir="ltr"
        inputMode="url"
        value={said.address}
        onChange={(address) => say({ address })}
        error={faults.address ?? null}
      />
      <div className={styles.acts}>
        {claimant ? (
          <Button look="quiet" size="small" onPress={() => done(null)}>
            {text('claimant.nobody')}
          </Button>
        ) : null}
        <Button size="small" className={styles.cancel} onPress={() => done(undefined)}>
          {text('frame.cancel')}
        </Button>
        <Button look="primary" size="small" type="submit">
          {text('claimant.save')}
        </Button>
      </div>
    </form>
  );
}
