import { textAlone } from '@sanad/client/sync/text-alone.ts';
import { glanceOf } from '@sanad/client/sync/text-first.ts';
import { claimsRoot, textRoot } from '@sanad/shared/article';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

/** Two people's article: each writes text and claims by turns, so that neither's structs are of one kind. */
function article(): { readonly docs: readonly [Y.Doc, Y.Doc]; meet(): void } {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  const meet = () => {
    for (const [from, to] of [docs, [docs[1], docs[0]]] as const) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    }
  };
  for (let turn = 0; turn < 40; turn++) {
    const doc = docs[turn % 2] as Y.Doc;
    const root = textRoot(doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('dir', 'rtl');
    paragraph.insert(0, [new Y.XmlText(`فقرة ${turn} 👩‍👩‍👧 é`)]);
    root.insert(turn % (root.length + 1), [paragraph]);
    const claim = new Y.Map<unknown>([
      ['id', `claim-${turn}`],
      ['anchor', new Uint8Array([1, 2, 3])],
      ['quote', { exact: 'كلمات', start: -turn, more: [1.5, null, true, undefined] }],
    ]);
    claimsRoot(doc).set(`claim-${turn}`, claim as never);
    claim.set('judgements', Y.Array.from([{ verdict: 'verified', at: turn }]));
    const letters = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    letters.insert(2, 'ﻻ', { strong: true });
    letters.format(0, 4, { em: {} });
    if (turn % 3 === 0) letters.delete(1, 3);
    if (turn % 5 === 0) claimsRoot(doc).delete(`claim-${turn - 5}`);
    if (turn % 4 === 0) meet();
  }
  meet();
  return { docs, meet };
}

function opened(update: Uint8Array | null): Y.Doc {
  if (!update) throw new Error('there is no text alone');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

test('the text alone is the text, without a claim', () => {
  const [whole] = article().docs;
  const alone = opened(textAlone(Y.encodeStateAsUpdate(whole)));
  expect(textRoot(alone).toString()).toBe(textRoot(whole).toString());
  expect(claimsRoot(alone).size).toBe(0);
  expect(Y.encodeStateVector(alone)).toHaveLength(Y.encodeStateVector(whole).length);
  expect(alone.store.pendingStructs).toBeNull();
});

test('the text alone goes on with every change of the article, and takes in none of its claims', () => {
  const { docs, meet } = article();
  const [whole, colleague] = docs;
  const alone = opened(textAlone(Y.encodeStateAsUpdate(whole)));
  whole.on('update', (update: Uint8Array) => Y.applyUpdate(alone, update));
  (claimsRoot(colleague).get('claim-7') as unknown as Y.Map<unknown>).set('assignee', 'omar');
  ((textRoot(colleague).get(3) as Y.XmlElement).get(0) as Y.XmlText).insert(1, 'جديد ');
  textRoot(colleague).delete(0, 2);
  meet();
  expect(textRoot(alone).toString()).toBe(textRoot(whole).toString());
  expect(claimsRoot(alone).size).toBe(0);
  expect(alone.store.pendingStructs).toBeNull();
});

test('an update that hangs on another is not taken for a text', () => {
  const [whole] = article().docs;
  const before = Y.encodeStateVector(whole);
  ((textRoot(whole).get(3) as Y.XmlElement).get(0) as Y.XmlText).insert(1, 'جديد ');
  expect(textAlone(Y.encodeStateAsUpdate(whole, before))).toBeNull();
});

test('a short article has no glance of its own, nor have bytes that are no article', () => {
  expect(glanceOf(Y.encodeStateAsUpdate(article().docs[0]))).toBeNull();
  expect(glanceOf(new Uint8Array(500_000).fill(9))).toBeNull();
});
