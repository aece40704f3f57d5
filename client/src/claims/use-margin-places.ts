import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleEditor, PlacedMark } from '../editor/article-editor.ts';
import { marksDifference } from '../editor/marks-difference.ts';

/** How far around the window claims are measured, in heights of it. */
const AROUND = 0.5;

/**
 * How far from the upper edge of `layer` the middle of each claim's first line is, in pixels. Looked at in one pass per
 * frame, when claims came, went or changed their order, when the text was laid out anew, and when what was measured comes
 * out of sight: only what is around the window is, the others are where their paragraphs say.
 */
export function useLevels(
  editor: ArticleEditor,
  marks: readonly PlacedMark[],
  layer: RefObject<HTMLElement | null>,
): ReadonlyMap<string, number> {
  const [levels, setLevels] = useState<ReadonlyMap<string, number>>(new Map());
  const known = useRef(levels);
  const measuredAt = useRef(0);
  const order = useOrder(marks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order means other claims to look at.
  useLayoutEffect(() => {
    let frame = 0;
    const measure = () => {
      frame = 0;
      const origin = layer.current?.getBoundingClientRect().top;
      if (origin === undefined) return;
      measuredAt.current = origin;
      const next = new Map<string, number>();
      for (const [id, middle] of editor.levels(-AROUND * window.innerHeight, (1 + AROUND) * window.innerHeight)) {
        next.set(id, Math.round(middle - origin));
      }
      if (sameEntries(known.current, next)) return;
      known.current = next;
      setLevels(next);
    };
    const ask = () => {
      frame ||= requestAnimationFrame(measure);
    };
    const scrolled = () => {
      const origin = layer.current?.getBoundingClientRect().top ?? measuredAt.current;
      if (Math.abs(origin - measuredAt.current) > (AROUND / 2) * window.innerHeight) ask();
    };
    if (editor.claims().length > 0) measure();
    const stop = editor.onLayout(ask);
    const resized = new ResizeObserver(ask);
    if (layer.current) resized.observe(layer.current);
    window.addEventListener('resize', ask);
    document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    document.fonts.addEventListener('loadingdone', ask);
    return () => {
      cancelAnimationFrame(frame);
      stop();
      resized.disconnect();
      window.removeEventListener('resize', ask);
      document.removeEventListener('scroll', scrolled, { capture: true });
      document.fonts.removeEventListener('loadingdone', ask);
    };
  }, [editor, order, layer]);
  return levels;
}

/** Another object whenever claims came, went or changed their order; what is said of them does not matter. */
function useOrder(marks: readonly PlacedMark[]): unknown {
  const known = useRef(marks);
  const order = useRef({});
  if (marks !== known.current) {
    const { before, now } = marksDifference(known.current, marks);
    const same =
      before.length === now.length &&
      now.every(({ claim, attachment }, index) => {
        const other = before[index] as PlacedMark;
        return (
          claim.id === other.claim.id && (attachment.kind === 'detached') === (other.attachment.kind === 'detached')
        );
      });
    if (!same) order.current = {};
    known.current = marks;
  }
  return order.current;
}

function sameEntries(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

/** How tall a resting card is until it has been drawn and measured, in pixels. */
const USUAL_HEIGHT = 92;

/** The heights of the cards as drawn, by claim; those not drawn yet have the height they last had, or a usual one. */
export function useHeights(): {
  readonly heightOf: (id: string) => number;
  /** A ref for the element of a claim's card. */
  readonly measure: (id: string) => (element: HTMLElement | null) => (() => void) | undefined;
  /** Another number whenever a height changed. */
  readonly version: number;
} {
  const heights = useRef(new Map<string, number>());
  const [version, setVersion] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const refs = useRef(new Map<string, (element: HTMLElement | null) => (() => void) | undefined>());

  const observe = useCallback((element: HTMLElement) => {
    observer.current ??= new ResizeObserver((entries) => {
      let changed = false;
      for (const { target, borderBoxSize } of entries) {
        const id = (target as HTMLElement).dataset.card;
        const height = Math.ceil(borderBoxSize[0]?.blockSize ?? 0);
        if (!id || height === 0 || heights.current.get(id) === height) continue;
        heights.current.set(id, height);
        changed = true;
      }
      // In this same frame, before it is painted: the cards must not be seen over one another.
      if (changed) flushSync(() => setVersion((known) => known + 1));
    });
    observer.current.observe(element);
    return () => observer.current?.unobserve(element);
  }, []);
  useEffect(() => () => observer.current?.disconnect(), []);

  const measure = useCallback(
    (id: string) => {
      let ref = refs.current.get(id);
      if (!ref) {
        ref = (element) => (element ? observe(element) : undefined);
        refs.current.set(id, ref);
      }
      return ref;
    },
    [observe],
  );
  const heightOf = useCallback((id: string) => heights.current.get(id) ?? USUAL_HEIGHT, []);
  return { heightOf, measure, version };
}

/** How far beyond the edges of the screen cards are drawn, in pixels: a flick of the wheel finds them there. */
const OVERSCAN = 800;
/** The band moves in steps of this size, so that scrolling seldom draws anew. */
const STEP = 400;

/** The band of `layer` in view and somewhat around it, in pixels from its upper edge. */
export function useBand(layer: RefObject<HTMLElement | null>): { readonly from: number; readonly to: number } {
  const [band, setBand] = useState({ from: -OVERSCAN, to: 2 * OVERSCAN });
  useLayoutEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = layer.current?.getBoundingClientRect().top;
      if (top === undefined) return;
      const from = Math.floor((-top - OVERSCAN) / STEP) * STEP;
      const to = Math.ceil((-top + window.innerHeight + OVERSCAN) / STEP) * STEP;
      setBand((known) => (known.from === from && known.to === to ? known : { from, to }));
    };
    const ask = () => {
      frame ||= requestAnimationFrame(look);
    };
    ask();
    // Captured at the document: the page scrolls, or the sheet the cards are in.
    document.addEventListener('scroll', ask, { capture: true, passive: true });
    window.addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', ask, { capture: true });
      window.removeEventListener('resize', ask);
    };
  }, [layer]);
  return band;
}
