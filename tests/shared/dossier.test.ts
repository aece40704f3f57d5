import { claimsRoot, textRoot } from '@sanad/shared/article';
import { type Change, changesOf } from '@sanad/shared/change';
import { judgeClaim, readClaim } from '@sanad/shared/claim';
import {
  addComment,
  assignClaim,
  deleteComment,
  editComment,
  putEvidence,
  removeEvidence,
  reopenClaim,
  settleClaim,
} from '@sanad/shared/dossier';
import { evidenceShape, piecesOf } from '@sanad/shared/evidence';
import { isOutdated } from '@sanad/shared/outdated';
import { placedClaims } from '@sanad/shared/report';
import { entriesOf, standingSettlement } from '@sanad/shared/thread';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, articleOf, copyOf, lettersOf, mark, placeOf } from './desk-article.ts';

const WORDS = 'تخدم 3 آلاف أسرة';
const marked = (verdict: 'disputed' | 'verified' = 'disputed') => {
  const doc = articleOf('عنوان', `قال الوزير إن المحطة ${WORDS}.`);
  return { doc, id: mark(doc, WORDS, verdict, 'amal') };
};
const hand = (by: string, minute = 0) => ({ by, at: `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z` });
const link = (by: string) => evidenceShape.parse({ ...hand(by), address: 'https://example.org/a', title: 'بيان' });
const held = (doc: Y.Doc, id: string) => {
  const claim = readClaim(claimsRoot(doc).get(id));
  if (!claim) throw new Error(`claim ${id} cannot be read`);
  return claim;
};
const stands = (doc: Y.Doc, id: string) => standingSettlement(held(doc, id).comments);
const settled = { how: 'stands', reason: 'أكّدته الوزارة', wording: null, quote: WORDS } as const;

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

describe('what gathers around a claim is seen for what it is', () => {
  test('evidence added, changed, taken away', () => {
    const { doc, id } = marked();
    const about = { claim: id, by: 'amal', evidence: 'piece-1' };
    expect(seen(doc, (copy) => putEvidence(copy, id, 'piece-1', link('amal')))).toEqual([
      { kind: 'evidence-added', ...about, name: 'بيان' },
    ]);
    putEvidence(doc, id, 'piece-1', link('amal'));
    expect(seen(doc, (copy) => putEvidence(copy, id, 'piece-1', { ...link('amal'), title: '' }))).toEqual([
      { kind: 'evidence-changed', ...about, name: 'https://example.org/a' },
    ]);
    expect(seen(doc, (copy) => removeEvidence(copy, id, 'piece-1'))).toEqual([
      { kind: 'evidence-removed', ...about, name: 'بيان' },
    ]);
    removeEvidence(doc, id, 'piece-1');
    expect(piecesOf(held(doc, id).evidence)).toEqual([]);
    expect(seen(doc, (copy) => removeEvidence(copy, id, 'piece-1', false))).toEqual([
      { kind: 'evidence-restored', ...about, name: 'بيان' },
    ]);
  });

  test('comments: said, said otherwise with somebody new mentioned, deleted', () => {
    const { doc, id } = marked();
    const about = { claim: id, by: 'amal', comment: 'entry-1' };
    const said = { text: '@basem؟', mentions: ['basem'], replyTo: null };
    expect(seen(doc, (copy) => addComment(copy, id, 'entry-1', hand('amal'), said))).toEqual([
      { kind: 'comment-added', ...about, mentions: ['basem'] },
    ]);
    addComment(doc, id, 'entry-1', hand('amal'), said);
    const again = { text: '@basem @clara؟', mentions: ['basem', 'clara'] };
    expect(seen(doc, (copy) => editComment(copy, id, 'entry-1', hand('amal', 1), again))).toEqual([
      { kind: 'comment-edited', ...about, mentions: ['clara'] },
    ]);
    expect(seen(doc, (copy) => deleteComment(copy, id, 'entry-1', hand('amal', 1)))).toEqual([
      { kind: 'comment-deleted', ...about },
    ]);
  });

  test('assigning and taking away, and nothing where nothing changes', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => assignClaim(copy, id, 'basem'))).toEqual([
      { kind: 'claim-assigned', claim: id, assignee: 'basem', before: null },
    ]);
    assignClaim(doc, id, 'basem');
    expect(seen(doc, (copy) => assignClaim(copy, id, null))).toEqual([
      { kind: 'claim-assigned', claim: id, assignee: null, before: 'basem' },
    ]);
    expect(seen(doc, (copy) => assignClaim(copy, id, 'basem'))).toEqual([]);
  });

  test('settling and reopening', () => {
    const { doc, id } = marked();
    expect(seen(doc, (copy) => settleClaim(copy, id, 'entry-1', hand('edith'), settled))).toEqual([
      { kind: 'claim-settled', claim: id, by: 'edith', settlement: 'entry-1', how: 'stands', reason: settled.reason },
    ]);
    settleClaim(doc, id, 'entry-1', hand('edith'), settled);
    expect(seen(doc, (copy) => reopenClaim(copy, id, () => 'entry-2', hand('amal'), 'بيان جديد'))).toEqual([
      { kind: 'claim-reopened', claim: id, by: 'amal', settlement: 'entry-1', reason: 'بيان جديد' },
    ]);
  });

  test('all that a new claim brings with it is in somebody’s name', () => {
    const { doc } = marked();
    let id = '';
    const changes = seen(doc, (copy) => {
      copy.transact(() => {
        id = mark(copy, 'الوزير', null, 'amal');
        assignClaim(copy, id, 'clara');
        putEvidence(copy, id, 'piece-1', link('basem'));
        addComment(copy, id, 'entry-1', hand('clara'), { text: 'x', mentions: [], replyTo: null });
      });
    });
    expect(changes).toEqual([
      { kind: 'claim-made', claim: id, by: 'amal' },
      { kind: 'claim-assigned', claim: id, assignee: 'clara', before: null },
      { kind: 'evidence-added', claim: id, by: 'basem', evidence: 'piece-1', name: 'بيان' },
      { kind: 'comment-added', claim: id, by: 'clara', comment: 'entry-1', mentions: [] },
    ]);
  });
});

