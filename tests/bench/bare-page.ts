import '@sanad/client/ui/fonts.css';
import '@sanad/client/ui/tokens.css';
import '@sanad/client/ui/base.css';
import view from '@sanad/client/article/article-view.module.css';
import editor from '@sanad/client/editor/editor.module.css';
import { articleSchema, textRoot } from '@sanad/shared/article';
import { baseKeymap } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { EditorState, type Plugin } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, yCursorPlugin, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { articleOfPage, setClock } from './page-clock.ts';

// What anybody who puts ProseMirror on Yjs begins with, set in the same type and measure as the article's own page.
const read = new Y.Doc();
setClock(read);
Y.applyUpdate(read, await articleOfPage());
const root = document.getElementById('root') as HTMLElement;
const box = (parent: HTMLElement, name: string | undefined) => {
  const element = document.createElement('div');
  element.className = name ?? '';
  parent.append(element);
  return element;
};
const desk = box(box(root, view.page), view.desk);
desk.dataset.language = 'ar';
const page = box(box(box(desk, view.column), editor.pane), editor.page);
page.dataset.script = 'rtl';
const { doc: content, mapping } = initProseMirrorDoc(textRoot(read), articleSchema);
new EditorView(box(page, editor.host), {
  state: EditorState.create({
    doc: content,
    plugins: [
      ySyncPlugin(textRoot(read), { mapping }) as Plugin,
      yCursorPlugin(new Awareness(read)) as Plugin,
      yUndoPlugin() as Plugin,
      keymap(baseKeymap),
    ],
  }),
});
