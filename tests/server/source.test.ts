import { articleShape, articlesShape, claimShape } from '@sanad/shared/protocol';
import { readReport } from '@sanad/shared/report-reader';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Member, openTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let editor: Member;
let checker: Member;
let reader: Member;
let article: string;
beforeAll(async () => {
  desk = await openTestDesk();
  editor = await desk.join('editor');
  checker = await desk.join('checker');
  reader = await desk.join('reader');
  article = await desk.article(editor, 'محطة الطاقة\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
});
afterAll(() => desk.close());

const patch = (who: Member, path: string, body: object) => desk.call(who, path, body, 'PATCH');
const about = () => `/api/articles/${article}`;
const reportOf = async () => readReport(await (await desk.call(editor, `${about()}/report.json`)).text());

describe('where an article stands in public', () => {
  test('is empty until an editor says it, and stays as it was in what they do not say', async () => {
    const before = articleShape.parse(await (await desk.call(reader, about())).json());
    expect(before.source).toEqual({ address: '', site: '', byline: '', publishedAt: '', file: '' });
    const first = await patch(editor, about(), { source: { address: 'https://news.example/ar/1', site: 'الوادي' } });
    expect(first.status).toBe(200);
    const second = await patch(editor, about(), { source: { publishedAt: '2026-03-02', byline: 'سامر' } });
    const said = {
      address: 'https://news.example/ar/1',
      site: 'الوادي',
      byline: 'سامر',
      publishedAt: '2026-03-02',
      file: '',
    };
    expect(articleShape.parse(await second.json()).source).toEqual(said);
    const { articles } = articlesShape.parse(await (await desk.call(reader, '/api/articles')).json());
    expect(articles.find(({ id }) => id === article)?.source).toEqual(said);
    expect((await reportOf()).article.source).toEqual(said);
  });

  test('is not taken where it is no address, no date or nothing that a source has', async () => {
    for (const source of [
      { address: 'javascript:alert(1)' },
      { address: 'https://name:secret@news.example/' },
      { publishedAt: 'yesterday' },
      { site: 'x'.repeat(201) },
      { elsewhere: 'x' },
    ]) {
      expect([source, (await patch(editor, about(), { source })).status]).toEqual([source, 422]);
    }
    expect((await patch(editor, about(), {})).status).toBe(422);
    expect((await reportOf()).article.source.address).toBe('https://news.example/ar/1');
  });

  test('is an editor’s to say, of an article that is there', async () => {
    for (const who of [reader, checker]) {
      expect((await patch(who, about(), { source: { site: 'x' } })).status).toBe(403);
    }
    expect((await patch(editor, '/api/articles/nothing', { source: { site: 'x' } })).status).toBe(404);
  });

  test('can be said of an article that is signed off, whose version stays as it was', async () => {
    const other = `/api/articles/${await desk.article(editor, 'عنوان\nنصّ بلا ادّعاء.')}`;
    expect((await desk.call(editor, `${other}/sign-off`, {})).status).toBe(201);
    const source = { address: 'https://news.example/2' };
    const version = async () => (await desk.call(editor, `${other}/versions/1/report.json`)).text();
    const before = await version();
    expect((await patch(editor, other, { source })).status).toBe(200);
    const now = readReport(await (await desk.call(editor, `${other}/report.json`)).text());
    expect(now.article.source.address).toBe(source.address);
    expect(await version()).toBe(before);
  });
});

describe('who says what a claim says', () => {
  const mayor = { name: 'رئيس البلدية', kind: 'person', address: 'https://example.org/speech' };

  test('is named by a checker, changed, and taken away again', async () => {
    const made = await desk.call(checker, `${about()}/claims`, { quote: 'تخدم 3 آلاف أسرة', verdict: 'disputed' });
    const { id, claimant } = claimShape.parse(await made.json());
    expect(claimant).toBeNull();
    const path = `${about()}/claims/${id}`;
    expect(claimShape.parse(await (await patch(checker, path, { claimant: mayor })).json()).claimant).toEqual(mayor);
    expect((await reportOf()).claims.find((claim) => claim.id === id)?.claimant).toEqual(mayor);
    // Said again it changes nothing, and nothing else of the claim was touched.
    const again = claimShape.parse(await (await patch(checker, path, { claimant: mayor })).json());
    expect(again).toMatchObject({ claimant: mayor, verdict: 'disputed', quote: 'تخدم 3 آلاف أسرة' });
    const named = { name: 'وزارة الطاقة', kind: 'organization', address: '' };
    const changed = await patch(checker, path, { claimant: { name: 'وزارة الطاقة', kind: 'organization' } });
    expect(claimShape.parse(await changed.json()).claimant).toEqual(named);
    expect(claimShape.parse(await (await patch(checker, path, { claimant: null })).json()).claimant).toBeNull();
    const kinds = await (await desk.call(editor, `${about()}/history?claim=${id}`)).text();
    expect(kinds.split('"claimant-set"')).toHaveLength(4);
  });

  test('is not taken without a name or with an address nobody could follow, nor from a reader', async () => {
    const made = await desk.call(checker, `${about()}/claims`, { quote: 'الوزير' });
    const path = `${about()}/claims/${claimShape.parse(await made.json()).id}`;
    for (const claimant of [
      { name: ' ' },
      { ...mayor, address: 'mailto:x@example.org' },
      { ...mayor, kind: 'robot' },
    ]) {
      expect([claimant, (await patch(checker, path, { claimant })).status]).toEqual([claimant, 422]);
    }
    expect((await patch(reader, path, { claimant: mayor })).status).toBe(403);
  });
});
