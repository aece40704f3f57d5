import type { TryLater } from '@sanad/shared/protocol';
import { useText } from '../i18n/language.tsx';
import type { SyncState } from '../sync/session.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import styles from './hindrance-note.module.css';

/** Each reason to be turned away, as its texts name it. */
const NAMES = {
  'too many connections': 'too-many',
  'reads too slowly': 'too-slow',
  'the article cannot be loaded now': 'not-loaded',
  'refused too often': 'refused',
} as const satisfies Record<TryLater, string>;

/** Where it is the server that does not save, or does not let this page in: what happened, what is safe, what to do. */
export function HindranceNote({ state }: { readonly state: SyncState }) {
  const text = useText();
  const told = telling(state);
  if (!told) return null;
  return (
    <div className={styles.note}>
      <ErrorNote what={text(told.what)} safe={told.safe.map((sentence) => text(sentence)).join(' ')} />
    </div>
  );
}

function telling(state: SyncState) {
  switch (state.kind) {
    case 'not-saving': {
      const safe = isOnlyHere(state) ? 'only-here' : 'safe';
      return {
        what: 'article.hindrance.not-saving',
        safe: [`article.hindrance.not-saving.${safe}`],
      } as const;
    }
    case 'offline': {
      if (state.keptOut === null) return null;
      const { what, todo } = turnedAway(state.keptOut);
      return {
        what,
        safe: [todo, isOnlyHere(state) ? 'article.hindrance.only-here' : 'article.hindrance.kept'],
      } as const;
    }
    case 'loading': {
      if (state.hindrance === null) return null;
      if (state.hindrance === 'not-saving') {
        return { what: 'article.hindrance.not-saving', safe: ['article.hindrance.not-saving.loading'] } as const;
      }
      const { what, todo } = turnedAway(state.hindrance);
      return { what, safe: [todo] } as const;
    }
    case 'live':
    case 'refused':
    case 'ended':
      return null;
  }
}

function turnedAway(reason: TryLater) {
  const name = NAMES[reason];
  return { what: `article.hindrance.${name}`, todo: `article.hindrance.${name}.do` } as const;
}

function isOnlyHere({ unsaved, kept }: { readonly unsaved: number; readonly kept: number }): boolean {
  return unsaved > 0 && kept === 0;
}
