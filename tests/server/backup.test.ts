import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { articleText } from '@sanad/shared/article-text';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { openTestDesk, startProcess, temporaryFolder } from '../support/desk.ts';
import { contentOf, Peer } from '../support/peer.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;
let elsewhere: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  elsewhere = temporaryFolder();
});
afterEach(() => {
  folder.remove();
  elsewhere.remove();
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function sanad(data: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, SANAD_DATA: data };
    execFile(process.execPath, ['server/src/cli.ts', ...args], { cwd: ROOT, env }, (failure, out, error) => {
      resolve({ code: failure ? Number(failure.code) : 0, out: out.trim(), error: error.trim() });
    });
  });
}

/** A desk with one article of two people's work; gives its id and what it holds. */
async function furnish(): Promise<{ readonly article: string; readonly content: string }> {
  const desk = await openTestDesk({ data: folder.path });
  const editor = await desk.join('editor');
  const article = await desk.article(editor, 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  const peer = await new Peer({ url: desk.url, article, cookie: editor.cookie }).synced();
  for (const letter of 'أمس ') lettersOf(peer.doc, 1).insert(0, letter);
  mark(peer.doc, 'الوزير', 'verified', editor.person.id);
  await peer.acked();
  const content = contentOf(peer.doc);
  peer.close();
  await desk.close();
  return { article, content };
}

async function contentIn(data: string, article: string): Promise<string | null> {
  const desk = await openTestDesk({ data });
  const content = await desk.desk.rooms.read(article, contentOf);
  await desk.close();
  return content;
}

const backupFile = () => join(elsewhere.path, 'desk.sanad');

describe('sanad backup', () => {
  test('copies a desk while people write; what was confirmed before is in the copy, whole', async () => {
    const { article } = await furnish();
    const server = await startProcess({ data: folder.path });
    try {
      const link = await sanad(folder.path, 'token', '--name', 'Bot', '--role', 'editor');
      const door = { url: server.url, article, params: { token: link.out } };
      const writer = await new Peer(door).synced();
      const confirmed: string[] = [];
      let over = false;
      const writing = (async () => {
        for (let word = 0; !over; word++) {
          lettersOf(writer.doc, 1).insert(0, `ك${word}ك `);
          await writer.acked();
          confirmed.push(`ك${word}ك`);
        }
      })();
      while (confirmed.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
      const before = [...confirmed];
      const { code, out, error } = await sanad(folder.path, 'backup', '--to', backupFile());
      over = true;
      await writing;
      writer.close();
      expect([code, error]).toEqual([0, '']);
      const hash = createHash('sha256').update(readFileSync(backupFile())).digest('hex');
      expect(out).toBe(
        `${backupFile()}: ${statSync(backupFile()).size} bytes, SHA-256 ${hash}. Its one article is whole.`,
      );
      expect(statSync(backupFile()).mode & 0o777).toBe(0o600);
      expect(confirmed.length).toBeGreaterThan(before.length); // it kept nobody from writing

      const data = join(elsewhere.path, 'restored');
      expect(await sanad(data, 'restore', '--from', backupFile())).toMatchObject({ code: 0 });
      const desk = await openTestDesk({ data });
      const text = await desk.desk.rooms.read(article, (doc) => articleText(doc).text);
      await desk.close();
      expect(before.filter((word) => !text?.includes(word))).toEqual([]);
    } finally {
      await server.kill();
    }
  });

  test('overwrites nothing, and leaves nothing half written', async () => {
    await furnish();
    writeFileSync(backupFile(), 'something else');
    const again = await sanad(folder.path, 'backup', '--to', backupFile());
    expect([again.code, again.error]).toEqual([1, expect.stringMatching(/^The file .* is there already.*\.$/)]);
    expect(readFileSync(backupFile(), 'utf8')).toBe('something else');
    const nowhere = await sanad(folder.path, 'backup', '--to', join(elsewhere.path, 'no', 'such', 'folder'));
    expect([nowhere.code, nowhere.error]).toEqual([1, expect.stringMatching(/^The backup .* cannot be written .*\.$/)]);
    expect(readdirSync(elsewhere.path)).toEqual(['desk.sanad']);
    expect(await sanad(folder.path, 'backup')).toMatchObject({ code: 2 });
    expect(await sanad(join(elsewhere.path, 'none'), 'backup', '--to', 'x')).toMatchObject({ code: 1 });
  });
});

describe('sanad restore', () => {
  test('brings back a desk as it was, and moves aside the one that is there', async () => {
    const { article, content } = await furnish();
    await sanad(folder.path, 'backup', '--to', backupFile());
    const later = await openTestDesk({ data: folder.path });
    await later.article(await later.join('editor'), 'خبر جديد');
    await later.close();

    const { code, out } = await sanad(folder.path, 'restore', '--from', backupFile());
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^The desk of .* is in .*\. Its one article is whole\. .*now\.$/),
    ]);
    expect(await contentIn(folder.path, article)).toBe(content);
    const aside = readdirSync(folder.path).find((name) => name.includes('.before-')) as string;
    const database = new DatabaseSync(join(folder.path, aside));
    expect(database.prepare('select count(*) as n from articles').get()).toEqual({ n: 2 });
    database.close();
  });

  test('takes in what a copy of the files has in the write-ahead log beside it', async () => {
    const { article, content } = await furnish();
    const server = await startProcess({ data: folder.path });
    const { out: token } = await sanad(folder.path, 'token', '--name', 'Bot', '--role', 'editor');
    const writer = await new Peer({ url: server.url, article, params: { token } }).synced();
    lettersOf(writer.doc, 1).insert(0, 'أول ');
    await writer.acked();
    writer.close();
    await server.kill();
    const copy = join(elsewhere.path, 'copy');
    cpSync(folder.path, copy, { recursive: true });
    expect(statSync(join(copy, 'sanad.db-wal')).size).toBeGreaterThan(0);
    const data = join(elsewhere.path, 'restored');
    expect(await sanad(data, 'restore', '--from', join(copy, 'sanad.db'))).toMatchObject({ code: 0 });
    const restored = await contentIn(data, article);
    expect([restored?.includes('أول'), restored === content]).toEqual([true, false]);
  });

  test('touches no desk that is being served, and takes no file that is none of ours', async () => {
    await furnish();
    await sanad(folder.path, 'backup', '--to', backupFile());
    const desk = await openTestDesk({ data: folder.path });
    const served = await sanad(folder.path, 'restore', '--from', backupFile());
    await desk.close();
    expect([served.code, served.error]).toEqual([1, expect.stringMatching(/^Another Sanad serves .*\.$/)]);

    const broken = readFileSync(backupFile());
    broken.fill(0x5a, 4096, 12_288);
    writeFileSync(backupFile(), broken);
    for (const file of [backupFile(), join(ROOT, 'package.json'), join(elsewhere.path, 'nothing')]) {
      const { code, error } = await sanad(folder.path, 'restore', '--from', file);
      expect([code, error]).toEqual([1, expect.stringMatching(/^(The file|There is no file) .*\.$/)]);
    }
    expect(await sanad(folder.path, 'verify')).toMatchObject({ code: 0, out: 'Its one article is whole.' });
    expect(existsSync(join(folder.path, 'sanad.db.part'))).toBe(false);
  });
});

