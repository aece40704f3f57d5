import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** How much of a page's time passes at a time, and how long it then has to do what is due, both in milliseconds. */
const STEP = { passes: 500, rests: 50 };

/**
 * Lets a page's clock be moved on by `hurried`; it goes as everybody's until then. To be called before the page is opened.
 */
export async function withOwnTime(page: Page): Promise<Page> {
  await page.clock.install();
  return page;
}

/**
 * Lets a page's time pass faster until something has come: what a page does only after some seconds is not waited for.
 * What comes from elsewhere takes the time it takes. @throws what `awaited` throws.
 */
export async function hurried<T>(page: Page, awaited: Promise<T>): Promise<T> {
  let over = false;
  const come = awaited.finally(() => {
    over = true;
  });
  come.catch(() => undefined); // it is thrown below
  while (!over) {
    await page.clock.fastForward(STEP.passes);
    await Promise.race([come, delay(STEP.rests)]).catch(() => undefined);
  }
  return await come;
}
