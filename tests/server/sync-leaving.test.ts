import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ArticleLog } from '@sanad/server/store/store';
import { articleText } from '@sanad/shared/article-text';
import { expect, test } from 'vitest';
import { lettersOf } from '../shared/desk-article.ts';
import { until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('who leaves and comes back a thousand times while writes are slow always meets the same article', async () => {
  let loads = 0;
  const ground = await Ground.open({
    grace: 0,
    around: (log): ArticleLog => ({
      load: (article) => {
        loads++;
        return log.load(article);
      },
      append: async (update) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return await log.append(update);
      },
      compact: (article, seq, snapshot) => log.compact(article, seq, snapshot),
      history: (article, after, limit) => log.history(article, after, limit),
    }),
  });
  try {
    const article = await ground.article('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.');
    const writes: Promise<unknown>[] = [];
    for (let turn = 0; turn < 1000; turn++) {
      const write = ground.rooms.change(article, { id: 'edith', role: 'editor' }, (doc) =>
        lettersOf(doc, 1).insert(0, 'و'),
      );
      writes.push(write);
      if (turn === 0) await until('it is loaded', () => ground.rooms.open().length === 1);
      const visitor = await ground.visitor('rima', article);
      visitor.close();
    }
    expect(loads).toBe(1);
    await Promise.all(writes);
    await until('it leaves memory', () => ground.rooms.open().length === 0);
    expect(articleText(await ground.stored(article)).text).toContain('و'.repeat(1000));
    await ground.live(article);
    expect(loads).toBe(2);
  } finally {
    await ground.close();
  }
}, 60_000);

test('articles that are left and connections that are closed leave nothing behind', async () => {
  const child = spawn(process.execPath, ['--expose-gc', 'tests/fuzz/leaving.ts', '300', '500'], { cwd: ROOT });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
  const [code] = await once(child, 'exit');
  expect([code, said]).toEqual([0, expect.stringMatching(/300 articles .*: flat\n500 connections .*: flat/)]);
}, 120_000);
