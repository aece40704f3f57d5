import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimsAt, type Member } from '../support/desk.ts';
import { card, claimOn, expectNoFaults, face, openCard, said } from './claim-hands.ts';
import {
  atTheText,
  BOOKS,
  COST,
  checker,
  desk,
  editor,
  LIBRARIES,
  newArticle,
  open,
  press,
  reader,
  select,
} from './editor-hands.ts';

atTheText();

const REPORT = 'https://example.org/تقرير/2026';
const PHOTO = 'https://example.org/photo?id=7';
const SECRET = 'موظّف في البلدية لا يُسمّى';

const field = (page: Page, id: string) => card(page, id).getByRole('textbox', { name: 'Address of evidence' });
const pieces = (page: Page, id: string) => card(page, id).locator('[data-piece]');
const form = (page: Page) => page.getByRole('dialog');

/** Pastes a text where the keyboard is, as Ctrl+V does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
}

async function claimed(verdict = 'verified', by: Member = checker, words = COST) {
  const article = await newArticle();
  return { article, id: await claimOn(article, by, words, verdict) };
}
const evidenceOf = async (article: string, by: Member = reader) =>
  (await claimsAt(desk.url, by, article)).flatMap(({ evidence }) => evidence);
const secretsOf = async (article: string) =>
  Object.values(
    ((await (await desk.call(editor, `/api/articles/${article}/confidential`)).json()) as { claims: object }).claims,
  ).flat() as { title: string; note: string }[];

describe('evidence on a card', () => {
  test('an address that is pasted is a piece of evidence, and stands at once on the colleague’s screen', async () => {
    const { article, id } = await claimed();
    const [mine, theirs] = await Promise.all([open(checker, article), open(editor, article)]);
    await openCard(mine, id);
    await openCard(theirs, id);
    await field(mine, id).focus();
    await paste(mine, REPORT);
    const link = pieces(theirs, id).getByRole('link');
    await expect.poll(() => link.count()).toBe(1);
    expect(await link.getAttribute('href')).toBe(REPORT);
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await link.locator('bdi').getAttribute('dir')).toBe('ltr');
    await expect.poll(() => evidenceOf(article)).toMatchObject([{ address: REPORT, by: checker.person.id }]);
    expect((await evidenceOf(article))[0]?.accessed).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('several at once are several, also where no field has the keyboard; one step of undo takes them back', async () => {
    const { article, id } = await claimed();
    const page = await open(checker, article);
    await openCard(page, id);
    await paste(page, `${REPORT}\n${PHOTO} ${REPORT}`);
    await expect.poll(() => pieces(page, id).count()).toBe(2);
    await expect.poll(async () => (await evidenceOf(article)).map(({ address }) => address)).toEqual([REPORT, PHOTO]);
    await page.locator('.ProseMirror').focus();
    await press(page, 'Control+z');
    await expect.poll(() => pieces(page, id).count()).toBe(0);
    await expect.poll(() => evidenceOf(article)).toEqual([]);
  });

  test('a paste right behind a mark is its evidence, and not the text’s; a paste into the text is the text’s', async () => {
    const article = await newArticle();
    const page = await open(editor, article);
    await select(page, LIBRARIES);
    await press(page, '1');
    await expect.poll(async () => (await claimsAt(desk.url, editor, article)).length).toBe(1);
    await paste(page, REPORT);
    await expect.poll(() => evidenceOf(article)).toMatchObject([{ address: REPORT }]);
    expect(await page.locator('.ProseMirror').textContent()).not.toContain('example.org');
    await select(page, BOOKS, 0);
    await paste(page, PHOTO);
    await expect.poll(() => page.locator('.ProseMirror').textContent()).toContain('example.org/photo');
    expect(await evidenceOf(article)).toHaveLength(1);
  });

  test('what is no address stays in the field, with a sentence on what it lacks', async () => {
    const { article, id } = await claimed();
    const page = await open(checker, article);
    await openCard(page, id);
    await paste(page, 'javascript:alert(1)');
    await card(page, id).getByText('Only addresses that begin with https:// or http://').waitFor();
    expect(await field(page, id).inputValue()).toBe('javascript:alert(1)');
    await field(page, id).fill('https://user:secret@example.org/');
    await press(page, 'Enter');
    await card(page, id).getByText('holds a name or a password').waitFor();
    expect(await field(page, id).inputValue()).toBe('https://user:secret@example.org/');
    expect(await pieces(page, id).count()).toBe(0);
    await field(page, id).fill(REPORT);
    await press(page, 'Enter');
    await expect.poll(() => pieces(page, id).count()).toBe(1);
    expect(await field(page, id).inputValue()).toBe('');
  });

  test('without an address it has a title; all that is said of it is shown, and changed in place', async () => {
    const { article, id } = await claimed();
    const page = await open(checker, article);
    await openCard(page, id);
    await press(page, 'e');
    await expect.poll(() => field(page, id).evaluate((node) => node === document.activeElement)).toBe(true);
    await card(page, id).getByRole('button', { name: 'More, or without an address' }).click();
    await form(page).getByRole('button', { name: 'Add evidence' }).click();
    await form(page).getByText('Without an address it needs a title.').waitFor();
    await form(page).getByLabel('Title').fill('مكالمة مع المهندس');
    await form(page).getByLabel('Place in it').fill('الدقيقة 3');
    await form(page).getByLabel('The words that matter').fill('دفعنا مليونين');
    await form(page).getByRole('button', { name: 'What it says of the claim' }).click();
    await page.getByRole('option', { name: 'Contradicts' }).click();
    await form(page).getByRole('button', { name: 'Add evidence' }).click();
    await form(page).waitFor({ state: 'detached' });
    const said = await pieces(page, id).textContent();
    for (const words of ['مكالمة مع المهندس', 'Contradicts', 'Primary source', 'الدقيقة 3', 'from Omar']) {
      expect(said).toContain(words);
    }
    expect(await pieces(page, id).getByText('دفعنا مليونين').isVisible()).toBe(false);
    await pieces(page, id).getByText('The words that matter').click();
    expect(await pieces(page, id).getByText('دفعنا مليونين').isVisible()).toBe(true);
    await pieces(page, id)
      .getByRole('button', { name: /^Edit: / })
      .click();
    await form(page).getByLabel('Publisher').fill('الوكالة');
    await press(page, 'Enter');
    await form(page).waitFor({ state: 'detached' });
    await expect
      .poll(() => evidenceOf(article))
      .toMatchObject([
        { title: 'مكالمة مع المهندس', publisher: 'الوكالة', stance: 'contradicts', excerpt: 'دفعنا مليونين' },
      ]);
  });

  test('it is taken away without a question and brought back by the message; a colleague’s is an editor’s to take', async () => {
    const { article, id } = await claimed();
    await desk.call(editor, `/api/articles/${article}/claims/${id}/evidence`, { address: PHOTO, title: 'صورة' });
    const page = await open(checker, article);
    await openCard(page, id);
    await paste(page, REPORT);
    await expect.poll(() => pieces(page, id).count()).toBe(2);
    expect(
      await card(page, id)
        .getByRole('button', { name: /^Remove: .*صورة/ })
        .count(),
    ).toBe(0);
    await card(page, id)
      .getByRole('button', { name: /^Remove: .*example/ })
      .click();
    await expect.poll(() => evidenceOf(article)).toMatchObject([{ title: 'صورة' }]);
    await said(page, 'Evidence removed').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => evidenceOf(article)).toHaveLength(2);
    await said(page, 'Evidence removed').waitFor({ state: 'detached' });
    const theirs = await open(editor, article);
    await openCard(theirs, id);
    await card(theirs, id)
      .getByRole('button', { name: /^Remove: .*example/ })
      .click();
    await expect.poll(() => evidenceOf(article)).toMatchObject([{ title: 'صورة' }]);
    await theirs.locator('.ProseMirror').focus();
    await press(theirs, 'Control+z');
    await expect.poll(() => evidenceOf(article)).toHaveLength(2);
  });

  test('a claim that is verified and has none says so, and asks by one click; evidence answers', async () => {
    const { article, id } = await claimed();
    const page = await open(checker, article);
    await face(page, id).waitFor();
    await card(page, id).getByText('No evidence').waitFor();
    await openCard(page, id);
    await card(page, id).getByRole('button', { name: 'On whose word?' }).click();
    await expect.poll(() => field(page, id).evaluate((node) => node === document.activeElement)).toBe(true);
    await paste(page, REPORT);
    await expect.poll(() => card(page, id).getByRole('button', { name: 'On whose word?' }).count()).toBe(0);
    const theirs = await open(reader, article);
    await openCard(theirs, id);
    await pieces(theirs, id).waitFor();
    expect(await card(theirs, id).locator('input').count()).toBe(0);
  });

  describe('has no fault that axe-core finds, in both languages, by day and by night', () => {
    let article: string;
    let id: string;
    beforeEach(async () => {
      ({ article, id } = await claimed());
      const base = `/api/articles/${article}/claims/${id}`;
      await desk.call(editor, `${base}/evidence`, { address: PHOTO, excerpt: 'كلمات' });
      await desk.call(editor, `${base}/confidential`, { title: SECRET });
      await claimOn(article, editor, BOOKS, 'verified');
    });
    const opened = async (options: Parameters<typeof open>[2]) => {
      const page = await open(editor, article, options);
      await openCard(page, id);
      await pieces(page, id).nth(1).waitFor();
      return page;
    };

    test('on the card', async () => {
      await expectNoFaults(opened);
    });

    test('in the form', async () => {
      await expectNoFaults(async (options) => {
        const page = await opened(options);
        await pieces(page, id).nth(1).getByRole('button').first().click();
        await form(page).waitFor();
        return page;
      });
    });
  });
});

/** Everything a browser has been sent, and everything it has kept on its disk, as text. */
async function heardBy(context: BrowserContext): Promise<() => string> {
  const heard: string[] = [];
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => heard.push(Buffer.from(payload).toString('utf8')));
    });
    page.on('request', (request) => heard.push(request.url()));
    page.on('response', (response) => {
      if (!new URL(response.url()).pathname.startsWith('/api')) return; // the pages' own code names every address
      response.text().then(
        (text) => heard.push(text),
        () => undefined,
      );
    });
  });
  return () => heard.join('\n');
}

