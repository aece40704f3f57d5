import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { type Visitor, visit } from '../support/visitor.ts';
import { claimsSeen, clickOn, firstPiece, lineUnder, pointOn, tapOn } from './drawn-claims.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة في شهر واحد';
const TEXT = [
  TITLE,
  'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل فيها دام أربعة أشهر.',
  'وقال المهندس المشرف سامر النجّار إن المكتبة الكبرى تتسع لـ 40 ألف كتاب، وهي الأكبر في البلاد.',
  ...Array.from(
    { length: 14 },
    (_, at) => `فقرة ${at + 1} يطول بها المقال حتى يحتاج القارئ إلى تمريره، وليس فيها ما يُفحص.`,
  ),
  'وتوقعت البلدية أن يزور المكتبات الثلاث نصف مليون قارئ في السنة الأولى.',
].join('\n');

const LIBRARIES = 'ثلاث مكتبات عامة في الأحياء الشرقية';
const COST = 'بكلفة بلغت مليوني دينار';
const BOOKS = 'تتسع لـ 40 ألف كتاب';
const VISITORS = 'نصف مليون قارئ في السنة الأولى';

let browser: Browser;
let desk: TestDesk;
let editor: Member;
let checker: Member;
let reader: Member;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, desk] = await Promise.all([launchBrowser(), openTestDesk()]);
  editor = await desk.join('editor', 'سلمى');
  checker = await desk.join('checker', 'Omar');
  reader = await desk.join('reader', 'Rana');
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.splice(0).map(({ context }) => context.close()));
  expect(complaints).toEqual([]);
});

async function claim(article: string, by: Member, quote: string, verdict: string, note = ''): Promise<string> {
  const response = await desk.call(by, `/api/articles/${article}/claims`, { quote, verdict, note });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** An article with four claims: verified, disputed, unsourced, and one far down, disputed by the checker. */
async function articleWithClaims(): Promise<string> {
  const article = await desk.article(editor, TEXT, { language: 'ar' });
  await claim(article, editor, LIBRARIES, 'verified', 'بيان البلدية');
  await claim(article, editor, COST, 'disputed');
  await claim(article, checker, BOOKS, 'unsourced', 'Nobody says who counted.');
  await claim(article, checker, VISITORS, 'disputed');
  return article;
}

async function open(member: Member, article: string, options: Parameters<typeof visit>[3] = {}, query = '') {
  const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce', ...options });
  visitors.push(visitor);
  await visitor.page.goto(`/articles/${article}${query}`);
  await lineUnder(visitor.page).first().waitFor({ state: 'attached' });
  return visitor.page;
}

const faces = (page: Page) => page.locator('[data-face]');
const face = (page: Page, quote: string) => page.getByRole('button', { name: quote });
const card = (page: Page, quote: string) => page.getByRole('article').filter({ has: face(page, quote) });
/** The claim drawn on words, once it is. */
async function on(page: Page, quote: string): Promise<string> {
  const find = async () => (await claimsSeen(page)).find(({ words }) => words.includes(quote))?.id;
  await expect.poll(find).toBeDefined();
  return (await find()) ?? '';
}
const isChosen = async (page: Page, quote: string) =>
  (await claimsSeen(page)).some(({ words, chosen }) => chosen && words.includes(quote));
const toast = (page: Page, text: string) => page.getByRole('alertdialog').filter({ hasText: text });
const verdicts = async (article: string) => (await claimsAt(desk.url, editor, article)).map(({ verdict }) => verdict);

/** Waits until a card's first row is level with its words, to the pixel that rounding may cost. */
async function expectLevel(page: Page, quote: string): Promise<void> {
  await expect
    .poll(async () => {
      const middle = (box: { y: number; height: number } | null) => (box ? box.y + box.height / 2 : Number.NaN);
      const [row, line] = await Promise.all([
        face(page, quote).boundingBox(),
        on(page, quote).then((id) => firstPiece(page, id)),
      ]);
      return Math.abs(middle(row) - middle(line));
    })
    .toBeLessThanOrEqual(4);
}

describe('the claims beside the text', () => {
  test('stand in text order, and the chosen one exactly level with its words', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await faces(page).nth(2).waitFor();
    expect(await faces(page).evaluateAll((all) => all.map((each) => each.textContent?.match(/\d/)?.[0]))).toEqual(
      expect.arrayContaining(['1', '2', '3']),
    );
    await face(page, COST).click();
    await expect.poll(() => isChosen(page, COST)).toBe(true);
    await expectLevel(page, COST);
  });

  test('follow the text: choosing words opens their card, choosing none closes it', async () => {
    const page = await open(editor, await articleWithClaims());
    await clickOn(page, await on(page, BOOKS));
    await expect.poll(() => face(page, BOOKS).getAttribute('aria-expanded')).toBe('true');
    await expectLevel(page, BOOKS);
    await page.getByText('فقرة 1 يطول').click();
    await expect.poll(() => face(page, BOOKS).getAttribute('aria-expanded')).toBe('false');
  });

  test('lead the text: a card that is chosen brings its words into view', async () => {
    const page = await open(editor, await articleWithClaims());
    await face(page, LIBRARIES).focus();
    await page.keyboard.press('End');
    await expect.poll(() => isChosen(page, VISITORS)).toBe(true);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
    await expectLevel(page, VISITORS);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(VISITORS);
  });

  test('never lie over one another where a dozen claims overlap', async () => {
    const article = await desk.article(editor, TEXT, { language: 'ar' });
    const parts = LIBRARIES.split(' ');
    for (let length = parts.length; length > 0; length--) {
      await claim(article, editor, parts.slice(0, length).join(' '), 'verified', 'x'.repeat(length * 9)).catch(
        () => {},
      );
      await claim(article, editor, parts.slice(-length).join(' '), 'disputed').catch(() => {});
    }
    const page = await open(editor, article);
    await faces(page).nth(5).waitFor();
    const apart = async () => {
      const boxes = await page
        .getByRole('article')
        .evaluateAll((cards) =>
          cards.map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
        );
      return boxes.length > 3 && boxes.every(({ top }, at) => at === 0 || top >= (boxes[at - 1]?.bottom ?? 0));
    };
    await expect.poll(apart).toBe(true);
    await faces(page).nth(4).click();
    await expect
      .poll(() => faces(page).evaluateAll((all) => all.some((each) => each.ariaExpanded === 'true')))
      .toBe(true);
    await expect.poll(apart).toBe(true);
  });
});

