import { type Ground, groundOf, resolve } from '@sanad/shared/anchor';
import { textRoot } from '@sanad/shared/article';
import { articleText, blockAt } from '@sanad/shared/article-text';
import { type Claim, readClaims } from '@sanad/shared/claim';
import * as Y from 'yjs';
import { placesIn } from './editor-acts.ts';

/** The claims by the blocks that their words are in. */
function claimsByBlock(ground: Ground, claims: readonly Claim[]): ReadonlyMap<number, readonly Claim[]> {
  const found = new Map<number, Claim[]>();
  const { blocks } = ground.article;
  for (const claim of claims) {
    const held = resolve(ground, claim);
    if (held.kind !== 'exact') throw new Error(`claim ${claim.id} is ${held.kind} before anybody wrote`);
    const block = blockAt(blocks, held.start);
    const index = block ? blocks.indexOf(block) : -1;
    found.set(index, [...(found.get(index) ?? []), claim]);
  }
  return found;
}

/**
 * How long it takes, without a page, to know where every claim is after each of `count` letters of a colleague (ms): the
 * text is read anew and the claims of the changed block are resolved; those elsewhere have moved with their blocks.
 */
export function resolveAfterLetters(bytes: Uint8Array, count: number): readonly number[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  const before = groundOf(doc, articleText(doc));
  const byBlock = claimsByBlock(before, readClaims(doc));
  const colleague = new Y.Doc();
  Y.applyUpdate(colleague, bytes);
  let update: Uint8Array | null = null;
  colleague.on('update', (written: Uint8Array) => {
    update = written;
  });
  const times: number[] = [];
  for (const { block, offset } of placesIn(before.article, count, 31)) {
    const text = (textRoot(colleague).get(block) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(offset, 'و');
    if (!update) throw new Error('the colleague wrote nothing');
    Y.applyUpdate(doc, update, 'colleague');
    const since = performance.now();
    const ground = groundOf(doc, articleText(doc));
    let exact = 0;
    const here = byBlock.get(block) ?? [];
    for (const claim of here) if (resolve(ground, claim).kind === 'exact') exact++;
    times.push(performance.now() - since);
    if (exact < here.length * 0.9) throw new Error(`only ${exact} of ${here.length} claims stayed on their words`);
  }
  return times;
}
