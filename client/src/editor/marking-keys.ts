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

/**
 * The Latin letter a key stands for, in lower case: the one its layout writes (on QWERTZ Z and Y have changed places), and
 * where the layout writes no Latin letters, the one that stands in its place. Null for other keys.
 */
export function latinLetter({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  // What a Latin layout writes there is a sign or a letter with an accent, and no other letter's key.
  if (/^[\x20-\u024f]$/.test(key)) return null;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** Whether a key asks for undo or redo. */
export function historyKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null;
  const letter = latinLetter(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !event.shiftKey ? 'redo' : null;
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
