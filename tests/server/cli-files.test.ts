import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versionShape } from '@sanad/shared/version';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimsAt, type Member, openTestDesk, type TestDesk, temporaryFolder } from '../support/desk.ts';
import { PATIENCE } from '../support/patience.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = 'عودة المحطة\nقالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا.';
/** The same in windows-1256. */
const ENCODED = 'c7e1c8e1cfedc9200d0ac7e1c7e6e120c8dacf20c7e1ddcfed20e6c7e1ccd1edcfc9';

let folder: ReturnType<typeof temporaryFolder>;
let data: ReturnType<typeof temporaryFolder>;
let desk: TestDesk;
let editor: Member;
let article: string;
beforeAll(async () => {
  [folder, data] = [temporaryFolder(), temporaryFolder()];
  desk = await openTestDesk({ data: data.path });
  editor = await desk.join('editor', 'رنا');
  article = await desk.article(editor, TEXT, { language: 'ar' });
  await judged(article);
});
const judged = (id: string) =>
  desk.call(editor, `/api/articles/${id}/claims`, { quote: '11 يومًا', verdict: 'verified' });
afterAll(async () => {
  await desk.close();
  folder.remove();
  data.remove();
});

interface Ended {
  readonly code: number;
  readonly out: Buffer;
  readonly error: string;
}

/** Runs the command while the server runs; `input` is what comes through the pipe. */
function sanad(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['server/src/cli.ts', ...args],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH, SANAD_DATA: data.path, SANAD_URL: desk.url },
        timeout: PATIENCE,
        encoding: 'buffer',
        maxBuffer: 64 * 1024 * 1024,
      },
      (failure, out, error) => {
        const code = failure ? (typeof failure.code === 'number' ? failure.code : -1) : 0;
        resolve({ code, out, error: error.toString().trim() });
      },
    );
    child.stdin?.end(input);
  });
}
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
};
const rows = (out: Buffer) =>
  out
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
const textAt = async (id: string) =>
  ((await (await desk.call(editor, `/api/articles/${id}`)).json()) as { text: string }).text;

/** Each of these ways to ask is refused with a sentence, and nothing else comes of it. */
async function expectUsage(cases: readonly (readonly [string[], RegExp])[]): Promise<void> {
  await Promise.all(
    cases.map(async ([args, sentence]) => {
      const { code, out, error } = await sanad(args);
      expect([args, code, out.toString()]).toEqual([args, 2, '']);
      expect(error).toMatch(sentence);
    }),
  );
}

describe('sanad import', () => {
  test('makes an article of each file while the server runs, tells of each, and goes on after one that is refused', async () => {
    const files = [
      file('خبر.txt', Buffer.from(ENCODED, 'hex')),
      file('picture.txt', Buffer.from('89504e470d0a1a0a', 'hex')),
      file('story.md', '# A bridge\n\nThe mayor **opened** it.\n'),
      join(folder.path, 'not-there.txt'),
    ];
    const { code, out, error } = await sanad(['import', ...files, '--as', 'رنا']);
    expect(code).toBe(1);
    const made = rows(out);
    expect(made.map(([, address, title]) => [address, title])).toEqual([
      [`${desk.url}/articles/${made[0]?.[0]}`, 'البلدية'],
      [`${desk.url}/articles/${made[1]?.[0]}`, 'A bridge'],
    ]);
    expect(await textAt(made[0]?.[0] ?? '')).toBe('البلدية\nالاول بعد الفدي والجريدة');
    expect(await textAt(made[1]?.[0] ?? '')).toBe('A bridge\nThe mayor opened it.');
    const [picture, missing] = error.split('\n');
    expect(picture).toMatch(/picture\.txt: .+\.$/);
    expect(missing).toMatch(/not-there\.txt: It cannot be read/);
  });

  test('takes what comes through a pipe, and an article back from its report with its claims', async () => {
    const report = await sanad(['report', article, '--format', 'json']);
    expect(report.code).toBe(0);
    const back = await sanad(['import', '-', '--format', 'report', '--as', 'رنا'], report.out);
    expect([back.code, back.error]).toEqual([0, '']);
    const [[id = '', , title]] = rows(back.out) as [string[]];
    expect([title, await textAt(id)]).toEqual(['عودة المحطة', TEXT]);
    expect(await claimsAt(desk.url, editor, id)).toMatchObject([
      { quote: '11 يومًا', verdict: 'verified', verdictBy: 'file:رنا', attachment: 'exact', stale: false },
    ]);
    const queue = await desk.call(editor, `/api/claims?article=${id}`);
    expect(JSON.stringify(await queue.json())).toContain('11 يومًا');
  });

  test('says of what is no way to ask what is', async () => {
    await expectUsage([
      [['import'], /Give a file/],
      [['import', '-'], /--format/],
      [['import', 'a.txt', '--as', 'nobody'], /nobody/],
      [['import', 'a.txt'], /--as/],
      [['import', 'a.txt', '--format', 'rtf'], /--format has to be one of/],
      [['import', 'a.txt', '--language', 'Arabic!'], /tag/],
      [['import', 'a.txt', 'b.txt', '--title', 'T'], /--title/],
      [['import', 'a.txt', '--nothing'], /sanad import --help/],
    ]);
  });
});