describe('sanad verify', () => {
  test.each([
    ['changed', "update updates set bytes = x'0000' where seq = 3", /Update 3 is damaged or gone\./],
    ['gone', 'delete from updates where seq = 2', /Update 2 is damaged or gone\./],
    ['the first', "update updates set bytes = x'0000' where seq = 1", /It cannot be read/],
    [
      'of a snapshot',
      "insert into snapshots (article, seq, bytes, sum) select id, 1, x'01', 5 from articles",
      /snapshot/,
    ],
  ])('names an update that is %s, and exits with 1', async (_what, sql, named) => {
    const { article } = await furnish();
    const database = new DatabaseSync(join(folder.path, 'sanad.db'));
    database.exec('drop trigger updates_never_change');
    database.exec(sql);
    database.close();
    const { code, out, error } = await sanad(folder.path, 'verify');
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(named);
    expect(error).toContain(article);
  });

  test.each([
    ['report', "update versions set report = replace(report, 'verified', 'disputed')", /Version 1 .* another hash/],
    ['state', "update versions set state = x'0000'", /Version 1 .* its text is not that of its report/],
    ['pages', "update versions set html_ar = x'00'", /Version 1 .* cannot be read/],
    ['freezing', 'update articles set frozen_at = null', /signed off and takes changes/],
  ])('names a version whose %s is not what was signed off', async (_what, sql, named) => {
    const { article } = await furnish();
    const desk = await openTestDesk({ data: folder.path });
    const editor = await desk.join('editor', 'Second');
    expect((await desk.call(editor, `/api/articles/${article}/sign-off`, undefined, 'POST')).status).toBe(201);
    await desk.close();
    expect(await sanad(folder.path, 'verify')).toMatchObject({ code: 0 });
    const database = new DatabaseSync(join(folder.path, 'sanad.db'));
    database.exec('drop trigger versions_are_reopened_once');
    database.exec(sql);
    database.close();
    const { code, error } = await sanad(folder.path, 'verify');
    expect(code).toBe(1);
    expect(error).toMatch(named);
    expect(error).toContain(article);
  });
});
