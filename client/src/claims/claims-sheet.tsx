import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { BackIcon, CloseIcon } from '../ui/icons.tsx';
import { RootMark } from '../ui/root-mark.tsx';
import { ClaimCard } from './claim-card.tsx';
import { type ClaimFilter, passes } from './claim-filter.ts';
import { onCardKey } from './claim-keys.ts';
import { useClaimsDesk } from './claims-desk.ts';
import { ClaimsList } from './claims-list.tsx';
import styles from './claims-sheet.module.css';
import { useChosen, useClaimOrder, useMark } from './use-claims.ts';
import { VerdictPicker } from './verdict-picker.tsx';

/** How many frames a card of the list may take to be drawn. */
const DRAWN = 12;

/** Takes the keyboard on to a claim's card when it is drawn, where it still is at `from`. */
function goToFace(claim: string, from: HTMLElement, frames = DRAWN): void {
  const face = document.querySelector<HTMLElement>(`[data-list] [data-face="${CSS.escape(claim)}"]`);
  if (document.activeElement !== from) return;
  if (face) face.focus();
  else if (frames > 1) requestAnimationFrame(() => goToFace(claim, from, frames - 1));
}

/** How much room is left between the chosen words and the sheet below them, in pixels. */
const ROOM = 24;

/**
 * The margin of a narrow screen: a sheet from the bottom that leaves the text in view and in use. The chosen claim opens
 * it, with the verdicts at its foot; a handle opens the whole list.
 */
export function ClaimsSheet({
  filter,
  onFilter,
}: {
  readonly filter: ClaimFilter;
  readonly onFilter: (filter: ClaimFilter) => void;
}) {
  const desk = useClaimsDesk();
  const { editor } = desk;
  const text = useText();
  const { ids } = useClaimOrder(editor);
  const chosen = useChosen(editor);
  const mark = useMark(editor, chosen);
  const [listOpen, setListOpen] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const face = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // The chosen words must not lie under the sheet they opened.
  useLayoutEffect(() => {
    if (chosen === null) return;
    const frame = requestAnimationFrame(() => {
      const words = editor.rectOf(chosen);
      const edge = window.innerHeight - (sheet.current?.offsetHeight ?? 0) - ROOM;
      if (!words || words.bottom <= edge) return;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      window.scrollBy({ top: words.bottom - edge, behavior: calm ? 'auto' : 'smooth' });
    });
    return () => cancelAnimationFrame(frame);
  }, [chosen, editor]);

  const cameFromList = useRef(false);
  useEffect(() => {
    if (mark && cameFromList.current) face.current?.focus({ preventScroll: true });
    cameFromList.current = false;
  }, [mark]);

  // Who removes the claim in hand goes on in the list, at the next one: the keyboard would else be nowhere.
  const removed = useRef<string | null>(null);
  const known = useRef(ids);
  const goOn = useRef<{ readonly at: string | null } | null>(null);
  useEffect(
    () =>
      editor.onRemoved((id) => {
        removed.current = id;
      }),
    [editor],
  );
  useEffect(() => {
    const before = known.current;
    known.current = ids;
    const gone = removed.current;
    const at = gone === null ? -1 : before.indexOf(gone);
    if (gone === null || at === -1 || ids.includes(gone)) return;
    removed.current = null;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (mark || !lost) return;
    const isShown = (id: string) => {
      const other = editor.list.peek(id);
      return other !== null && passes(filter, other, desk.person.id);
    };
    const others = [...before.slice(at + 1), ...before.slice(0, at).reverse()];
    goOn.current = { at: others.find(isShown) ?? null };
    setListOpen(true);
  }, [ids, mark, filter, editor, desk.person.id]);
  useEffect(() => {
    if (!goOn.current || !heading.current) return;
    const { at } = goOn.current;
    goOn.current = null;
    heading.current.focus();
    if (at !== null) goToFace(at, heading.current);
  });

  const close = () => {
    setListOpen(false);
    editor.choose(null);
    requestAnimationFrame(() => handle.current?.focus({ preventScroll: true }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Escape' && !event.defaultPrevented && !(event.target as Element).closest('textarea')) {
      event.preventDefault();
      close();
      return;
    }
    if (mark) onCardKey(event, desk, ids, mark.claim.id, (id) => editor.choose(id, { scroll: true }), null);
  };

  if (mark) {
    return (
      <section ref={sheet} className={styles.sheet} aria-label={text('claims.title')} onKeyDown={onKeyDown}>
        <div className={styles.bar}>
          <Button
            look="quiet"
            size="small"
            icon={<BackIcon />}
            onPress={() => {
              goOn.current = { at: mark.claim.id };
              setListOpen(true);
              editor.choose(null);
            }}
          >
            {text('claims.to-list')}
          </Button>
          <IconButton label={text('claims.close')} onPress={close}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className={styles.body} data-card={mark.claim.id} data-detached={mark.attachment.kind === 'detached'}>
          <ClaimCard
            mark={mark}
            number={mark.number}
            chosen
            hovered={false}
            tabStop
            withPicker={false}
            faceRef={face}
          />
        </div>
        {mark.settled || mark.attachment.kind === 'detached' ? null : (
          <div className={styles.thumb} data-page-foot="">
            <RootMark name="foot" />
            <VerdictPicker mark={mark} />
          </div>
        )}
      </section>
    );
  }
  if (listOpen) {
    return (
      <section
        ref={sheet}
        className={styles.sheet}
        data-list
        aria-label={text('claims.title')}
        onKeyDown={onKeyDown}
        onClickCapture={() => {
          cameFromList.current = true;
        }}
      >
        <div className={styles.bar}>
          <h2 ref={heading} tabIndex={-1}>
            {text('claims.count', { count: ids.length })}
          </h2>
          <IconButton label={text('frame.close')} onPress={close}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className={styles.body}>
          <ClaimsList filter={filter} onFilter={onFilter} layer={layer} levels={null} />
        </div>
      </section>
    );
  }
  return (
    <section ref={sheet} className={styles.handle} data-page-foot="" aria-label={text('claims.title')}>
      <RootMark name="foot" />
      <Button
        ref={handle}
        look="quiet"
        onPress={() => {
          // The keyboard goes with what it opened: the sheet's own keys are answered there.
          goOn.current = { at: null };
          setListOpen(true);
        }}
      >
        {text('claims.count', { count: ids.length })}
      </Button>
    </section>
  );
}
