import type { CoveredSentence } from '@sanad/shared/coverage';
import { gravest } from '@sanad/shared/coverage';
import { useCallback, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { EditorSurface } from '../editor/editor-view.ts';
import { useText } from '../i18n/language.tsx';
import { notify } from '../ui/toast.tsx';
import { Checking, type CheckingState } from './checking.ts';
import { CHECKING_KEY } from './checking-keys.ts';

/** What looks after an article's sentences while its text is on screen; null before. */
export function useChecking(editor: EditorSurface | null, language: string): Checking | null {
  const text = useText();
  const [checking, setChecking] = useState<Checking | null>(null);
  useEffect(() => {
    if (!editor) return;
    const made = new Checking(editor, language);
    setChecking(made);
    return () => {
      made.destroy();
      setChecking(null);
    };
  }, [editor, language]);
  useEffect(() => checking?.onKept((why) => notify({ text: text(`checking.kept.${why}`) })), [checking, text]);
  useLayoutEffect(() => {
    if (!checking) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('[role="dialog"], [role="menu"], input, textarea, select')) return;
      if (event.code === CHECKING_KEY && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
        if (!checking.mayCheck()) return;
        event.preventDefault();
        checking.turn(!checking.state().on);
        return;
      }
      // Cards and the strip have the same keys for themselves.
      if (target?.closest('[contenteditable="true"], [data-claims], [role="slider"]')) return;
      if (checking.key(event)) event.preventDefault();
    };
    // Before the keys of the page, which are for the chosen claim.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [checking]);
  return checking;
}

/** What is known of the article's sentences now. */
export function useCheckingState(checking: Checking): CheckingState {
  return useSyncExternalStore(checking.subscribe, checking.state);
}

/** A function from a sentence to its state in words. */
export function useSentenceState(): (sentence: CoveredSentence) => string {
  const text = useText();
  return useCallback(
    (sentence) => {
      const verdict = gravest(sentence);
      if (sentence.state !== 'touched' || !verdict) {
        return text(sentence.state === 'set-aside' ? 'checking.set-aside' : 'checking.untouched');
      }
      const words = text(`checking.${verdict}`);
      return sentence.stale > 0 ? text('checking.stale', { verdict: words }) : words;
    },
    [text],
  );
}
