import type { Report } from '@sanad/shared/report';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Member, makeArticle, openTestDesk, request, type TestDesk } from '../support/desk.ts';

const TEXT = `محطة المياه: “عادت” إلى العمل
قالت البلدية إن المحطة عادت إلى العمل بعد توقف دام 11 يومًا.
The ministry denied the report.`;

let desk: TestDesk;
let checker: Member;
let reader: Member;
let article: string;

beforeAll(async () => {
  desk = await openTestDesk();
  checker = await desk.join('checker', 'ليلى');
  reader = await desk.join('reader', 'Tom');
  const editor = await desk.join('editor', 'Rana');
  article = await desk.article(editor, TEXT, { language: 'ar' });
  const claim = { quote: 'توقف دام 11 يومًا', verdict: 'disputed', note: 'النقابة تقول 9.' };
  const made = await desk.call(checker, `/api/articles/${article}/claims`, claim);
  expect(made.status).toBe(201);
});
afterAll(() => desk.close());

const path = (rest: string) => `/api/articles/${article}/${rest}`;

describe('the report over HTTP', () => {
  it('is made for a reader, with the words, the verdict and the names', async () => {
    const response = await desk.call(reader, path('report.json'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('content-disposition')).toBeNull();
    const report = (await response.json()) as Report;
    expect(report.article).toMatchObject({ id: article, language: 'ar', direction: 'rtl', text: TEXT });
    expect(report.exportedBy).toBe('Tom');
    expect(report.counts).toMatchObject({ total: 1, disputed: 1 });
    const [claim] = report.claims;
    expect(claim).toMatchObject({ quote: 'توقف دام 11 يومًا', note: 'النقابة تقول 9.', verdictBy: 'ليلى' });
    const { start, end } = claim ?? {};
    expect(
      Array.from(TEXT)
        .slice(start ?? 0, end ?? 0)
        .join(''),
    ).toBe('توقف دام 11 يومًا');
  });

  it('speaks the language of the article, or the one that is asked for', async () => {
    const own = await desk.call(reader, path('report.html'));
    expect(await own.text()).toContain('<html lang="ar" dir="rtl">');
    const english = await desk.call(reader, path('report.html?language=en'));
    const html = await english.text();
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('lang="ar" dir="rtl"');
    expect(html).toContain('data:font/woff2;base64,');
  });

  it('may do nothing in a browser but show itself, and is kept by no cache', async () => {
    const { headers } = await desk.call(reader, path('report.html'));
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; font-src data:/,
    );
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['html', 'json'])('is offered as a file with the Arabic title in its name: %s', async (ending) => {
    const { headers } = await desk.call(reader, path(`report.${ending}?download`));
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(`محطة المياه “عادت” إلى العمل - sanad.${ending}`);
  });

  it('holds a verdict as soon as it was accepted', async () => {
    const { id } =
      ((await (await desk.call(reader, path('claims'))).json()) as { claims: { id: string }[] }).claims[0] ?? {};
    const changed = await desk.call(checker, path(`claims/${id}`), { verdict: 'verified' }, 'PATCH');
    expect(changed.ok).toBe(true);
    const report = (await (await desk.call(reader, path('report.json'))).json()) as Report;
    expect(report.counts).toMatchObject({ verified: 1, disputed: 0 });
  });

  it('tells of confidential evidence only an editor who asks for it, and says so in the file’s name', async () => {
    const editor = await desk.join('editor');
    const [claim] = ((await (await desk.call(reader, path('claims'))).json()) as { claims: { id: string }[] }).claims;
    const secret = 'موظّف لا يُسمّى';
    const added = await desk.call(checker, path(`claims/${claim?.id}/confidential`), { title: secret });
    expect(added.status).toBe(201);
    for (const rest of ['report.json', 'report.html', 'report.html?confidential=false']) {
      for (const member of [reader, checker, editor]) {
        expect(await (await desk.call(member, path(rest))).text()).not.toContain(secret);
      }
    }
    for (const rest of ['report.json?confidential=true', 'report.html?confidential=true']) {
      for (const member of [reader, checker]) {
        const refused = await desk.call(member, path(rest));
        expect([refused.status, (await refused.text()).includes(secret)]).toEqual([403, false]);
      }
      expect(await (await desk.call(editor, path(rest))).text()).toContain(secret);
    }
    const report = (await (await desk.call(editor, path('report.json?confidential=true'))).json()) as Report;
    expect(report.counts.confidential).toBe(1);
    expect(report.claims[0]?.confidential).toMatchObject([{ title: secret, by: 'ليلى' }]);
    const { headers } = await desk.call(editor, path('report.html?confidential=true&download'));
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('sanad.confidential.html');
    expect((await desk.call(editor, path('report.html?confidential=yes'))).status).toBe(422);
  });

  it('answers with a problem: no article, no such language, no session', async () => {
    const missing = await desk.call(reader, '/api/articles/nothing/report.html');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
    const language = await desk.call(reader, path('report.html?language=fr'));
    expect(language.status).toBe(422);
    expect(((await language.json()) as { detail: string }).detail).toContain('ar, en');
    expect((await request(desk.url, { cookie: '' }, path('report.html'))).status).toBe(401);
  });

  it('is made of an article in a language that has no frame of its own', async () => {
    const editor = await desk.join('editor');
    const persian = await makeArticle(desk.url, editor, 'ایستگاه آب دوباره به کار افتاد.', { language: 'fa' });
    const html = await (await desk.call(reader, `/api/articles/${persian}/report.html`)).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<div class="t" lang="fa" dir="rtl">');
  });
});
