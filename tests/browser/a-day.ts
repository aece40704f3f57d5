import { createHash } from 'node:crypto';
import { madeArticleShape } from '@sanad/shared/protocol';
import { versionsShape } from '@sanad/shared/version';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { articleAt, claimsAt, type Member, type TestDesk } from '../support/desk.ts';
import { card, openCard } from './claim-hands.ts';
import { press, select } from './editor-hands.ts';

/** The words of an article that a day's work is done on. Each stands in it once. */
export interface Story {
  readonly text: string;
  /** Two checkers disagree about it; it is corrected to `wording`. */
  readonly disputed: string;
  readonly wording: string;
  /** Two checkers verify it; then the editor writes `typed` behind its first `at` letters. */
  readonly verified: string;
  readonly at: number;
  readonly typed: string;
  /** Nobody finds its source; it is attributed. */
  readonly unsourced: string;
}

/** Who works, each at a page of their own that speaks English. */
export interface Crew {
  readonly desk: TestDesk;
  readonly admin: Member;
  readonly editor: Member;
  readonly first: Member;
  readonly second: Member;
  readonly open: (member: Member, path: string) => Promise<Page>;
  /** Called where there is something to look at. */
  readonly look: (page: Page, name: string) => Promise<void>;
}

/**
 * An article from import to sign-off and to a late reopening, by an editor and two checkers in real browsers: a blind
 * disagreement, an edit after verification, a correction applied, a failed and a successful sign-off.
 */
