import { type Direction, directionOfBlock } from '@sanad/shared/direction';
import type { ImportDraft } from '@sanad/shared/import-draft';
import { useText } from '../i18n/language.tsx';
import styles from './import.module.css';

/** The first paragraphs of a text as they were read, in its own direction. */
export function DraftPreview({
  draft,
  title,
  direction,
  forced,
  language,
}: {
  readonly draft: ImportDraft;
  readonly title: string;
  readonly direction: Direction;
  /** Whether every block runs that way, whatever its letters. */
  readonly forced: boolean;
  readonly language: string;
}) {
  const text = useText();
  const dirOf = (words: string) => (forced ? direction : directionOfBlock(words, direction));
  const [first, ...rest] = draft.preview;
  return (
    <section
      className={styles.preview}
      aria-label={text('import.preview')}
      dir={direction}
      lang={language}
      data-language={language.startsWith('ar') ? 'ar' : 'other'}
      // It scrolls: the keyboard has to get there too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus
      tabIndex={0}
    >
      <p className={styles.previewTitle} dir={dirOf(title)}>
        {title || first?.text}
      </p>
      {rest.map(({ kind, depth, text: words }, index) => (
        <p
          // The blocks of a draft never change their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          dir={dirOf(words)}
          data-kind={kind}
          className={styles.block}
          style={{ '--depth': depth } as React.CSSProperties}
        >
          {words}
        </p>
      ))}
      {draft.more > 0 ? <p className={styles.soft}>{text('import.preview.more', { count: draft.more })}</p> : null}
    </section>
  );
}
