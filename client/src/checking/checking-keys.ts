import type { Verdict } from '@sanad/shared/claim';
import { verdictOfKey } from '../editor/marking-keys.ts';

/** What a key asks for while sentences are gone through. */
export type CheckingKey =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'edge'; readonly last: boolean }
  | { readonly kind: 'judge'; readonly verdict: Verdict }
  | { readonly kind: 'next' | 'aside' | 'leave' };

const KEYS: Readonly<Record<string, CheckingKey>> = {
  ArrowDown: { kind: 'step', by: 1 },
  KeyJ: { kind: 'step', by: 1 },
  ArrowUp: { kind: 'step', by: -1 },
  KeyK: { kind: 'step', by: -1 },
  Home: { kind: 'edge', last: false },
  End: { kind: 'edge', last: true },
  KeyN: { kind: 'next' },
  Digit0: { kind: 'aside' },
  Numpad0: { kind: 'aside' },
  Escape: { kind: 'leave' },
};

/** The key that begins and ends checking sentence by sentence, as its place on the keyboard is called. */
export const CHECKING_KEY = 'F2';

/** What a key asks for, by its place on the keyboard: an Arabic layout writes other letters there. */
export function checkingKey(event: KeyboardEvent): CheckingKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const verdict = verdictOfKey(event);
  return verdict ? { kind: 'judge', verdict } : (KEYS[event.code] ?? null);
}
