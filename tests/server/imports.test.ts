import { setTimeout as delay } from 'node:timers/promises';
import { DRAFT_LIMITS, Drafts, DraftsFull, type Held } from '@sanad/server/import/drafts';
import { FILE_FORMATS, formatOf } from '@sanad/server/import/format';
import { pasted } from '@sanad/server/import/received';
import { importProblem } from '@sanad/server/import/refusal';
import { Unimportable } from '@sanad/server/import/unimportable';
import { ReadingFailed, WORKSHOP_LIMITS, Workshop } from '@sanad/server/import/workshop';
import { IMPORT_REFUSALS } from '@sanad/shared/import';
import { type ImportDraft, type ImportLine, importLineShape, textAnswer } from '@sanad/shared/import-draft';
import { articlesShape, IMPORT_LIMIT, madeArticleShape, problemShape } from '@sanad/shared/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { articleAt, claimsAt, type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let editor: Member;
let other: Member;
beforeAll(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor', 'سلمى');
  other = await desk.join('editor', 'عمر');
});
afterAll(() => desk.close());

const linesOf = async (response: Response): Promise<ImportLine[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => importLineShape.parse(JSON.parse(line)));

/** The draft that an import came to. @throws Error with what it came to instead. */
async function draftOf(response: Response): Promise<ImportDraft> {
  const last = (await linesOf(response)).at(-1);
  if (!last || !('draft' in last)) throw new Error(JSON.stringify(last));
  return last.draft;
}

/** Status and code of why an import was refused, wherever that is said. */
async function refusalOf(response: Response): Promise<string> {
  if (response.status !== 200) return `${response.status} ${problemShape.parse(await response.json()).code}`;
  const last = (await linesOf(response)).at(-1);
  if (!last || !('problem' in last)) throw new Error(`not refused: ${JSON.stringify(last)}`);
  expect(last.problem.detail).toMatch(/^[A-Z].*\.$/);
  return `${last.problem.status} ${last.problem.code}`;
}

function upload(name: string, content: string | Uint8Array, path = '/api/imports', signal?: AbortSignal) {
  const form = new FormData();
  form.set('file', new File([typeof content === 'string' ? content : Uint8Array.from(content)], name));
  const headers = { cookie: editor.cookie, origin: desk.url };
  return fetch(`${desk.url}${path}`, { method: 'POST', headers, body: form, ...(signal ? { signal } : {}) });
}

const articles = async () => articlesShape.parse(await (await desk.call(editor, '/api/articles')).json()).articles;
const make = async (body: object) =>
  madeArticleShape.parse(await (await desk.call(editor, '/api/articles', body)).json()).id;

/** «مرحبا بكم في دمشق» in windows-1256. */
const OLD = Uint8Array.from(Buffer.from('e3d1cdc8c720c8dfe320dded20cfe3d4de', 'hex'));

