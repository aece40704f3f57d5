import { claimsRoot } from '@sanad/shared/article';
import { removeClaim, showClaim } from '@sanad/shared/claim';
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
import { evidenceShape } from '@sanad/shared/evidence';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, mark } from '../shared/desk-article.ts';
import { contentOf, converged } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

let ground: Ground;
let article: string;
let claim: string;
const WORDS = 'تخدم 3 آلاف أسرة';

const hand = (by: string) => ({ by, at: AT });
const piece = (by: string, more: object = {}) => evidenceShape.parse({ ...hand(by), title: 'بيان', ...more });
const remark = (text: string, mentions: string[] = []) => ({ text, mentions, replyTo: null });
const settled = { how: 'stands', reason: 'أكّدته الوزارة', wording: null, quote: WORDS } as const;

/** A disputed claim of Clara's, with evidence and a comment of hers, which Edith, an editor, has settled once. */
beforeEach(async () => {
  ground = await Ground.open();
  article = await ground.article('محطة الطاقة', `قال الوزير إن المحطة ${WORDS}.`, 'لم تصل الكهرباء بعد.');
  claim = await ground.rooms.change(article, { id: 'clara', role: 'checker' }, (doc) => {
    const id = mark(doc, WORDS, 'disputed', 'clara');
    putEvidence(doc, id, 'claras-piece', piece('clara'));
    addComment(doc, id, 'claras-word', hand('clara'), remark('من قال هذا؟'));
    return id;
  });
  await ground.rooms.change(article, { id: 'edith', role: 'editor' }, (doc) => {
    settleClaim(doc, claim, 'ediths-settlement', hand('edith'), settled);
  });
});
afterEach(() => ground.close());

interface Kind {
  readonly act: (doc: Y.Doc, by: Name) => void;
  readonly refused: Partial<Record<Name, string>>;
}
const part = (doc: Y.Doc, name: 'evidence' | 'comments') => claimsRoot(doc).get(claim)?.get(name) as Y.Map<unknown>;
const notOthers = (reason: string) => ({ rima: 'claims-need-checker', basem: reason, edith: reason, amal: reason });

const KINDS: Readonly<Record<string, Kind>> = {
  'adding evidence': {
    act: (doc, by) => putEvidence(doc, claim, 'new-piece', piece(by)),
    refused: { rima: 'claims-need-checker' },
  },
  'adding evidence in another name': {
    act: (doc) => putEvidence(doc, claim, 'new-piece', piece('clara')),
    refused: notOthers('in-another-name'),
  },
  "changing a colleague's evidence": {
    act: (doc) => putEvidence(doc, claim, 'claras-piece', piece('clara', { note: 'قديم' })),
    refused: { rima: 'claims-need-checker', basem: 'another-persons-evidence' },
  },
  "taking a colleague's evidence away": {
    act: (doc) => removeEvidence(doc, claim, 'claras-piece'),
    refused: { rima: 'claims-need-checker', basem: 'another-persons-evidence' },
  },
  "taking a colleague's evidence away without a trace": {
    act: (doc) => part(doc, 'evidence').delete('claras-piece'),
    refused: notOthers('in-another-name'),
  },
  "taking over a colleague's evidence": {
    act: (doc, by) => putEvidence(doc, claim, 'claras-piece', piece(by)),
    refused: { rima: 'malformed', basem: 'malformed', edith: 'malformed', amal: 'malformed' },
  },
  commenting: {
    act: (doc, by) => addComment(doc, claim, 'new-word', hand(by), remark('نعم', ['clara'])),
    refused: { rima: 'claims-need-checker' },
  },
  'commenting in another name': {
    act: (doc) => addComment(doc, claim, 'new-word', hand('clara'), remark('نعم')),
    refused: notOthers('in-another-name'),
  },
  "editing a colleague's comment": {
    act: (doc) => editComment(doc, claim, 'claras-word', hand('clara'), remark('لم أقل هذا')),
    refused: notOthers('another-persons-comment'),
  },
  "deleting a colleague's comment": {
    act: (doc) => deleteComment(doc, claim, 'claras-word', hand('clara')),
    refused: notOthers('another-persons-comment'),
  },
  "deleting a colleague's comment without a trace": {
    act: (doc) => part(doc, 'comments').delete('claras-word'),
    refused: notOthers('another-persons-comment'),
  },
  "taking over a colleague's comment": {
    act: (doc, by) => addComment(doc, claim, 'claras-word', hand(by), remark('هذا لي')),
    refused: { rima: 'malformed', basem: 'malformed', edith: 'malformed', amal: 'malformed' },
  },
  'assigning to a colleague': {
    act: (doc) => assignClaim(doc, claim, 'clara'),
    refused: { rima: 'claims-need-checker' },
  },
  settling: {
    act: (doc, by) => settleClaim(doc, claim, 'new-settlement', hand(by), { ...settled, how: 'attributed' }),
    refused: { rima: 'settling-needs-editor', basem: 'settling-needs-editor' },
  },
  'settling in another name': {
    act: (doc) => settleClaim(doc, claim, 'new-settlement', hand('clara'), settled),
    refused: {
      rima: 'settling-needs-editor',
      basem: 'settling-needs-editor',
      edith: 'in-another-name',
      amal: 'in-another-name',
    },
  },
  reopening: {
    act: (doc, by) => reopenClaim(doc, claim, () => 'new-reopening', hand(by), 'بيان جديد'),
    refused: { rima: 'settling-needs-editor', basem: 'settling-needs-editor' },
  },
  'taking back what somebody settled, without a trace': {
    act: (doc) => part(doc, 'comments').delete('ediths-settlement'),
    refused: { rima: 'settling-needs-editor', basem: 'settling-needs-editor', amal: 'in-another-name' },
  },
  'settling otherwise in the same place': {
    act: (doc) => settleClaim(doc, claim, 'ediths-settlement', hand('edith'), { ...settled, how: 'removed' }),
    refused: { rima: 'malformed', basem: 'malformed', edith: 'malformed', amal: 'malformed' },
  },
};
const MALFORMED: Readonly<Record<string, (doc: Y.Doc) => void>> = {
  'evidence with an address that runs': (doc) =>
    part(doc, 'evidence').set('new-piece', { ...piece('edith'), address: 'javascript:alert(1)' }),
  'evidence that calls itself confidential': (doc) =>
    part(doc, 'evidence').set('new-piece', { ...piece('edith'), confidential: true }),
  'evidence that is a map of its own': (doc) => part(doc, 'evidence').set('new-piece', new Y.Map([['by', 'edith']])),
  'more evidence than a claim holds': (doc) =>
    doc.transact(() => {
      for (let n = 0; n < 200; n++) putEvidence(doc, claim, `piece-${n}`, piece('edith'));
    }),
  'a thread without end': (doc) =>
    doc.transact(() => {
      for (let n = 0; n < 1000; n++) addComment(doc, claim, `word-${n}`, hand('edith'), remark('x'));
    }),
  'an entry of an unknown kind': (doc) =>
    part(doc, 'comments').set('new-word', { kind: 'vote', ...hand('edith'), text: 'x' }),
  'a comment without end': (doc) =>
    part(doc, 'comments').set('new-word', {
      kind: 'comment',
      ...hand('edith'),
      ...remark('x'.repeat(5001)),
      editedAt: null,
    }),
  'an id that every object has': (doc) => part(doc, 'evidence').set('__proto__', piece('edith')),
  'an assignee that is none': (doc) => claimsRoot(doc).get(claim)?.set('assignee', { id: 'clara' }),
  'a comment made a settlement': (doc) => settleClaim(doc, claim, 'claras-word', hand('clara'), settled),
};

