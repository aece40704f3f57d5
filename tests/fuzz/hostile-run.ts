import { Gate } from '@sanad/server/sync/gate';
import { claimsRoot, readArticle, textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { readClaim } from '@sanad/shared/claim';
import { addComment, putEvidence, settleClaim } from '@sanad/shared/dossier';
import { evidenceShape } from '@sanad/shared/evidence';
import type { Actor, Role } from '@sanad/shared/policy';
import * as Y from 'yjs';
import { AT, articleOf, lettersOf, mark } from '../shared/desk-article.ts';
import { contentOf } from '../support/peer.ts';
import { Chance } from './chance.ts';
import { attackOn, hostileUpdates } from './hostile-update.ts';

/** What became of the updates of one attack. */
export interface Outcome {
  readonly refused: number;
  readonly known: number;
  readonly accepted: number;
}

const ATTACKERS: readonly (readonly [string, Role])[] = [
  ['rima', 'reader'],
  ['basem', 'checker'],
  ['edith', 'editor'],
];

/** How long the gate may be busy with one small update, in milliseconds: far above what a slow machine takes. */
const BUSY = 2000;

const STANDS = { how: 'stands', reason: 'أكّدته الوزارة', wording: null, quote: 'تخدم 3 آلاف' } as const;

/** An article that was worked on: letters and blocks that came and went, and claims of two people. */
export function workedOn(): Y.Doc {
  const doc = articleOf('محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.', 'لم تصل الكهرباء بعد إلى Palmyra.');
  lettersOf(doc, 1).insert(0, 'أمس ');
  lettersOf(doc, 2).delete(0, 3);
  lettersOf(doc, 2).format(0, 4, { strong: {} });
  textRoot(doc).insert(2, [new Y.XmlElement('paragraph')]);
  textRoot(doc).delete(2, 1);
  mark(doc, 'الوزير', 'verified', 'edith');
  const claim = mark(doc, 'تخدم 3 آلاف', 'disputed', 'clara');
  for (const by of ['clara', 'edith']) {
    putEvidence(doc, claim, `piece-of-${by}`, evidenceShape.parse({ by, at: AT, title: 'بيان' }));
    addComment(doc, claim, `word-of-${by}`, { by, at: AT }, { text: 'من؟', mentions: [], replyTo: null });
  }
  settleClaim(doc, claim, 'settled-by-edith', { by: 'edith', at: AT }, STANDS);
  return doc;
}

const base = workedOn();
/** The people who wrote it, by client id. */
const clients = new Map([...Y.decodeStateVector(Y.encodeStateVector(base)).keys()].map((id) => [id, 'clara'] as const));
const stored = { snapshot: Y.encodeStateAsUpdate(base), snapshotSeq: 1, updates: [], damaged: [], clients };

/** Copies what `doc` holds past Yjs' own tidying, to compare with another of the same history. */
const stateOf = (doc: Y.Doc) => contentOf(doc);

/**
 * One attack on an article: updates made by seed, sent through the gate by a reader, a checker or an editor.
 * @throws Error naming the seed when one that was refused left a trace, when one was accepted that its sender may not
 *   make, when what was accepted is no article any more, or when an honest colleague can write no longer.
 */
export function hostileRun(seed: number): Outcome {
  try {
    return attack(new Chance(seed));
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function attack(chance: Chance): Outcome {
  const [id, role] = chance.of(ATTACKERS);
  const actor: Actor = { id, role };
  const gate = new Gate(stored);
  const outcome = { refused: 0, known: 0, accepted: 0 };
  for (const update of hostileUpdates(attackOn(base, id, chance))) {
    const before = stateOf(gate.doc);
    const text = articleText(gate.doc).text;
    const claims = othersClaims(gate.doc, id);
    const words = othersWords(gate.doc, actor);
    const since = performance.now();
    const { kind } = gate.apply(actor, update);
    if (performance.now() - since > BUSY) throw new Error(`the gate was busy for ${performance.now() - since} ms`);
    outcome[kind]++;
    if (kind !== 'accepted') {
      if (stateOf(gate.doc) !== before) throw new Error(`what was ${kind} left a trace`);
      if (kind === 'refused') break; // the connection is closed
      continue;
    }
    // Signs of formatting that change no letter's look may go: every copy tidies them away by itself, a reader's too.
    if (role === 'reader' && stateOf(gate.doc) !== before) throw new Error('a reader wrote');
    if (role === 'checker' && articleText(gate.doc).text !== text) throw new Error('a checker changed the text');
    if (othersClaims(gate.doc, id) !== claims) throw new Error('verdicts of others changed');
    if (othersWords(gate.doc, actor) !== words) throw new Error('what others gathered changed');
    isArticle(gate.doc);
  }
  isArticle(gate.doc);
  goesOn(gate);
  return outcome;
}

/** What others judged, as text: not where it sits, which any checker may mend. */
function othersClaims(doc: Y.Doc, but: string): string {
  const claims = [...claimsRoot(doc)].map(([key, record]) => {
    const claim = readClaim(record);
    if (!claim) throw new Error(`the record ${key} is no claim`);
    return [key, claim.createdBy, claim.original, claim.judgements.filter(({ by }) => by !== but)] as const;
  });
  return JSON.stringify(claims.filter(([, by]) => by !== but).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What others said, cited and settled, as text: but for evidence, which an editor may change, not whose it is. */
function othersWords(doc: Y.Doc, { id, role }: Actor): string {
  const words: string[] = [];
  for (const [key, record] of claimsRoot(doc)) {
    const { evidence, comments } = readClaim(record) ?? { evidence: {}, comments: {} };
    for (const [name, { by, ...piece }] of Object.entries(evidence)) {
      if (by !== id) words.push(`${key} ${name} ${by} ${role === 'editor' ? '' : JSON.stringify(piece)}`);
    }
    for (const [name, entry] of Object.entries(comments)) {
      if (entry.by !== id) words.push(`${key} ${name} ${JSON.stringify(entry)}`);
      else if (role !== 'editor' && (entry.kind === 'settlement' || entry.kind === 'reopening')) words.push('settled!');
    }
  }
  return words.sort().join('\n');
}

/** @throws when a colleague who loads the document would have another, an unfinished, or none that can be drawn. */
function isArticle(doc: Y.Doc): void {
  const names = [...doc.share.keys()].sort().join();
  if (names !== 'claims,text') throw new Error(`there are roots ${names}`);
  const copy = new Y.Doc();
  textRoot(copy);
  claimsRoot(copy);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  if (copy.store.pendingStructs || copy.store.pendingDs) throw new Error('a colleague waits for what never comes');
  if (stateOf(copy) !== stateOf(doc)) throw new Error('a colleague who loads it has something else');
  if (textRoot(copy).length > 0) readArticle(copy).check();
}

/** @throws when an honest editor's letter is not taken. */
function goesOn(gate: Gate): void {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(gate.doc));
  const from = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('وبعد')]);
  textRoot(doc).push([paragraph]);
  const { kind } = gate.apply({ id: 'amal', role: 'editor' }, Y.encodeStateAsUpdate(doc, from));
  if (kind !== 'accepted' || !articleText(gate.doc).text.endsWith('وبعد'))
    throw new Error('an honest letter is not taken');
}
