import { articleOfDocx } from '@sanad/server/import/docx';
import {
  claimParagraphs,
  type DocxClaim,
  type DocxPart,
  type DocxRecord,
  partParagraphs,
} from '@sanad/server/report/docx-record';
import { placedBlocks } from '@sanad/shared/article';
import { describe, expect, test } from 'vitest';
import { comment, docxFile, escaped, para, paraId, run, sign } from '../support/docx-file.ts';

const at = '2026-03-01T09:12:00.000Z';
const evidence = {
  address: 'https://example.org/statement',
  archive: '',
  title: 'بيان البلدية',
  publisher: 'البلدية',
  excerpt: 'سطر\nوسطر',
  locator: 'ص 2',
  accessed: '2026-03-01',
  kind: 'primary',
  stance: 'contradicts',
  note: '',
} as const;
const PARTS: readonly DocxPart[] = [
  { kind: 'judgement', comment: 11, by: 'Omar', at, verdict: 'verified', note: '', quote: null },
  { kind: 'judgement', comment: 10, by: 'ليلى', at, verdict: 'disputed', note: 'النقابة تقول 9 أيام.', quote: null },
  { kind: 'evidence', comment: 12, by: 'Omar', at, piece: evidence },
  { kind: 'comment', comment: 13, by: 'منى', at, text: 'من قال؟', replyTo: null },
  { kind: 'comment', comment: 14, by: 'Omar', at, text: 'المهندس.', replyTo: 3 },
  {
    kind: 'settlement',
    comment: 15,
    by: 'ليلى',
    at,
    how: 'corrected',
    reason: 'صُحّح',
    wording: '9 أيام',
    quote: null,
    verdict: 'disputed',
  },
  { kind: 'reopening', comment: 16, by: 'منى', at, of: 5, reason: 'بيان جديد' },
];
const CLAIM: DocxClaim = {
  id: 'claim-1',
  comment: 10,
  createdBy: 'منى',
  createdAt: '2026-02-28T08:00:00.000Z',
  quote: { exact: '11 يومًا', prefix: 'بعد ', suffix: '.' },
  original: { exact: '12 يومًا', prefix: 'بعد ', suffix: '.' },
  detached: false,
  stale: false,
  recovered: false,
  claimant: { name: 'رئيس البلدية', kind: 'person', address: '' },
  parts: [...PARTS],
};

interface Told {
  readonly id: number;
  readonly by: string;
  readonly paragraphs: readonly string[];
  readonly parent: number | null;
}

/** What the comments of a claim say when nobody has touched them. */
function toldBy(claim: DocxClaim): Told[] {
  const standing = claim.parts.find((part) => part.kind === 'judgement' && part.comment === claim.comment) as
    | (DocxPart & { kind: 'judgement' })
    | undefined;
  return [
    {
      id: claim.comment,
      by: standing?.by ?? claim.createdBy,
      paragraphs: claimParagraphs(claim, standing ?? null, 'ar'),
      parent: null,
    },
    ...claim.parts
      .filter((part) => part !== standing)
      .map((part) => ({
        id: part.comment,
        by: part.by,
        paragraphs: partParagraphs(part, 'ar'),
        parent: claim.comment,
      })),
  ];
}

interface File {
  readonly told?: readonly Told[];
  readonly words?: string;
  readonly record?: unknown;
  readonly more?: string;
}

