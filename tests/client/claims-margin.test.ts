import { cardsInBand, layOutMargin, type MarginRules } from '@sanad/client/claims/margin-layout.ts';
import { type Band, nextBand } from '@sanad/client/claims/use-margin-places.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const GAP = 8;
const LEAST = 48;
const free = { gap: GAP, chosen: null, least: 0 };

interface WantedCard {
  readonly top: number;
  readonly height: number;
}

function laidOut(list: readonly WantedCard[], rules: MarginRules): readonly number[] {
  const wanted = { tops: list.map(({ top }) => top), heights: list.map(({ height }) => height) };
  return [...layOutMargin(wanted, rules)];
}

/** Cards as an article gives them: in text order, several at one height where claims overlap. */
const cards = fc
  .array(fc.record({ top: fc.integer({ min: LEAST, max: 3000 }), height: fc.integer({ min: 20, max: 300 }) }), {
    maxLength: 40,
  })
  .map((list) => [...list].sort((a, b) => a.top - b.top));
const chosenCards = cards
  .filter((list) => list.length > 0)
  .chain((list) => fc.tuple(fc.constant(list), fc.nat(list.length - 1)));

function expectApart(list: readonly WantedCard[], tops: readonly number[]): void {
  expect(tops).toHaveLength(list.length);
  for (let i = 1; i < list.length; i++) {
    const before = (tops[i - 1] as number) + (list[i - 1] as WantedCard).height;
    expect((tops[i] as number) - before).toBeGreaterThanOrEqual(GAP - 1e-9);
  }
}

function cost(list: readonly WantedCard[], tops: readonly number[]): number {
  return list.reduce((sum, card, i) => sum + ((tops[i] as number) - card.top) ** 2, 0);
}

/** What a simpler margin does: every card at its words or right under the card before. */
function pushedDown(list: readonly WantedCard[]): number[] {
  const tops: number[] = [];
  let free = LEAST;
  for (const card of list) {
    const top = Math.max(card.top, free);
    tops.push(top);
    free = top + card.height + GAP;
  }
  return tops;
}