describe('a claim at the very top', () => {
  test.each(['editor', 'reader'] as const)('has its card in sight and level when a %s chooses it', async (role) => {
    const article = await desk.article(editor, TEXT, { language: 'ar' });
    await claim(article, editor, 'البلدية تفتتح ثلاث مكتبات', 'verified');
    await claim(article, editor, 'ثلاث مكتبات جديدة', 'disputed');
    await claim(article, editor, 'في شهر واحد', 'unsourced');
    const page = await open(role === 'editor' ? editor : reader, article);
    await clickOn(page, await on(page, 'في شهر واحد'));
    await expect.poll(() => face(page, 'في شهر واحد').getAttribute('aria-expanded')).toBe('true');
    await expectLevel(page, 'في شهر واحد');
    await page.getByRole('button', { name: '2 claims above' }).click();
    await expect.poll(() => face(page, 'ثلاث مكتبات جديدة').getAttribute('aria-expanded')).toBe('true');
  });
});

describe('the filter', () => {
  test('shows the chosen verdicts alone, lives in the address, and is shared with it', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    const disputed = page.getByRole('button', { name: 'Disputed, 2' });
    await disputed.click();
    await face(page, LIBRARIES).waitFor({ state: 'detached' });
    await face(page, COST).waitFor();
    expect(new URL(page.url()).searchParams.get('verdict')).toBe('disputed');
    await page.getByText('2 of 4 shown').waitFor();

    const other = await open(checker, article, {}, '?verdict=disputed');
    await face(other, COST).waitFor();
    expect(await face(other, LIBRARIES).count()).toBe(0);

    await page.getByRole('button', { name: 'Show all' }).click();
    await face(page, LIBRARIES).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('says so when no claim is like that, and lets go', async () => {
    const page = await open(editor, await articleWithClaims(), {}, '?verdict=unchecked');
    await page.getByRole('heading', { name: 'No claim is like that' }).waitFor();
    await page.getByRole('button', { name: 'Show all' }).last().click();
    await face(page, COST).waitFor();
  });

  test('leaves the chosen claim when it asks for others', async () => {
    const page = await open(editor, await articleWithClaims());
    await face(page, LIBRARIES).click();
    await page.getByRole('button', { name: 'Disputed, 2' }).click();
    await face(page, LIBRARIES).waitFor({ state: 'detached' });
  });

  test('does not hide the claim that is chosen in the text', async () => {
    const page = await open(editor, await articleWithClaims(), {}, '?verdict=disputed');
    await face(page, COST).waitFor();
    await clickOn(page, await on(page, BOOKS));
    await expect.poll(() => face(page, BOOKS).getAttribute('aria-expanded')).toBe('true');
  });
});

describe('a card', () => {
  test('takes a note from the giver of its verdict, and from nobody else', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await face(page, COST).click();
    await card(page, COST).getByRole('button', { name: 'Add a note' }).click();
    await page.keyboard.type('الوزارة تقول ثلاثة ملايين');
    await page.keyboard.press('Control+Enter');
    await card(page, COST).getByText('الوزارة تقول ثلاثة ملايين').waitFor();
    await expect
      .poll(async () => (await claimsAt(desk.url, editor, article)).map(({ note }) => note))
      .toContain('الوزارة تقول ثلاثة ملايين');

    await face(page, BOOKS).click();
    await card(page, BOOKS).getByText('Nobody says who counted.').waitFor();
    await card(page, BOOKS).getByText('Give your own verdict').waitFor();
    expect(await card(page, BOOKS).getByRole('button', { name: /note/ }).count()).toBe(0);
  });

  test('takes a note along with the verdict that is given while it is written', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await face(page, COST).click();
    await card(page, COST).getByRole('button', { name: 'Add a note' }).click();
    await page.keyboard.type('وجدتُ العقد');
    await card(page, COST).getByRole('button', { name: 'Verified' }).click();
    await expect
      .poll(async () => (await claimsAt(desk.url, editor, article)).map(({ verdict, note }) => `${verdict} ${note}`))
      .toContain('verified وجدتُ العقد');
  });

  test('changes its verdict, keeps the earlier one in its history, and takes the change back', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await face(page, COST).click();
    await card(page, COST).getByRole('button', { name: 'Verified' }).click();
    await toast(page, 'Claim 2: Verified').hover(); // what is pointed at does not go by itself
    await expect.poll(() => verdicts(article)).toEqual(['verified', 'verified', 'unsourced', 'disputed']);
    await card(page, COST).getByText('1 earlier verdict').waitFor();
    await toast(page, 'Claim 2: Verified').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => verdicts(article)).toEqual(['verified', 'disputed', 'unsourced', 'disputed']);
    await card(page, COST).getByText('1 earlier verdict').waitFor({ state: 'detached' });
  });

  test('is removed and brought back', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await face(page, COST).click();
    await card(page, COST).getByRole('button', { name: 'Remove the claim' }).click();
    await toast(page, 'Claim 2 removed').hover();
    await face(page, COST).waitFor({ state: 'detached' });
    await expect.poll(() => verdicts(article)).toHaveLength(3);
    await toast(page, 'Claim 2 removed').getByRole('button', { name: 'Undo' }).click();
    await face(page, COST).waitFor();
    await expect.poll(() => verdicts(article)).toHaveLength(4);
  });

  test('says that the words changed after the verdict, and is confirmed for the new ones', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    const cost = await pointOn(page, await on(page, COST));
    await page.mouse.dblclick(cost.x, cost.y);
    await page.keyboard.type('بثمن');
    const changed = faces(page).filter({ hasText: 'Stale' });
    await changed.waitFor();
    if ((await changed.getAttribute('aria-expanded')) !== 'true') await changed.click();
    const stale = page.getByRole('article').filter({ has: changed });
    await stale.getByText('The words changed after the verdict.').waitFor();
    const parts = (tag: string) => stale.locator(`[data-difference] p[lang] ${tag}`).first();
    await expect.poll(() => parts('del').textContent()).toMatch(/^taken out: \S+$/);
    await expect.poll(() => parts('ins').textContent()).toBe('put in: بثمن');
    await stale.getByRole('button', { name: 'Confirm for these words' }).click();
    await changed.waitFor({ state: 'detached' });
  });

  test('waits in the tray when its words are gone from the text', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const far = await pointOn(page, await on(page, VISITORS));
    await page.mouse.click(far.x, far.y, { clickCount: 3 });
    await page.keyboard.press('Backspace');
    await page.getByRole('heading', { name: 'Detached claims' }).waitFor();
    const chip = page.getByRole('button', { name: 'Detached, 1' });
    await chip.click();
    await face(page, LIBRARIES).waitFor({ state: 'detached' });
    await page.getByRole('list', { name: 'Detached claims' }).getByText(VISITORS, { exact: true }).waitFor();
  });
});

