import { claimsRoot, textRoot } from '@sanad/shared/article';
import { type ArticleText, articleText, type TextBlock } from '@sanad/shared/article-text';
import { judgeClaim, readClaim } from '@sanad/shared/claim';
import * as Y from 'yjs';
import type { BenchPage, Cost } from './bench-page.ts';
import { seeded } from './long-article.ts';

/** The pages under measure, by number of claims; 0 is the bare editor. */
export type Pages = ReadonlyMap<number, BenchPage>;

const LETTERS = [...'ابتثجحخدرزسشعغفقكلمنهوي'];
/** How long everything a page puts off has certainly been done (ms): what waits longest waits 1,500. */
const REST = 2_600;
/** How long the bar over a selection takes to come (ms), and more. */
const BAR = 250;

const wait = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

/** Where in the text something is done: a block, and the end of a word in it. */
interface Place {
  readonly block: number;
  readonly offset: number;
}

/**
 * Places in the text, at the ends of words, the same for the same seed; in blocks that `isFit` says are, where it says
 * anything.
 */
export function placesIn(
  article: ArticleText,
  count: number,
  seed: number,
  isFit: (block: TextBlock) => boolean = () => true,
): readonly Place[] {
  const random = seeded(seed);
  const long = article.blocks.flatMap((block, index) => (block.text.length > 200 && isFit(block) ? [index] : []));
  return Array.from({ length: count }, () => {
    const block = long[Math.floor(random() * long.length)] as number;
    const words = [...(article.blocks[block]?.text ?? '').matchAll(/\S+/g)];
    const word = words[Math.floor(random() * words.length)];
    return { block, offset: (word?.index ?? 0) + (word?.[0].length ?? 0) };
  });
}

/** Somebody else at the article: writes, and hands over what they wrote as an update. */
export class Colleague {
  readonly #doc = new Y.Doc();
  #last: Uint8Array | null = null;

