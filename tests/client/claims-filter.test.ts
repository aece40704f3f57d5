import {
  asksNothing,
  type ClaimFilter,
  CONDITIONS,
  countClaims,
  type Filterable,
  NO_FILTER,
  passes,
  readFilter,
  toggled,
  writeFilter,
} from '@sanad/client/claims/claim-filter.ts';
import { VERDICTS } from '@sanad/shared/claim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const filters: fc.Arbitrary<ClaimFilter> = fc.record({
  verdicts: fc.subarray([...VERDICTS]),
  conditions: fc.subarray([...CONDITIONS]),
});
const claims: fc.Arbitrary<Filterable> = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  stale: fc.boolean(),
  attachment: fc.record({ kind: fc.constantFrom('exact' as const, 'recovered' as const, 'detached' as const) }),
});

describe('the filter of the claims', () => {
  it('comes back from the address as it was put there, and leaves the rest of the address alone', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const query = writeFilter(new URLSearchParams('claim=abc&verdict=verified'), filter);
        expect(readFilter(new URLSearchParams(query.toString()))).toEqual(filter);
        expect(query.get('claim')).toBe('abc');
      }),
    );
  });

  it('asks nothing when the address asks nothing it knows', () => {
    expect(readFilter(new URLSearchParams('verdict=true,,x&state=old'))).toEqual(NO_FILTER);
    expect(writeFilter(new URLSearchParams('verdict=disputed&state=stale'), NO_FILTER).toString()).toBe('');
    expect(asksNothing(NO_FILTER)).toBe(true);
  });

  it('lets every claim through when it asks nothing', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        expect(passes(NO_FILTER, claim)).toBe(true);
      }),
    );
  });

  it('shows the claims of any chosen verdict, and of these only the ones in a chosen condition', () => {
    const filter: ClaimFilter = { verdicts: ['disputed', 'unsourced'], conditions: ['stale'] };
    const exact = { kind: 'exact' } as const;
    expect(passes(filter, { verdict: 'disputed', stale: true, attachment: exact })).toBe(true);
    expect(passes(filter, { verdict: 'unsourced', stale: true, attachment: exact })).toBe(true);
    expect(passes(filter, { verdict: 'disputed', stale: false, attachment: exact })).toBe(false);
    expect(passes(filter, { verdict: 'verified', stale: true, attachment: exact })).toBe(false);
    const gone: ClaimFilter = { verdicts: [], conditions: ['detached'] };
    expect(passes(gone, { verdict: 'verified', stale: false, attachment: { kind: 'detached' } })).toBe(true);
    expect(passes(gone, { verdict: 'verified', stale: true, attachment: { kind: 'recovered' } })).toBe(false);
    const found: ClaimFilter = { verdicts: [], conditions: ['recovered'] };
    expect(passes(found, { verdict: 'verified', stale: false, attachment: { kind: 'recovered' } })).toBe(true);
    expect(passes(found, { verdict: 'verified', stale: true, attachment: exact })).toBe(false);
  });

  it('is what it was after a chip is pressed twice', () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...VERDICTS, ...CONDITIONS), (filter, entry) => {
        expect(toggled(filter, entry)).not.toEqual(filter);
        expect(toggled(toggled(filter, entry), entry)).toEqual(filter);
      }),
    );
  });

  it('counts on each chip what choosing that chip alone would show', () => {
    fc.assert(
      fc.property(fc.array(claims, { maxLength: 30 }), (list) => {
        const counts = countClaims(list);
        for (const entry of [...VERDICTS, ...CONDITIONS]) {
          const shown = list.filter((claim) => passes(toggled(NO_FILTER, entry), claim));
          expect(counts[entry]).toBe(shown.length);
        }
      }),
    );
  });
});
