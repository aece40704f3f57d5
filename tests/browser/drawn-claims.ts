import type { Locator, Page } from 'playwright-core';

/** A claim as it is seen: the letters that its line is drawn under, and what its line says of it. */
export interface Seen {
  readonly id: string;
  /** Letters of several blocks are joined by nothing. */
  readonly words: string;
  readonly verdict: string;
  readonly stale: boolean;
  readonly chosen: boolean;
  readonly lane: number;
}

/** The line under the words of a claim, or of any. It lies behind the text: to point at it, ask where (`pointOn`). */
export const lineUnder = (page: Page, id?: string): Locator =>
  page.locator(id === undefined ? '[data-claim]' : `[data-claim="${id}"]`);

/** The claims drawn on screen, each with the letters that stand over its lines: found by where both are, and by nothing else. */
export function claimsSeen(page: Page): Promise<Seen[]> {
  return page.evaluate(() => {
    const letters: { letter: string; middle: number; top: number; bottom: number; order: number }[] = [];
    const range = document.createRange();
    const text = document.querySelector('.ProseMirror') as Element;
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (node.parentElement?.closest('[data-cursor]')) continue;
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const { top, bottom } = box;
        const middle = (box.left + box.right) / 2;
        letters.push({ letter: node.data[at] as string, middle, top, bottom, order: letters.length });
      }
    }
    const seen = new Map<string, Seen & { found: Map<number, string> }>();
    for (const group of document.querySelectorAll<SVGGElement>('[data-claim]')) {
      const { claim: id = '', verdict = '', stale, chosen, lane = '0' } = group.dataset;
      const sheet = (group.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
      const block = document.elementsFromPoint(sheet.left + sheet.width / 2, sheet.top + sheet.height / 2);
      const em = Number.parseFloat(getComputedStyle(block.find((each) => text.contains(each)) ?? text).fontSize);
      const known = seen.get(id) ?? {
        id,
        verdict,
        stale: stale !== undefined,
        chosen: chosen !== undefined,
        lane: Number(lane),
        words: '',
        found: new Map<number, string>(),
      };
      seen.set(id, known);
      for (const { points } of group.querySelectorAll('polyline')) {
        const [{ x: from, y: at }, { x: to }] = [...points] as [DOMPoint, DOMPoint];
        const baseline = sheet.top + at - em * (0.34 + 0.2 * Number(lane));
        for (const { letter, middle, top, bottom, order } of letters) {
          const isOver = middle > sheet.left + from - 0.6 && middle < sheet.left + to + 0.6;
          if (isOver && baseline > top && baseline < bottom) known.found.set(order, letter);
        }
      }
    }
    return [...seen.values()].map(({ found, ...each }) => ({
      ...each,
      words: [...found]
        .sort(([a], [b]) => a - b)
        .map(([, letter]) => letter)
        .join(''),
    }));
  });
}

/** The box of the first piece of a claim's words, in pixels of the window; null when it is not drawn. */
export function firstPiece(
  page: Page,
  id: string,
): Promise<{ x: number; y: number; width: number; height: number } | null> {
  return page.evaluate((claim) => {
    const group = document.querySelector<SVGGElement>(`[data-claim="${claim}"]`);
    const line = group?.querySelector('polyline');
    if (!group || !line) return null;
    const sheet = (line.ownerSVGElement as SVGSVGElement).getBoundingClientRect();
    const [{ x: left, y: at }, { x: right }] = [...line.points] as [DOMPoint, DOMPoint];
    const ground = document.querySelector<SVGPolygonElement>(`[data-ground="${claim}"] polygon`);
    const corners = ground && [...ground.points].map(({ y }) => y);
    // A claim within another has no ground: its words stand on the line that this one is so far below.
    const [top, bottom] = corners
      ? [Math.min(...corners), Math.max(...corners)]
      : [at - 24 - 4 * Number(group.dataset.lane), at - 4];
    return { x: sheet.left + left, y: sheet.top + top, width: right - left, height: bottom - top };
  }, id);
}

/** A point on the words of a claim, once it is drawn: their beginning, where no other claim of the tests begins. */
export async function pointOn(page: Page, id: string): Promise<{ x: number; y: number }> {
  await lineUnder(page, id).first().waitFor({ state: 'attached' });
  await page.evaluate(
    (claim) =>
      document.querySelector(`[data-claim="${claim}"]`)?.scrollIntoView({ block: 'center', behavior: 'instant' }),
    id,
  );
  const piece = await firstPiece(page, id);
  if (!piece) throw new Error(`${id} is not drawn`);
  return { x: piece.x + piece.width / 2, y: piece.y + piece.height / 2 };
}

export async function clickOn(page: Page, id: string): Promise<void> {
  const { x, y } = await pointOn(page, id);
  await page.mouse.click(x, y);
}

export async function tapOn(page: Page, id: string): Promise<void> {
  const { x, y } = await pointOn(page, id);
  await page.touchscreen.tap(x, y);
}

export async function pointAt(page: Page, id: string): Promise<void> {
  const { x, y } = await pointOn(page, id);
  await page.mouse.move(x, y);
}
