import { useText } from '../i18n/language.tsx';
import { IconButton } from '../ui/button.tsx';
import type { Checking } from './checking.ts';
import { CHECKING_KEY } from './checking-keys.ts';
import { useCheckingState } from './use-checking.ts';

/** Begins and ends going through the article sentence by sentence. */
export function CheckingSwitch({ checking }: { readonly checking: Checking }) {
  const text = useText();
  const { on } = useCheckingState(checking);
  if (!checking.mayCheck()) return null;
  return (
    <IconButton
      label={text(on ? 'checking.leave' : 'checking.mode')}
      hint={CHECKING_KEY}
      aria-pressed={on}
      onPress={() => checking.turn(!on)}
    >
      <SentenceIcon on={on} />
    </IconButton>
  );
}

/** Lines of text, one of them framed. */
function SentenceIcon({ on }: { readonly on: boolean }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path d="M4 3h12M4 17h12" strokeLinecap="round" />
      <rect x="2" y="6.500" width="16" height="7" rx="2" fill={on ? 'currentColor' : 'none'} />
    </svg>
  );
}
