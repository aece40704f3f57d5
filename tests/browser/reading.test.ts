import { textRoot } from '@sanad/shared/article';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Member } from '../support/desk.ts';
import { claimOn, updatesOf } from './claim-hands.ts';
import { claimsSeen, clickOn, pointAt } from './drawn-claims.ts';
import {
  atTheText,
  COST,
  checker,
  desk,
  EAST,
  editor,
  expectClaims,
  LIBRARIES,
  newArticle,
  open,
  press,
  reader,
  select,
  textOf,
} from './editor-hands.ts';

atTheText();

/**
 * An article that y-prosemirror is tempted to write into by showing it: letters in texts that lie side by side, signs of
 * formatting that format nothing, signs that repeat one another, an empty text, and a quote that lost its paragraphs.
 */
async function untidyArticle(): Promise<string> {
  const article = await newArticle();
  await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
    const root = textRoot(doc);
    const beside = new Y.XmlElement('paragraph');
    beside.insert(
      0,
      ['نصّ أوّل ', 'ونصّ ثانٍ بجانبه ', '', 'وثالث.'].map((letters) => new Y.XmlText(letters)),
    );
    const formatted = new Y.XmlElement('paragraph');
    const letters = new Y.XmlText('كلمات فيها علامات تنسيق بقيت بلا حروف.');
    formatted.insert(0, [letters]);
    const empty = new Y.XmlElement('blockquote');
    root.insert(root.length, [beside, formatted, empty]);
    letters.format(6, 4, { strong: {} });
    letters.format(6, 4, { strong: null });
    letters.format(0, 12, { em: {} });
    letters.format(3, 6, { em: {} });
    letters.insert(8, 'زائد', { strong: {} });
    letters.delete(8, 4);
  });
  await claimOn(article, editor, COST, 'verified');
  await claimOn(article, editor, LIBRARIES, 'disputed');
  return article;
}

/** The kinds of what a member did to an article, as the server's history has them. */
const deedsOf = async (article: string, { person }: Member) =>
  (await desk.desk.store.log.history(article, 0, 1000))
    .filter(({ actor }) => actor === person.id)
    .map(({ kind }) => kind);

/** How many updates of an article are this member's. */
async function writtenBy(article: string, { person }: Member): Promise<number> {
  await updatesOf(article);
  return (await desk.desk.store.log.load(article))?.updates.filter(({ actor }) => actor === person.id).length ?? 0;
}

/** Waits until what was sent from a page before now is at the server. */
async function settled(page: Page, article: string): Promise<void> {
  // What a colleague does now is seen here, and what was sent from here before is there by then.
  const mark = `وصل ${Math.random().toString(36).slice(2, 8)} `;
  await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
    const title = textRoot(doc).get(0) as Y.XmlElement;
    (title.get(0) as Y.XmlText).insert(0, mark);
  });
  await page.locator('.ProseMirror', { hasText: mark }).waitFor();
}

async function lookAround(page: Page): Promise<void> {
  await page.mouse.wheel(0, 600);
  await page.mouse.wheel(0, -600);
  for (const each of await page.locator('[data-face]').all()) await each.click();
  await select(page, EAST);
  await press(page, 'Escape');
  const [claim] = await claimsSeen(page);
  await pointAt(page, claim?.id ?? '');
  await clickOn(page, claim?.id ?? '');
  await press(page, 'Alt+ArrowDown', 'Alt+ArrowUp', 'Escape', 'Escape');
  await select(page, 'بجانبه', 2);
  await press(page, 'x', 'Backspace', 'Enter', 'Delete');
}

describe.each([
  ['reader', () => reader],
  ['checker', () => checker],
] as const)('a %s', (_role, who) => {
  test('writes nothing by opening an untidy article, scrolling, choosing, selecting and typing', async () => {
    const article = await untidyArticle();
    const text = await textOf(article);
    const page = await open(who(), article);
    await page.locator('[data-face]').nth(1).waitFor();
    await lookAround(page);
    await settled(page, article);
    // Formatting that arrives while they read: Yjs tidies behind it in every copy.
    await desk.desk.rooms.change(article, { id: editor.person.id, role: 'editor' }, (doc) => {
      const block = textRoot(doc).get(2) as Y.XmlElement;
      const letters = block.get(0) as Y.XmlText;
      letters.format(0, 10, { strong: {} });
      letters.format(2, 5, { strong: null });
      letters.format(2, 5, { strong: {} });
    });
    await settled(page, article);
    await page.reload();
    await page.locator('.ProseMirror', { hasText: 'سامر' }).waitFor();
    await lookAround(page);
    await settled(page, article);
    await page.context().close();
    expect(await writtenBy(article, who())).toBe(0);
    expect((await textOf(article)).replaceAll(/وصل \S+ /g, '')).toBe(text);
  });
});

test('a checker who marks writes the claim, and nothing of the text', async () => {
  const article = await untidyArticle();
  const text = await textOf(article);
  const page = await open(checker, article);
  await select(page, 'ونصّ ثانٍ بجانبه');
  await press(page, '3');
  await expectClaims(
    article,
    [page],
    [
      { quote: COST, verdict: 'verified' },
      { quote: LIBRARIES, verdict: 'disputed' },
      { quote: 'ونصّ ثانٍ بجانبه', verdict: 'unsourced' },
    ],
  );
  await page.locator('[data-face]').last().click();
  await press(page, '2');
  await expect.poll(() => deedsOf(article, checker)).toContain('verdict-given');
  await settled(page, article);
  const deeds = await deedsOf(article, checker);
  expect(new Set(deeds)).toEqual(new Set(['claim-made', 'claim-restored', 'verdict-given']));
  const updates = (await desk.desk.store.log.load(article))?.updates.filter(({ actor }) => actor === checker.person.id);
  for (const { bytes } of updates ?? []) {
    const letters = Y.decodeUpdate(bytes).structs.filter(
      (struct) => struct instanceof Y.Item && struct.content instanceof Y.ContentString,
    );
    expect(letters).toEqual([]);
  }
  expect((await textOf(article)).replaceAll(/وصل \S+ /g, '')).toBe(text);
});