function read({ told = toldBy(CLAIM), words = '11 يومًا', record = recordOf(CLAIM), more = '' }: File = {}) {
  const roots = told.filter(({ parent }) => parent === null);
  const marks = (name: string) => roots.map(({ id }) => `<w:comment${name} w:id="${id}"/>`).join('');
  const article = articleOfDocx(
    docxFile({
      body:
        para(run('عنوان')) +
        para(
          `${run('توقف بعد ')}${marks('RangeStart')}${run(words)}${marks('RangeEnd')}${roots.map(({ id }) => sign(id)).join('')}${run('.')}`,
        ) +
        more,
      comments: told.map(({ id, by, paragraphs }) => comment(id, by, paragraphs)).join(''),
      commentsExtended: told
        .map(
          ({ id, parent, paragraphs }) =>
            `<w15:commentEx w15:paraId="${paraId(id, paragraphs.length - 1)}"${parent === null ? '' : ` w15:paraIdParent="${paraId(parent, 0)}"`} w15:done="0"/>`,
        )
        .join(''),
      ...(record === null
        ? {}
        : {
            custom: `<?xml version="1.0"?><c:claims xmlns:c="urn:sanad:claims">${escaped(typeof record === 'string' ? record : JSON.stringify(record))}</c:claims>`,
          }),
    }),
    {},
  );
  const text = placedBlocks(article.content)
    .map(({ node }) => node.textContent)
    .join('\n');
  const remarks = Object.fromEntries((article.remarks ?? []).map(({ kind, count }) => [kind, count]));
  return { text, remarks, claims: article.claims ?? [], claim: article.claims?.[0] };
}

const recordOf = (...claims: DocxClaim[]): DocxRecord => ({ version: 1, language: 'ar', claims });
const change = (id: number, to: Partial<Told>) =>
  toldBy(CLAIM).map((each) => (each.id === id ? { ...each, ...to } : each));
const by = (named: string) => ({ named, at });

describe('a claim of a report of ours comes back whole', () => {
  test('its verdicts, evidence, thread, settlement and claimant, by whom and when', () => {
    const { claims, claim, text, remarks } = read();
    expect(claims.length).toBe(1);
    expect(remarks).toEqual({ claims: 1 });
    expect(claim?.place && text.slice(claim.place.start, claim.place.end)).toBe('11 يومًا');
    expect(claim?.made).toEqual({ named: 'منى', at: '2026-02-28T08:00:00.000Z' });
    expect(claim?.original?.exact).toBe('12 يومًا');
    expect(claim?.claimant).toEqual({ name: 'رئيس البلدية', kind: 'person', address: '' });
    expect(claim?.judgements).toEqual([
      { verdict: 'verified', note: '', quote: '11 يومًا', by: by('Omar') },
      { verdict: 'disputed', note: 'النقابة تقول 9 أيام.', quote: '11 يومًا', by: by('ليلى') },
    ]);
    expect(claim?.evidence).toEqual([{ ...evidence, signature: by('Omar') }]);
    expect(claim?.entries).toEqual([
      { kind: 'comment', text: 'من قال؟', replyTo: null, by: by('منى') },
      { kind: 'comment', text: 'المهندس.', replyTo: 0, by: by('Omar') },
      { kind: 'settlement', how: 'corrected', reason: 'صُحّح', wording: '9 أيام', quote: '11 يومًا', by: by('ليلى') },
      { kind: 'reopening', of: 2, reason: 'بيان جديد', by: by('منى') },
    ]);
  });

  test('when a program has numbered everything anew, and when it lost what answers what', () => {
    const expected = read().claim;
    const renumbered = toldBy(CLAIM).map((each) => ({
      ...each,
      id: each.id + 500,
      parent: each.parent && each.parent + 500,
    }));
    expect(read({ told: renumbered }).claim).toEqual(expected);
    const loose = read({ told: toldBy(CLAIM).map((each) => ({ ...each, parent: null })) });
    expect(loose.claims).toEqual([expected]);
  });

  test('on other words, its verdicts are of those they were given for', () => {
    const { claim, text } = read({ words: 'تسعة أيام' });
    expect(claim?.place && text.slice(claim.place.start, claim.place.end)).toBe('تسعة أيام');
    expect(claim?.judgements.map(({ quote }) => quote)).toEqual(['11 يومًا', '11 يومًا']);
  });

  test('without its words in the text it is detached, and knows them', () => {
    const { claim } = read({ words: '' });
    expect([claim?.place, claim?.quote?.exact, claim?.judgements.length]).toEqual([null, '11 يومًا', 2]);
  });

  test('two claims that say the same are each on their own words', () => {
    const twin = (id: string, number: number, exact: string): DocxClaim => ({
      ...CLAIM,
      id,
      comment: number,
      createdBy: id,
      original: null,
      claimant: null,
      quote: { exact, prefix: '', suffix: '' },
      parts: [{ ...(PARTS[1] as DocxPart), comment: number } as DocxPart],
    });
    const [one, two] = [twin('aaaaaa', 1, 'first'), twin('bbbbbb', 2, 'second')];
    // Numbered anew so that each has the number of the other.
    const [told] = toldBy(one);
    const comments = [2, 1].map((id) => comment(id, told?.by ?? '', told?.paragraphs ?? [])).join('');
    const marked = (id: number, words: string) =>
      `<w:commentRangeStart w:id="${id}"/>${run(words)}<w:commentRangeEnd w:id="${id}"/>`;
    const { claims } = articleOfDocx(
      docxFile({
        body: para(run('T')) + para(`${marked(2, 'first')}${run(' and ')}${marked(1, 'second')}`),
        comments,
        custom: `<claims xmlns="urn:sanad:claims">${escaped(JSON.stringify(recordOf(one, two)))}</claims>`,
      }),
      {},
    );
    expect(claims?.map(({ made, place }) => [made.named, place?.start])).toEqual([
      ['aaaaaa', 2],
      ['bbbbbb', 12],
    ]);
  });
});

