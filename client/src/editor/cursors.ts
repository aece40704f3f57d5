import { isCursor } from '@sanad/shared/presence';
import type { Plugin } from 'prosemirror-state';
import { yCursorPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import styles from './cursors.module.css';

/** How long a colleague's name stands beside their cursor after it moved (ms). */
const NAMED_FOR = 2_500;
const JOINER = '\u2060';
const COLOUR = /^#[0-9a-f]{6}$/i;

interface User {
  readonly name: string;
  readonly color: string;
}

type Listener = (changed: unknown, origin: unknown) => void;

/**
 * An awareness in which nobody hears of this window's own changes: its own cursor is not drawn, and y-prosemirror would
 * draw all of them anew behind every key.
 */
function withoutOwn(awareness: Awareness): Awareness {
  const heard = new Map<Listener, Listener>();
  const facade: Pick<Awareness, 'on' | 'off'> = {
    on(name, listener) {
      const given = listener as Listener;
      const others: Listener = (changed, origin) => origin !== 'local' && given(changed, origin);
      heard.set(given, others);
      awareness.on(name, others);
    },
    off(name, listener) {
      awareness.off(name, heard.get(listener as Listener) ?? (listener as Listener));
    },
  };
  return Object.assign(Object.create(awareness) as Awareness, facade);
}

/**
 * Colleagues' cursors and selections. The cursor is an inline box without width, so that the letters on both sides of it
 * stay joined; the name stands in the space between the lines and fades.
 */
export function cursorsPlugin(awareness: Awareness): Plugin {
  const build = (user: User, client: number): HTMLElement => {
    const cursor = document.createElement('span');
    cursor.className = styles.cursor ?? '';
    cursor.dataset.cursor = String(client);
    if (COLOUR.test(user.color)) cursor.style.setProperty('--person', user.color);
    const name = document.createElement('span');
    name.className = styles.cursorName ?? '';
    // Drawn by the style sheet: a name in the text would be found, read aloud and copied as if it stood there.
    name.dataset.name = user.name;
    cursor.append(JOINER, name, JOINER);
    const fade = () => cursor.setAttribute('data-quiet', '');
    setTimeout(fade, NAMED_FOR);
    return cursor;
  };
  return yCursorPlugin(withoutOwn(awareness), {
    // The view may be bound to a mirror, whose client id is not the one this person is present with. A cursor that names no
    // place would make y-prosemirror throw, and the page with it.
    awarenessStateFilter: (_own: number, client: number, { cursor }: { cursor?: unknown }) =>
      client !== awareness.clientID && isCursor(cursor),
    cursorBuilder: build as (user: unknown) => HTMLElement,
    selectionBuilder: (user: User) => ({
      class: styles.colleagueSelection ?? '',
      style: COLOUR.test(user.color) ? `--person: ${user.color}` : '',
    }),
  }) as Plugin;
}
