import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import styles from './checking.module.css';
import type { Checking } from './checking.ts';
import { pieceOf, STRIP_PARTS, sentenceOnStrip, stripPaths } from './strip-shape.ts';
import { useCheckingState, useSentenceState } from './use-checking.ts';

const WIDTH = 10;

/**
 * The whole article at a glance, beside its text: what is verified, disputed, unsourced, set aside and untouched. One
 * path for each, told apart by colour and pattern. A click or the arrow keys go to a sentence.
 */
export function CoverageStrip({ checking }: { readonly checking: Checking }) {
  const text = useText();
  const said = useSentenceState();
  const { on, coverage, current } = useCheckingState(checking);
  const { sentences } = coverage;
  const strip = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [under, setUnder] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const ids = useId();
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // Where the caret goes, the strip's own place goes with it.
  useEffect(() => setAt(Math.max(0, current)), [current]);
  const paths = useMemo(() => stripPaths(sentences, WIDTH, height), [sentences, height]);
  const place = useMemo(() => pieceOf(sentences, at, height), [sentences, at, height]);

  const value = Math.min(at, sentences.length - 1);
  const describe = (index: number) => {
    const sentence = sentences[index];
    const numbers = { number: index + 1, total: sentences.length };
    return sentence ? text('checking.heard', { ...numbers, state: said(sentence), words: sentence.words }) : '';
  };
  const go = (index: number) => {
    const to = Math.max(0, Math.min(sentences.length - 1, index));
    setAt(to);
    checking.show(to);
  };
  const pointed = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return sentenceOnStrip(sentences, event.clientY - box.top, box.height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.round(sentences.length / 10));
    const moves: Record<string, number> = {
      ArrowDown: value + 1,
      ArrowUp: value - 1,
      PageDown: value + page,
      PageUp: value - page,
      Home: 0,
      End: sentences.length - 1,
    };
    const to = moves[event.code];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
    strip.current?.focus();
  };
  const hovered = under === null ? undefined : sentences[under];
  const hoverPlace = under === null ? null : pieceOf(sentences, under, height);

  return (
    <div className={styles.beside} data-on={on ? '' : undefined}>
      <div
        ref={strip}
        className={styles.strip}
        role="slider"
        tabIndex={sentences.length > 0 ? 0 : -1}
        aria-label={text('checking.strip')}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, sentences.length)}
        aria-valuenow={Math.max(1, value + 1)}
        aria-valuetext={describe(value)}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setUnder(pointed(event))}
        onPointerLeave={() => setUnder(null)}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          go(sentenceOnStrip(sentences, event.clientY - box.top, box.height));
        }}
      >
        <svg width={WIDTH} height={height} aria-hidden="true" className={styles.paths}>
          <defs>
            {/* Patterns, so that the parts are told apart without their colours. */}
            <pattern id={`${ids}-disputed`} width="5" height="5" patternUnits="userSpaceOnUse">
              <rect width="5" height="5" className={styles.disputed} />
              <path d="M0 0l5 5M5 0l-5 5" className={styles.cut} />
            </pattern>
            <pattern id={`${ids}-unsourced`} width="5" height="5" patternUnits="userSpaceOnUse">
              <rect width="5" height="5" className={styles.faint} data-verdict="unsourced" />
              <circle cx="2.500" cy="2.500" r="1.500" className={styles.unsourced} />
            </pattern>
            <pattern id={`${ids}-unchecked`} width="5" height="6" patternUnits="userSpaceOnUse">
              <rect width="5" height="6" className={styles.faint} data-verdict="unchecked" />
              <path d="M0 1h5" className={styles.dash} />
            </pattern>
            <pattern id={`${ids}-set-aside`} width="10" height="4" patternUnits="userSpaceOnUse">
              <path d="M5 0v4" className={styles.quiet} />
            </pattern>
          </defs>
          {STRIP_PARTS.map((part) => (
            <path
              key={part}
              d={paths[part]}
              data-part={part}
              {...(part === 'verified' || part === 'untouched'
                ? { className: styles[part] }
                : { fill: `url(#${ids}-${part})` })}
            />
          ))}
        </svg>
        {place ? <div className={styles.here} style={{ insetBlockStart: place.top, blockSize: place.height }} /> : null}
      </div>
      {hovered && hoverPlace ? (
        <p className={styles.tip} style={{ insetBlockStart: hoverPlace.top }} aria-hidden="true">
          <b>{said(hovered)}</b>
          <span className={styles.tipWords}>{hovered.words}</span>
        </p>
      ) : null}
    </div>
  );
}