describe('a text that is sent in', () => {
  test('is read step by step, and held with what was understood of it', async () => {
    const response = await desk.call(editor, '/api/imports', {
      markdown: '# العنوان\n\n- بند أول\n- بند ثان\n\n> قول',
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = await linesOf(response);
    const phases = lines.flatMap((line) => ('progress' in line ? [line.progress.phase] : []));
    expect(phases).toEqual(['received', 'reading', 'laying-out']);
    const last = lines.at(-1);
    if (!last || !('draft' in last)) throw new Error('no draft');
    expect(last.draft).toMatchObject({ title: 'العنوان', language: 'ar', direction: 'rtl', format: 'markdown' });
    expect(last.draft.counts).toEqual({ words: 6, paragraphs: 3, claims: 0 });
    expect(last.draft.preview.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'title العنوان',
      'item بند أول',
      'item بند ثان',
      'quote قول',
    ]);
    expect(await articles()).toEqual([]);
  });

  test('becomes an article with the title, the language and the direction that it is given', async () => {
    const draft = await draftOf(await upload('a.md', '# One\n\nTwo words.'));
    const wish = { import: draft.id, title: 'Another', language: 'fr', direction: 'rtl' };
    const id = await make({ ...wish, source: { address: 'https://example.org/a', byline: 'A. Person' } });
    const article = await articleAt(desk.url, editor, id);
    expect(article).toMatchObject({ title: 'Another', language: 'fr', text: 'Another\nOne\nTwo words.' });
    expect(article.source).toMatchObject({ address: 'https://example.org/a', byline: 'A. Person', file: 'a.md' });
    expect((await desk.call(editor, '/api/articles', wish)).status).toBe(404);
  });

  test('is read again in another encoding, and stays as it was where that one does not fit', async () => {
    const draft = await draftOf(await upload('خبر.txt', OLD));
    expect(draft).toMatchObject({ encoding: 'windows-1256', title: 'مرحبا بكم في دمشق' });
    const again = (encoding: string) => desk.call(editor, `/api/imports/${draft.id}/reading`, { encoding });
    const latin = await again('windows-1252');
    expect(await latin.json()).toMatchObject({ id: draft.id, encoding: 'windows-1252', language: 'en' });
    const utf8 = await again('utf-8');
    expect([utf8.status, problemShape.parse(await utf8.json()).code]).toEqual([422, 'damaged']);
    expect((await again('windows-1256')).status).toBe(200);
    expect((await articleAt(desk.url, editor, await make({ import: draft.id }))).title).toBe('مرحبا بكم في دمشق');
  });

  test('is nobody else’s to read, to take or to drop', async () => {
    const { id } = await draftOf(await desk.call(editor, '/api/imports', { text: 'عنوان\nنص.' }));
    expect((await desk.call(other, `/api/imports/${id}/reading`, {})).status).toBe(404);
    expect((await desk.call(other, `/api/imports/${id}`, undefined, 'DELETE')).status).toBe(404);
    expect((await desk.call(other, '/api/articles', { import: id })).status).toBe(404);
    expect((await desk.call(editor, `/api/imports/${id}`, undefined, 'DELETE')).status).toBe(204);
    expect((await desk.call(editor, '/api/articles', { import: id })).status).toBe(404);
  });

  test('of nobody below an editor is read', async () => {
    const checker = await desk.join('checker');
    expect((await desk.call(checker, '/api/imports', { text: 'عنوان' })).status).toBe(403);
  });
});

describe('nothing is made, nor held, of', () => {
  test.each([
    ['a picture by the name of a text', 'a.txt', '\x89PNG\r\n\x1a\n', '422 disguised'],
    ['an archive by the name of Markdown', 'a.md', 'PK\x03\x04words', '422 disguised'],
    ['a PDF by the name of a text', 'a.txt', '%PDF-1.7 words', '422 disguised'],
    ['a kind that nobody reads', 'a.exe', 'words', '415 file-kind'],
    ['a name without an ending', 'words', 'words', '415 file-kind'],
    ['nothing', 'a.txt', '', '422 empty'],
    ['white space', 'a.txt', ' \n ', '422 empty'],
    ['data', 'a.txt', 'words \0 words', '422 binary'],
    ['too many paragraphs', 'a.txt', 'a\n'.repeat(20_001), '422 too-many-paragraphs'],
    ['a file that is too large', 'a.txt', 'a'.repeat(IMPORT_LIMIT + 1), '413 too-large'],
  ])('%s', async (_, name, content, code) => {
    const before = (await articles()).length;
    const bytes = Uint8Array.from([...content].map((sign) => sign.charCodeAt(0)));
    expect(await refusalOf(await upload(name, bytes))).toBe(code);
    expect(await refusalOf(await upload(name, bytes, '/api/articles'))).toBe(code);
    expect(await articles()).toHaveLength(before);
  });

  test('a broken letter', async () => {
    const broken = Buffer.from('d8acd8b3d88020d985d981d8aad988d8ad20d8a7d984d98ad988d985d8', 'hex');
    expect(await refusalOf(await upload('a.txt', broken))).toBe('422 damaged');
  });

  test('a body that is none of the forms', async () => {
    expect((await desk.call(editor, '/api/imports', { text: 'a', html: 'b' })).status).toBe(422);
    expect((await desk.call(editor, '/api/imports', {})).status).toBe(422);
    expect((await desk.call(editor, '/api/imports', { text: 'half \ud800' })).status).toBe(422);
  });

  test('a request that was called off', async () => {
    const before = (await articles()).length;
    const off = new AbortController();
    const sent = upload('long.txt', `${'كلمة وأخرى. '.repeat(60)}\n`.repeat(1500), '/api/imports', off.signal);
    sent.catch(() => {});
    const response = await sent;
    off.abort();
    await expect(response.text()).rejects.toThrow();
    await delay(100);
    expect(await articles()).toHaveLength(before);
    // Whoever called off goes on at once: nothing of it keeps the desk busy.
    expect((await draftOf(await desk.call(editor, '/api/imports', { text: 'عنوان' }))).title).toBe('عنوان');
  });
});

test('every refusal has a status and a sentence of its own', () => {
  const sentences = IMPORT_REFUSALS.map((why) => importProblem(new Unimportable(why)) as Error & { status: number });
  for (const { status, message } of sentences) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/^[A-Z].*\.$/);
  }
  expect(new Set(sentences.map(({ message }) => message)).size).toBe(IMPORT_REFUSALS.length);
});