describe('the margin', () => {
  it('leaves cards that have room exactly level with their words', () => {
    const list = [100, 300, 500].map((top) => ({ top, height: 80 }));
    expect(laidOut(list, free)).toEqual([100, 300, 500]);
  });

  it('shares the push between cards of the same words', () => {
    const list = [500, 500, 500].map((top) => ({ top, height: 92 }));
    expect(laidOut(list, free)).toEqual([400, 500, 600]);
  });

  it('puts the chosen card exactly level and the others around it', () => {
    const list = [500, 500, 500].map((top) => ({ top, height: 92 }));
    expect(laidOut(list, { ...free, chosen: 0 })).toEqual([500, 600, 700]);
    expect(laidOut(list, { ...free, chosen: 2 })).toEqual([300, 400, 500]);
  });

  it('keeps below its upper edge, and above it only what the chosen card leaves no room for', () => {
    const list = [60, 60, 60].map((top) => ({ top, height: 92 }));
    expect(laidOut(list, { gap: GAP, chosen: null, least: LEAST })).toEqual([48, 148, 248]);
    expect(laidOut(list, { gap: GAP, chosen: 2, least: LEAST })).toEqual([-140, -40, 60]);
  });

  it('refuses to choose a card that is not there', () => {
    expect(() => laidOut([], { ...free, chosen: 0 })).toThrow(RangeError);
  });

  it('never lays one card over another, nor changes their order', () => {
    fc.assert(fc.property(cards, (list) => expectApart(list, laidOut(list, { gap: GAP, chosen: null, least: LEAST }))));
    fc.assert(
      fc.property(chosenCards, ([list, chosen]) =>
        expectApart(list, laidOut(list, { gap: GAP, chosen, least: LEAST })),
      ),
    );
  });

  it('has the chosen card exactly where it wants to be, whatever is around', () => {
    fc.assert(
      fc.property(chosenCards, ([list, chosen]) => {
        const tops = laidOut(list, { gap: GAP, chosen, least: LEAST });
        expect(tops[chosen]).toBe((list[chosen] as WantedCard).top);
      }),
    );
  });

  it('moves cards no further than a margin that only pushes down', () => {
    fc.assert(
      fc.property(cards, (list) => {
        const tops = laidOut(list, { gap: GAP, chosen: null, least: LEAST });
        // Tops are whole pixels: each may be half a pixel from the best place.
        const rounding = list.reduce((sum, card, i) => sum + Math.abs((tops[i] as number) - card.top) + 1, 0);
        expect(cost(list, tops)).toBeLessThanOrEqual(cost(list, pushedDown(list)) + rounding);
      }),
    );
  });

  it('stands the cards behind a chosen one no lower than right under one another', () => {
    fc.assert(
      fc.property(chosenCards, ([list, chosen]) => {
        const tops = laidOut(list, { gap: GAP, chosen, least: LEAST });
        let free = Number.NEGATIVE_INFINITY;
        list.forEach((card, i) => {
          if (i > chosen) expect(tops[i]).toBeLessThanOrEqual(Math.max(card.top, free));
          if (i >= chosen) free = Math.max(card.top, free) + card.height + GAP;
        });
      }),
    );
  });

  it('is at rest: laying out what it laid out moves nothing', () => {
    fc.assert(
      fc.property(cards, (list) => {
        const tops = laidOut(list, { gap: GAP, chosen: null, least: LEAST });
        const again = list.map((card, i) => ({ top: tops[i] as number, height: card.height }));
        expect(laidOut(again, { gap: GAP, chosen: null, least: LEAST })).toEqual(tops);
      }),
    );
  });

  it('does not move cards for what happens far below', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 20, max: 300 }), (list, height) => {
        const far = { top: 60_000, height };
        const rules = { gap: GAP, chosen: null, least: LEAST };
        expect(laidOut([...list, far], rules).slice(0, -1)).toEqual(laidOut(list, rules));
      }),
    );
  });

  it('draws every card that touches the band in view, and no run of cards outside it', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 900 }), (list, from, size) => {
        const tops = laidOut(list, { gap: GAP, chosen: null, least: LEAST });
        const heights = list.map(({ height }) => height);
        const band = cardsInBand(tops, heights, from, from + size);
        for (let i = 0; i < list.length; i++) {
          const touches = (tops[i] as number) < from + size && (tops[i] as number) + (heights[i] as number) > from;
          expect(i >= band.first && i < band.end).toBe(touches);
        }
      }),
    );
  });
});

describe('the band of cards that are drawn', () => {
  const windows = fc
    .tuple(fc.integer({ min: -400, max: 900_000 }), fc.integer({ min: 200, max: 2000 }))
    .map(([from, height]): Band => ({ from, to: from + height }));

  it('holds all that is seen, wherever one scrolls to, and at once', () => {
    fc.assert(
      fc.property(fc.array(windows, { minLength: 1, maxLength: 12 }), (ways) => {
        let band: Band = { from: 0, to: 0 };
        for (const seen of ways) {
          band = nextBand(band, seen);
          expect(band.from).toBeLessThanOrEqual(seen.from);
          expect(band.to).toBeGreaterThanOrEqual(seen.to);
        }
      }),
    );
  });

  it('comes to hold what is around it within some frames, and is at rest then', () => {
    fc.assert(
      fc.property(windows, windows, (before, seen) => {
        let band = nextBand({ from: 0, to: 0 }, before);
        for (let frame = 0; frame < 4; frame++) band = nextBand(band, seen);
        expect(band.from).toBeLessThanOrEqual(seen.from - 800);
        expect(band.to).toBeGreaterThanOrEqual(seen.to + 800);
        expect(nextBand(band, seen)).toBe(band);
      }),
    );
  });

  it('passes over what lies between where one was and where one is', () => {
    const band = nextBand({ from: 0, to: 2000 }, { from: 50_000, to: 50_900 });
    expect(band.to - band.from).toBeLessThanOrEqual(900 + 2 * 400);
  });
});
