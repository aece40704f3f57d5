import { join } from 'node:path';
import { expect, test } from 'vitest';
import { visit } from '../support/visitor.ts';
import { workADay } from './a-day.ts';
import { atTheText, browser, checker, desk, editor, TEXT, visitors } from './editor-hands.ts';

atTheText();

test('an editor and two checkers take an article from import to sign-off, and reopen it late', async () => {
  const [admin, second] = [await desk.join('admin', 'أمل'), await desk.join('checker', 'ليلى')];
  const open = async (member: typeof editor, path: string) => {
    const visitor = await visit(browser, desk.url, member, { reducedMotion: 'reduce' });
    visitors.push(visitor);
    await visitor.page.goto(path);
    return visitor.page;
  };
  // Pictures to be looked at, where somebody asks for them.
  const folder = process.env.SANAD_PICTURES;
  const look: Parameters<typeof workADay>[0]['look'] = async (page, name) => {
    if (folder) await page.screenshot({ path: join(folder, `day-${name}.png`) });
  };
  await workADay(
    { desk, admin, editor, first: checker, second, open, look },
    {
      text: TEXT,
      disputed: 'بكلفة بلغت مليوني دينار',
      wording: 'بكلفة بلغت ثلاثة ملايين دينار',
      verified: 'تتسع لأربعين ألف كتاب',
      at: 4,
      typed: ' اليوم',
      unsourced: 'إن العمل دام أربعة أشهر',
    },
  );
  expect((await desk.call(admin, '/api/desk', { secondPerson: 'off' }, 'PATCH')).status).toBe(200);
}, 300_000);