describe('a record is believed only where the comments say the same', () => {
  test('a verdict that the comment does not show is none: the claim is unchecked, and says what the comment says', () => {
    const forged = {
      ...CLAIM,
      parts: CLAIM.parts.map((part) =>
        part.kind === 'judgement' && part.comment === 10 ? { ...part, verdict: 'verified' as const } : part,
      ),
    };
    const { claim } = read({ record: recordOf(forged) });
    expect(claim?.judgements.map(({ verdict, by: { named } }) => [verdict, named])).toEqual([['verified', 'Omar']]);
    expect(claim?.claimant).toBeNull();
    expect(claim?.entries).toContainEqual({
      kind: 'comment',
      text: (toldBy(CLAIM)[0] as Told).paragraphs.join('\n'),
      replyTo: null,
      by: by('ليلى'),
    });
  });

  test('an answer that somebody changed is what it says now; one by others is in the thread', () => {
    const told = [
      ...change(13, { paragraphs: ['من قال هذا؟'] }),
      { id: 90, by: 'Editor', paragraphs: ['Please check again.'], parent: 10 },
    ];
    const { claim } = read({ told });
    expect(claim?.judgements.length).toBe(2);
    expect(claim?.entries.map((entry) => (entry.kind === 'comment' ? entry.text : entry.kind))).toEqual([
      'المهندس.',
      'settlement',
      'reopening',
      'من قال هذا؟',
      'Please check again.',
    ]);
    expect(claim?.entries[0]).toMatchObject({ replyTo: null });
  });

  test('an answer in another name is that one’s', () => {
    const { claim } = read({ told: change(12, { by: 'Somebody else' }) });
    expect(claim?.evidence).toEqual([]);
    expect(claim?.entries.at(-1)).toMatchObject({ kind: 'comment', by: by('Somebody else') });
  });

  test('an answer that was deleted is gone, and a reopening of a settlement that is gone is told as words', () => {
    const { claim } = read({ told: toldBy(CLAIM).filter(({ id }) => id !== 15 && id !== 11) });
    expect(claim?.judgements.length).toBe(1);
    expect(claim?.entries.map(({ kind }) => kind)).toEqual(['comment', 'comment', 'comment']);
    expect(claim?.entries.at(-1)).toMatchObject({ text: 'أُعيد فتحه\nبيان جديد', by: by('منى') });
  });

  test('hidden evidence, settlements and claims that no comment shows are nowhere', () => {
    const { claim, claims } = read({
      told: toldBy(CLAIM).filter(({ parent }) => parent === null),
      record: recordOf(CLAIM, { ...CLAIM, id: 'claim-2', comment: 77 }),
    });
    expect(claims.length).toBe(1);
    expect([claim?.judgements.length, claim?.evidence.length, claim?.entries.length]).toEqual([1, 0, 0]);
  });

  test.each<[string, unknown]>([
    ['none', null],
    ['no JSON', '{'],
    ['another version', { ...recordOf(CLAIM), version: 2 }],
    ['a verdict there is not', JSON.stringify(recordOf(CLAIM)).replaceAll('disputed', 'true')],
    ['a field too many', { ...recordOf(CLAIM), more: 1 }],
    ['something else', []],
  ])('a record that is %s leaves the comments as they are', (_, record) => {
    const { claims, remarks } = read({ record });
    expect(claims.length).toBe(1);
    expect(remarks).toEqual({ comments: 1 });
    expect(claims[0]?.judgements).toEqual([]);
    expect(claims[0]?.entries.length).toBe(7);
  });

  test('evidence that nothing names is told as words', () => {
    const parts = CLAIM.parts.map((part) =>
      part.kind === 'evidence' ? { ...part, piece: { ...evidence, address: '', title: '' } } : part,
    );
    const nameless = { ...CLAIM, parts };
    const { claim } = read({ record: recordOf(nameless), told: toldBy(nameless) });
    expect([claim?.judgements.length, claim?.evidence.length]).toEqual([2, 0]);
    expect(claim?.entries.at(-1)).toMatchObject({ kind: 'comment', by: by('Omar') });
  });

  test('with an address in it that nobody could follow without harm it is none of ours', () => {
    const parts = CLAIM.parts.map((part) =>
      part.kind === 'evidence' ? { ...part, piece: { ...evidence, address: 'javascript:alert(1)' } } : part,
    );
    const bad = { ...CLAIM, parts };
    const { claim } = read({ record: recordOf(bad), told: toldBy(bad) });
    expect([claim?.judgements.length, claim?.evidence.length, claim?.entries.length]).toEqual([0, 0, 7]);
  });
});