test('a file is what its bytes and its name both say', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const [format, { endings }] of Object.entries(FILE_FORMATS)) {
    if (format === 'docx') continue;
    for (const ending of endings) expect(formatOf(`A${ending.toUpperCase()}`, bytes('{"words": 1}'))).toBe(format);
  }
});

describe('what is held', () => {
  let time = 0;
  const held = (id: string, person: string, bytes = 10): Held => ({
    id,
    person,
    article: null,
    material: { ...pasted('text', ''), bytes: new Uint8Array(bytes) },
    reading: { encoding: null, withoutHiddenSigns: false },
    made: null,
  });
  const drafts = () => new Drafts(() => new Date(time), { ...DRAFT_LIMITS, ofPerson: 3, bytes: 100 });

  test('is forgotten after half an hour', () => {
    const all = drafts();
    all.hold(held('a', 'salma'));
    time += DRAFT_LIMITS.time - 1;
    expect(all.get('a', 'salma')).not.toBeNull();
    time += 1;
    expect(all.get('a', 'salma')).toBeNull();
    expect(DRAFT_LIMITS.time).toBe(30 * 60_000);
  });

  test('is of one person no more than so many: the oldest goes', () => {
    const all = drafts();
    for (const id of ['a', 'b', 'c', 'd']) all.hold(held(id, 'salma'));
    all.hold(held('x', 'omar'));
    expect(['a', 'b', 'c', 'd'].map((id) => all.get(id, 'salma')?.id ?? null)).toEqual([null, 'b', 'c', 'd']);
    expect(all.get('x', 'omar')).not.toBeNull();
  });

  test('is of all people no more than so many bytes: nobody loses what they have', () => {
    const all = drafts();
    all.hold(held('a', 'salma', 60));
    expect(() => all.hold(held('b', 'omar', 50))).toThrow(DraftsFull);
    expect(all.get('a', 'salma')).not.toBeNull();
    all.hold(held('a', 'salma', 90));
    expect(all.get('a', 'salma')?.material.bytes.length).toBe(90);
  });
});

