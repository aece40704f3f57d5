import { type Session, sessionShape } from '@sanad/shared/person';
import { readStored, writeStored } from '../ui/stored.ts';

/** Who was signed in here last: name, role and colour, no secret. */
const KEY = 'sanad:last-session';

/** Remembers who is signed in, for opening an article without a connection; null forgets. */
export function rememberSession(session: Session | null): void {
  writeStored(KEY, session && JSON.stringify(session));
}

/** Who was signed in here last; null when nobody was, or when what was kept is of another version. */
export function rememberedSession(): Session | null {
  const kept = readStored(KEY);
  if (!kept) return null;
  try {
    return sessionShape.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}
