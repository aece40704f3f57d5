import { type ReactNode, type RefObject, useMemo } from 'react';
import type { PlacedMark } from '../editor/article-editor.ts';
import { useText } from '../i18n/language.tsx';
import styles from './card-layer.module.css';
import { CARD_LEVEL, ClaimCard } from './claim-card.tsx';
import { cardsInBand, layOutMargin } from './margin-layout.ts';
import { type LevelOf, useBand, useHeights, useOrder } from './use-margin-places.ts';

/** The least space between two cards, in pixels. */
const GAP = 4;
/** The height of the head of the margin, in pixels: it lies over the layer, and cards begin below it. */
const HEAD = 48;

export interface CardLayerProps {
  readonly marks: readonly PlacedMark[];
  /** Where each claim's words are; null stacks the cards without regard to the text. */
  readonly levels: LevelOf | null;
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
  const { marks, levels, layer, chosen, hovered, focused, total, children, onAbove } = props;
  const text = useText();
  const { heightOf, measure, version } = useHeights();
  const band = useBand(layer);
  const order = useOrder(marks);

  const { tops, heights, bottom } = useMemo(() => {
    const heights = order.map(({ claim }) => heightOf(claim.id));
    let last = 0;
    const cards = order.map(({ claim }, index) => {
      last = (levels?.(claim.id) ?? last + CARD_LEVEL) - CARD_LEVEL;
      return { top: levels ? last : 0, height: heights[index] as number };
    });
    const at = levels && chosen !== null ? order.findIndex(({ claim }) => claim.id === chosen) : -1;
    const tops = layOutMargin(cards, { gap: GAP, chosen: at === -1 ? null : at, least: levels ? HEAD : 0 });
    const bottom = tops.length === 0 ? 0 : (tops.at(-1) as number) + (heights.at(-1) as number);
    // `version` stands for what `heightOf` answers now.
    return { tops, heights, bottom, version };
  }, [order, levels, chosen, heightOf, version]);

  const drawn = useMemo(() => {
    const { first, end } = cardsInBand(tops, heights, band.from, band.to);
    const indices = new Set<number>();
    for (let index = first; index < end; index++) indices.add(index);
    if (chosen !== null || focused !== null) {
      order.forEach(({ claim }, index) => {
        if (claim.id === chosen || claim.id === focused) indices.add(index);
      });
    }
    return [...indices].sort((a, b) => a - b);
  }, [tops, heights, band, order, chosen, focused]);

  // No room above the chosen card: counted at the head of the margin, and a key or a press away.
  const isAbove = (index: number) =>
    levels !== null && (tops[index] as number) < HEAD && marks[index]?.claim.id !== chosen;
  let above = 0;
  while (above < marks.length && isAbove(above)) above++;
  const nearest = above > 0 ? marks[above - 1] : undefined;
  const stop = focused ?? chosen ?? marks[drawn[0] ?? 0]?.claim.id ?? null;
  const topOf = (id: string) => tops[marks.findIndex(({ claim }) => claim.id === id)] ?? null;

  return (
    <>
      {nearest ? onAbove(nearest.claim.id, above) : null}
      <div ref={layer} className={styles.layer} style={{ minBlockSize: `${bottom}px` }}>
        <ol aria-label={text('claims.list')}>
          {drawn.map((index) => {
            const mark = marks[index] as PlacedMark;
            const { id } = mark.claim;
            if (isAbove(index)) return null;
            return (
              <li
                key={id}
                ref={measure(id)}
                data-card={id}
                className={styles.place}
                style={{ '--place': `${tops[index]}px` }}
                data-front={id === chosen || id === hovered}
                aria-setsize={total}
                aria-posinset={mark.number}
              >
                <ClaimCard
                  mark={mark}
                  number={mark.number}
                  chosen={id === chosen}
                  hovered={id === hovered}
                  tabStop={id === stop}
                />
              </li>
            );
          })}
        </ol>
        {children?.(topOf)}
      </div>
    </>
  );
}
