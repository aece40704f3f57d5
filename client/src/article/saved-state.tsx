import { useText } from '../i18n/language.tsx';
import type { SyncState } from '../sync/session.ts';
import { CheckIcon, CloudIcon, CloudOffIcon, NoticeIcon } from '../ui/icons.tsx';
import styles from './saved-state.module.css';

/** Whether this person's work is on the server, in a word; announced politely when it changes. */
export function SavedState({ state }: { readonly state: SyncState }) {
  const text = useText();
  const shown = telling(state);
  if (!shown) return null;
  const { icon, look, word, detail } = shown;
  const unsaved = 'unsaved' in state ? state.unsaved : 0;
  const said = text(word, { count: unsaved });
  return (
    <p
      className={styles.state}
      data-look={look}
      title={detail ? `${said} · ${text(detail, { count: unsaved })}` : said}
    >
      {icon}
      {/* Saving comes and goes with every word: it is seen, and heard only when work is at risk or safe again. */}
      <span role="status" aria-live={look === 'busy' ? 'off' : 'polite'}>
        {said}
      </span>
    </p>
  );
}

function telling(state: SyncState) {
  switch (state.kind) {
    case 'live':
      return state.unsaved === 0
        ? ({ icon: <CheckIcon />, look: 'calm', word: 'article.saved', detail: 'article.saved.detail' } as const)
        : ({ icon: <CloudIcon />, look: 'busy', word: 'article.saving', detail: 'article.saving.detail' } as const);
    case 'offline':
      return {
        icon: <CloudOffIcon />,
        look: 'warning',
        word: state.unsaved === 0 ? 'article.offline' : 'article.offline.unsaved',
        detail: 'article.offline.detail',
      } as const;
    case 'refused':
      return { icon: <NoticeIcon />, look: 'warning', word: 'article.refused', detail: null } as const;
    case 'loading':
    case 'ended':
      return null;
  }
}
