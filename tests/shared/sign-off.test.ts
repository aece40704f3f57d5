import { DESK_DEFAULTS, type DeskSettings } from '@sanad/shared/desk';
import { type BlockerKind, blockersOf, type WeighedClaim } from '@sanad/shared/sign-off';
import { describe, expect, test } from 'vitest';

const WELL: WeighedClaim = {
  id: 'c',
  verdict: 'verified',
  attachment: 'exact',
  stale: false,
  settled: null,
  backed: true,
  secondLook: 'confirmed',
};
const ALL = { sentences: 10, touched: 7, setAside: 3, untouched: 0 };
const STRICT: DeskSettings = { requireEvidence: true, secondPerson: 'open', coverage: 100 };

const kinds = (claim: Partial<WeighedClaim>, settings: Partial<DeskSettings> = {}) =>
  blockersOf([{ ...WELL, ...claim }], ALL, { ...DESK_DEFAULTS, ...settings }).map(({ kind }) => kind);

describe('what stands in the way of signing off', () => {
  test.each<[string, Partial<WeighedClaim>, Partial<DeskSettings>, BlockerKind[]]>([
    ['a verified claim does not', {}, STRICT, []],
    ['one that nobody judged', { verdict: 'unchecked', secondLook: 'none', backed: false }, STRICT, ['unchecked']],
    ['a dispute that nobody settled', { verdict: 'disputed' }, {}, ['unsettled']],
    ['a claim without a source', { verdict: 'unsourced' }, {}, ['unsettled']],
    ['two verdicts against each other', { secondLook: 'conflict' }, { secondPerson: 'open' }, ['unsettled']],
    ['the same does not where the last verdict holds', { secondLook: 'conflict' }, {}, []],
    ['a dispute that is settled does not', { verdict: 'disputed', settled: 'corrected' }, STRICT, []],
    ['a conflict that is settled does not', { secondLook: 'conflict', settled: 'stands' }, STRICT, []],
    ['a source that was named does not', { verdict: 'unsourced', settled: 'attributed', backed: false }, STRICT, []],
    ['words that are others now', { stale: true }, {}, ['stale']],
    ['words that are others than those it was settled on', { settled: 'corrected', stale: true }, STRICT, ['stale']],
    ['both, where both is so', { verdict: 'disputed', stale: true }, {}, ['stale', 'unsettled']],
    ['words that are gone', { attachment: 'detached', verdict: 'disputed' }, STRICT, ['detached']],
    ['words that are gone, settled otherwise', { attachment: 'detached', settled: 'stands' }, {}, ['detached']],
    ['words that were to go do not', { attachment: 'detached', settled: 'removed', verdict: 'disputed' }, STRICT, []],
    ['words found elsewhere', { attachment: 'recovered', stale: true }, STRICT, ['recovered']],
    ['a verdict no second person looked at', { secondLook: 'awaiting' }, { secondPerson: 'open' }, ['unconfirmed']],
    ['the same, given blind', { secondLook: 'awaiting' }, { secondPerson: 'blind' }, ['unconfirmed']],
    ['the same does not where one person is enough', { secondLook: 'awaiting' }, {}, []],
    ['a dispute is said once', { verdict: 'disputed', secondLook: 'awaiting' }, STRICT, ['unsettled']],
    ['a verdict without evidence', { backed: false }, { requireEvidence: true }, ['unbacked']],
    ['the same does not where none is asked for', { backed: false }, {}, []],
    ['evidence and a second person', { backed: false, secondLook: 'awaiting' }, STRICT, ['unconfirmed', 'unbacked']],
    ['a dispute needs a settlement, not evidence', { verdict: 'disputed', backed: false }, STRICT, ['unsettled']],
  ])('%s', (_what, claim, settings, expected) => {
    expect(kinds(claim, settings)).toEqual(expected);
  });

  test.each([
    [{ sentences: 3, touched: 1, setAside: 1, untouched: 1 }, 66, true],
    [{ sentences: 3, touched: 1, setAside: 1, untouched: 1 }, 67, false], // 66.67 is not 67
    [{ sentences: 1000, touched: 999, setAside: 0, untouched: 1 }, 100, false],
    [{ sentences: 7, touched: 0, setAside: 7, untouched: 0 }, 100, true],
    [{ sentences: 7, touched: 0, setAside: 0, untouched: 7 }, 0, true],
    [{ sentences: 0, touched: 0, setAside: 0, untouched: 0 }, 100, true],
  ])('coverage is counted in whole sentences: %j at %i percent', (coverage, percent, enough) => {
    const found = blockersOf([], coverage, { ...DESK_DEFAULTS, coverage: percent });
    expect(found).toEqual(enough ? [] : [{ kind: 'coverage', claim: null }]);
  });

  test('what is gravest comes first, each kind in the order of the text', () => {
    const claims: Partial<WeighedClaim>[] = [
      { id: 'a', verdict: 'disputed' },
      { id: 'b', verdict: 'unchecked' },
      { id: 'c', attachment: 'detached' },
      { id: 'd', verdict: 'unsourced' },
    ];
    const coverage = { sentences: 2, touched: 1, setAside: 0, untouched: 1 };
    const found = blockersOf(
      claims.map((claim) => ({ ...WELL, ...claim })),
      coverage,
      STRICT,
    );
    expect(found.map(({ kind, claim }) => `${kind} ${claim}`)).toEqual([
      'detached c',
      'unchecked b',
      'unsettled a',
      'unsettled d',
      'coverage null',
    ]);
  });
});
