import { directionOfBlock } from '@sanad/shared/direction';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useText } from '../i18n/language.tsx';
import styles from './claim-quote.module.css';
import { useClaimsDesk } from './claims-desk.ts';

/** Words of the article, in their own direction, cut after four lines until asked for more. Keyed by its words. */
export function ClaimQuote({ words }: { readonly words: string }) {
  const { language, direction } = useClaimsDesk();
  const text = useText();
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  const quote = useRef<HTMLQuoteElement>(null);
  useLayoutEffect(() => {
    const element = quote.current;
    if (!element || open) return;
    // Told once the page has been laid out anyway: asking for the height now would have it laid out at once.
    const watch = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight + 1));
    watch.observe(element);
    return () => watch.disconnect();
  }, [open]);
  return (
    <div className={styles.frame}>
      <blockquote
        ref={quote}
        className={styles.quote}
        data-open={open}
        lang={language}
        dir={directionOfBlock(words, direction)}
      >
        {words}
      </blockquote>
      {cut || open ? (
        <Button className={styles.more ?? ''} aria-expanded={open} onPress={() => setOpen(!open)}>
          {text(open ? 'claims.less' : 'claims.more')}
        </Button>
      ) : null}
    </div>
  );
}
