import { claimsRoot, textRoot } from '@sanad/shared/article';
import { type Change, changesOf } from '@sanad/shared/change';
import {
  draftAside,
  draftClaim,
  judgeClaim,
  moveClaim,
  readClaim,
  readClaims,
  removeClaim,
  showClaim,
  writeNote,
} from '@sanad/shared/claim';
import { ROLES, type Role, refusalOf } from '@sanad/shared/policy';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, articleOf, copyOf, lettersOf, mark, placeOf } from './desk-article.ts';

const article = () => articleOf('عنوان', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.');

/** What a colleague's act looks like where it arrives: as one update to a copy. */
function seen(doc: Y.Doc, act: (doc: Y.Doc) => void): Change[] {
  const here = copyOf(doc);
  textRoot(here);
  claimsRoot(here);
  const there = copyOf(doc);
  const before = Y.encodeStateVector(there);
  act(there);
  const changes: Change[] = [];
  here.on('afterTransaction', (transaction: Y.Transaction) => {
    changes.push(...changesOf(transaction));
  });
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there, before));
  return changes;
}

const judgement = (by: string, verdict: 'verified' | 'disputed' = 'disputed') => ({
  verdict,
  by,
  at: AT,
  quote: 'تخدم 3 آلاف أسرة',
  note: '',
});

describe('an update is seen for what it does', () => {
  test('typing', () => {
    expect(seen(article(), (doc) => lettersOf(doc, 1).insert(3, 'أمس '))).toEqual([{ kind: 'text-edited' }]);
  });
  test('deleting', () => {
    expect(seen(article(), (doc) => textRoot(doc).delete(1, 1))).toEqual([{ kind: 'text-edited' }]);
  });
  test('formatting', () => {
    expect(seen(article(), (doc) => lettersOf(doc, 1).format(0, 3, { strong: {} }))).toEqual([{ kind: 'text-edited' }]);
  });
  test('making a claim with a verdict', () => {
    let id = '';
    const changes = seen(article(), (doc) => {
      id = mark(doc, 'تخدم 3 آلاف أسرة', 'disputed', 'basem');
    });
    expect(changes).toEqual([
      { kind: 'claim-made', claim: id, by: 'basem' },
      { kind: 'verdict-given', claim: id, by: 'basem', verdict: 'disputed', note: '', first: true },
    ]);
  });
  test('judging, taking back, noting', () => {
    const doc = article();
    const id = mark(doc, 'تخدم 3 آلاف أسرة', 'verified', 'amal');
    expect(seen(doc, (copy) => judgeClaim(copy, id, judgement('basem')))).toEqual([
      { kind: 'verdict-given', claim: id, by: 'basem', verdict: 'disputed', note: '' },
    ]);
    expect(seen(doc, (copy) => writeNote(copy, id, 'amal', 'اتصلت بالوزارة', AT))).toEqual([
      { kind: 'verdict-withdrawn', claim: id, by: 'amal', verdict: 'verified' },
      { kind: 'verdict-given', claim: id, by: 'amal', verdict: 'verified', note: 'اتصلت بالوزارة' },
    ]);
  });
  test('removing and bringing back', () => {
    const doc = article();
    const id = mark(doc, 'تخدم 3 آلاف أسرة');
    expect(seen(doc, (copy) => removeClaim(copy, id))).toEqual([
      { kind: 'claim-removed', claim: id, createdBy: 'amal' },
    ]);
    removeClaim(doc, id);
    expect(readClaims(doc)).toEqual([]);
    expect(seen(doc, (copy) => showClaim(copy, id))).toEqual([
      { kind: 'claim-restored', claim: id, createdBy: 'amal' },
    ]);
  });
  test('setting a sentence aside and taking that back', () => {
    const doc = article();
    const { anchor, quote } = readClaim(claimsRoot(doc).get(mark(doc, 'تخدم 3 آلاف أسرة'))) ?? {};
    if (!anchor || !quote) throw new Error('no claim');
    const draft = (copy: Y.Doc) => draftAside(copy, { id: 'aside-1', by: 'basem', at: AT, anchor, quote });
    expect(seen(doc, draft)).toEqual([{ kind: 'aside-made', claim: 'aside-1', by: 'basem' }]);
    draft(doc);
    expect(seen(doc, (copy) => showClaim(copy, 'aside-1'))).toEqual([
      { kind: 'aside-restored', claim: 'aside-1', createdBy: 'basem' },
    ]);
    showClaim(doc, 'aside-1');
    expect(seen(doc, (copy) => removeClaim(copy, 'aside-1'))).toEqual([
      { kind: 'aside-removed', claim: 'aside-1', createdBy: 'basem' },
    ]);
  });
  test('moving', () => {
    const doc = article();
    const id = mark(doc, 'تخدم 3 آلاف أسرة');
    const other = readClaims(doc)[0];
    expect(placeOf(doc, id).kind).toBe('exact');
    expect(seen(doc, (copy) => other && moveClaim(copy, id, other.anchor, other.quote))).toEqual([
      { kind: 'claim-moved', claim: id },
    ]);
  });
});

