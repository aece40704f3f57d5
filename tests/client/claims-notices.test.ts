import { colleagueChange, freshClaims } from '@sanad/client/claims/colleague-notices.ts';
import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import type { Judgement, Verdict } from '@sanad/shared/claim';
import { describe, expect, it } from 'vitest';

const WORDS = 'ثلاث مكتبات';
const quote = { exact: WORDS, prefix: '', suffix: '' };

function judgement(by: string, verdict: Verdict, minute: number, more: Partial<Judgement> = {}): Judgement {
  return {
    by,
    verdict,
    at: `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`,
    quote: WORDS,
    note: '',
    ...more,
  };
}

function mark(judgements: readonly Judgement[], more: Partial<PlacedMark> = {}, createdBy = 'own'): PlacedMark {
  return {
    claim: {
      id: 'claim-1',
      createdBy,
      createdAt: '2026-05-01T10:00:00.000Z',
      anchor: { start: new Uint8Array([1]), end: new Uint8Array([1]) },
      quote,
      original: quote,
      judgements,
      removed: false,
      assignee: null,
      claimant: null,
      evidence: {},
      comments: {},
    },
    attachment: { kind: 'exact', start: 0, end: WORDS.length, words: WORDS },
    verdict: judgements.at(-1)?.verdict ?? 'unchecked',
    stale: false,
    settled: null,
    look: 'none',
    number: 1,
    ...more,
  };
}

describe('what is told of the chosen claim', () => {
  const before = mark([judgement('own', 'verified', 1)]);

  it('is a colleague’s verdict and a colleague’s note, by name', () => {
    const judged = mark([judgement('own', 'verified', 1), judgement('omar', 'disputed', 2)]);
    expect(colleagueChange(before, judged, 'own')).toEqual({ kind: 'judged', by: 'omar', verdict: 'disputed' });
    const noted = mark([judgement('own', 'verified', 1), judgement('omar', 'disputed', 3, { note: 'why' })]);
    expect(colleagueChange(judged, noted, 'own')).toEqual({ kind: 'noted', by: 'omar' });
  });

  it('is a verdict taken back, words changed or deleted, and the claim removed', () => {
    const judged = mark([judgement('own', 'verified', 1), judgement('omar', 'disputed', 2)]);
    expect(colleagueChange(judged, before, 'own')).toEqual({ kind: 'withdrawn' });
    expect(colleagueChange(before, { ...before, stale: true }, 'own')).toEqual({ kind: 'words' });
    expect(colleagueChange(before, { ...before, attachment: { kind: 'detached' } }, 'own')).toEqual({
      kind: 'detached',
    });
    expect(colleagueChange(before, null, 'own')).toEqual({ kind: 'removed' });
  });

  it('is nothing of one’s own doing, and nothing of a claim that only moved', () => {
    const own = mark([judgement('own', 'verified', 1), judgement('own', 'disputed', 2)]);
    expect(colleagueChange(before, own, 'own')).toBeNull();
    expect(colleagueChange(own, before, 'own')).toBeNull();
    const moved = mark(before.claim.judgements, {
      number: 2,
      attachment: { kind: 'exact', start: 9, end: 20, words: WORDS },
    });
    expect(colleagueChange(before, moved, 'own')).toBeNull();
    const stillStale = mark(before.claim.judgements, { stale: true });
    expect(colleagueChange(stillStale, { ...stillStale, number: 3 }, 'own')).toBeNull();
  });
});

describe('the cards that wash in', () => {
  it('are those a colleague made or judged since, and none of one’s own', () => {
    const made = mark([judgement('omar', 'disputed', 1)], {}, 'omar');
    const fresh = (before: PlacedMark | null, now: PlacedMark | null) =>
      freshClaims([{ id: 'claim-1', before, now }], 'own');
    expect(fresh(null, made)).toEqual(['claim-1']);
    expect(fresh(null, mark([judgement('own', 'disputed', 1)]))).toEqual([]);
    const judged = mark([judgement('own', 'verified', 1), judgement('omar', 'disputed', 2)]);
    expect(fresh(mark([judgement('own', 'verified', 1)]), judged)).toEqual(['claim-1']);
    expect(fresh(judged, judged)).toEqual([]);
    expect(fresh(judged, null)).toEqual([]);
  });
});
