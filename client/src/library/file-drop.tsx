import { useEffectEvent, useLayoutEffect, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import styles from './file-drop.module.css';

/** Takes a file dropped anywhere on the page, and says so while one is held over it. */
export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useText();
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFile);

  useLayoutEffect(() => {
    // Entering a child leaves its parent: the page is left when as many have been left as were entered.
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onEnter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onOver = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault(); // else the browser would open the file in place of the page
    };
    const onLeave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);

  return over ? (
    <div className={styles.over}>
      <p className={styles.words}>{text('library.drop')}</p>
    </div>
  ) : null;
}
