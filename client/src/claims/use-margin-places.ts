import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleEditor, ClaimOrder, Levels } from '../editor/article-editor.ts';

/** How far from the upper edge of the cards' layer the middles of claims' first lines are, in pixels; NaN without one. */
export type LevelsOf = (ids: readonly string[]) => Float64Array;

const NOWHERE: LevelsOf = (ids) => new Float64Array(ids.length).fill(Number.NaN);

/**
 * The levels of the claims in `layer`. Another function only when one of them moved: looked at once per frame, when claims
 * came, went or changed their order, and when the text was laid out anew.
 */
export function useLevels(editor: ArticleEditor, order: ClaimOrder, layer: RefObject<HTMLElement | null>): LevelsOf {
  const [level, setLevel] = useState<LevelsOf>(() => NOWHERE);
  const known = useRef<{ readonly levels: Levels; readonly shift: number } | null>(null);
  const measure = useCallback(() => {
    const upper = layer.current?.getBoundingClientRect().top;
    if (upper === undefined) return;
    const levels = editor.levels();
    const shift = Math.round(editor.textTop() - upper);
    if (known.current?.levels === levels && known.current.shift === shift) return;
    known.current = { levels, shift };
    setLevel(() => (ids: readonly string[]) => {
      // Where all are shown their levels are as the editor has them: thousands need not be looked for.
      const { inOrder } = editor.list;
      const all = ids.length === inOrder.attached && ids[0] === inOrder.ids[0];
      const middles = new Float64Array(ids.length);
      for (let index = 0; index < ids.length; index++) {
        const middle = all ? levels.inOrder[index] : levels.of(ids[index] as string);
        middles[index] = (middle ?? Number.NaN) + shift;
      }
      return middles;
    });
  }, [editor, layer]);
  useLayoutEffect(() => {
    if (order.ids.length > 0) measure();
  }, [order, measure]);
  useLayoutEffect(() => {
    let frame = 0;
    const ask = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        measure();
      });
    };
    const stop = editor.onLayout(ask);
    const resized = new ResizeObserver(ask);
    if (layer.current) resized.observe(layer.current);
    window.addEventListener('resize', ask);
    return () => {
      cancelAnimationFrame(frame);
      stop();
      resized.disconnect();
      window.removeEventListener('resize', ask);
    };
  }, [editor, layer, measure]);
  return level;
}

/** How tall a resting card is until it has been drawn and measured, in pixels. */
const USUAL_HEIGHT = 92;

/** The heights of cards in the order given, in pixels; another object whenever one changed. */
export interface CardHeights {
  readonly of: Float64Array;
}

/** The heights of the cards as drawn; those not drawn yet have the height they last had, or a usual one. */
export function useHeights(ids: readonly string[]): {
  readonly heights: CardHeights;
  /** A ref for the element of a claim's card. */
  readonly measure: (id: string) => (element: HTMLElement | null) => (() => void) | undefined;
} {
  const known = useRef(new Map<string, number>());
  const [measured, setMeasured] = useState(0);
  const observer = useRef<ResizeObserver | null>(null);
  const refs = useRef(new Map<string, (element: HTMLElement | null) => (() => void) | undefined>());

  const observe = useCallback((element: HTMLElement) => {
    observer.current ??= new ResizeObserver((entries) => {
      let changed = false;
      for (const { target, borderBoxSize } of entries) {
        const id = (target as HTMLElement).dataset.card;
        const height = Math.ceil(borderBoxSize[0]?.blockSize ?? 0);
        if (!id || height === 0 || (known.current.get(id) ?? USUAL_HEIGHT) === height) continue;
        known.current.set(id, height);
        changed = true;
      }
      // In this same frame, before it is painted: the cards must not be seen over one another.
      if (changed) flushSync(() => setMeasured((times) => times + 1));
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
  const heights = useMemo((): CardHeights => {
    const of = new Float64Array(ids.length).fill(USUAL_HEIGHT);
    if (measured > 0) for (const [index, id] of ids.entries()) of[index] = known.current.get(id) ?? USUAL_HEIGHT;
    return { of };
  }, [ids, measured]);
  return { heights, measure };
}

/** How far beyond the edges of the screen cards are drawn, in pixels: a flick of the wheel finds them there. */
const OVERSCAN = 800;
/** The band moves in steps of this size, so that scrolling seldom draws anew. */
const STEP = 400;

/** A stretch of the cards' layer, in pixels from its upper edge. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/**
 * The band to draw in the next frame, `known` being drawn, for a window that shows `seen`: all that is seen, and from frame to
 * frame a step more of what is around it. Who flies over thousands of cards waits for none of those they have passed.
 */
export function nextBand(known: Band, seen: Band): Band {
  const whole = (range: Band, by: number): Band => ({
    from: Math.floor((range.from - by) / STEP) * STEP,
    to: Math.ceil((range.to + by) / STEP) * STEP,
  });
  const [least, most] = [whole(seen, 0), whole(seen, OVERSCAN)];
  const apart = known.to <= least.from || known.from >= least.to;
  const from = apart ? least.from : Math.max(most.from, Math.min(least.from, known.from - STEP));
  const to = apart ? least.to : Math.min(most.to, Math.max(least.to, known.to + STEP));
  return from === known.from && to === known.to ? known : { from, to };
}

/** The band of `layer` in view and somewhat around it. */
export function useBand(layer: RefObject<HTMLElement | null>): Band {
  const [band, setBand] = useState<Band>({ from: 0, to: 0 });
  useLayoutEffect(() => {
    let frame = 0;
    let known: Band = { from: 0, to: 0 };
    const look = () => {
      frame = 0;
      const top = layer.current?.getBoundingClientRect().top;
      if (top === undefined) return;
      const next = nextBand(known, { from: -top, to: window.innerHeight - top });
      if (next === known) return;
      known = next;
      setBand(next);
      ask();
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
