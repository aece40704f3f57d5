import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { TestProvider } from '../support/oidc.ts';
import { type Visitor, visit } from '../support/visitor.ts';

let browser: Browser;
let provider: TestProvider;
let desk: TestDesk;
let visitor: Visitor | null = null;

beforeAll(async () => {
  [browser, provider] = await Promise.all([launchBrowser(), TestProvider.open()]);
  desk = await openTestDesk({ oidc: provider.settings() });
  provider.serve(desk.url);
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
  await provider?.close();
});
afterEach(() => visitor?.context.close());

/** Opens a browser that keeps what its pages did against their policy. */
async function watched(member: Member | null): Promise<{ readonly page: Page; readonly broken: string[] }> {
  visitor = await visit(browser, desk.url, member);
  const broken: string[] = [];
  await visitor.context.exposeFunction('policyBroken', (what: string) => broken.push(what));
  await visitor.context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const told = `${violatedDirective}: ${blockedURI} ${sample}`;
      (globalThis as unknown as { policyBroken: (what: string) => void }).policyBroken(told);
    });
  });
  return { page: visitor.page, broken };
}

/** The directives of a policy. */
function directivesOf(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
}

test('no page may run a script but the desk’s own files, and none tries to', async () => {
  const admin = await desk.join('admin', 'Nadia');
  const article = await desk.article(admin, 'Title\nA paragraph with words in it.');
  const { link } = (await (await desk.call(admin, '/api/invitations', {})).json()) as { link: string };
  const pages: readonly (readonly [Member | null, string])[] = [
    [null, '/'],
    [null, link],
    [null, '/sign-in?failed=unknown'],
    [admin, '/'],
    [admin, '/people'],
    [admin, `/articles/${article}`],
    [admin, '/nothing-here'],
    [admin, `/api/articles/${article}/report.html`],
  ];
  for (const [member, address] of pages) {
    const { page, broken } = await watched(member);
    const response = await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    if (address.startsWith('/articles/')) {
      await page.getByText('A paragraph with words in it.').first().click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Digit1');
    }
    if (member && address === '/') {
      await page.getByRole('button', { name: 'Nadia: menu' }).click();
      await page.getByRole('menuitem', { name: 'Where you are signed in' }).click();
      await page.getByRole('dialog').getByText('this browser').waitFor();
    }
    const policy = directivesOf(response?.headers()['content-security-policy'] ?? '');
    const scripts = policy.get('script-src') ?? policy.get('default-src') ?? ['nothing was said'];
    const loose = scripts.filter((source) => !/^('self'|'none'|'nonce-[0-9a-f]{32}')$/.test(source));
    expect([address, loose]).toEqual([address, []]);
    expect([address, [...policy.values()].flat().filter((source) => source.includes('unsafe-eval'))]).toEqual([
      address,
      [],
    ]);
    for (const name of ['base-uri', 'frame-ancestors'])
      expect([address, policy.get(name)]).toEqual([address, ["'none'"]]);
    expect([address, broken, visitor?.complaints]).toEqual([address, [], []]);
    await visitor?.context.close();
  }
});

test('a script that got into a page is not run, and is noticed here', async () => {
  const { page, broken } = await watched(null);
  await page.goto('/');
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "run"';
    document.head.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'document.title = "run"');
    button.click();
  });
  await expect.poll(() => broken.length).toBeGreaterThanOrEqual(2);
  expect(await page.title()).not.toBe('run');
});
