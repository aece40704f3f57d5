import { useEffectEvent, useLayoutEffect } from 'react';

const WRITABLE = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/**
 * Calls `act` when the key with this `event.code` is pressed alone, outside every field and dialog. By code, because on
 * an Arabic layout the same key gives another letter.
 */
export function useShortcut(code: string, act: () => void, active = true): void {
  const run = useEffectEvent(act);
  // With what it is for on screen, and not a moment later: who is quick would press it in vain.
  useLayoutEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== code || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(WRITABLE) || document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]'))
        return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [code, active]);
}