describe('what no client of ours does is malformed', () => {
  const record = (doc: Y.Doc, id: string) => claimsRoot(doc).get(id) as Y.Map<unknown>;
  const malformed = [expect.objectContaining({ kind: 'malformed' })];
  const marked = () => {
    const doc = article();
    return { doc, id: mark(doc, 'تخدم 3 آلاف أسرة') };
  };

  test('a root of its own', () => {
    expect(seen(article(), (doc) => doc.getMap('mine').set('a', 1))).toEqual(expect.arrayContaining(malformed));
  });
  test.each(['id', 'createdBy', 'createdAt', 'original', 'evidence'])('another %s', (key) => {
    const { doc, id } = marked();
    const value = {
      id: 'other-claim',
      createdBy: 'x',
      createdAt: AT,
      original: { exact: 'x', prefix: '', suffix: '' },
    };
    expect(
      seen(doc, (copy) => record(copy, id).set(key, key === 'evidence' ? new Y.Map() : value[key as 'id'])),
    ).toEqual(malformed);
  });
  test('an unknown key', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => record(copy, id).set('colour', 'red'))).toEqual(malformed);
  });
  test('other judgements in place of those given', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => record(copy, id).set('judgements', new Y.Array()))).toEqual(malformed);
  });
  test('a judgement that is none', () => {
    const { doc, id } = marked();
    const forged = { verdict: 'true', by: 'amal' };
    expect(seen(doc, (copy) => (record(copy, id).get('judgements') as Y.Array<unknown>).push([forged]))).toEqual(
      expect.arrayContaining(malformed),
    );
  });
  test('a deleted claim', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => claimsRoot(copy).delete(id))).toEqual(malformed);
  });
  test('a claim put in the place of another, also without having seen it', () => {
    const { doc, id } = marked();
    const forge = (copy: Y.Doc) => {
      const fake = new Y.Map();
      claimsRoot(copy).set(id, fake as never);
    };
    expect(seen(doc, forge)).toEqual(malformed);
  });
  test('a claim filed under another id', () => {
    const doc = article();
    const claim = (() => {
      const copy = copyOf(doc);
      mark(copy, 'تخدم 3 آلاف أسرة');
      return readClaims(copy)[0];
    })();
    expect(
      seen(doc, (copy) => {
        if (claim) draftClaim(copy, { ...claim, id: 'one-id-here', by: 'amal', at: AT });
        record(copy, 'one-id-here').set('id', 'another-id');
      }),
    ).toEqual(malformed);
  });
  test('something put under a claim that this version does not know', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => (record(copy, id).get('comments') as Y.Map<unknown>).set('a', 'b'))).toEqual(
      expect.arrayContaining(malformed),
    );
  });
});

describe('who may do what', () => {
  const mine = { id: 'amal' };
  const allowed = (change: Change): Role[] => ROLES.filter((role) => refusalOf({ ...mine, role }, change) === null);
  const from = (least: Role) => ROLES.slice(ROLES.indexOf(least));

  test('the text is the editors’', () => {
    expect(allowed({ kind: 'text-edited' })).toEqual(from('editor'));
  });
  test('claims and verdicts are the checkers’, each in their own name', () => {
    expect(allowed({ kind: 'claim-made', claim: 'c', by: 'amal' })).toEqual(from('checker'));
    expect(allowed({ kind: 'claim-made', claim: 'c', by: 'basem' })).toEqual([]);
    expect(allowed({ kind: 'verdict-given', claim: 'c', by: 'amal', verdict: 'verified', note: '' })).toEqual(
      from('checker'),
    );
    expect(allowed({ kind: 'verdict-given', claim: 'c', by: 'basem', verdict: 'verified', note: '' })).toEqual([]);
    expect(allowed({ kind: 'verdict-withdrawn', claim: 'c', by: 'basem', verdict: 'verified' })).toEqual([]);
  });
  test('a claim is removed by whoever made it, or an editor', () => {
    expect(allowed({ kind: 'claim-removed', claim: 'c', createdBy: 'amal' })).toEqual(from('checker'));
    expect(allowed({ kind: 'claim-removed', claim: 'c', createdBy: 'basem' })).toEqual(from('editor'));
  });
  test('a sentence is set aside in one’s own name, and taken back by whoever did it or an editor', () => {
    expect(allowed({ kind: 'aside-made', claim: 'c', by: 'amal' })).toEqual(from('checker'));
    expect(allowed({ kind: 'aside-made', claim: 'c', by: 'basem' })).toEqual([]);
    expect(allowed({ kind: 'aside-removed', claim: 'c', createdBy: 'amal' })).toEqual(from('checker'));
    expect(allowed({ kind: 'aside-removed', claim: 'c', createdBy: 'basem' })).toEqual(from('editor'));
    expect(allowed({ kind: 'aside-restored', claim: 'c', createdBy: 'basem' })).toEqual(from('editor'));
  });
  test('what is malformed is nobody’s', () => {
    expect(allowed({ kind: 'malformed', what: '' })).toEqual([]);
  });
});