describe('a thread that reads', () => {
  const job = (text: string) =>
    ({
      kind: 'draft',
      material: pasted('text', text),
      reading: { encoding: 'utf-8', withoutHiddenSigns: false },
      against: null,
    }) as const;
  const never = () => new AbortController().signal;

  test('is ended by a text that takes too long, and the next text is read', async () => {
    const quick = new Workshop({ ...WORKSHOP_LIMITS, time: 1 });
    await expect(quick.run(job('عنوان\n'.repeat(10_000)), never())).rejects.toThrow(
      new Unimportable('unpacks-too-large'),
    );
    await quick.close();
  });

  test('is ended by a text that takes too much memory, and takes nobody with it', async () => {
    const small = new Workshop({ ...WORKSHOP_LIMITS, memory: 24 });
    const large = `${'كلمة وأخرى وثالثة. '.repeat(5)}\n`.repeat(9000);
    await expect(small.run(job(large), never())).rejects.toThrow(Unimportable);
    await small.close();
  });

  test('that crashes fails what it read alone', async () => {
    const workshop = new Workshop();
    const broken = { ...job('a'), material: { ...pasted('text', 'a'), bytes: null as unknown as Uint8Array } };
    await expect(workshop.run(broken, never())).rejects.toThrow(ReadingFailed);
    expect((await workshop.run(job('عنوان'), never())).facts.title).toBe('عنوان');
    await workshop.close();
  });

  test('is ended at once when it is called off, also while it waits for its turn', async () => {
    const one = new Workshop({ ...WORKSHOP_LIMITS, threads: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const runs = [one.run(job('عنوان\n'.repeat(15_000)), first.signal), one.run(job('ب'), second.signal)];
    second.abort(new Error('called off'));
    await expect(runs[1]).rejects.toThrow('called off');
    first.abort(new Error('called off'));
    await expect(runs[0]).rejects.toThrow('called off');
    expect((await one.run(job('عنوان'), never())).facts.title).toBe('عنوان');
    await one.close();
  });
});

describe('a corrected text', () => {
  const TEXT =
    'البلدية تفتتح مكتبة\nافتتحت البلدية أمس ثلاث مكتبات بكلفة مليوني دينار.\nوقال المهندس إنها تتسع لألف كتاب.';
  const marked = async () => {
    const id = await desk.article(editor, TEXT);
    for (const quote of ['ثلاث مكتبات', 'مليوني دينار', 'تتسع لألف كتاب']) {
      expect((await desk.call(editor, `/api/articles/${id}/claims`, { quote, verdict: 'verified' })).status).toBe(201);
    }
    return id;
  };
  const corrected = TEXT.replace('أمس', 'صباح اليوم')
    .replace('مليوني', 'ثلاثة ملايين')
    .replace('وقال المهندس إنها تتسع لألف كتاب.', 'وهي أكبر مكتبات المدينة.');

  test('shows what it will change before it changes anything, and then changes that', async () => {
    const id = await marked();
    const draft = await draftOf(await desk.call(editor, `/api/articles/${id}/imports`, { text: corrected }));
    expect(draft.difference).toMatchObject({ changes: true, changed: 1, removed: 1, added: 1, kept: 1 });
    expect(draft.difference?.touched.map(({ quote, becomes }) => [quote, becomes])).toEqual([
      ['مليوني دينار', 'stale'],
      ['تتسع لألف كتاب', 'detached'],
    ]);
    expect((await articleAt(desk.url, editor, id)).text).toBe(TEXT);
    const done = await desk.call(editor, `/api/articles/${id}/text`, {
      import: draft.id,
      base: draft.difference?.base,
    });
    const { former, base } = textAnswer.parse(await done.json());
    expect((await articleAt(desk.url, editor, id)).text).toBe(corrected);
    const claims = await claimsAt(desk.url, editor, id);
    expect(claims.map(({ quote, stale, attachment }) => [quote, stale, attachment])).toEqual([
      ['ثلاث مكتبات', false, 'exact'],
      ['ثلاثة ملايين دينار', true, 'exact'],
      ['تتسع لألف كتاب', false, 'detached'],
    ]);
    // The way back: the text as it was, and every claim on its words.
    expect((await desk.call(editor, `/api/articles/${id}/text`, { import: former, base })).status).toBe(200);
    expect((await articleAt(desk.url, editor, id)).text).toBe(TEXT);
    const back = await claimsAt(desk.url, editor, id);
    expect(back.slice(0, 2).map(({ quote, stale, attachment }) => [quote, stale, attachment])).toEqual([
      ['ثلاث مكتبات', false, 'exact'],
      ['مليوني دينار', false, 'exact'],
    ]);
    expect(back[2]).toMatchObject({ quote: 'تتسع لألف كتاب' });
    expect(back[2]?.attachment).not.toBe('detached');
  });

  test('is one row of the history, by whoever put it in', async () => {
    const id = await marked();
    const { id: draft, difference } = await draftOf(
      await desk.call(editor, `/api/articles/${id}/imports`, { text: corrected }),
    );
    await desk.call(editor, `/api/articles/${id}/text`, { import: draft, base: difference?.base });
    const history = (await (await desk.call(editor, `/api/articles/${id}/history?kind=text-edited`)).json()) as {
      entries: { actor: { id: string } }[];
    };
    expect(history.entries.map(({ actor }) => actor.id)).toEqual([editor.person.id]);
  });

  test('is not put in where the text has changed since it was looked at: the difference is told anew', async () => {
    const id = await marked();
    const first = await draftOf(await desk.call(editor, `/api/articles/${id}/imports`, { text: corrected }));
    const second = await draftOf(await desk.call(editor, `/api/articles/${id}/imports`, { text: `${TEXT}\nخاتمة.` }));
    const put = (draft: ImportDraft, base: string | undefined) =>
      desk.call(editor, `/api/articles/${id}/text`, { import: draft.id, base });
    expect((await put(second, second.difference?.base)).status).toBe(200);
    const late = await put(first, first.difference?.base);
    expect(late.status).toBe(409);
    const problem = problemShape.loose().parse(await late.json());
    expect(problem).toMatchObject({ code: 'text-changed', difference: { changes: true, removed: 2 } });
    expect((await articleAt(desk.url, editor, id)).text).toBe(`${TEXT}\nخاتمة.`);
    const { base } = problem.difference as { base: string };
    expect((await put(first, base)).status).toBe(200);
    expect((await articleAt(desk.url, editor, id)).text).toBe(corrected);
  });

  test('is for the article that it was read for, and for one that is not signed off', async () => {
    const [one, two] = [await marked(), await marked()];
    const draft = await draftOf(await desk.call(editor, `/api/articles/${one}/imports`, { text: corrected }));
    const base = draft.difference?.base;
    expect((await desk.call(editor, `/api/articles/${two}/text`, { import: draft.id, base })).status).toBe(422);
    expect((await desk.call(editor, '/api/articles', { import: draft.id })).status).toBe(422);
    expect((await desk.call(other, `/api/articles/${one}/text`, { import: draft.id, base })).status).toBe(404);
    expect((await desk.call(editor, '/api/articles/nowhere/imports', { text: 'ن' })).status).toBe(404);
    expect((await desk.call(editor, `/api/articles/${one}/sign-off`, {})).status).toBe(201);
    expect((await desk.call(editor, `/api/articles/${one}/imports`, { text: corrected })).status).toBe(409);
    expect((await desk.call(editor, `/api/articles/${one}/text`, { import: draft.id, base })).status).toBe(409);
  });
});

test('an article is made of what is held once, also when it is asked for twice at the same time', async () => {
  const draft = await draftOf(
    await desk.call(editor, '/api/imports', { html: `<h1>عنوان</h1><p>${'كلمات '.repeat(9000)}</p>` }),
  );
  const make = () => desk.call(editor, '/api/articles', { import: draft.id });
  const statuses = (await Promise.all([make(), make()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 409]);
  expect((await make()).status).toBe(404);
});
