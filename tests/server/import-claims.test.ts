import { writeClaims } from '@sanad/server/import/claim-writer';
import type { ImportedClaim } from '@sanad/server/import/imported-claim';
import { articleOfText } from '@sanad/server/import/text';
import { writeArticle } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { outsiderId } from '@sanad/shared/author';
import { changesOf } from '@sanad/shared/change';
import { readClaims } from '@sanad/shared/claim';
import { addComment } from '@sanad/shared/dossier';
import { refusalOf } from '@sanad/shared/policy';
import { makeReport } from '@sanad/shared/report';
import { secondLookOf } from '@sanad/shared/second-look';
import { NO_SOURCE } from '@sanad/shared/source';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

const TEXT = `البلدية تفتتح مكتبتين 👩🏽‍🔧
قالت البلدية إن الكلفة بلغت مليون دينار، وإن العمل دام سنة.
ونفى المهندس ذلك.`;

const NOBODY = { named: null, at: null };
const OMAR = { named: 'Omar', at: '2026-01-02T03:04:05.000Z' };
const FUTURE = { named: 'Rana', at: '2031-01-01T00:00:00.000Z' };

function claim(words: string | null, more: Partial<ImportedClaim> = {}): ImportedClaim {
  const start = words === null ? -1 : TEXT.indexOf(words);
  return {
    place: words === null ? null : { start, end: start + words.length },
    quote: null,
    original: null,
    made: NOBODY,
    judgements: [],
    evidence: [],
    entries: [],
    claimant: null,
    ...more,
  };
}

function articleWith(claims: readonly ImportedClaim[]): { doc: Y.Doc; unwritten: number } {
  const doc = new Y.Doc();
  writeArticle(doc, articleOfText(TEXT, { language: 'ar' }).content);
  let next = 0;
  const importer = { by: 'p1', at: '2026-03-01T10:00:00.000Z', newId: () => `imported-${next++}` };
  return { doc, unwritten: writeClaims(doc, claims, [], importer) };
}

const reported = (doc: Y.Doc) =>
  makeReport(doc, {
    id: 'a1',
    title: 'T',
    language: 'ar',
    createdAt: '2026-03-01T10:00:00.000Z',
    changedAt: '2026-03-01T10:00:00.000Z',
    source: NO_SOURCE,
    exportedAt: '2026-03-01T11:00:00.000Z',
    exportedBy: 'Huda',
    nameOf: (id) => (id === 'p1' ? 'Huda' : '?'),
  });

describe('claims that come with a text', () => {
  it('sit on exactly their words, overlapping, over paragraphs and cut at whole letters', () => {
    const places = ['قالت البلدية إن الكلفة بلغت', 'الكلفة بلغت مليون دينار', 'سنة.\nونفى المهندس'];
    const half = { place: { start: 0, end: TEXT.indexOf('👩') + 1 } };
    const { doc, unwritten } = articleWith([...places.map((words) => claim(words)), claim(null, half)]);
    expect(unwritten).toBe(0);
    const { claims } = reported(doc);
    expect(claims.map(({ quote, attachment }) => [quote, attachment])).toEqual([
      ['البلدية تفتتح مكتبتين 👩🏽‍🔧', 'exact'],
      ...places.map((words) => [words, 'exact']),
    ]);
  });

  it('say who is named in the file, and that it is a name from a file; no time is later than the import', () => {
    const { doc } = articleWith([
      claim('مليون دينار', {
        made: OMAR,
        judgements: [
          { verdict: 'disputed', note: 'لا', quote: 'مليون', by: OMAR },
          { verdict: 'verified', note: '', quote: null, by: NOBODY },
        ],
        entries: [
          { kind: 'comment', text: 'من قال؟', replyTo: null, by: FUTURE },
          { kind: 'comment', text: 'أنا', replyTo: 0, by: NOBODY },
        ],
      }),
    ]);
    const [one] = reported(doc).claims;
    expect(one).toMatchObject({
      createdBy: 'Omar',
      createdAt: OMAR.at,
      imported: true,
      verdict: 'verified',
      stale: false,
    });
    expect(one?.judgements).toEqual([
      { verdict: 'disputed', by: 'Omar', at: OMAR.at, quote: 'مليون', note: 'لا', imported: true },
      { verdict: 'verified', by: 'Huda', at: '2026-03-01T10:00:00.000Z', quote: 'مليون دينار', note: '' },
    ]);
    const [first, second] = one?.comments ?? [];
    expect(first).toMatchObject({ by: 'Rana', at: '2026-03-01T10:00:00.000Z' });
    expect(second).toMatchObject({ by: 'Huda', replyTo: first?.id });
  });

  it('are no second look: who is only named in a file stands by nothing here', () => {
    const { doc } = articleWith([
      claim('مليون دينار', {
        judgements: [
          { verdict: 'verified', note: '', quote: null, by: OMAR },
          { verdict: 'disputed', note: '', quote: null, by: FUTURE },
        ],
      }),
    ]);
    const [one] = readClaims(doc);
    expect(secondLookOf(one?.judgements ?? [], 'مليون دينار')).toBe('none');
  });

  it('that are detached wait with their words, and are found when these come', () => {
    const words = { exact: 'وبلغت الكلفة ثلاثة ملايين درهم', prefix: '', suffix: '' };
    const { doc } = articleWith([claim(null, { quote: words })]);
    expect(articleText(doc).text).toBe(TEXT);
    expect(reported(doc).claims).toMatchObject([{ quote: words.exact, start: null, attachment: 'detached' }]);
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText(words.exact)]);
    doc.getXmlFragment('text').insert(1, [block]);
    expect(reported(doc).claims).toMatchObject([{ quote: words.exact, attachment: 'recovered' }]);
  });

  it('that have no letter to stand on are counted and not written', () => {
    const { doc, unwritten } = articleWith([claim(null, { place: { start: 3, end: 3 } }), claim(null)]);
    expect([unwritten, readClaims(doc).length]).toEqual([2, 0]);
  });
});

it('nobody writes as a name from a file, whatever their role', () => {
  const { doc } = articleWith([claim('مليون دينار', { made: OMAR })]);
  const [one] = readClaims(doc);
  let refusals: unknown[] = [];
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    refusals = changesOf(transaction).map((change) => refusalOf({ id: 'p1', role: 'admin' }, change));
  });
  addComment(
    doc,
    one?.id ?? '',
    'comment-1',
    { by: outsiderId('Omar'), at: '2026-03-01T10:00:00.000Z' },
    {
      text: 'قلت ذلك',
      mentions: [],
      replyTo: null,
    },
  );
  expect(refusals).toEqual(['in-another-name']);
});
