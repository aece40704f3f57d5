import { addressFault, EVIDENCE_KINDS, type EvidenceRequest, evidenceRequest, STANCES } from '@sanad/shared/evidence';
import { useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { Problem } from '../problem.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { EvidenceGone } from './document-evidence.ts';
import { type EvidenceDesk, type EvidencePiece, type EvidenceWish, today, wishOf } from './evidence-desk.ts';
import styles from './evidence-form.module.css';

export interface EvidenceFormProps {
  readonly desk: EvidenceDesk;
  /** The piece that is changed; null for a new one. */
  readonly piece: EvidencePiece | null;
  /** What a new one begins with. */
  readonly address: string;
  readonly confidential: boolean;
  readonly onClose: () => void;
}

type Field = keyof EvidenceWish;
type Faults = Partial<Record<Field, string>>;

/** The longest that a field may be, in UTF-16 units, as `evidenceRequest` has it. */
const MOST = { title: 300, publisher: 200, excerpt: 5000, locator: 200, note: 2000 } as const;

/** Everything that can be said of a piece of evidence. What could not be saved stays written. */
export function EvidenceForm({ desk, piece, address, confidential, onClose }: EvidenceFormProps) {
  const text = useText();
  const [first] = useState(() => (piece ? wishOf(piece) : newWish(address)));
  const [wish, setWish] = useState<EvidenceWish>(first);
  const [secret, setSecret] = useState(confidential);
  const [faults, setFaults] = useState<Faults>({});
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);

  const say = <K extends Field>(field: K, value: EvidenceWish[K]) => {
    setWish((known) => ({ ...known, [field]: value }));
    setFaults(({ [field]: _, ...others }) => others);
  };
  const field = (name: Exclude<Field, 'kind' | 'stance'>) => ({
    value: wish[name],
    onChange: (value: string) => say(name, value),
    error: faults[name] ?? null,
  });

  const faultsOf = (tried: EvidenceWish): Faults => {
    const found: Faults = {};
    for (const name of ['address', 'archive'] as const) {
      const fault = tried[name] === '' ? null : addressFault(tried[name]);
      if (fault) found[name] = text(`evidence.fault.${fault}`);
    }
    for (const [name, most] of Object.entries(MOST) as [keyof typeof MOST, number][]) {
      if (tried[name].length > most) found[name] = text('evidence.fault.long', { most });
    }
    if (tried.address === '' && tried.title.trim() === '') found.title = text('evidence.fault.nameless');
    const other = evidenceRequest.safeParse(tried).error?.issues[0]?.path[0];
    if (other === 'accessed') found.accessed = text('evidence.fault.date');
    return found;
  };

  const save = async () => {
    const tried = { ...wish, address: wish.address.trim(), archive: wish.archive.trim(), title: wish.title.trim() };
    const found = faultsOf(tried);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setSaving(true);
    setError(null);
    try {
      if (!piece) await desk.add([tried], secret);
      else if (secret !== piece.confidential || Object.keys(changed(first, tried)).length > 0) {
        await desk.change(piece, changed(first, tried), secret);
      }
      onClose();
    } catch (failure) {
      setError(failure);
      setSaving(false);
    }
  };

  return (
    <Dialog
      title={text(piece ? 'evidence.edit' : 'evidence.add')}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      dismissable={false}
      width="wide"
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.whole}>
          <TextField
            label={text('evidence.address')}
            description={text('evidence.address.detail')}
            dir="ltr"
            inputMode="url"
            autoFocus
            {...field('address')}
          />
        </div>
        <div className={styles.whole}>
          <TextField label={text('evidence.name')} {...field('title')} />
        </div>
        <Select
          label={text('evidence.stance')}
          value={wish.stance}
          onChange={(stance) => say('stance', stance)}
          options={STANCES.map((id) => ({ id, text: text(`evidence.stance.${id}`) }))}
        />
        <Select
          label={text('evidence.kind')}
          value={wish.kind}
          onChange={(kind) => say('kind', kind)}
          options={EVIDENCE_KINDS.map((id) => ({ id, text: text(`evidence.kind.${id}`) }))}
        />
        <TextField label={text('evidence.publisher')} {...field('publisher')} />
        <TextField
          label={text('evidence.locator')}
          placeholder={text('evidence.locator.placeholder')}
          {...field('locator')}
        />
        <TextField label={text('evidence.seen')} type="date" dir="ltr" {...field('accessed')} />
        <TextField label={text('evidence.archive')} dir="ltr" inputMode="url" {...field('archive')} />
        <div className={styles.whole}>
          <TextField label={text('evidence.excerpt')} lines={3} face="reading" {...field('excerpt')} />
        </div>
        <div className={styles.whole}>
          <TextField label={text('evidence.note')} lines={2} {...field('note')} />
        </div>
        <div className={styles.whole}>
          <Checkbox isSelected={secret} onChange={setSecret} description={text('evidence.confidential.detail')}>
            {text('evidence.confidential')}
          </Checkbox>
          {piece && secret !== piece.confidential ? (
            <p className={styles.readers} role="status">
              {text(secret ? 'evidence.confidential.known' : 'evidence.confidential.opens')}
            </p>
          ) : null}
        </div>
        {error ? (
          <div className={styles.whole}>
            {error instanceof EvidenceGone ? (
              <ErrorNote what={text('evidence.gone')} safe={null} actions={null} />
            ) : (
              <Problem error={error} what={text('evidence.failed')} />
            )}
          </div>
        ) : null}
        <div className={styles.actions}>
          <Button onPress={onClose}>{text('frame.cancel')}</Button>
          <Button look="primary" type="submit" isPending={isSaving}>
            {text(piece ? 'evidence.save' : 'evidence.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function newWish(address: string): EvidenceWish {
  const nothing: EvidenceRequest = { address: '', title: '-', accessed: today() };
  return { ...evidenceRequest.parse(nothing), title: '', address };
}

/** The fields in which `now` differs from `then`: what a colleague changes meanwhile in the others is left alone. */
function changed(then: EvidenceWish, now: EvidenceWish): Partial<EvidenceWish> {
  const entries = Object.entries(now).filter(([field, value]) => value !== then[field as Field]);
  return Object.fromEntries(entries) as Partial<EvidenceWish>;
}
