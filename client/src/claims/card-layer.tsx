import { memo, type ReactNode, type RefObject, useMemo } from 'react';
import { useText } from '../i18n/language.tsx';
import styles from './card-layer.module.css';
import { CARD_LEVEL, ClaimCard } from './claim-card.tsx';
import { useClaimsDesk } from './claims-desk.ts';
import { cardsInBand, firstAtLeast, layOutMargin } from './margin-layout.ts';
import { useMark, useNumber } from './use-claims.ts';
import { type LevelsOf, useBand, useHeights } from './use-margin-places.ts';

/** The least space between two cards, in pixels. */
const GAP = 4;
/** The height of the head of the margin, in pixels: it lies over the layer, and cards begin below it. */
const HEAD = 48;

export interface CardLayerProps {
  /** The claims whose cards these are, by their ids, in text order. */
  readonly ids: readonly string[];
  /** Where each claim's words are; null stacks the cards without regard to the text. */
  readonly levels: LevelsOf | null;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly chosen: string | null;
  readonly hovered: string | null;
  /** The card that holds the keyboard: drawn wherever it is. */
  readonly focused: string | null;
  /** How many cards there are in all, the ones beside this layer too: for those who hear the list. */
  readonly total: number;
  /** Draws what goes with the places, such as the line from the chosen card to its words. */
  readonly children?: (topOf: (id: string) => number | null) => ReactNode;
  /** Draws the way to the cards that find no room above the chosen one: the nearest of them, and how many they are. */
  readonly onAbove: (nearest: string, count: number) => ReactNode;
}

/** Cards at their places, only those in view and around drawn. */
export function CardLayer(props: CardLayerProps) {
  const { ids, levels, layer, chosen, hovered, focused, total, children, onAbove } = props;
  const text = useText();
  const { heights, measure } = useHeights(ids);
  const band = useBand(layer);
  const chosenAt = useMemo(() => (chosen === null ? -1 : ids.indexOf(chosen)), [ids, chosen]);

  const wanted = useMemo(() => {
    if (!levels) return new Float64Array(ids.length);
    let last = 0;
    return levels(ids).map((middle) => {
      if (!Number.isNaN(middle)) last = middle - CARD_LEVEL;
      return last;
    });
  }, [ids, levels]);
  const aligned = levels !== null;
  const { tops, bottom } = useMemo(() => {
    const chosen = aligned && chosenAt !== -1 ? chosenAt : null;
    const tops = layOutMargin({ tops: wanted, heights: heights.of }, { gap: GAP, chosen, least: aligned ? HEAD : 0 });
    return { tops, bottom: (tops.at(-1) ?? 0) + (heights.of.at(-1) ?? 0) };
  }, [wanted, heights, aligned, chosenAt]);

  const drawn = useMemo(() => {
    const { first, end } = cardsInBand(tops, heights.of, band.from, band.to);
    const indices = new Set<number>();
    for (let index = first; index < end; index++) indices.add(index);
    for (const at of [chosenAt, focused === null ? -1 : ids.indexOf(focused)]) if (at !== -1) indices.add(at);
    return [...indices].sort((a, b) => a - b);
  }, [tops, heights, band, ids, chosenAt, focused]);

  // No room above the chosen card: counted at the head of the margin, and a key or a press away.
  const high = aligned ? firstAtLeast(tops, HEAD) : 0;
  const above = chosenAt === -1 ? high : Math.min(high, chosenAt);
  const isAbove = (index: number) => index < high && index !== chosenAt;
  const nearest = above > 0 ? ids[above - 1] : undefined;
  const stop = focused ?? chosen ?? ids[drawn[0] ?? 0] ?? null;
  const topOf = (id: string) => tops[ids.indexOf(id)] ?? null;

  return (
    <>
      {nearest === undefined ? null : onAbove(nearest, above)}
      <div ref={layer} className={styles.layer} style={{ minBlockSize: `${bottom}px` }}>
        <ol aria-label={text('claims.list')}>
          {drawn.map((index) => {
            const id = ids[index] as string;
            return isAbove(index) ? null : (
              <PlacedCard
                key={id}
                id={id}
                top={tops[index] as number}
                measure={measure}
                chosen={id === chosen}
                hovered={id === hovered}
                tabStop={id === stop}
                total={total}
              />
            );
          })}
        </ol>
        {children?.(topOf)}
      </div>
    </>
  );
}

interface PlacedCardProps {
  readonly id: string;
  /** Its upper edge in the layer, in pixels. */
  readonly top: number;
  readonly measure: ReturnType<typeof useHeights>['measure'];
  readonly chosen: boolean;
  readonly hovered: boolean;
  readonly tabStop: boolean;
  readonly total: number;
}

const PlacedCard = memo(function PlacedCard({ id, top, measure, total, ...card }: PlacedCardProps) {
  const { editor } = useClaimsDesk();
  const mark = useMark(editor, id);
  const number = useNumber(editor, id);
  if (!mark || number === null) return null;
  return (
    <li
      ref={measure(id)}
      data-card={id}
      className={styles.place}
      // No custom property: what is in the card would inherit it, and be styled anew with every move.
      style={{ translate: `0 ${top}px` }}
      data-front={card.chosen || card.hovered}
      aria-setsize={total}
      aria-posinset={number}
    >
      <ClaimCard mark={mark} number={number} {...card} />
    </li>
  );
});
