import { type JSX, useSyncExternalStore } from 'react';
import { useText } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import type { EditorSurface } from './editor-view.ts';
import styles from './hidden-signs.module.css';
import { hiddenSignsOf, removeHiddenSigns, showHiddenSign } from './hidden-signs-plugin.ts';

/** Says that signs stand in the text that nobody sees, and lets them be looked at and taken away. Nothing while there are none. */
export function HiddenSignsNote({ editor }: { readonly editor: EditorSurface }): JSX.Element | null {
  const text = useText();
  const { all, turning } = useSyncExternalStore(
    (listener) => editor.onView(listener),
    () => hiddenSignsOf(editor.view.state),
  );
  if (all === 0) return null;
  return (
    <section className={styles.note} aria-label={text('editor.hidden-signs')}>
      <p className={styles.words}>
        {text('editor.hidden-signs.count', { count: all })}
        {turning > 0 ? ` ${text('editor.hidden-signs.turning', { count: turning })}` : null}
      </p>
      <span className={styles.acts}>
        <Button look="quiet" size="small" onPress={() => editor.run(showHiddenSign)}>
          {text('editor.hidden-signs.show')}
        </Button>
        {editor.mayEditText() ? (
          <Button look="quiet" size="small" onPress={() => removeHiddenSigns(editor.view, editor.desk.history)}>
            {text('editor.hidden-signs.remove')}
          </Button>
        ) : null}
      </span>
    </section>
  );
}
