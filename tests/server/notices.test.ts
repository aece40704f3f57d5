import { noticesOf, noticesOfRewriting, noticesOfSigning } from '@sanad/server/notices/derivation';
import type { Act, Happening, Rewritten } from '@sanad/server/sync/witness';
import type { Claim, Judgement, Verdict } from '@sanad/shared/claim';
import type { ClaimView } from '@sanad/shared/protocol';
import { describe, expect, test } from 'vitest';

const AT = '2026-03-01T09:00:00.000Z';
const WORDS = 'تخدم 3 آلاف أسرة';

function judgement(by: string, verdict: Verdict, quote = WORDS): Judgement {
  return { by, verdict, at: AT, quote, note: '' };
}

function happening(
  actor: string,
  judgements: readonly Judgement[],
  acts: readonly Act[],
  removed = false,
  more: Partial<Claim> = {},
): Happening {
  const bare = { id: 'c1', createdBy: 'amal', createdAt: AT, assignee: null, comments: {}, evidence: {} };
  const claim = { ...bare, judgements, removed, ...more } as unknown as Claim;
  return { article: 'a', actor, at: AT, acts, claim: (id) => (id === 'c1' ? claim : null) };
}

const given = (by: string, verdict: Verdict): Act => ({ kind: 'verdict-given', claim: 'c1', by, verdict, note: '' });
const withdrawn = (by: string, verdict: Verdict): Act => ({ kind: 'verdict-withdrawn', claim: 'c1', by, verdict });

/** The people of whom notices of a kind were made, in alphabetical order. */
const told = (of: Happening) =>
  noticesOf(of)
    .given.map(({ person, kind }) => `${person} ${kind}`)
    .sort();

describe('a verdict is disputed', () => {
  test('whose verdict stood is told by whom and with which, and nobody else', () => {
    const { given: notices } = noticesOf(
      happening('basem', [judgement('amal', 'verified'), judgement('basem', 'disputed')], [given('basem', 'disputed')]),
    );
    expect(notices).toEqual([
      {
        person: 'amal',
        at: AT,
        kind: 'verdict-disputed',
        article: 'a',
        claim: 'c1',
        thing: 'basem',
        once: false,
        actor: 'basem',
        detail: { verdict: 'disputed' },
      },
    ]);
  });

  test('a first verdict, the same one, and one’s own changed concern nobody', () => {
    expect(told(happening('basem', [judgement('basem', 'disputed')], [given('basem', 'disputed')]))).toEqual([]);
    const same = [judgement('amal', 'verified'), judgement('basem', 'verified')];
    expect(told(happening('basem', same, [given('basem', 'verified')]))).toEqual([]);
    const own = [judgement('basem', 'verified'), judgement('basem', 'disputed')];
    expect(told(happening('basem', own, [given('basem', 'disputed')]))).toEqual([]);
  });

  test('everybody who judged the same words otherwise is told, not only who did so last', () => {
    const judgements = [judgement('amal', 'verified'), judgement('clara', 'verified'), judgement('basem', 'unsourced')];
    expect(told(happening('basem', judgements, [given('basem', 'unsourced')]))).toEqual([
      'amal verdict-disputed',
      'clara verdict-disputed',
    ]);
  });

  test('who judged other words is told only where their verdict stood', () => {
    const old = judgement('amal', 'verified', 'تخدم 5 آلاف أسرة');
    expect(told(happening('basem', [old, judgement('basem', 'disputed')], [given('basem', 'disputed')]))).toEqual([
      'amal verdict-disputed',
    ]);
    const judgements = [old, judgement('clara', 'disputed'), judgement('basem', 'disputed')];
    expect(told(happening('basem', judgements, [given('basem', 'disputed')]))).toEqual([]);
  });

  test('of several verdicts in a row the last counts, for whoever’s stood before them', () => {
    const row = [judgement('amal', 'verified'), judgement('basem', 'disputed'), judgement('basem', 'unsourced')];
    const notices = noticesOf(happening('basem', row, [given('basem', 'unsourced')])).given;
    expect(notices).toMatchObject([{ person: 'amal', thing: 'basem', detail: { verdict: 'unsourced' } }]);
  });

  test('who comes round, or takes it back, takes the notice back with it', () => {
    const round = [judgement('amal', 'verified'), judgement('basem', 'disputed'), judgement('basem', 'verified')];
    const back = { kind: 'verdict-disputed', article: 'a', claim: 'c1', thing: 'basem', except: [] };
    expect(noticesOf(happening('basem', round, [given('basem', 'verified')]))).toEqual({ given: [], taken: [back] });
    const undone = happening('basem', [judgement('amal', 'verified')], [withdrawn('basem', 'disputed')]);
    expect(noticesOf(undone)).toEqual({ given: [], taken: [back] });
  });

  test('taking one of two back leaves the notice of whom the other still contradicts', () => {
    const left = [judgement('amal', 'verified'), judgement('basem', 'disputed')];
    const { given: notices, taken } = noticesOf(happening('basem', left, [withdrawn('basem', 'unsourced')]));
    expect(notices).toEqual([]);
    expect(taken).toMatchObject([{ thing: 'basem', except: ['amal'] }]);
  });

  test('a note written to a verdict is no other verdict', () => {
    const judgements = [judgement('amal', 'verified'), { ...judgement('basem', 'disputed'), note: 'لا' }];
    const acts = [withdrawn('basem', 'disputed'), given('basem', 'disputed')];
    const { given: notices, taken } = noticesOf(happening('basem', judgements, acts));
    expect(notices).toEqual([]);
    expect(taken).toMatchObject([{ except: ['amal'] }]);
    expect(told(happening('basem', judgements, [withdrawn('basem', 'verified'), given('basem', 'disputed')]))).toEqual([
      'amal verdict-disputed',
    ]);
  });

  test('nobody is told of a claim that was removed', () => {
    const judgements = [judgement('amal', 'verified'), judgement('basem', 'disputed')];
    expect(told(happening('basem', judgements, [given('basem', 'disputed')], true))).toEqual([]);
  });
});