describe('two people at one article', () => {
  test('see each other, and each other’s claims as they are made and judged', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    const other = await open(checker, article);
    await page.getByRole('button', { name: /^Here now: .*Omar/ }).waitFor();

    await face(page, COST).click();
    await other.getByRole('group', { name: /سلمى.* on this claim/ }).waitFor();

    await face(other, COST).click();
    await card(other, COST).getByRole('button', { name: 'Unsourced' }).click();
    await card(page, COST)
      .getByText(/Omar.* changed this claim to: Unsourced/)
      .waitFor();
    await expect
      .poll(() => page.getByRole('status').allTextContents())
      .toContainEqual(expect.stringMatching(/Omar.* changed this claim/));

    await claim(article, checker, 'دام أربعة أشهر', 'disputed');
    await face(page, 'دام أربعة أشهر').waitFor();

    await claim(article, checker, 'سامر النجّار', 'verified');
    await face(other, 'سامر النجّار').click();
    await expect.poll(() => isChosen(other, 'سامر النجّار')).toBe(true);
    await other.keyboard.press('Delete');
    await face(page, 'سامر النجّار').waitFor({ state: 'detached' });
  });

  test('are told when a colleague removes the claim they have chosen', async () => {
    const article = await articleWithClaims();
    const page = await open(checker, article);
    const other = await open(editor, article);
    await face(page, BOOKS).click();
    await face(other, BOOKS).click();
    await card(other, BOOKS).getByRole('button', { name: 'Remove the claim' }).click();
    await toast(page, 'A colleague removed the claim you had chosen').waitFor();
    expect(await toast(other, 'A colleague removed').count()).toBe(0);
  });
});

