import { Plugin } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

/**
 * Locks the text while it stays an editable element, so that the caret, selection by keyboard and screen readers work in
 * it as in any text. What is typed, dropped, pasted or dictated is turned away, and no transaction but the document's
 * own may change anything.
 */
export function lockedPlugin(): Plugin {
  const refuse = (_: unknown, event: Event) => {
    event.preventDefault();
    return true;
  };
  return new Plugin({
    filterTransaction(tr) {
      if (!tr.docChanged) return true;
      const change = tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
      return change?.isChangeOrigin === true;
    },
    props: {
      // A soft keyboard that types nothing would only cover the text.
      attributes: { 'aria-readonly': 'true', inputmode: 'none', autocapitalize: 'off', autocorrect: 'off' },
      handleDOMEvents: { beforeinput: refuse, cut: refuse, drop: refuse, paste: refuse, dragstart: refuse },
      handlePaste: () => true,
      handleDrop: () => true,
      handleTextInput: () => true,
    },
  });
}
