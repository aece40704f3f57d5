import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FORMATS } from '@sanad/server/report/formats';
import { HeldExports } from '@sanad/server/report/held-exports';
import { REPORT_LIMITS } from '@sanad/server/report/worker/report-queue';
import type { Report } from '@sanad/shared/report';
import { REPORT_FORMATS } from '@sanad/shared/report-format';
import { NO_SOURCE } from '@sanad/shared/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workedArticle } from '../bench/export-article.ts';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';
import { exported, fetched } from '../support/export-call.ts';

const TEXT = `محطة المياه: “عادت” إلى العمل
قالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا.
The ministry denied the report.`;
const NAME = 'محطة المياه “عادت” إلى العمل - sanad';
const SECRET = 'موظّف لا يُسمّى';
const LONG = 'the-long-article';

let desk: TestDesk;
let reader: Member;
let checker: Member;
let editor: Member;
let article: string;

const problemOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { code: string }).code}`;
const claim = async (quote: string, verdict: string, comment: string) => {
  const made = await desk.call(checker, `/api/articles/${article}/claims`, { quote, verdict });
  const { id } = (await made.json()) as { id: string };
  const said = await desk.call(checker, `/api/articles/${article}/claims/${id}/comments`, { text: comment });
  expect([made.status, said.status]).toEqual([201, 201]);
  return id;
};

beforeAll(async () => {
  desk = await openTestDesk();
  reader = await desk.join('reader', 'Tom');
  checker = await desk.join('checker', 'ليلى');
  editor = await desk.join('editor', 'Rana');
  article = await desk.article(editor, TEXT, { language: 'ar' });
  const disputed = await claim('توقف دام 11 يومًا', 'disputed', 'النقابة تقول 9.');
  await claim('denied the report', 'verified', 'Seen in the transcript.');
  const added = await desk.call(checker, `/api/articles/${article}/claims/${disputed}/confidential`, { title: SECRET });
  expect(added.status).toBe(201);
});
afterAll(() => desk.close());

describe.each(FORMATS)('the report as %s', (format) => {
  const { ending, type } = REPORT_FORMATS[format];
  const path = (query = '') => `/api/articles/${article}/report.${ending}${query}`;

  it('is given to a reader, with its type, and is kept by no cache', async () => {
    const response = await desk.call(reader, path());
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  it('is offered as a file under the title of the article', async () => {
    const { headers } = await desk.call(reader, path('?download'));
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(`${NAME}.${ending}`);
  });

  it('has what is confidential in it for an editor who asks, and for nobody else', async () => {
    for (const member of [reader, checker]) {
      expect(await problemOf(await desk.call(member, path('?confidential=true')))).toBe('403 role-too-low');
      const asked = desk.call(member, `/api/articles/${article}/exports`, { format, confidential: true });
      expect(await problemOf(await asked)).toBe('403 role-too-low');
    }
    const plain = Buffer.from(await (await desk.call(editor, path())).arrayBuffer());
    expect(plain.includes(SECRET)).toBe(false);
    expect((await desk.call(editor, path('?confidential=true&download'))).headers.get('content-disposition')).toContain(
      `sanad-${article}.confidential.${ending}`,
    );
  });

  it('is made while it is told how far it is, and fetched then', async () => {
    const { steps, file, problem } = await exported(desk, reader, article, { format });
    expect(problem).toBeNull();
    const phases = steps.map(({ phase }) => phase);
    expect(phases.slice(-3)).toEqual(['reading', 'gathering', 'writing']);
    expect(file?.name).toBe(`${NAME}.${ending}`);
    const response = await fetched(desk, reader, file);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect((await response.arrayBuffer()).byteLength).toBe(file?.size);
  });
});

describe('a report that one has made', () => {
  it('is nobody else’s, and is gone when it is let go', async () => {
    const { file } = await exported(desk, reader, article, { format: 'json' });
    for (const other of [checker, editor])
      expect(await problemOf(await fetched(desk, other, file))).toBe('404 no-such-export');
    const drop = (member: Member) => desk.call(member, `/api/exports/${file?.id}`, undefined, 'DELETE');
    expect(await problemOf(await drop(editor))).toBe('404 no-such-export');
    expect((await fetched(desk, reader, file)).status).toBe(200);
    expect((await drop(reader)).status).toBe(204);
    expect(await problemOf(await fetched(desk, reader, file))).toBe('404 no-such-export');
  });

  it('may be shown in a frame of the desk, and may do nothing there', async () => {
    const { file } = await exported(desk, reader, article, { format: 'html' });
    const { headers } = await fetched(desk, reader, file, '?preview');
    expect(headers.get('content-disposition')).toBeNull();
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
  });

  it('with what is confidential is kept from an editor who is one no longer', async () => {
    const former = await desk.join('editor', 'Former');
    const { file } = await exported(desk, former, article, { format: 'json', confidential: true });
    expect(await (await fetched(desk, former, file)).text()).toContain(SECRET);
    const admin = await desk.join('admin');
    const changed = await desk.call(admin, `/api/people/${former.person.id}`, { role: 'checker' }, 'PATCH');
    expect(changed.ok).toBe(true);
    expect(await problemOf(await fetched(desk, former, file))).toBe('403 role-too-low');
  });

  it('is narrowed to what was chosen, and says so', async () => {
    const { file } = await exported(desk, reader, article, { format: 'json', verdicts: ['verified'], threads: false });
    const report = (await (await fetched(desk, reader, file)).json()) as Report;
    expect(report.claims.map(({ verdict }) => verdict)).toEqual(['verified']);
    expect(report.claims[0]?.comments).toEqual([]);
    expect(report.choice).toEqual({ verdicts: ['verified'], threads: false });
    const same = await desk.call(reader, `/api/articles/${article}/report.json?verdicts=verified&threads=false`);
    expect(((await same.json()) as Report).claims).toEqual(report.claims);
  });

  it('is refused with a sentence where what is asked for cannot be', async () => {
    const ask = async (wish: object, of = article) =>
      problemOf(await desk.call(reader, `/api/articles/${of}/exports`, wish));
    expect(await ask({ format: 'exe' })).toBe('422 invalid');
    expect(await ask({ format: 'html', verdicts: [] })).toBe('422 invalid');
    expect(await ask({ format: 'html', verdicts: ['true'] })).toBe('422 invalid');
    expect(await ask({ format: 'html', language: 'fr' })).toBe('422 invalid');
    expect(await ask({ format: 'html', version: 9 })).toBe('404 no-such-version');
    expect(await ask({ format: 'html' }, 'nothing')).toBe('404 no-such-article');
    for (const query of ['verdicts=', 'verdicts=true', 'threads=perhaps', 'language=fr']) {
      const got = await desk.call(reader, `/api/articles/${article}/report.html?${query}`);
      expect([query, await problemOf(got)]).toEqual([query, '422 invalid']);
    }
  });

  it('is made of what is stored: no article is opened for it', async () => {
    const other = await openTestDesk();
    try {
      const writer = await other.join('editor');
      const id = await other.article(writer, 'عنوان\nجملة واحدة.');
      await expect.poll(() => other.desk.rooms.open(), { timeout: 20_000 }).toEqual([]);
      const { file } = await exported(other, writer, id, { format: 'json' });
      expect(((await (await fetched(other, writer, file)).json()) as Report).article.text).toContain('جملة واحدة');
      expect(other.desk.rooms.open()).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe('of a long article', () => {
  beforeAll(async () => {
    const at = new Date().toISOString();
    const { store } = desk.desk;
    const bytes = workedArticle({ words: 4000, claims: 1500 }, [checker.person.id]);
    await store.articles.create(
      { id: LONG, title: 'طويل', language: 'ar', createdAt: at, createdBy: null, source: NO_SOURCE },
      { article: LONG, at, actor: editor.person.id, bytes, history: [], clients: [1, 2] },
    );
  });

  it('two people’s reports are made at once, each their own', async () => {
    const [one, other] = await Promise.all([
      exported(desk, reader, LONG, { format: 'json' }),
      exported(desk, editor, article, { format: 'json' }),
    ]);
    const claims = async (member: Member, made: typeof one) =>
      ((await (await fetched(desk, member, made.file)).json()) as Report).claims.length;
    expect([await claims(reader, one), await claims(editor, other)]).toEqual([1500, 2]);
  });

  it('of one person who wants too many at once the last is refused with a sentence', async () => {
    const asked = Array.from({ length: REPORT_LIMITS.ofPerson + 2 }, () =>
      desk.call(checker, `/api/articles/${LONG}/report.json?threads=false`),
    );
    const statuses = await Promise.all(asked.map(async (response) => (await response).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(REPORT_LIMITS.ofPerson);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});

it.each(['exports', 'report.html'])('a report is given up when whoever asked for it goes away: %s', async (end) => {
  const admin = await desk.join('admin');
  const figure = async (line: RegExp) => {
    const figures = await (await desk.call(admin, '/metrics')).text();
    return Number(line.exec(figures)?.[1] ?? 0);
  };
  const cancelled = () => figure(/^sanad_reports_total\{outcome="cancelled"\} (\d+)$/m);
  const before = await cancelled();
  const gone = new AbortController();
  const posted = { method: 'POST', body: '{"format":"html"}' };
  const headers = { cookie: reader.cookie, ...(end === 'exports' ? { 'content-type': 'application/json' } : {}) };
  const asked = Array.from({ length: REPORT_LIMITS.ofPerson }, () =>
    fetch(`${desk.url}/api/articles/${LONG}/${end}`, {
      ...(end === 'exports' ? posted : {}),
      headers,
      signal: gone.signal,
    }).catch(() => null),
  );
  await expect.poll(() => figure(/^sanad_reports_waiting (\d+)$/m), { timeout: 20_000, interval: 5 }).toBe(2);
  gone.abort();
  await Promise.all(asked);
  // Some wait behind the others, and are given up before they are begun.
  await expect.poll(async () => (await cancelled()) - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
});

describe('of an article that is damaged on the disk', () => {
  it('the report holds what can be read, and says so where nothing can', async () => {
    const other = await openTestDesk();
    const writer = await other.join('editor');
    const id = await other.article(writer, 'عنوان\nجملة واحدة.');
    await other.call(writer, `/api/articles/${id}/claims`, { quote: 'جملة', verdict: 'verified' });
    await other.desk.rooms.projected(id);
    const spoil = (seq: number) => {
      const database = new DatabaseSync(join(other.data, 'sanad.db'));
      database.exec('pragma busy_timeout = 5000; drop trigger if exists updates_never_change');
      database
        .prepare('update updates set bytes = ? where article = ? and seq = ?')
        .run(Uint8Array.of(1, 2, 3), id, seq);
      database.close();
    };
    try {
      spoil(2);
      const { file } = await exported(other, writer, id, { format: 'json' });
      const report = (await (await fetched(other, writer, file)).json()) as Report;
      expect([report.article.text, report.claims]).toEqual(['عنوان\nجملة واحدة.', []]);
      spoil(1);
      expect((await exported(other, writer, id, { format: 'json' })).problem).toBe('500 damaged');
      expect(await problemOf(await other.call(writer, `/api/articles/${id}/report.json`))).toBe('500 damaged');
    } finally {
      await other.close();
    }
  });
});

describe('of a version that was signed off', () => {
  it('the report is had in every format, and whole as JSON it is what the hash is of', async () => {
    const id = await desk.article(editor, 'عنوان\nجملة واحدة.', { language: 'ar' });
    const signed = await desk.call(editor, `/api/articles/${id}/sign-off`, undefined, 'POST');
    expect(signed.status).toBe(201);
    const { hash } = (await signed.json()) as { hash: string };
    for (const format of FORMATS) {
      const { ending, type } = REPORT_FORMATS[format];
      const response = await desk.call(reader, `/api/articles/${id}/versions/1/report.${ending}?download`);
      expect([format, response.status, response.headers.get('content-type')]).toEqual([format, 200, type]);
      expect(response.headers.get('x-content-digest')).toBe(`sha-256=${hash}`);
      expect(response.headers.get('content-disposition')).toContain(`sanad-${id}.v1.${ending}`);
      const { file } = await exported(desk, reader, id, { format, version: 1 });
      expect(file?.name).toMatch(new RegExp(`\\.v1\\.${ending}$`));
    }
    const stored = await desk.desk.store.versions.part(id, 1, 'report');
    expect(await (await desk.call(reader, `/api/articles/${id}/versions/1/report.json`)).text()).toBe(stored);
    const html = await (await desk.call(reader, `/api/articles/${id}/versions/1/report.html`)).text();
    expect(html).toContain(hash);
    const narrowed = await desk.call(reader, `/api/articles/${id}/versions/1/report.html?threads=false`);
    expect(narrowed.headers.get('etag')).toBeNull();
    expect(await narrowed.text()).toContain(hash);
  });
});

describe('files that are held', () => {
  const file = (name: string, size: number) => ({
    format: 'json' as const,
    name,
    ascii: name,
    confidential: false,
    bytes: new Uint8Array(size),
    size,
  });

  it('go when their time is over, or when there are too many or too large', () => {
    let now = 0;
    const held = new HeldExports(() => new Date(now), { time: 1000, ofPerson: 2, bytes: 100 });
    const [first, second, third] = ['a', 'b', 'c'].map((name) => held.hold('p', file(name, 10)).id) as [
      string,
      string,
      string,
    ];
    expect([first, second, third].map((id) => held.get('p', id)?.name)).toEqual([undefined, 'b', 'c']);
    const large = held.hold('q', file('large', 90)).id;
    expect([second, third].map((id) => held.get('p', id)?.name)).toEqual([undefined, 'c']);
    expect(held.get('p', large)).toBeNull();
    now = 1000;
    expect([held.get('p', third), held.get('q', large)]).toEqual([null, null]);
    held.close();
  });
});