  /** `client`: the Yjs client id they write with; no two have the same. */
  constructor(article: Uint8Array, client: number) {
    Y.applyUpdate(this.#doc, article);
    this.#doc.clientID = client;
    this.#doc.on('update', (update: Uint8Array) => {
      this.#last = update;
    });
  }

  #update(): string {
    if (!this.#last) throw new Error('nothing was written');
    return Buffer.from(this.#last).toString('base64');
  }

  write({ block, offset }: Place, letter: string): string {
    const text = (textRoot(this.#doc).get(block) as Y.XmlElement).get(0);
    if (!(text instanceof Y.XmlText)) throw new Error(`block ${block} holds no text`);
    text.insert(offset, letter);
    return this.#update();
  }

  judge(id: string, verdict: 'verified' | 'disputed' | 'unsourced'): string {
    const quote = readClaim(claimsRoot(this.#doc).get(id))?.quote.exact ?? '';
    judgeClaim(this.#doc, id, { verdict, by: 'colleague', at: new Date().toISOString(), quote, note: '' });
    return this.#update();
  }
}

const letterAt = (index: number) => LETTERS[index % LETTERS.length] as string;
const empty = (pages: Pages) => new Map<number, Cost[]>([...pages.keys()].map((scale) => [scale, []]));

/** Does an act on every page in turn, beginning with another each time, so that a drifting machine meets all alike. */
async function inTurn(pages: Pages, turn: number, act: (page: BenchPage, scale: number) => Promise<void>) {
  const all = [...pages];
  for (let index = 0; index < all.length; index++) {
    const [scale, page] = all[(index + turn) % all.length] as [number, BenchPage];
    await act(page, scale);
  }
}

/** Puts every page's caret at a place, and waits until all that this sets off is done. */
async function goTo(pages: Pages, { block, offset }: Place): Promise<void> {
  await Promise.all([...pages.values()].map((page) => page.ask('select', block, offset, offset)));
  await wait(700);
}

/** What each letter costs that is typed here: in runs, at places all over the article. */
export async function typeLetters(pages: Pages, places: readonly Place[], run: number): Promise<Map<number, Cost[]>> {
  const costs = empty(pages);
  let turn = 0;
  for (const place of places) {
    await goTo(pages, place);
    for (let index = 0; index < run; index++) {
      await inTurn(pages, turn++, async (page, scale) => {
        costs.get(scale)?.push(await page.cost(() => page.type(letterAt(index))));
      });
    }
  }
  return costs;
}

/** What each letter costs that a colleague types, in runs at places all over the article. */
export async function receiveLetters(
  pages: Pages,
  colleague: Colleague,
  places: readonly Place[],
  run: number,
): Promise<Map<number, Cost[]>> {
  const costs = empty(pages);
  let turn = 0;
  for (const [number, place] of places.entries()) {
    // Every other run is where people look, the others are elsewhere in the article.
    if (number % 2 === 0) await goTo(pages, place);
    for (let index = 0; index < run; index++) {
      const update = colleague.write({ ...place, offset: place.offset + index }, letterAt(index));
      await inTurn(pages, turn++, async (page, scale) => {
        await page.ask('keep', update);
        costs.get(scale)?.push(await page.cost(() => page.ask('receive')));
      });
    }
  }
  return costs;
}

/** What a run of letters and everything put off until the rest after it costs in all, typed here or by a colleague. */
export async function runAndRest(
  pages: Pages,
  place: Place,
  run: number,
  colleague: Colleague | null,
): Promise<Map<number, Cost>> {
  const costs = new Map<number, Cost>();
  await goTo(pages, place);
  await wait(REST);
  const updates = Array.from({ length: run }, (_, index) =>
    colleague?.write({ ...place, offset: place.offset + index }, letterAt(index)),
  );
  await inTurn(pages, 0, async (page, scale) => {
    const write = async () => {
      for (const [index, update] of updates.entries()) {
        if (update === undefined) await page.type(letterAt(index));
        else {
          await page.ask('keep', update);
          await page.ask('receive');
        }
        await page.ask('quiet');
      }
    };
    costs.set(scale, await page.cost(write, () => wait(REST)));
  });
  return costs;
}

/** Lets go of the chosen claim. */
async function letGo(page: BenchPage): Promise<void> {
  await page.ask('leaveText');
  await page.page.keyboard.press('Escape');
  await page.ask('quiet');
}

/** How long marking the words before each place takes until they are painted, in milliseconds. */
export async function markWords(pages: Pages, places: readonly Place[]): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>([...pages.keys()].map((scale) => [scale, []]));
  for (const [turn, { block, offset }] of places.entries()) {
    await inTurn(pages, turn, async (page, scale) => {
      await letGo(page);
      // Half a word more than anybody would mark: no other claim sits on exactly these letters.
      await page.ask('select', block, Math.max(0, offset - 37), offset - 1);
      await wait(BAR);
      times.get(scale)?.push(await page.ask('press', 'Digit1', '[data-claim][data-chosen]'));
    });
  }
  return times;
}

const KEYS = [
  ['verified', 'Digit1'],
  ['disputed', 'Digit2'],
  ['unsourced', 'Digit3'],
] as const;

/** How long another verdict takes until it is painted, here by key and there from a colleague's update, together (ms). */
export async function judgeClaims(
  pages: Pages,
  colleagues: ReadonlyMap<number, Colleague>,
  places: readonly Place[],
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>([...pages.keys()].map((scale) => [scale, []]));
  for (const [turn, { block, offset }] of places.entries()) {
    await inTurn(pages, turn, async (page, scale) => {
      await letGo(page);
      await page.ask('select', block, offset, offset);
      await page.ask('quiet');
      const claim = await page.ask('claimIn', block);
      await page.page.mouse.click(claim.x, claim.y);
      await page.ask('quiet');
      const chosen = await page.page.evaluate(() => {
        const line = document.querySelector<SVGGElement>('[data-claim^="claim-"][data-chosen]');
        return line ? { id: line.dataset.claim ?? '', verdict: line.dataset.verdict } : null;
      });
      if (!chosen) throw new Error(`no claim of block ${block} could be chosen`);
      const line = `[data-claim="${chosen.id}"]`;
      await page.ask('leaveText');
      await page.ask('quiet');
      const [here, there] = KEYS.filter(([verdict]) => verdict !== chosen.verdict);
      if (!here || !there) throw new Error('no other verdict to give');
      // The colleague first: what is given here is given on top of it, whoever's turn it would be among simultaneous ones.
      const update = colleagues.get(scale)?.judge(chosen.id, there[0]);
      if (update === undefined) throw new Error(`nobody else is at the article with ${scale} claims`);
      await page.ask('keep', update);
      const theirs = await page.ask('receiveUntil', `${line}[data-verdict="${there[0]}"]`);
      await page.ask('quiet');
      const own = await page.ask('press', here[1], `${line}[data-verdict="${here[0]}"]`);
      times.get(scale)?.push(own + theirs);
    });
  }
  return times;
}

/**
 * The longest task (ms, 0 when none is over 50) while the page is scrolled by the wheel through everything on it.
 * @throws Error when the browser does not tell of long tasks.
 */
export async function scrollThrough(page: BenchPage, steps: number): Promise<number> {
  await page.ask('watchTasks');
  await page.ask('work', 90);
  if ((await page.ask('longest')) < 50) throw new Error('a long task went unnoticed');
  const height = await page.page.evaluate(() => {
    window.scrollTo({ top: 0, behavior: 'instant' });
    return document.documentElement.scrollHeight;
  });
  await wait(500);
  await page.ask('watchTasks');
  const wheel = { type: 'mouseWheel', x: 640, y: 450, deltaX: 0, deltaY: height / steps } as const;
  for (let step = 0; step < steps; step++) {
    await page.cdp.send('Input.dispatchMouseEvent', wheel);
    await page.ask('quiet');
  }
  const longest = await page.ask('longest');
  const scrolled = await page.page.evaluate(() => window.scrollY);
  if (scrolled < height / 4) throw new Error(`the page was scrolled to ${scrolled} of ${height} alone`);
  return longest;
}

/** The text of an article given as bytes. */
export function textOfBytes(bytes: Uint8Array): ArticleText {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  return articleText(doc);
}