describe('a claim is settled', () => {
  test('until somebody reopens it, and by the later of two who settle it at once', () => {
    const { doc, id } = marked();
    expect(stands(doc, id)).toBeNull();
    const other = copyOf(doc);
    settleClaim(doc, id, 'entry-1', hand('edith', 1), settled);
    settleClaim(other, id, 'entry-2', hand('amal', 2), { ...settled, how: 'attributed' });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(stands(doc, id)).toMatchObject({ id: 'entry-2', how: 'attributed' });
    let made = 2;
    reopenClaim(doc, id, () => `entry-${++made}`, hand('edith', 3), 'لا');
    expect(stands(doc, id)).toBeNull();
    expect(entriesOf(held(doc, id).comments).map(({ kind }) => kind)).toEqual([
      'settlement',
      'settlement',
      'reopening',
      'reopening',
    ]);
    expect(() => reopenClaim(doc, id, () => 'entry-9', hand('edith', 4), 'لا')).toThrow(RangeError);
  });

  test('whatever the clock of who reopens it says', () => {
    const { doc, id } = marked();
    settleClaim(doc, id, 'entry-1', hand('edith', 30), settled);
    reopenClaim(doc, id, () => 'entry-2', hand('amal', 1), 'ساعتي متأخرة');
    expect(stands(doc, id)).toBeNull();
  });

  test('on its words: others in their place make it stale, and the ones it was settled on make it whole', () => {
    const { doc, id } = marked();
    const letters = lettersOf(doc, 1);
    settleClaim(doc, id, 'entry-1', hand('edith'), settled);
    expect(isOutdated(held(doc, id), placeOf(doc, id))).toBe(false);
    const at = letters.toString().indexOf('3');
    letters.delete(at, 1);
    letters.insert(at, '5');
    expect(placedClaims(doc)[0]?.stale).toBe(true);
    letters.delete(at, 1);
    letters.insert(at, '3');
    expect(placedClaims(doc)[0]?.stale).toBe(false);
  });

  test('over its verdict: another one given since is not what was decided about', () => {
    const { doc, id } = marked('verified');
    settleClaim(doc, id, 'entry-1', hand('edith'), settled);
    expect(placedClaims(doc)[0]?.stale).toBe(false);
    judgeClaim(doc, id, { verdict: 'disputed', by: 'basem', at: AT, quote: WORDS, note: '' });
    expect(placedClaims(doc)[0]?.stale).toBe(true);
    judgeClaim(doc, id, { verdict: 'verified', by: 'amal', at: AT, quote: WORDS, note: '' });
    expect(placedClaims(doc)[0]?.stale).toBe(false);
    // The same verdict from somebody else is another one: they may know what the editor did not.
    judgeClaim(doc, id, { verdict: 'verified', by: 'clara', at: AT, quote: WORDS, note: 'المستشفى يقول اثنين' });
    expect(placedClaims(doc)[0]?.stale).toBe(true);
  });

  test('as corrected on the new wording: stale until that stands in the text', () => {
    const { doc, id } = marked();
    const letters = lettersOf(doc, 1);
    const wording = 'تخدم 5 آلاف أسرة';
    settleClaim(doc, id, 'entry-1', hand('edith'), { how: 'corrected', reason: 'خطأ', wording, quote: wording });
    expect(placedClaims(doc)[0]?.stale).toBe(true);
    const at = letters.toString().indexOf('3');
    letters.insert(at + 1, '5');
    letters.delete(at, 1);
    expect(placedClaims(doc)[0]).toMatchObject({ stale: false, attachment: { words: wording } });
  });

  test('as removed: stale while the words stand, and not when they are gone', () => {
    const { doc, id } = marked();
    settleClaim(doc, id, 'entry-1', hand('edith'), { ...settled, how: 'removed' });
    expect(placedClaims(doc)[0]?.stale).toBe(true);
    const letters = lettersOf(doc, 1);
    letters.delete(letters.toString().indexOf(WORDS), WORDS.length);
    expect(placedClaims(doc)[0]).toMatchObject({ stale: false, attachment: { kind: 'detached' } });
  });

  test('alone: the claim inside it stays open', () => {
    const { doc, id } = marked();
    const inner = mark(doc, '3 آلاف', 'unsourced', 'basem');
    settleClaim(doc, id, 'entry-1', hand('edith'), settled);
    expect(stands(doc, inner)).toBeNull();
    expect(stands(doc, id)?.id).toBe('entry-1');
  });
});

test('a record from before there was anybody to assign to is nobody’s', () => {
  const { doc, id } = marked();
  expect(claimsRoot(doc).get(id)?.has('assignee')).toBe(false);
  expect(held(doc, id).assignee).toBe(null);
  expect(AT < hand('amal').at).toBe(true);
});