describe('sanad report', () => {
  const BEGINS: Readonly<Record<string, string | RegExp>> = {
    html: /^<!doctype html>/i,
    docx: 'PK',
    pdf: '%PDF-',
    csv: '\ufeff',
    md: /المحطة/,
    json: '{',
    jsonld: '{',
    claimreview: '{',
  };

  test('writes every format to the pipe', async () => {
    const all = await Promise.all(
      Object.keys(BEGINS).map(
        async (format) => [format, await sanad(['report', article, '--format', format])] as const,
      ),
    );
    for (const [format, { code, out, error }] of all) {
      expect([format, code, error]).toEqual([format, 0, '']);
      const begins = BEGINS[format] as string | RegExp;
      if (typeof begins === 'string') expect(out.toString().startsWith(begins)).toBe(true);
      else expect(out.toString()).toMatch(begins);
    }
  });

  test('writes into a file, and over one only when told to', async () => {
    const path = join(folder.path, 'report.html');
    const wish = ['report', article, '--format', 'html', '-o', path, '--language', 'en'];
    expect(await sanad(wish)).toMatchObject({ code: 0, error: '' });
    expect(readFileSync(path, 'utf8')).toContain('<html lang="en"');
    const again = await sanad(wish);
    expect([again.code, again.error]).toEqual([1, `"${path}" is there already; --force writes over it.`]);
    expect(await sanad([...wish, '--force'])).toMatchObject({ code: 0 });
  });

  test('holds what was chosen', async () => {
    const chosen = await sanad(['report', article, '--format', 'json', '--verdicts', 'disputed', '--no-threads']);
    expect(JSON.parse(chosen.out.toString())).toMatchObject({
      claims: [],
      choice: { verdicts: ['disputed'], threads: false },
    });
  });

  test('says when there is no such article or version, and writes nothing', async () => {
    const path = join(folder.path, 'none.pdf');
    const none = await sanad(['report', 'no-such-one', '--format', 'pdf', '-o', path]);
    expect([none.code, none.error]).toEqual([1, 'There is no article "no-such-one" at this desk.']);
    expect(existsSync(path)).toBe(false);
    const version = await sanad(['report', article, '--format', 'json', '--version', '3']);
    expect([version.code, version.error]).toEqual([1, `There is no version 3 of article "${article}".`]);
  });

  test('says of what is no way to ask what is', async () => {
    await expectUsage([
      [['report'], /id of one article/],
      [['report', 'a'], /--format, one of/],
      [['report', 'a', '--format', 'rtf'], /--format, one of/],
      [['report', 'a', '--format', 'json', '--language', 'fr'], /--language/],
      [['report', 'a', '--format', 'json', '--verdicts', 'wrong'], /--verdicts/],
      [['report', 'a', '--format', 'json', '--version', '0'], /--version/],
    ]);
  });
});

describe('sanad check', () => {
  test('says the hash of a report that is whole, the one its version was signed off with', async () => {
    const other = await desk.article(editor, TEXT, { language: 'ar' });
    await judged(other);
    const signed = await desk.call(editor, `/api/articles/${other}/sign-off`, {}, 'POST');
    const version = versionShape.parse(await signed.json());
    const report = await sanad(['report', other, '--format', 'json', '--version', '1']);
    const path = file('report.json', report.out);
    const { code, out, error } = await sanad(['check', path, '--hash', version.hash]);
    expect([code, out.toString().trim()]).toEqual([0, version.hash]);
    expect(error).toBe(`This desk signed it off as version 1 on ${version.signedAt}.`);
    const indented = file('indented.json', JSON.stringify(JSON.parse(report.out.toString()), null, 4));
    expect((await sanad(['check', indented])).out.toString().trim()).toBe(version.hash);
  });

  test('tells every fault of one that is not, through a pipe too', async () => {
    const report = JSON.parse((await sanad(['report', article, '--format', 'json'])).out.toString());
    report.claims[0].verdict = 'disputed';
    report.claims[0].quote = 'كلمات أخرى';
    const { code, out, error } = await sanad(['check', '-'], JSON.stringify(report));
    expect(code).toBe(1);
    expect(out.toString()).toMatch(/^[0-9a-f]{64}\n$/);
    expect(error).toMatch(/words of claim 1/);
    expect(error).toMatch(/verdict of claim 1/);
  });

  test('says what is no report, and what has another hash', async () => {
    expect(await sanad(['check', file('x.json', 'not json')])).toMatchObject({ code: 1, error: 'This is no JSON.' });
    expect(await sanad(['check', file('y.json', '{"kind":"other"}')])).toMatchObject({ code: 1 });
    const newer = await sanad(['check', file('z.json', '{"kind":"sanad-report","version":9}')]);
    expect([newer.code, newer.error]).toEqual([1, 'This report is of version 9; this desk reads up to 3.']);
    const report = file('r.json', (await sanad(['report', article, '--format', 'json'])).out);
    const other = await sanad(['check', report, '--hash', '0'.repeat(64)]);
    expect(other.code).toBe(1);
    expect(other.error).toContain('Its hash is not the one that was given');
    expect(await sanad(['check', report, '--hash', 'abc'])).toMatchObject({ code: 2 });
    expect(await sanad(['check'])).toMatchObject({ code: 2 });
  });
});

test('each command explains itself', async () => {
  for (const command of ['import', 'report', 'check']) {
    const { code, out } = await sanad([command, '--help']);
    expect([command, code]).toEqual([command, 0]);
    expect(out.toString()).toContain(`sanad ${command} `);
  }
});
