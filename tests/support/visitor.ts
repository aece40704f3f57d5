import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type Member, signIn } from './desk.ts';
import { PATIENCE } from './patience.ts';

/** Somebody at a browser of their own: their page, and what the browser complained of so far. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, broken security policy and thrown errors among them. */
  readonly complaints: string[];
}

/**
 * Opens a browser context of its own at a desk, as `member` or as a stranger. English and by day unless told otherwise.
 * The caller closes the context.
 */
export async function visit(
  browser: Browser,
  url: string,
  member: Pick<Member, 'cookie'> | null,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  if (member) await signIn(context, url, member);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // The browser notes every answer that is not a success; what the page makes of it is what the tests look at.
    if (message.text().startsWith('Failed to load resource')) return;
    // y-websocket answers what came in while its socket is closing; nothing of that is lost.
    if (message.text().includes('already in CLOSING or CLOSED state')) return;
    complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, context, complaints };
}
