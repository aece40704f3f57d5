import { useId, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { notify } from '../ui/toast.tsx';
import { askForEvidence } from './asking.ts';
import type { EvidenceDesk, EvidencePiece } from './evidence-desk.ts';
import { EvidenceField, type EvidenceFieldProps } from './evidence-field.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { EvidenceItem } from './evidence-item.tsx';
import styles from './evidence-section.module.css';

export interface EvidenceSectionProps {
  /** The claim's id. */
  readonly claim: string;
  readonly desk: EvidenceDesk;
  nameOf(person: string): string;
  readonly takesPaste?: EvidenceFieldProps['takesPaste'];
}

/** What the form is open for: a new piece, begun with what stood in the field, or one that is there. */
type Editing =
  | { readonly kind: 'new'; readonly address: string; readonly confidential: boolean }
  | { readonly kind: 'piece'; readonly piece: EvidencePiece };

/** The evidence of a claim: what there is, what to add, and whether some is missing. Nothing where there is nothing to say. */
export function EvidenceSection({ claim, desk, nameOf, takesPaste }: EvidenceSectionProps) {
  const text = useText();
  const title = useId();
  const [editing, setEditing] = useState<Editing | null>(null);
  const { pieces, unbacked, required, mayAdd } = desk;
  if (pieces.length === 0 && !mayAdd) return null;
  const remove = (piece: EvidencePiece) => {
    desk.remove(piece).catch(() => notify({ text: text('evidence.remove.failed') }));
    // The button goes with its piece: the keyboard stays with the claim.
    if (mayAdd) askForEvidence(claim);
  };
  return (
    <section className={styles.section} aria-labelledby={title} data-evidence="">
      <p id={title} className={styles.title}>
        {text('evidence.title')} {mayAdd ? <KeyHint keys="E" /> : null}
      </p>
      {pieces.length > 0 ? (
        <ul className={styles.list}>
          {pieces.map((piece) => (
            <EvidenceItem
              key={piece.id}
              piece={piece}
              by={nameOf(piece.by)}
              {...(desk.mayChange(piece)
                ? { onEdit: () => setEditing({ kind: 'piece', piece }), onRemove: () => remove(piece) }
                : {})}
            />
          ))}
        </ul>
      ) : null}
      {unbacked && mayAdd ? (
        <button type="button" className={styles.unbacked} onClick={() => askForEvidence(claim)}>
          {text(required ? 'evidence.unbacked.required' : 'evidence.unbacked.ask')}
        </button>
      ) : null}
      {mayAdd ? (
        <EvidenceField
          claim={claim}
          desk={desk}
          onForm={(address, confidential) => setEditing({ kind: 'new', address, confidential })}
          {...(takesPaste ? { takesPaste } : {})}
        />
      ) : null}
      {editing ? (
        <EvidenceForm
          desk={desk}
          piece={editing.kind === 'piece' ? editing.piece : null}
          address={editing.kind === 'new' ? editing.address : ''}
          confidential={editing.kind === 'piece' ? editing.piece.confidential : editing.confidential}
          onClose={() => {
            setEditing(null);
            if (editing.kind === 'new') askForEvidence(claim);
          }}
        />
      ) : null}
    </section>
  );
}
