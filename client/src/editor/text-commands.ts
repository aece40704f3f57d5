import { articleSchema, isSafeAddress } from '@sanad/shared/article';
import type { Direction } from '@sanad/shared/direction';
import {
  baseKeymap,
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  splitBlockAs,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands';
import { inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { keydownHandler } from 'prosemirror-keymap';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, Plugin, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { directionOfNode, naturalDirection } from './direction-plugin.ts';
import { latinLetter } from './marking-keys.ts';

const node = (name: string): NodeType => {
  const type = articleSchema.nodes[name];
  if (!type) throw new RangeError(`the schema has no ${name}`);
  return type;
};
const mark = (name: string): MarkType => {
  const type = articleSchema.marks[name];
  if (!type) throw new RangeError(`the schema has no ${name}`);
  return type;
};

const item = node('list_item');

const ACT = 'text-act';

/** Runs a command as an act of its own, which one undo takes back. */
export function runCommand(command: Command, view: EditorView): boolean {
  return command(view.state, (tr) => view.dispatch(tr.setMeta(ACT, true)), view);
}

/** Whether a transaction is an act of its own and not a part of a run of typing: a command, something cut or put in. */
export function isActOfItsOwn(tr: Transaction): boolean {
  return tr.docChanged && (tr.getMeta(ACT) === true || tr.getMeta('uiEvent') !== undefined);
}

/** What the toolbar offers, by name. */
export type TextCommand =
  | 'strong'
  | 'em'
  | 'heading-2'
  | 'heading-3'
  | 'quote'
  | 'bullet-list'
  | 'ordered-list'
  | 'direction';

function within(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return true;
  return false;
}

const heading = (level: number): Command => {
  return (state, dispatch) =>
    isHeading(state, level)
      ? setBlockType(node('paragraph'))(state, dispatch)
      : setBlockType(node('heading'), { level })(state, dispatch);
};

function isHeading(state: EditorState, level: number): boolean {
  const { parent } = state.selection.$from;
  return parent.type === node('heading') && parent.attrs.level === level;
}

const list = (name: string): Command => {
  const type = node(name);
  return (state, dispatch, view) =>
    within(state, type) ? liftListItem(item)(state, dispatch, view) : wrapInList(type)(state, dispatch, view);
};

const quote: Command = (state, dispatch, view) =>
  within(state, node('blockquote')) ? lift(state, dispatch, view) : wrapIn(node('blockquote'))(state, dispatch, view);

/** Turns the selected blocks round, against what their letters say if need be. */
const turn = (own: Direction): Command => {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const tr = state.tr;
    state.doc.nodesBetween(from, to, (each, position) => {
      if (!each.isTextblock) return true;
      const next: Direction = directionOfNode(each, own) === 'rtl' ? 'ltr' : 'rtl';
      tr.setNodeMarkup(position, null, { ...each.attrs, dir: next === naturalDirection(each, own) ? null : next });
      return false;
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };
};

/** The command of a toolbar button, in an article that runs in `own`. */
export function commandOf(name: TextCommand, own: Direction): Command {
  switch (name) {
    case 'strong':
    case 'em':
      return toggleMark(mark(name));
    case 'heading-2':
      return heading(2);
    case 'heading-3':
      return heading(3);
    case 'quote':
      return quote;
    case 'bullet-list':
      return list('bullet_list');
    case 'ordered-list':
      return list('ordered_list');
    case 'direction':
      return turn(own);
  }
}

/** Whether what a toolbar button stands for holds at the selection. */
export function isActive(name: TextCommand, state: EditorState, own: Direction): boolean {
  const { from, to, empty, $from } = state.selection;
  switch (name) {
    case 'strong':
    case 'em': {
      const type = mark(name);
      if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
      return state.doc.rangeHasMark(from, to, type);
    }
    case 'heading-2':
      return isHeading(state, 2);
    case 'heading-3':
      return isHeading(state, 3);
    case 'quote':
      return within(state, node('blockquote'));
    case 'bullet-list':
      return within(state, node('bullet_list'));
    case 'ordered-list':
      return within(state, node('ordered_list'));
    case 'direction':
      return $from.parent.isTextblock && directionOfNode($from.parent, own) !== naturalDirection($from.parent, own);
  }
}

/** The address of the link at the selection; empty without one. */
export function linkAt(state: EditorState): string {
  const { from, to, empty, $from } = state.selection;
  const type = mark('link');
  if (empty) {
    const marks = $from.nodeAfter?.marks ?? $from.marks();
    return (type.isInSet(marks)?.attrs.href as string | undefined) ?? '';
  }
  let address = '';
  state.doc.nodesBetween(from, to, (each) => {
    const link = type.isInSet(each.marks);
    if (link && !address) address = link.attrs.href as string;
  });
  return address;
}

/** An address as it was typed, made whole: `example.org` gets `https://`. Null when it may not stand in a link. */
export function safeAddress(typed: string): string | null {
  const address = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return address !== '' && isSafeAddress(whole) ? whole : null;
}

/** Links the selected words to a safe address; without one takes the link away. */
export function linkTo(address: string | null): Command {
  return (state, dispatch) => {
    const { from, to } = linkRange(state);
    if (from === to) return false;
    const tr = state.tr.removeMark(from, to, mark('link'));
    if (address) tr.addMark(from, to, mark('link').create({ href: address }));
    dispatch?.(tr);
    return true;
  };
}

/** The selection, or the whole link a bare cursor stands in. */
function linkRange({ selection, doc }: EditorState): { from: number; to: number } {
  if (!selection.empty) return { from: selection.from, to: selection.to };
  const { parent } = selection.$from;
  const start = selection.$from.start();
  let found = { from: selection.from, to: selection.from };
  parent.forEach((child, offset) => {
    const [from, to] = [start + offset, start + offset + child.nodeSize];
    if (mark('link').isInSet(child.marks) && from <= selection.from && selection.from <= to) found = { from, to };
  });
  return found.to <= doc.content.size ? found : { from: selection.from, to: selection.from };
}

/** Enter: behind a title or a heading a paragraph begins, which gets no direction of its own. */
const split = splitBlockAs((parent, atEnd) => {
  if (parent.type === node('title') || (atEnd && parent.type === node('heading'))) return { type: node('paragraph') };
  return { type: parent.type, attrs: atEnd ? { ...parent.attrs, dir: null } : parent.attrs };
});

const enter = chainCommands(splitListItem(item), ...enterRest());

function enterRest(): Command[] {
  const base = baseKeymap.Enter;
  // `baseKeymap` ends in its own split of the block: what comes before it (leaving an empty quote) stays in use.
  const leaveEmpty: Command = (state, dispatch, view) => {
    const { $from, empty } = state.selection;
    return empty && $from.parent.content.size === 0 && $from.depth > 1 && base ? base(state, dispatch, view) : false;
  };
  return [leaveEmpty, split];
}

/** By the letter, or its place on a keyboard without Latin letters. */
const BY_LETTER: Readonly<Record<string, (own: Direction) => Command>> = {
  b: (own) => commandOf('strong', own),
  i: (own) => commandOf('em', own),
};
const BY_ALT_CODE: Readonly<Record<string, TextCommand>> = { Digit2: 'heading-2', Digit3: 'heading-3' };
const BY_SHIFT_CODE: Readonly<Record<string, TextCommand>> = {
  Digit7: 'ordered-list',
  Digit8: 'bullet-list',
  Digit9: 'quote',
  KeyX: 'direction',
};

/** Keys of the text, for those who may edit it. */
export function textKeysPlugin(own: Direction): Plugin {
  const plain = keydownHandler({
    ...baseKeymap,
    Enter: enter,
    'Shift-Enter': chainCommands(exitCode, enter),
    'Mod-Enter': enter,
    Tab: sinkListItem(item),
    'Shift-Tab': liftListItem(item),
  });
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const mod = event.ctrlKey || event.metaKey;
        if (mod) {
          const name = event.altKey ? BY_ALT_CODE[event.code] : event.shiftKey ? BY_SHIFT_CODE[event.code] : undefined;
          const command = name
            ? commandOf(name, own)
            : !event.altKey && !event.shiftKey && BY_LETTER[latinLetter(event) ?? '']?.(own);
          if (command) {
            runCommand(command, view);
            return true;
          }
        }
        return plain(view, event);
      },
    },
  });
}

/** Modest help while typing: `- ` and `1. ` at the start of a block begin a list. */
export function typingRulesPlugin(): Plugin {
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*[-•]\s$/, node('bullet_list')),
      wrappingInputRule(/^(\d{1,3})[.)]\s$/, node('ordered_list'), (match) => ({ order: Number(match[1]) || 1 })),
    ],
  });
}
