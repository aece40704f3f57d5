import { type RefObject, useLayoutEffect, useState } from 'react';
import type { ArticleEditor } from '../editor/article-editor.ts';
import { CARD_LEVEL } from './claim-card.tsx';
import styles from './connector.module.css';

/**
 * A thin line from a card to its words: in the gap below their first line to the edge of the column, then to the card.
 * In no verdict's colour and lower than the lines of verdicts, or it would read as one under its neighbours.
 */
export function Connector({
  editor,
  id,
  top,
  layer,
  column,
}: {
  readonly editor: ArticleEditor;
  /** The claim it leads to. */
  readonly id: string;
  /** The card's upper edge in the layer, in pixels. */
  readonly top: number;
  readonly layer: RefObject<HTMLElement | null>;
  /** The column the text is set in. */
  readonly column: RefObject<HTMLElement | null>;
}) {
  const [path, setPath] = useState('');
  useLayoutEffect(() => {
    const draw = () => {
      const words = editor.rectOf(id);
      const place = layer.current?.getBoundingClientRect();
      const text = column.current?.getBoundingClientRect();
      if (!words || !place || !text) {
        setPath('');
        return;
      }
      // The margin may lie on either side: what counts is the edge that faces it.
      const leftOfText = place.left < text.left;
      const from = (leftOfText ? words.left : words.right) - place.left;
      const edge = (leftOfText ? text.left : text.right) - place.left;
      const card = leftOfText ? place.width : 0;
      const drawn = column.current?.querySelector(`[data-claim="${CSS.escape(id)}"]`);
      const line = drawn ? Number.parseFloat(getComputedStyle(drawn).lineHeight) : words.height;
      const y = Math.round((words.top + words.bottom + line) / 2 - place.top) - 0.5;
      setPath(`M ${from} ${y} H ${edge} L ${card} ${top + CARD_LEVEL}`);
    };
    draw();
    return editor.onLayout(draw);
  }, [editor, id, top, layer, column]);
  if (path === '') return null;
  return (
    <svg key={id} className={styles.connector} data-connector="" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