describe('the words of a report are no words of the article', () => {
  const more =
    para(run('Summary of the report'), '<w:pStyle w:val="SanadReportHeading"/>') +
    para(run('kept') + run(' 12', '<w:rStyle w:val="SanadReportNumber"/>'));

  test('they are left out, and said, where the file has a record of ours', () => {
    const { text, remarks } = read({ more });
    expect(text).toBe('عنوان\nتوقف بعد 11 يومًا.\nkept');
    expect(remarks['report-left-out']).toBe(1);
  });

  test('in a file of others they are words like others', () => {
    expect(read({ more, record: null }).text).toContain('Summary of the report\nkept 12');
  });

  test('a claim whose comment hangs on one of them is detached', () => {
    const gone: DocxClaim = {
      ...CLAIM,
      id: 'claim-9',
      comment: 40,
      detached: true,
      parts: [{ kind: 'judgement', comment: 40, by: 'ليلى', at, verdict: 'disputed', note: '', quote: null }],
    };
    const [told] = toldBy(gone);
    const more = para(
      `<w:commentRangeStart w:id="40"/>${run('11 يومًا')}<w:commentRangeEnd w:id="40"/>${sign(40)}`,
      '<w:pStyle w:val="SanadReport"/>',
    );
    const article = articleOfDocx(
      docxFile({
        body: para(run('عنوان 11 يومًا')) + more,
        comments: comment(40, told?.by ?? '', told?.paragraphs ?? []),
        custom: `<claims xmlns="urn:sanad:claims">${escaped(JSON.stringify(recordOf(gone)))}</claims>`,
      }),
      {},
    );
    expect(article.claims?.map(({ place, quote, judgements }) => [place, quote?.exact, judgements.length])).toEqual([
      [null, '11 يومًا', 1],
    ]);
  });
});
