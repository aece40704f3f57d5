import type { Verdict } from '@sanad/shared/claim';

const VERDICT_KEYS: Readonly<Record<string, Verdict>> = {
  Digit1: 'verified',
  Digit2: 'disputed',
  Digit3: 'unsourced',
  Numpad1: 'verified',
  Numpad2: 'disputed',
  Numpad3: 'unsourced',
};

const bare = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;

/** The verdict a key stands for, by its place on the keyboard: an Arabic layout writes other digits there. */
export function verdictOfKey(event: KeyboardEvent): Verdict | null {
  return bare(event) ? (VERDICT_KEYS[event.code] ?? null) : null;
}

/** Whether a key asks to put the claim that waits for its words on the selected ones. */
export function isAttachKey(event: KeyboardEvent): boolean {
  return bare(event) && (event.code === 'Digit4' || event.code === 'Numpad4');
}

/** Whether a key asks for undo or redo. */
export function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null;
  if (event.code === 'KeyZ') return event.shiftKey ? 'redo' : 'undo';
  return event.code === 'KeyY' && !event.shiftKey ? 'redo' : null;
}

/** The step to the claim before or behind that a key asks for. */
export function stepKey(event: KeyboardEvent): 1 | -1 | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.code === 'ArrowDown') return 1;
  return event.code === 'ArrowUp' ? -1 : null;
}

/** Whether a key asks to take something away. */
export function isRemoveKey(event: KeyboardEvent): boolean {
  return bare(event) && (event.code === 'Delete' || event.code === 'Backspace');
}
