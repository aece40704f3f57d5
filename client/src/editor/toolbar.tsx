import type { Direction } from '@sanad/shared/direction';
import { type JSX, memo, type SubmitEvent, useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import { useLanguage, useText } from '../i18n/language.tsx';
import type { MessageId } from '../i18n/messages.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { LinkIcon, RedoIcon, UndoIcon } from '../ui/icons.tsx';
import { Popover } from '../ui/popover.tsx';
import { AfterPaint } from './after-paint.ts';
import { TOOL_SIGNS } from './editor-icons.tsx';
import type { EditorSurface } from './editor-view.ts';
import { commandOf, isActive, linkAt, linkTo, safeAddress, type TextCommand } from './text-commands.ts';
import styles from './toolbar.module.css';

const GROUPS: readonly (readonly TextCommand[])[] = [
  ['strong', 'em'],
  ['heading-2', 'heading-3', 'quote', 'bullet-list', 'ordered-list'],
  ['direction'],
];

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
const HINTS: Readonly<Record<TextCommand, string>> = {
  strong: `${MOD} B`,
  em: `${MOD} I`,
  'heading-2': `${MOD} Alt 2`,
  'heading-3': `${MOD} Alt 3`,
  quote: `${MOD} Shift 9`,
  'bullet-list': `${MOD} Shift 8`,
  'ordered-list': `${MOD} Shift 7`,
  direction: `${MOD} Shift X`,
};

interface ToolbarProps {
  readonly editor: EditorSurface;
  readonly direction: Direction;
}

/** What holds at the selection, as one string: the toolbar is drawn anew only when it changes. */
function toolState(editor: EditorSurface, direction: Direction): string {
  const { state } = editor.view;
  const held: string[] = GROUPS.flat().filter((name) => isActive(name, state, direction));
  if (linkAt(state)) held.push('link');
  if (!state.selection.empty) held.push('selected');
  if (editor.act.canUndo()) held.push('undo');
  if (editor.act.canRedo()) held.push('redo');
  return held.join(' ');
}

/** What holds at the selection. Behind the text: a key that changes it is seen there before its tools are drawn anew. */
function useToolState(editor: EditorSurface, direction: Direction): ReadonlySet<string> {
  const read = useCallback(() => toolState(editor, direction), [editor, direction]);
  const subscribe = useCallback(
    (listener: () => void) => {
      let known = read();
      const telling = new AfterPaint(() => {
        known = read();
        listener();
      });
      const look = () => {
        if (read() !== known) telling.ask();
      };
      const off = [editor.onView(look), editor.subscribe(look), () => telling.forget()];
      return () => {
        for (const each of off) each();
      };
    },
    [editor, read],
  );
  return new Set(useSyncExternalStore(subscribe, read).split(' '));
}

/** The slim toolbar of those who may edit the text. */
export function Toolbar({ editor, direction }: ToolbarProps): JSX.Element {
  const text = useText();
  const { direction: interfaceDirection } = useLanguage();
  const held = useToolState(editor, direction);
  return (
    <AriaToolbar
      data-editor-tools=""
      className={styles.tools ?? ''}
      dir={interfaceDirection}
      aria-label={text('editor.tools')}
    >
      <span className={styles.toolGroup}>
        <IconButton
          size="small"
          label={text('editor.undo')}
          hint={`${MOD} Z`}
          isDisabled={!held.has('undo')}
          onPress={() => editor.act.undo()}
        >
          <UndoIcon />
        </IconButton>
        <IconButton
          size="small"
          label={text('editor.redo')}
          hint={`${MOD} Shift Z`}
          isDisabled={!held.has('redo')}
          onPress={() => editor.act.redo()}
        >
          <RedoIcon />
        </IconButton>
      </span>
      {GROUPS.map((group) => (
        <span key={group[0]} className={styles.toolGroup}>
          {group.map((name) => (
            <Tool key={name} active={held.has(name)} {...{ editor, name, direction }} />
          ))}
          {group[0] === 'strong' ? <LinkTool editor={editor} active={held.has('link')} /> : null}
        </span>
      ))}
    </AriaToolbar>
  );
}

/** One tool: drawn anew when it begins or ceases to hold, whatever the others do. */
const Tool = memo(function Tool({
  editor,
  name,
  direction,
  active,
}: ToolbarProps & { readonly name: TextCommand; readonly active: boolean }): JSX.Element {
  const text = useText();
  return (
    <IconButton
      size="small"
      label={text(`editor.${name}` satisfies MessageId)}
      hint={HINTS[name]}
      aria-pressed={active}
      className={styles.tool}
      onPress={() => editor.run(commandOf(name, direction))}
    >
      {TOOL_SIGNS[name]}
    </IconButton>
  );
});

function LinkTool({ editor, active }: { readonly editor: EditorSurface; readonly active: boolean }): JSX.Element {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [unsafe, setUnsafe] = useState(false);
  const show = () => {
    setTyped(linkAt(editor.view.state));
    setUnsafe(false);
    setOpen(true);
  };
  const link = (address: string | null) => {
    setOpen(false);
    editor.run(linkTo(address));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const address = safeAddress(typed);
    if (address) link(address);
    else setUnsafe(true);
  };
  return (
    <>
      <IconButton
        ref={button}
        size="small"
        label={text('editor.link')}
        aria-pressed={active}
        className={styles.tool}
        isDisabled={!active && editor.view.state.selection.empty}
        onPress={show}
      >
        <LinkIcon />
      </IconButton>
      <Popover label={text('editor.link')} isOpen={open} onOpenChange={setOpen} triggerRef={button}>
        <form className={styles.linkForm} onSubmit={submit} noValidate>
          <label className={styles.linkLabel}>
            {text('editor.link.address')}
            <input
              className={styles.linkField}
              dir="ltr"
              type="url"
              inputMode="url"
              value={typed}
              aria-invalid={unsafe}
              aria-describedby={unsafe ? 'link-unsafe' : undefined}
              onChange={(event) => {
                setTyped(event.target.value);
                setUnsafe(false);
              }}
            />
          </label>
          {unsafe ? (
            <p id="link-unsafe" role="alert" className={styles.linkProblem}>
              {text('editor.link.unsafe')}
            </p>
          ) : null}
          <div className={styles.linkActions}>
            <Button type="submit" look="primary" size="small">
              {text('editor.link.set')}
            </Button>
            {active ? (
              <Button size="small" onPress={() => link(null)}>
                {text('editor.link.remove')}
              </Button>
            ) : null}
          </div>
        </form>
      </Popover>
    </>
  );
}
