import { useText } from '../i18n/language.tsx';
import type { SyncState } from '../sync/session.ts';
import { CheckIcon, CloudIcon, CloudOffIcon, NoticeIcon } from '../ui/icons.tsx';
import styles from './saved-state.module.css';

/** Whether this person's work is on the server, in a word; announced politely when it changes. */
export function SavedState({ state }: { readonly state: SyncState }) {
  const text = useText();
  const shown = telling(state);
  if (!shown) return null;
  const { icon, look, word, short, detail, count } = shown;
  const said = text(word, { count });
  return (
    <p className={styles.state} data-look={look} title={detail ? `${said} · ${text(detail, { count })}` : said}>
      {icon}
      {/* Saving comes and goes with every word: it is seen, and heard only when work is at risk or safe again. */}
      <span role="status" aria-live={look === 'busy' ? 'off' : 'polite'}>
        {said}
      </span>
      {short ? (
        <span className={styles.short} aria-hidden="true">
          {count === 0 ? text(short) : `${text(short)} · ${count}`}
        </span>
      ) : null}
    </p>
  );
}

function telling(state: SyncState) {
  switch (state.kind) {
    case 'live':
      return state.unsaved === 0
        ? ({
            icon: <CheckIcon />,
            look: 'calm',
            word: 'article.saved',
            short: null,
            detail: 'article.saved.detail',
            count: 0,
          } as const)
        : ({
            icon: <CloudIcon />,
            look: 'busy',
            word: 'article.saving',
            short: null,
            detail: 'article.saving.detail',
            count: state.unsaved,
          } as const);
    case 'not-saving':
      return apart('not-saving', state.unsaved, state.kept);
    case 'offline':
      return apart(state.keptOut === null ? 'offline' : 'waiting', state.unsaved, state.kept);
    case 'refused':
      return REFUSED;
    case 'loading':
      return state.refused ? REFUSED : null;
    case 'ended':
      return null;
  }
}

const REFUSED = {
  icon: <NoticeIcon />,
  look: 'warning',
  word: 'article.refused',
  short: null,
  detail: null,
  count: 0,
} as const;

/** Says of no change that it is kept before it is: a tab may be closed the moment after. */
function apart(why: 'offline' | 'not-saving' | 'waiting', unsaved: number, kept: number) {
  const common = { icon: why === 'offline' ? <CloudOffIcon /> : <NoticeIcon />, look: 'warning' } as const;
  const onlyHere = unsaved > 0 && kept === 0;
  const word = onlyHere ? (`article.${why}.only-here` as const) : (`article.${why}.unsaved` as const);
  return {
    ...common,
    short: `article.${why}.short` as const,
    word: unsaved === 0 ? (`article.${why}` as const) : word,
    // What keeps a client waiting is told in full below the header.
    detail:
      why === 'waiting'
        ? null
        : onlyHere
          ? (`article.${why}.only-here.detail` as const)
          : (`article.${why}.detail` as const),
    count: onlyHere ? unsaved : kept,
  };
}
