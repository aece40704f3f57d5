import type { Verdict } from '@sanad/shared/claim';
import type { EditorState } from 'prosemirror-state';
import { type JSX, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { AfterPaint } from './after-paint.ts';
import type { EditorSurface } from './editor-view.ts';
import styles from './selection-bar.module.css';

const OFFERED = ['verified', 'disputed', 'unsourced'] as const satisfies readonly Verdict[];
const SIGNS = { verified: '✓', disputed: '✗', unsourced: '?' } as const;
/** How long a selection must rest (ms) before the bar comes. */
const REST = 120;
/** The room between the bar and the words (px). */
const GAP = 10;
/** How near the bar comes to the window's edges and to what sticks there (px). */
const EDGE = 8;

/** Whether there is something to mark and the hand that selects it has come to rest. */
function useResting(editor: EditorSurface, bar: { readonly current: HTMLElement | null }): boolean {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pressed = false;
    let isShown = false;
    const leaving = new AfterPaint(() => setResting(false));
    const show = (shown: boolean) => {
      isShown = shown;
      leaving.forget();
      bar.current?.style.setProperty('visibility', shown ? 'visible' : 'hidden');
      if (shown) setResting(true);
      // Out of sight with the very frame, and out of the page when that has been painted.
      else leaving.ask();
    };
    const look = () => {
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      const within = editor.view.hasFocus() || bar.current?.contains(document.activeElement) === true;
      if (within && editor.markable()) timer = setTimeout(() => show(!pressed && editor.markable() !== null), REST);
      else if (isShown) show(false);
    };
    const down = (event: PointerEvent) => {
      if (event.target instanceof Node && bar.current?.contains(event.target)) return;
      pressed = true;
    };
    const up = () => {
      pressed = false;
      look();
    };
    const off = editor.onView(look);
    const { dom } = editor.view;
    window.addEventListener('pointerdown', down, true);
    window.addEventListener('pointerup', up, true);
    window.addEventListener('pointercancel', up, true);
    dom.addEventListener('focusin', look);
    window.addEventListener('focusin', look);
    look();
    return () => {
      clearTimeout(timer);
      leaving.forget();
      off();
      window.removeEventListener('pointerdown', down, true);
      window.removeEventListener('pointerup', up, true);
      window.removeEventListener('pointercancel', up, true);
      dom.removeEventListener('focusin', look);
      window.removeEventListener('focusin', look);
    };
  }, [editor, bar]);
  return resting;
}

/** The free part of the window: below what sticks to its top, above what sticks to its bottom (px). */
function freeBand(): { readonly top: number; readonly bottom: number } {
  const rectsOf = (selector: string) =>
    [...document.querySelectorAll(selector)].map((it) => it.getBoundingClientRect());
  const top = Math.max(0, ...rectsOf('[data-page-header], [data-editor-tools]').map(({ bottom }) => bottom));
  const bottom = Math.min(window.innerHeight, ...rectsOf('[data-page-foot]').map((rect) => rect.top));
  return { top: top + EDGE, bottom: bottom - EDGE };
}

/**
 * Puts the bar above the first selected line, or below the last where there is no room; in the window, and never on the
 * words unless they fill it.
 */
function place(editor: EditorSurface, bar: HTMLElement): void {
  const selection = window.getSelection();
  const host = bar.offsetParent;
  if (!host || !selection || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  if (!editor.view.dom.contains(range.commonAncestorContainer)) return;
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
  const [first, last] = [rects[0], rects.at(-1)];
  if (!first || !last) return;
  const frame = host.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = bar;
  const free = freeBand();
  const above = first.top - GAP - height;
  const fits = above >= free.top && first.top <= free.bottom;
  const line = fits ? first : last;
  const wanted = fits ? above : last.bottom + GAP;
  const top = Math.max(free.top, Math.min(wanted, free.bottom - height));
  const centre = line.left + line.width / 2 - width / 2;
  // What reaches beyond the column of the text is cut off.
  const least = Math.max(EDGE, frame.left);
  const most = Math.min(document.documentElement.clientWidth - EDGE, frame.right);
  const left = Math.max(least, Math.min(centre, most - width));
  bar.style.setProperty('--bar-top', `${top - frame.top}px`);
  bar.style.setProperty('--bar-left', `${left - frame.left}px`);
}

/** The small bar that offers the verdicts for selected words. */
export function SelectionBar({ editor }: { readonly editor: EditorSurface }): JSX.Element | null {
  const text = useText();
  const { direction } = useLanguage();
  const bar = useRef<HTMLDivElement>(null);
  const resting = useResting(editor, bar);
  useLayoutEffect(() => {
    if (!resting) return;
    let placed: EditorState | null = null;
    const again = () => {
      placed = editor.view.state;
      if (bar.current) place(editor, bar.current);
    };
    // What else there is in the state moves no words.
    const changed = () => {
      const { doc, selection } = editor.view.state;
      if (placed?.doc !== doc || !placed.selection.eq(selection)) again();
    };
    again();
    const off = [editor.onView(changed), editor.onLayout(again)];
    return () => {
      for (const each of off) each();
    };
  }, [editor, resting]);
  if (!resting) return null;
  const mark = (verdict: Verdict) => {
    editor.act.mark(verdict);
    editor.view.focus();
  };
  const waiting = editor.place.waiting();
  const attach = () => {
    if (waiting) editor.place.attach(waiting.claim.id);
    editor.view.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.code === 'Escape') {
      editor.leaveMarking();
      editor.view.focus();
    } else if (/^(Digit|Numpad)[123]$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      mark(OFFERED[Number(event.code.at(-1)) - 1] as Verdict);
    } else if (waiting && /^(Digit|Numpad)4$/.test(event.code) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      attach();
    } else if (event.code === 'ArrowLeft' || event.code === 'ArrowRight') {
      const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
      const step = (event.code === 'ArrowRight') === rtl ? -1 : 1;
      const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
      buttons[(index + step + buttons.length) % buttons.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={bar}
      className={styles.bar}
      dir={direction}
      role="toolbar"
      aria-label={text('editor.mark')}
      onKeyDown={keys}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      data-selection-bar=""
    >
      {OFFERED.map((verdict, index) => (
        <button
          key={verdict}
          type="button"
          className={styles.barButton}
          data-verdict={verdict}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => mark(verdict)}
        >
          <span className={styles.barSign} aria-hidden="true">
            {SIGNS[verdict]}
          </span>
          {text(`editor.${verdict}`)}
          <KeyHint keys={String(index + 1)} />
        </button>
      ))}
      {waiting ? (
        <button type="button" className={styles.barButton} aria-keyshortcuts="4" onClick={attach} data-attach="">
          {text('editor.attach', { number: waiting.number })}
          <KeyHint keys="4" />
        </button>
      ) : null}
    </div>
  );
}
