import type { Browser, CDPSession, Page } from 'playwright-core';
import type { PageClock } from './page-clock.ts';

/** What one act cost the page's main thread, in milliseconds. */
export interface Cost {
  /** Script, style and layout. */
  readonly work: number;
  /** Everything: painting and what the browser does by itself too. */
  readonly task: number;
}

/** A page under measure, in a process of its own. */
export class BenchPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** From navigation until the text was painted, in milliseconds. */
  readonly opened: number;
  readonly complaints: readonly string[];

  private constructor(page: Page, cdp: CDPSession, opened: number, complaints: readonly string[]) {
    this.page = page;
    this.cdp = cdp;
    this.opened = opened;
    this.complaints = complaints;
  }

  /** Opens a page with an article; resolves when its text has been painted. */
  static async open(browser: Browser, url: string, kind: 'bare' | 'editor', article: string): Promise<BenchPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${url}/${kind}.html?article=/${article}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.clock !== undefined);
    const broken = new Promise<never>((_resolve, reject) => page.once('pageerror', reject));
    const opened = await Promise.race([page.evaluate(() => window.clock?.opened), broken]);
    broken.catch(() => undefined); // later ones are among the complaints
    if (opened === undefined) throw new Error('the page has no clock');
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
    return new BenchPage(page, cdp, opened, complaints);
  }

  /** Calls the page's clock. */
  async ask<K extends keyof PageClock>(
    name: K,
    ...parameters: PageClock[K] extends (...given: infer P) => unknown ? P : never
  ): Promise<PageClock[K] extends (...given: never[]) => infer R ? Awaited<R> : never> {
    return this.page.evaluate(
      ([name, parameters]) => {
        const clock = window.clock as unknown as Record<string, (...given: unknown[]) => unknown>;
        return clock[name]?.(...parameters);
      },
      [name, parameters] as const,
    ) as never;
  }

  /** What an act costs until the page is quiet again. */
  async cost(act: () => Promise<unknown>, quiet: () => Promise<unknown> = () => this.ask('quiet')): Promise<Cost> {
    const before = await this.#spent();
    await act();
    await quiet();
    const after = await this.#spent();
    return { work: after.work - before.work, task: after.task - before.task };
  }

  async #spent(): Promise<Cost> {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const of = (name: string) => {
      const metric = metrics.find((each) => each.name === name);
      if (!metric) throw new Error(`the browser does not count ${name}`);
      return metric.value * 1000;
    };
    return {
      work: of('ScriptDuration') + of('RecalcStyleDuration') + of('LayoutDuration'),
      task: of('TaskDuration'),
    };
  }

  /** Types a letter as a keyboard does. */
  async type(letter: string): Promise<void> {
    const key = { key: letter, code: 'KeyF' };
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: letter, unmodifiedText: letter, ...key });
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  }

  async close(): Promise<void> {
    await this.page.context().close();
    if (this.complaints.length > 0) throw new Error(`the page complained: ${this.complaints.join('; ')}`);
  }
}