describe('a reader', () => {
  test('sees every claim, is told why nothing can be done, and finds nothing to do it with', async () => {
    const page = await open(reader, await articleWithClaims());
    await page.getByText('You are reading along.').waitFor();
    await face(page, COST).click();
    await card(page, COST).getByText('You are signed in as a reader.').waitFor();
    await expectLevel(page, COST);
    expect(await card(page, COST).getByRole('button', { name: 'Verified' }).count()).toBe(0);
    expect(await card(page, COST).getByRole('button', { name: 'Remove' }).count()).toBe(0);
    await page.keyboard.press('1');
    expect(await page.getByRole('button', { name: 'Disputed, 2' }).count()).toBe(1);
  });
});

describe('a checker who becomes a reader', () => {
  test('is offered nothing that would be refused, without reloading the page', async () => {
    const article = await articleWithClaims();
    const admin = await desk.join('admin', 'Adam');
    const member = await desk.join('checker', 'Nour');
    const page = await open(member, article);
    await face(page, COST).click();
    await card(page, COST).getByRole('button', { name: 'Verified' }).waitFor();
    const changed = await desk.call(admin, `/api/people/${member.person.id}`, { role: 'reader' }, 'PATCH');
    expect(changed.ok).toBe(true);
    await page.getByText('You are reading along.').waitFor();
    await face(page, COST).click();
    await card(page, COST).getByText('You are signed in as a reader.').waitFor();
  });
});

