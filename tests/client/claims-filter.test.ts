import {
  ASSIGNEES,
  asksNothing,
  CLOSURES,
  type ClaimFilter,
  CONDITIONS,
  countClaims,
  type Filterable,
  NO_FILTER,
  passes,
  readFilter,
  SECONDS,
  toggled,
  writeFilter,
} from '@sanad/client/claims/claim-filter.ts';
import { VERDICTS } from '@sanad/shared/claim';
import { SECOND_LOOKS } from '@sanad/shared/second-look';
import { SETTLEMENTS } from '@sanad/shared/thread';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const filters: fc.Arbitrary<ClaimFilter> = fc.record({
  verdicts: fc.subarray([...VERDICTS]),
  conditions: fc.subarray([...CONDITIONS]),
  closures: fc.constantFrom<ClaimFilter['closures'][]>([], ['open'], ['settled']),
  assignees: fc.subarray([...ASSIGNEES]),
  seconds: fc.subarray([...SECONDS]),
});
const ME = 'amal';
const open = { settled: null, claim: { assignee: null }, look: 'none' as const };
const claims: fc.Arbitrary<Filterable> = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  stale: fc.boolean(),
  attachment: fc.record({ kind: fc.constantFrom('exact' as const, 'recovered' as const, 'detached' as const) }),
  settled: fc.constantFrom(null, ...SETTLEMENTS),
  claim: fc.record({ assignee: fc.constantFrom(null, ME, 'basem') }),
  look: fc.constantFrom(...SECOND_LOOKS),
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
        expect(passes(NO_FILTER, claim, ME)).toBe(true);
      }),
    );
  });

  it('shows the claims of any chosen verdict, and of these only the ones in a chosen condition', () => {
    const filter: ClaimFilter = { ...NO_FILTER, verdicts: ['disputed', 'unsourced'], conditions: ['stale'] };
    const exact = { kind: 'exact' } as const;
    expect(passes(filter, { ...open, verdict: 'disputed', stale: true, attachment: exact }, ME)).toBe(true);
    expect(passes(filter, { ...open, verdict: 'unsourced', stale: true, attachment: exact }, ME)).toBe(true);
    expect(passes(filter, { ...open, verdict: 'disputed', stale: false, attachment: exact }, ME)).toBe(false);
    expect(passes(filter, { ...open, verdict: 'verified', stale: true, attachment: exact }, ME)).toBe(false);
    const gone: ClaimFilter = { ...NO_FILTER, verdicts: [], conditions: ['detached'] };
    expect(passes(gone, { ...open, verdict: 'verified', stale: false, attachment: { kind: 'detached' } }, ME)).toBe(
      true,
    );
    expect(passes(gone, { ...open, verdict: 'verified', stale: true, attachment: { kind: 'recovered' } }, ME)).toBe(
      false,
    );
    const found: ClaimFilter = { ...NO_FILTER, verdicts: [], conditions: ['recovered'] };
    expect(passes(found, { ...open, verdict: 'verified', stale: false, attachment: { kind: 'recovered' } }, ME)).toBe(
      true,
    );
    expect(passes(found, { ...open, verdict: 'verified', stale: true, attachment: exact }, ME)).toBe(false);
  });

  it('shows what is settled or what is open, never both at once, and of it what is one’s own or nobody’s', () => {
    const exact = { kind: 'exact' } as const;
    const claim = (settled: 'stands' | null, assignee: string | null) => ({
      verdict: 'disputed' as const,
      stale: false,
      attachment: exact,
      settled,
      claim: { assignee },
      look: 'none' as const,
    });
    const settled = toggled(NO_FILTER, 'settled');
    expect(passes(settled, claim('stands', null), ME)).toBe(true);
    expect(passes(settled, claim(null, null), ME)).toBe(false);
    expect(toggled(settled, 'open').closures).toEqual(['open']);
    expect(passes(toggled(settled, 'open'), claim('stands', null), ME)).toBe(false);
    const mine = toggled(toggled(NO_FILTER, 'open'), 'me');
    expect(passes(mine, claim(null, ME), ME)).toBe(true);
    expect(passes(mine, claim(null, 'basem'), ME)).toBe(false);
    expect(passes(mine, claim('stands', ME), ME)).toBe(false);
    const either = toggled(mine, 'nobody');
    expect(passes(either, claim(null, null), ME)).toBe(true);
    expect(passes(either, claim(null, 'basem'), ME)).toBe(false);
  });

  it('is what it was after a chip is pressed twice', () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...VERDICTS, ...CONDITIONS, ...ASSIGNEES), (filter, entry) => {
        expect(toggled(filter, entry)).not.toEqual(filter);
        expect(toggled(toggled(filter, entry), entry)).toEqual(filter);
      }),
    );
  });

  it('counts on each chip what choosing that chip alone would show', () => {
    fc.assert(
      fc.property(fc.array(claims, { maxLength: 30 }), (list) => {
        const counts = countClaims(list, ME);
        for (const entry of [...VERDICTS, ...CONDITIONS, ...CLOSURES, ...ASSIGNEES]) {
          const shown = list.filter((claim) => passes(toggled(NO_FILTER, entry), claim, ME));
          expect(counts[entry]).toBe(shown.length);
        }
      }),
    );
  });

  it('knows what a second person said, of claims that are open', () => {
    const claim = (look: Filterable['look'], settled: 'stands' | null = null) => ({
      ...open,
      verdict: 'verified' as const,
      stale: false,
      attachment: { kind: 'exact' as const },
      look,
      settled,
    });
    const disputed = toggled(NO_FILTER, 'conflict');
    expect(passes(disputed, claim('conflict'), ME)).toBe(true);
    expect(passes(disputed, claim('confirmed'), ME)).toBe(false);
    expect(passes(disputed, claim('conflict', 'stands'), ME)).toBe(false);
    expect(passes(toggled(disputed, 'awaiting'), claim('awaiting'), ME)).toBe(true);
    expect(readFilter(writeFilter(new URLSearchParams(), disputed)).seconds).toEqual(['conflict']);
  });
});
