import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { claimShape } from '@sanad/shared/protocol';
import { type Queue, queueShape } from '@sanad/shared/queue';
import { afterEach, expect, test } from 'vitest';
import { openTestDesk, type TestDesk, temporaryFolder } from '../support/desk.ts';

let folder = temporaryFolder();
let desk: TestDesk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
  folder.remove();
  folder = temporaryFolder();
});

/** Makes the rows of a desk what a server before the queue has left: without what is newer than them. */
function age(data: string): void {
  const database = new DatabaseSync(join(data, 'sanad.db'));
  database.exec(`update articles set projection = 0;
    update claims set context = '{"before":"","after":"","direction":"ltr","decided":null}', mark = '',
      folded = '', view = json_remove(view, '$.evidence', '$.comments', '$.assignee', '$.settlement');
    delete from places;`);
  database.close();
}

const COUNT = 25;

test('rows from before are read as they are, and are made anew in the background after the start', async () => {
  desk = await openTestDesk({ data: folder.path });
  const editor = await desk.join('editor');
  const articles: string[] = [];
  for (let index = 0; index < COUNT; index++) {
    articles.push(await desk.article(editor, `عنوان ${index}\nقالت الوزارة إن الرقم ${index} صحيح.`));
  }
  for (const [index, article] of articles.entries()) {
    const body = { quote: `الرقم ${index}`, verdict: 'disputed' };
    const { id } = claimShape.parse(await (await desk.call(editor, `/api/articles/${article}/claims`, body)).json());
    await desk.call(editor, `/api/articles/${article}/claims/${id}/comments`, { text: `انظر ${index}` });
  }
  await desk.close();
  age(folder.path);

  desk = await openTestDesk({ data: folder.path });
  const reopened = desk;
  const queue = async (query = ''): Promise<Queue> =>
    queueShape.parse(await (await reopened.call(editor, `/api/claims?limit=100${query}`)).json());
  expect((await queue()).claims).toHaveLength(COUNT);
  await expect
    .poll(async () => (await reopened.desk.store.claims.outdated('', 100)).length, { timeout: 20_000 })
    .toBe(0);
  const { claims } = await queue();
  expect(claims.map(({ context }) => context.before)).toEqual(Array(COUNT).fill('قالت الوزارة إن '));
  expect(claims.every(({ comments, start }) => comments.length === 1 && start !== null)).toBe(true);
  expect((await queue(`&q=${encodeURIComponent('انظر 7')}`)).claims).toHaveLength(1);
  // Nobody is in them: they do not stay in memory.
  await expect.poll(() => reopened.desk.rooms.open().length).toBe(0);
});

test('an article that cannot be loaded keeps its rows, and those behind it are made anew all the same', async () => {
  desk = await openTestDesk({ data: folder.path });
  const editor = await desk.join('editor');
  const ids: string[] = [];
  for (const words of ['one', 'two', 'three']) {
    const id = await desk.article(editor, `T\nThe ${words} of it.`);
    await desk.call(editor, `/api/articles/${id}/claims`, { quote: words, verdict: 'disputed' });
    ids.push(id);
  }
  await desk.close();
  age(folder.path);
  const [first] = ids.toSorted();
  const database = new DatabaseSync(join(folder.path, 'sanad.db'));
  database.exec(
    `drop trigger updates_never_change; update updates set bytes = x'02' where article = '${first}' and seq = 1`,
  );
  database.close();

  desk = await openTestDesk({ data: folder.path });
  const { store } = desk.desk;
  await expect.poll(() => store.claims.outdated('', 100), { timeout: 20_000 }).toEqual([first]);
  const { claims } = queueShape.parse(await (await desk.call(editor, '/api/claims')).json());
  expect(claims.map(({ articleId, context }) => context.before !== '' || articleId === first)).toEqual(
    Array(3).fill(true),
  );
});