describe('by keyboard alone', () => {
  test('one goes from the text to the claims, judges, notes, removes, and comes back', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article);
    await page.locator('.ProseMirror').focus();
    await page.keyboard.press('F6');
    const active = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(active).toContain(LIBRARIES);
    await page.keyboard.press('j');
    await expect.poll(active).toContain(COST);
    await expect.poll(() => isChosen(page, COST)).toBe(true);
    await page.keyboard.press('3');
    await expect.poll(() => verdicts(article)).toEqual(['verified', 'unsourced', 'unsourced', 'disputed']);
    await page.keyboard.press('n');
    await page.keyboard.type('3 n j');
    await page.keyboard.press('Control+Enter');
    await card(page, COST).getByText('3 n j').waitFor();
    await page.keyboard.press('ArrowDown');
    await expect.poll(active).toContain(BOOKS);
    await page.keyboard.press('Delete');
    await expect.poll(() => verdicts(article)).toHaveLength(3);
    await expect.poll(active).toContain(VISITORS);
    await page.keyboard.press('F6');
    await expect.poll(() => page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F6');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
  });
});

describe('on a narrow screen', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

  test('the chosen claim opens a sheet that leaves its words in view, with the verdicts in reach', async () => {
    const article = await articleWithClaims();
    const page = await open(editor, article, phone);
    const books = await on(page, BOOKS);
    await tapOn(page, books);
    const sheet = page.getByRole('region', { name: 'Claims' });
    const verified = sheet.getByRole('button', { name: 'Verified' });
    await verified.waitFor();
    await expect
      .poll(async () => {
        const [line, top] = await Promise.all([firstPiece(page, books), sheet.boundingBox()]);
        return line !== null && top !== null && line.y + line.height <= top.y && line.y > 52;
      })
      .toBe(true);
    const button = await verified.boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
    expect(button?.y).toBeGreaterThan(844 * 0.8);
    await verified.tap();
    await expect.poll(() => verdicts(article)).toEqual(['verified', 'disputed', 'verified', 'disputed']);
    await sheet.getByRole('button', { name: 'Close the card' }).tap();
    await sheet.getByRole('button', { name: '4 claims' }).waitFor();
  });

  test('a handle opens the whole list, with its filter', async () => {
    const page = await open(editor, await articleWithClaims(), phone);
    const sheet = page.getByRole('region', { name: 'Claims' });
    await sheet.getByRole('button', { name: '4 claims' }).tap();
    await face(page, LIBRARIES).waitFor();
    await sheet.getByRole('button', { name: 'Unsourced, 1' }).tap();
    await face(page, LIBRARIES).waitFor({ state: 'detached' });
    await face(page, BOOKS).tap();
    await sheet.getByRole('button', { name: 'Back to all claims' }).tap();
    await face(page, BOOKS).waitFor();
  });

  test('nothing is wider than the screen', async () => {
    const page = await open(editor, await articleWithClaims(), phone);
    await tapOn(page, await on(page, COST));
    await page.getByRole('button', { name: 'Close the card' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

describe('everyone', () => {
  test.each([
    ['ar', 'light'],
    ['ar', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('is served: axe finds no fault with the page in %s, %s', async (locale, colorScheme) => {
    const article = await articleWithClaims();
    const wide = await open(editor, article, { locale, colorScheme });
    await face(wide, COST).click();
    await expect.poll(() => face(wide, COST).getAttribute('aria-expanded')).toBe('true');
    expect(await accessibilityFaults(wide)).toEqual([]);
    const narrow = await open(checker, article, { locale, colorScheme, viewport: { width: 390, height: 844 } });
    await clickOn(narrow, await on(narrow, COST));
    await face(narrow, COST).waitFor();
    expect(await accessibilityFaults(narrow)).toEqual([]);
  });

  test('who follows a link to nothing reads so, and finds the way back', async () => {
    const visitor = await visit(browser, desk.url, editor);
    visitors.push(visitor);
    await visitor.page.goto('/articles/no-such-article');
    await visitor.page.getByRole('heading', { name: 'There is no such article' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Go to the articles' }).click();
    await expect.poll(() => new URL(visitor.page.url()).pathname).toBe('/');
  });
});