describe('a claim is given to somebody', () => {
  const assign = (assignee: string | null, actor = 'edith', removed = false) =>
    noticesOf(
      happening(actor, [], [{ kind: 'claim-assigned', claim: 'c1', assignee, before: 'clara' }], removed, { assignee }),
    );

  test('they are told, and who had it and has not heard yet need not', () => {
    expect(assign('basem')).toMatchObject({
      given: [{ person: 'basem', kind: 'assigned', claim: 'c1', actor: 'edith' }],
      taken: [{ kind: 'assigned', article: 'a', claim: 'c1', except: ['basem'] }],
    });
    expect(assign(null)).toMatchObject({ given: [], taken: [{ except: [] }] });
  });

  test('who takes it themselves is not told, nor anybody of a claim that was removed', () => {
    expect(assign('basem', 'basem').given).toEqual([]);
    expect(assign('basem', 'edith', true).given).toEqual([]);
  });
});

describe('somebody is mentioned', () => {
  const comment = { kind: 'comment', by: 'edith', at: AT, text: 'انظر', replyTo: null, editedAt: null } as const;
  const said = (mentions: readonly string[], kind: 'comment-added' | 'comment-edited' = 'comment-added') =>
    noticesOf(
      happening('edith', [], [{ kind, claim: 'c1', by: 'edith', comment: 'm1', mentions }], false, {
        comments: { m1: { ...comment, mentions: [...mentions] } },
      }),
    );

  test('each is told once for the comment, but for who wrote it', () => {
    const { given: notices } = said(['basem', 'clara', 'basem', 'edith']);
    expect(notices.map(({ person }) => person)).toEqual(['basem', 'clara']);
    expect(notices[0]).toMatchObject({ kind: 'mentioned', thing: 'm1', once: true, detail: { comment: 'm1' } });
  });

  test('who is no longer named, or in a comment that was deleted, need not hear of it', () => {
    expect(said(['basem'], 'comment-edited').taken).toMatchObject([{ thing: 'm1', except: ['basem'] }]);
    const deleted = { kind: 'deleted', by: 'edith', at: AT, replyTo: null, deletedAt: AT } as const;
    const acts: Act[] = [{ kind: 'comment-deleted', claim: 'c1', by: 'edith', comment: 'm1' }];
    for (const comments of [{ m1: deleted }, {}]) {
      expect(noticesOf(happening('edith', [], acts, false, { comments }))).toEqual({
        given: [],
        taken: [{ kind: 'mentioned', article: 'a', claim: 'c1', thing: 'm1', except: [] }],
      });
    }
  });
});