/** What this browser keeps of the desk, wherever pages can keep something. */
function keptBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: string[] = [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
    ];
    const read = (value: unknown): string =>
      JSON.stringify(value, (_, each) =>
        each instanceof Uint8Array
          ? new TextDecoder().decode(each)
          : each instanceof ArrayBuffer
            ? new TextDecoder().decode(each)
            : each,
      ) ?? '';
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise<unknown[]>((done, failed) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
          request.onerror = () => failed(request.error);
        });
        kept.push(...all.map(read));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept.push(request.url);
        if (new URL(request.url).pathname.startsWith('/api'))
          kept.push((await (await cache.match(request))?.text()) ?? '');
      }
    }
    return kept.join('\n');
  });
}

describe('confidential evidence', () => {
  test('is seen by a checker and an editor, and nothing of it reaches a reader, who is at the same article', async () => {
    const { article, id } = await claimed();
    const theirs = await open(reader, article);
    const heard = await heardBy(theirs.context());
    const watching = await theirs.context().newPage();
    await watching.goto(`/articles/${article}`);
    await watching.locator('.ProseMirror', { hasText: 'سامر' }).waitFor();
    const mine = await open(checker, article);
    await openCard(mine, id);
    await card(mine, id).getByRole('button', { name: 'Confidential' }).click();
    await card(mine, id).getByRole('button', { name: 'More, or without an address' }).click();
    await form(mine).getByLabel('Title').fill(SECRET);
    expect(
      await form(mine)
        .getByRole('checkbox', { name: /^Confidential/ })
        .isChecked(),
    ).toBe(true);
    await form(mine).getByRole('button', { name: 'Add evidence' }).click();
    await form(mine).waitFor({ state: 'detached' });
    await pieces(mine, id).getByText(SECRET).waitFor();
    await pieces(mine, id).getByText('Confidential').waitFor();
    expect(await card(mine, id).getByRole('button', { name: 'On whose word?' }).count()).toBe(0);
    const editors = await open(editor, article);
    await openCard(editors, id);
    await pieces(editors, id).getByText(SECRET).waitFor();
    // An open piece behind it, so that what the reader was told since then is known to have come.
    await card(mine, id).getByRole('button', { name: 'Confidential' }).click();
    await paste(mine, REPORT);
    await openCard(watching, id);
    await pieces(watching, id).getByRole('link').waitFor();
    await watching.reload();
    await openCard(watching, id);
    await pieces(watching, id).getByRole('link').waitFor();
    expect(heard()).toContain('example.org');
    for (const page of [theirs, watching]) {
      expect(await page.locator('body').textContent()).not.toContain('لا يُسمّى');
      expect(await keptBy(page)).not.toContain('لا يُسمّى');
    }
    expect(heard()).not.toContain('لا يُسمّى');
    expect(heard()).not.toContain('/confidential');
    for (const page of [mine, editors]) expect(await keptBy(page)).not.toContain('لا يُسمّى');
    expect(await keptBy(mine)).toContain('example.org');
  });

  test('a piece that everybody could read is made confidential, after it was said what that comes to', async () => {
    const { article, id } = await claimed();
    const page = await open(checker, article);
    await openCard(page, id);
    await paste(page, PHOTO);
    await expect.poll(() => evidenceOf(article)).toHaveLength(1);
    await pieces(page, id)
      .getByRole('button', { name: /^Edit: / })
      .click();
    await form(page).locator('label', { hasText: 'Confidential' }).click();
    await form(page).getByText('Colleagues and readers could see this piece until now').waitFor();
    await form(page).getByLabel('Note').fill('من أرسلها؟');
    await form(page).getByRole('button', { name: 'Save' }).click();
    await form(page).waitFor({ state: 'detached' });
    await expect.poll(() => evidenceOf(article)).toEqual([]);
    await expect.poll(() => secretsOf(article)).toMatchObject([{ address: PHOTO, note: 'من أرسلها؟' }]);
    await pieces(page, id).getByText('Confidential').waitFor();
    // What undo knows of the piece as it was must not bring it back to everybody.
    await page.locator('.ProseMirror').focus();
    await press(page, 'Control+z');
    expect(await evidenceOf(article)).toEqual([]);
    await card(page, id)
      .getByRole('button', { name: /^Remove: / })
      .click();
    await expect.poll(() => secretsOf(article)).toEqual([]);
    await said(page, 'Evidence removed').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => secretsOf(article)).toHaveLength(1);
  });

  test('leaves the page of somebody who is made a reader', async () => {
    const { article, id } = await claimed();
    await desk.call(editor, `/api/articles/${article}/claims/${id}/confidential`, { title: SECRET });
    const leaving = await desk.join('checker', 'Leaving');
    const page = await open(leaving, article);
    await openCard(page, id);
    await pieces(page, id).getByText(SECRET).waitFor();
    const admin = await desk.join('admin');
    expect((await desk.call(admin, `/api/people/${leaving.person.id}`, { role: 'reader' }, 'PATCH')).ok).toBe(true);
    await expect.poll(() => page.getByText(SECRET).count()).toBe(0);
    await face(page, id).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(SECRET);
    expect(await keptBy(page)).not.toContain('لا يُسمّى');
  });
});