export async function workADay({ desk, admin, editor, first, second, open, look }: Crew, story: Story): Promise<void> {
  const { disputed, verified, unsourced } = story;
  expect((await desk.call(admin, '/api/desk', { secondPerson: 'blind' }, 'PATCH')).status).toBe(200);

  const hers = await open(editor, '/');
  await hers.getByRole('button', { name: 'New article' }).click();
  await hers.getByRole('textbox', { name: 'Text' }).fill(story.text);
  await hers.getByRole('button', { name: 'Continue' }).click();
  await hers.getByRole('button', { name: 'Make the article' }).click();
  await hers.locator('.ProseMirror').waitFor();
  const article = madeArticleShape.shape.id.parse(hers.url().split('/').at(-1)?.split(/[?#]/)[0]);
  const path = `/articles/${article}`;
  const [his, theirs] = await Promise.all([open(first, path), open(second, path)]);
  for (const page of [his, theirs]) await page.locator('.ProseMirror', { hasText: disputed }).waitFor();
  const claims = () => claimsAt(desk.url, editor, article);
  const claimOn = async (quote: string) => {
    await expect.poll(async () => (await claims()).some((claim) => claim.quote === quote)).toBe(true);
    return (await claims()).find((claim) => claim.quote === quote)?.id ?? '';
  };
  const stateOf = async (id: string) => (await claims()).find((claim) => claim.id === id);
  const looked = (id: string, secondLook: string) =>
    expect.poll(async () => (await stateOf(id))?.secondLook, { timeout: 20_000 }).toBe(secondLook);
  /** Marks words with a verdict, which is sealed, and has the second checker give theirs. */
  const judgeBlind = async (words: string, one: string, other: string) => {
    await select(his, words);
    await press(his, one);
    const id = await claimOn(words);
    await openCard(his, id);
    await card(his, id).getByText('is sealed until').first().waitFor();
    await openCard(theirs, id);
    await card(theirs, id).getByText(first.person.name).first().waitFor();
    expect((await stateOf(id))?.verdict).toBe('unchecked');
    await press(theirs, other);
    return id;
  };

  const dispute = await judgeBlind(disputed, '1', '2');
  await looked(dispute, 'conflict');
  await look(theirs, 'blind-conflict');
  const sure = await judgeBlind(verified, '1', '1');
  await looked(sure, 'confirmed');
  const open3 = await judgeBlind(unsourced, '3', '3');
  await looked(open3, 'confirmed');

  // Evidence.
  await openCard(his, sure);
  await card(his, sure).getByRole('textbox', { name: 'Address of evidence' }).fill('https://example.org/statement');
  await his.keyboard.press('Enter');
  await openCard(theirs, sure);
  await card(theirs, sure).getByText('example.org').first().waitFor();
  await look(his, 'evidence');

  // The editor edits what was verified: stale on every screen.
  await select(hers, verified, story.at);
  await hers.keyboard.insertText(story.typed);
  await expect.poll(async () => (await stateOf(sure))?.stale, { timeout: 20_000 }).toBe(true);
  await openCard(his, sure);
  await card(his, sure).locator('ins, [data-part="added"]').first().waitFor();
  await look(his, 'stale');

  // Not yet: what stands in the way.
  const stage = hers.getByRole('button', { name: /^Stage of the article/ });
  const dialog = hers.getByRole('dialog', { name: 'Sign the article off' });
  const ask = async () => {
    await stage.click();
    await hers.getByRole('button', { name: 'Sign off…' }).click();
    await dialog.waitFor();
  };
  await ask();
  await dialog.getByText(/stand in the way/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Sign off' }).isDisabled()).toBe(true);
  await look(hers, 'not-yet');
  expect((await desk.call(editor, `/api/articles/${article}/sign-off`, {})).status).toBe(409);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // Both look at the new words and stand by them; again neither sees the other's before.
  await press(his, '1');
  await openCard(theirs, sure);
  await card(theirs, sure).getByText(first.person.name).first().waitFor();
  await press(theirs, '1');
  await looked(sure, 'confirmed');
  await expect.poll(async () => (await stateOf(sure))?.stale).toBe(false);

  // The dispute is corrected in the text, the other one attributed.
  const settle = async (id: string, how: string, wording: string | null, reason: string) => {
    await openCard(hers, id);
    await press(hers, 'KeyS');
    const settling = hers.getByRole('dialog', { name: 'Settle the claim' });
    await settling.waitFor();
    await press(hers, how);
    if (wording !== null) await settling.getByLabel('The new wording').fill(wording);
    await settling.getByLabel('Reason').fill(reason);
    if (id === dispute) await look(hers, 'settling');
    await hers.keyboard.press(wording === null ? 'Control+Shift+Enter' : 'Control+Enter');
    await settling.waitFor({ state: 'detached' });
    await expect.poll(async () => (await stateOf(id))?.settlement).not.toBeNull();
  };
  await settle(dispute, 'Digit1', story.wording, 'البيان الرسمي يقول غير ذلك');
  await expect.poll(async () => (await stateOf(dispute))?.quote).toBe(story.wording);
  await theirs.locator('.ProseMirror', { hasText: story.wording }).waitFor();
  await settle(open3, 'Digit2', null, 'نُسب إلى قائله في الجملة نفسها');

  await ask();
  await dialog.getByText('Nothing stands in the way.').waitFor();
  await look(hers, 'ready');
  await dialog.getByRole('button', { name: 'Sign off' }).click();
  for (const page of [hers, his, theirs]) await page.getByText(/Signed off by/).waitFor();
  await look(his, 'signed-off');

  const versions = async () =>
    versionsShape.parse(await (await desk.call(first, `/api/articles/${article}/versions`)).json()).versions;
  const files = () =>
    Promise.all(
      ['report.json', 'report.html?language=ar', 'report.html?language=en'].map(async (file) =>
        Buffer.from(await (await desk.call(first, `/api/articles/${article}/versions/1/${file}`)).arrayBuffer()),
      ),
    );
  const before = await files();
  const [version] = await versions();
  expect(
    createHash('sha256')
      .update(before[0] as Buffer)
      .digest('hex'),
  ).toBe(version?.hash);

  // Late, a word comes in: reopened, changed, and the version stays as it was.
  await stage.click();
  await hers.getByRole('button', { name: 'Reopen…' }).click();
  const asking = hers.getByRole('dialog', { name: 'Reopen the article' });
  await asking.getByLabel('Why').fill('وصل بيان متأخر');
  await asking.getByRole('button', { name: 'Reopen' }).click();
  await hers.getByText(/Signed off by/).waitFor({ state: 'detached' });
  await expect
    .poll(() => hers.locator('.ProseMirror').evaluate((text) => text.getAttribute('aria-readonly') !== 'true'))
    .toBe(true);
  await select(hers, story.wording, 0);
  await hers.keyboard.insertText('نحو ');
  await expect.poll(async () => (await articleAt(desk.url, editor, article)).text).toContain(`نحو ${story.wording}`);
  expect(await files()).toEqual(before);
  expect((await versions())[0]?.reason).toBe('وصل بيان متأخر');
  await look(hers, 'reopened');
}