describe('a verdict is stale', () => {
  const rewritten = (writers: readonly string[], astray = true, more: Partial<ClaimView> = {}): Rewritten => ({
    article: 'a',
    at: AT,
    claims: [
      { id: 'c1', verdict: 'verified', verdictBy: 'amal', settlement: null, comments: [], ...more } as ClaimView,
    ],
    turned: [{ claim: 'c1', astray }],
    changed: true,
    writers,
  });
  const actors = (of: Rewritten) => noticesOfRewriting(of).given.map(({ person, actor }) => [person, actor]);

  test('whose it is is told who changed the words; of their own edits they are not', () => {
    expect(actors(rewritten(['edith']))).toEqual([['amal', 'edith']]);
    expect(actors(rewritten(['amal']))).toEqual([]);
  });

  test('where several wrote nobody is named', () => {
    expect(actors(rewritten(['amal', 'edith']))).toEqual([['amal', null]]);
    expect(actors(rewritten(['edith', 'basem']))).toEqual([['amal', null]]);
    expect(actors(rewritten([]))).toEqual([['amal', null]]);
  });

  test('when the words are put back, or the claim is gone, what was told is taken back', () => {
    const back = { given: [], taken: [{ kind: 'verdict-stale', article: 'a', claim: 'c1' }] };
    expect(noticesOfRewriting(rewritten(['amal'], false))).toEqual(back);
    expect(noticesOfRewriting({ ...rewritten(['edith'], false), claims: [] })).toEqual(back);
  });

  test('who settled it is told as well, once where they judged it too', () => {
    const entry = {
      kind: 'settlement',
      id: 's1',
      at: AT,
      how: 'stands',
      reason: 'نعم',
      wording: null,
      verdict: 'disputed',
      verdictBy: null,
      quote: WORDS,
    } as const;
    const settled = (by: string) => ({ settlement: 's1', comments: [{ ...entry, by }] });
    expect(actors(rewritten(['basem'], true, settled('edith')))).toEqual([
      ['amal', 'basem'],
      ['edith', 'basem'],
    ]);
    expect(actors(rewritten(['edith'], true, settled('edith')))).toEqual([['amal', 'edith']]);
    expect(actors(rewritten(['basem'], true, settled('amal')))).toEqual([['amal', 'basem']]);
  });

  test('a claim that nobody judged has nobody to tell', () => {
    expect(actors(rewritten(['edith'], true, { verdictBy: null, verdict: 'unchecked' }))).toEqual([]);
    expect(actors(rewritten(['edith'], true, { verdict: 'unchecked' }))).toEqual([]);
  });
});

test('that an article was signed off concerns its maker and everybody who judged in it, but for who did it', () => {
  const claims = [
    { judgements: [judgement('basem', 'verified'), judgement('clara', 'verified')] },
    { judgements: [judgement('basem', 'disputed'), judgement('edith', 'verified')] },
  ];
  const signing = { article: 'a', version: 2, actor: 'edith', at: AT, createdBy: 'amal', claims } as const;
  const { given: notices, taken } = noticesOfSigning({ kind: 'signed-off', ...signing });
  expect(notices.map(({ person }) => person).sort()).toEqual(['amal', 'basem', 'clara']);
  expect(notices[0]).toMatchObject({ kind: 'signed-off', claim: null, actor: 'edith', detail: { version: 2 } });
  expect(taken).toEqual([]);
  const reopened = noticesOfSigning({ kind: 'reopened', ...signing, actor: 'amal', createdBy: null }).given;
  expect(reopened.map(({ person, kind }) => [person, kind]).sort()).toEqual([
    ['basem', 'reopened'],
    ['clara', 'reopened'],
    ['edith', 'reopened'],
  ]);
});
