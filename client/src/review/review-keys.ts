import { useEffectEvent, useLayoutEffect } from 'react';
import { GIVEN_VERDICTS } from '../claims/verdict-picker.tsx';

/** What a key asks for on the page of the queue. */
export type ReviewKey =
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly picks: boolean }
  | { readonly kind: 'edge'; readonly last: boolean }
  | { readonly kind: 'judge'; readonly verdict: (typeof GIVEN_VERDICTS)[number] }
  | { readonly kind: 'evidence' | 'comment' | 'assign' | 'settle' | 'open' | 'pick' | 'leave' | 'search' | 'keys' };

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Reads a key by its place on the keyboard, because an Arabic layout has other letters there. */
export function reviewKey(event: Pressed): ReviewKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === '?' || event.key === '؟' || (event.code === 'Slash' && event.shiftKey)) return { kind: 'keys' };
  switch (event.code) {
    case 'KeyJ':
    case 'ArrowDown':
      return { kind: 'step', by: 1, picks: event.shiftKey };
    case 'KeyK':
    case 'ArrowUp':
      return { kind: 'step', by: -1, picks: event.shiftKey };
  }
  if (event.shiftKey) return null;
  const digit = /^(?:Digit|Numpad)([123])$/.exec(event.code)?.[1];
  const verdict = digit && GIVEN_VERDICTS[Number(digit) - 1];
  if (verdict) return { kind: 'judge', verdict };
  switch (event.code) {
    case 'Home':
      return { kind: 'edge', last: false };
    case 'End':
      return { kind: 'edge', last: true };
    case 'KeyE':
      return { kind: 'evidence' };
    case 'KeyC':
      return { kind: 'comment' };
    case 'KeyA':
      return { kind: 'assign' };
    case 'KeyS':
      return { kind: 'settle' };
    case 'KeyO':
      return { kind: 'open' };
    case 'KeyX':
      return { kind: 'pick' };
    case 'Slash':
      return { kind: 'search' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return null;
  }
}

const WRITABLE = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
const OVER = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Whether somebody is writing, or deciding in something that lies over the page: neither is to be disturbed. */
export function isBusy(): boolean {
  return document.activeElement?.closest(WRITABLE) != null || document.querySelector(OVER) !== null;
}

/** Answers the page's keys, wherever the focus is but in a field or in what lies over the page. */
export function useReviewKeys(answer: (key: ReviewKey) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : null;
    if (document.querySelector(OVER)) return;
    if (target?.closest(WRITABLE)) {
      // What was begun stays in the field; the keyboard goes back to the list.
      if (event.code === 'Escape' && answer({ kind: 'leave' })) event.preventDefault();
      return;
    }
    const key = reviewKey(event);
    // A key that is held down goes on through the list, and does nothing twice.
    if (!key || (event.repeat && key.kind !== 'step')) return;
    if (answer(key)) event.preventDefault();
  });
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
