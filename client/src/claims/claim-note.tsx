import { NOTE_LIMIT, standingJudgement } from '@sanad/shared/claim';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { TextArea, TextField } from 'react-aria-components';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import styles from './claim-note.module.css';
import { useClaimsDesk } from './claims-desk.ts';

/** Below this many characters left, the limit is shown. */
const NEAR_LIMIT = 200;

/** The note of the verdict that holds. Its giver edits it in place; others read it. */
export function ClaimNote({ mark }: { readonly mark: PlacedMark }) {
  const { drafts, editor, person, second, writing, setWriting } = useClaimsDesk();
  const text = useText();
  const { id } = mark.claim;
  const standing = standingJudgement(mark.claim);
  // Where people disagree their notes stand with their verdicts.
  const inDispute = second.asks !== 'off' && mark.look === 'conflict' && mark.settled === null;
  const mine = standing?.by === person.id && editor.mayJudge();
  const overtaken = !mine && drafts.has(id);
  if ((mine && writing === id) || overtaken) return <NoteField key={id} mark={mark} overtaken={overtaken} />;
  if (!mine && (!standing?.note || inDispute)) return null;
  return (
    <div className={styles.read}>
      {standing?.note && !inDispute ? (
        <p className={styles.note} dir="auto">
          {standing.note}
        </p>
      ) : null}
      {mine ? (
        <Button look="quiet" size="small" hint="N" className={styles.edit} onPress={() => setWriting(id)}>
          {text(standing.note ? 'claims.note.edit' : 'claims.note.add')}
        </Button>
      ) : null}
    </div>
  );
}

function NoteField({ mark, overtaken }: { readonly mark: PlacedMark; readonly overtaken: boolean }) {
  const { deeds, drafts, nameOf, setWriting } = useClaimsDesk();
  const text = useText();
  const { id } = mark.claim;
  const standing = standingJudgement(mark.claim);
  const [note, setNote] = useState(() => drafts.get(id) ?? standing?.note ?? '');
  const current = useRef({ note, mark, deeds });
  useEffect(() => {
    current.current = { note, mark, deeds };
  });
  const done = useRef(false);

  const change = (value: string) => {
    setNote(value);
    // Kept beside the field too: a verdict given while writing takes the note along.
    if (value === standing?.note) drafts.delete(id);
    else drafts.set(id, value);
  };
  const frame = useRef<HTMLDivElement>(null);
  /** The field goes: the keyboard is handed back to the card it is on. */
  const backToCard = () => {
    frame.current?.closest('[data-card]')?.querySelector<HTMLElement>('[data-face]')?.focus({ preventScroll: true });
  };
  const save = () => {
    done.current = true;
    deeds.write(mark, note.trim());
    setWriting(null);
  };
  const leave = () => {
    done.current = true;
    drafts.delete(id);
    backToCard();
    setWriting(null);
  };
  const saveAndReturn = () => {
    done.current = true;
    backToCard();
    save();
  };
  const onBlur = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (to instanceof Element && to.closest('[data-picker], [data-note]')) return;
    if (!overtaken && !done.current) save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.code === 'Escape') leave();
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!overtaken) saveAndReturn();
    }
  };
  // A card that is taken away while its note is written (another claim was chosen by key) keeps what was written.
  useEffect(
    () => () => {
      const last = current.current;
      if (!done.current && last.deeds && drafts.has(last.mark.claim.id)) last.deeds.write(last.mark, last.note.trim());
    },
    [drafts],
  );

  const left = NOTE_LIMIT - note.length;
  return (
    <div ref={frame} className={styles.write} data-note>
      {overtaken && standing ? (
        <p className={styles.overtaken}>{text('claims.note.overtaken', { name: nameOf(standing.by) })}</p>
      ) : null}
      <TextField aria-label={text('claims.note')} autoFocus value={note} onChange={change} maxLength={NOTE_LIMIT}>
        <TextArea
          className={styles.field ?? ''}
          dir="auto"
          rows={2}
          placeholder={text('claims.note.placeholder')}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <div className={styles.row}>
        {overtaken ? null : (
          <Button look="primary" size="small" hint="Ctrl ↵" onPress={saveAndReturn}>
            {text('claims.note.save')}
          </Button>
        )}
        <Button look="quiet" size="small" onPress={leave}>
          {text('frame.cancel')}
        </Button>
        {left < NEAR_LIMIT ? <span className={styles.left}>{text('claims.note.left', { count: left })}</span> : null}
      </div>
    </div>
  );
}
