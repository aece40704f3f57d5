import type { Verdict } from '@sanad/shared/claim';
import { type Direction, directionOfLanguage } from '@sanad/shared/direction';
import { atLeast } from '@sanad/shared/policy';
import { type JSX, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../i18n/language.tsx';
import type { ArticleSession } from '../sync/session.ts';
import { AfterPaint } from './after-paint.ts';
import styles from './editor.module.css';
import { type EditorSurface, mountEditor } from './editor-view.ts';
import { Glance } from './glance.ts';
import { HiddenSignsNote } from './hidden-signs-note.tsx';
import numberStyles from './margin-numbers.module.css';
import { SelectionBar } from './selection-bar.tsx';
import toolbarStyles from './toolbar.module.css';
import { Toolbar } from './toolbar.tsx';

export interface EditorPaneProps {
  readonly session: ArticleSession;
  readonly language: string;
  readonly direction: Direction;
  onReady(editor: EditorSurface): void;
}

/**
 * The article's text, with everything that is drawn inside it. It mounts once the session has a text to show, and anew
 * with every document the session begins: `onReady` is called each time, the editor before is destroyed then.
 */
export function EditorPane({ session, language, direction, onReady }: EditorPaneProps): JSX.Element {
  const text = useText();
  const host = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<EditorSurface | null>(null);
  const doc = useSyncExternalStore(session.subscribe, () => session.doc);
  const glance = useSyncExternalStore(session.subscribe, () => session.glance);
  const kind = useSyncExternalStore(session.subscribe, () => session.state().kind);
  const readable = kind !== 'loading' && kind !== 'ended';
  const locked = kind === 'refused';
  const { person } = session;
  const shown = readable ? null : glance;
  const glanced = useRef<Glance | null>(null);
  const ready = useRef(onReady);
  ready.current = onReady;
  const texts = useRef(text);
  texts.current = text;

  // With the first paint, and not behind it.
  useLayoutEffect(() => {
    if (!host.current || !numbers.current) return;
    const label = atLeast(person.role, 'editor')
      ? 'editor.text'
      : atLeast(person.role, 'checker')
        ? 'editor.text.locked'
        : 'editor.text.read';
    const name = { language, direction, label: texts.current(label) };
    if (!readable) {
      glanced.current?.destroy();
      glanced.current = shown && new Glance(shown, host.current, name);
      return;
    }
    const describe = (verdict: Verdict, stale: boolean) => {
      const words = texts.current(`editor.described.${verdict}`);
      return stale ? texts.current('editor.described.stale', { verdict: words }) : words;
    };
    const mounted = mountEditor({
      doc,
      awareness: session.awareness,
      // Whoever was refused goes on as a reader until they have seen it.
      person: locked ? { ...person, role: 'reader' } : person,
      ...name,
      glance: glanced.current,
      host: host.current,
      numbers: numbers.current,
      describe,
    });
    glanced.current = null;
    // The text is to be read before everything that stands around it is there.
    const around = new AfterPaint(() => {
      setEditor(mounted);
      ready.current(mounted);
    });
    around.ask();
    return () => {
      around.forget();
      setEditor(null);
      mounted.destroy();
    };
  }, [session, doc, readable, shown, locked, person, language, direction]);
  useLayoutEffect(() => () => glanced.current?.destroy(), []);

  return (
    <div className={styles.pane}>
      {editor?.mayEditText() ? <Toolbar editor={editor} direction={direction} /> : null}
      {/* The text does not move when its tools come. */}
      {!editor && atLeast(person.role, 'editor') && !locked ? <div className={toolbarStyles.tools} /> : null}
      {editor ? <HiddenSignsNote editor={editor} /> : null}
      <div className={styles.page} lang={language} dir={direction} data-script={directionOfLanguage(language)}>
        <div ref={numbers} className={numberStyles.numbers} aria-hidden="true" />
        <div ref={host} className={styles.host} />
      </div>
      {editor ? <SelectionBar editor={editor} /> : null}
    </div>
  );
}