const cases = [
  ...Object.entries(KINDS).flatMap(([what, { act, refused }]) =>
    (['rima', 'basem', 'edith', 'amal'] as const).map((name) => ({ what, name, act, refusal: refused[name] ?? null })),
  ),
  ...Object.entries(MALFORMED).map(([what, act]) => ({ what, name: 'edith' as Name, act, refusal: 'malformed' })),
];

describe('what a colleague sees of', () => {
  test.each(cases)('$what, by $name: $refusal', async ({ name, act, refusal }) => {
    const onlooker = await ground.peer('clara', article).synced();
    const actor = await ground.peer(name, article).synced();
    const before = contentOf(onlooker.doc);
    act(actor.doc, name);
    if (refusal === null) {
      await actor.acked();
      await converged(actor, onlooker);
      expect(contentOf(onlooker.doc)).not.toBe(before);
    } else {
      expect(await actor.ended()).toEqual({ code: 4403, reason: refusal });
      await onlooker.acked();
      expect(contentOf(onlooker.doc)).toBe(before);
    }
    expect(onlooker.ends).toEqual([]);
    expect(contentOf(await ground.stored(article))).toBe(contentOf(onlooker.doc));
  });
});

const heldBy = (doc: Y.Doc) => claimsRoot(doc).get(claim)?.toJSON();

test('one’s own is one’s own to take back and bring again, step by step', async () => {
  const edith = await ground.peer('edith', article).synced();
  const own = new Y.UndoManager(claimsRoot(edith.doc), { captureTimeout: 0 });
  addComment(edith.doc, claim, 'ediths-word', hand('edith'), remark('نعم'));
  editComment(edith.doc, claim, 'ediths-word', hand('edith'), remark('لا', ['clara']));
  deleteComment(edith.doc, claim, 'ediths-word', hand('edith'));
  putEvidence(edith.doc, claim, 'ediths-piece', piece('edith'));
  removeEvidence(edith.doc, claim, 'claras-piece');
  reopenClaim(edith.doc, claim, () => 'ediths-reopening', hand('edith'), 'لا');
  settleClaim(edith.doc, claim, 'ediths-second', hand('edith'), settled);
  assignClaim(edith.doc, claim, 'clara');
  const done = heldBy(edith.doc);
  while (own.canUndo()) own.undo();
  while (own.canRedo()) own.redo();
  expect(heldBy(edith.doc)).toEqual(done);
  while (own.canUndo()) own.undo();
  await edith.acked();
  expect(edith.ends).toEqual([]);
});

test('two who change the same evidence at once both stay, and one version stands everywhere', async () => {
  const clara = await ground.peer('clara', article).synced();
  const edith = await ground.peer('edith', article).synced();
  clara.leave();
  putEvidence(edith.doc, claim, 'claras-piece', piece('clara', { note: 'من المحرّرة' }));
  putEvidence(clara.doc, claim, 'claras-piece', piece('clara', { note: 'مني' }));
  removeClaim(edith.doc, claim);
  showClaim(edith.doc, claim);
  await edith.acked();
  clara.comeBack();
  await clara.acked();
  await converged(clara, edith);
  expect([clara.ends.filter(({ code }) => code >= 4400), edith.ends]).toEqual([[], []]);
  expect(contentOf(await ground.stored(article))).toBe(contentOf(edith.doc));
});
