import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { accessibilityFaults } from '../support/accessibility.ts';
import type { Member } from '../support/desk.ts';
import { desk, editor } from './editor-hands.ts';

/** Makes a claim as a script does; gives its id. */
export async function claimOn(article: string, by: Member, quote: string, verdict?: string): Promise<string> {
  const response = await desk.call(by, `/api/articles/${article}/claims`, { quote, verdict });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** Changes the text as a program does that knows nothing of claims: whole paragraphs go, and others come. */
export async function retype(article: string, change: (lines: string[]) => string[]): Promise<void> {
  await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
    const root = textRoot(doc);
    const [, ...lines] = articleText(doc).blocks.map(({ text }) => text);
    root.delete(1, root.length - 1);
    const paragraphs = change(lines).map((line) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    });
    root.insert(1, paragraphs);
  });
}

/** How many updates of an article are on disk. */
export async function updatesOf(article: string): Promise<number> {
  await desk.desk.rooms.read(article, () => null); // all that was accepted is stored
  return (await desk.desk.store.log.load(article))?.updates.length ?? 0;
}

export const face = (page: Page, id: string): Locator => page.locator(`[data-face="${id}"]`);
export const card = (page: Page, id: string): Locator => page.locator(`[data-card="${id}"]`);
export const said = (page: Page, text: string) => page.getByRole('alertdialog').filter({ hasText: text });

/** Gives the keyboard to a claim's card, opened. */
export async function openCard(page: Page, id: string): Promise<Locator> {
  await face(page, id).waitFor();
  if ((await face(page, id).getAttribute('aria-expanded')) !== 'true') await face(page, id).click();
  await expect.poll(() => face(page, id).getAttribute('aria-expanded')).toBe('true');
  await face(page, id).focus();
  return card(page, id);
}

/** Whether the keyboard is on a claim's card. */
export const holdsKeyboard = (page: Page, id: string) =>
  expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.face)).toBe(id);

/** Holds that a page has no fault that axe-core finds, in both languages, by day and by night. */
export async function expectNoFaults(
  open: (options: { readonly locale: string; readonly colorScheme: 'light' | 'dark' }) => Promise<Page>,
): Promise<void> {
  for (const locale of ['ar', 'en-GB']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open({ locale, colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.context().close();
    }
  }
}
