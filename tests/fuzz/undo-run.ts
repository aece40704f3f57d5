import { claimsRoot } from '@sanad/shared/article';
import { type Claim, readClaim, VERDICTS } from '@sanad/shared/claim';
import * as Y from 'yjs';
import { type Hand, Room } from '../support/headless-editor.ts';
import { newPage, paint, pass } from '../support/headless-page.ts';
import { smallArticle } from './acts.ts';
import { Chance } from './chance.ts';

/** Three people, and the letter that each of them alone types: none of them stands in the article. */
const PEOPLE = { سلمى: 'چ', عمر: 'پ', Rana: 'گ' } as const;
const NAMES = Object.keys(PEOPLE);
const LETTER = /[چپگ]/gu;
/** Longer than what is typed in one go may pause (ms): what comes after it is a step of its own. */
const APART = 600;

const letterOf = (hand: Hand): string => PEOPLE[hand.name as keyof typeof PEOPLE];

function recordsOf(doc: Y.Doc): Claim[] {
  return [...claimsRoot(doc).values()].map(readClaim).filter((claim) => claim !== null);
}

/** How often each letter stands in a text; ends of blocks are none. */
function lettersIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text.replaceAll('\n', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

const inOrder = (text: string) => [...text.replaceAll(/\s/g, '')].sort().join('');

/** What is in the text and what is claimed of it, as one person sees it. */
function seenBy(hand: Hand): string {
  const claims = hand.claims().map(({ claim, attachment, verdict, stale }) => ({
    id: claim.id,
    words: attachment.kind === 'detached' ? null : attachment.words,
    verdict,
    stale,
    judgements: claim.judgements.map(({ by, quote }) => ({ by, quote })),
  }));
  return JSON.stringify({ text: hand.content.toJSON(), claims: claims.sort((a, b) => (a.id < b.id ? -1 : 1)) });
}

/** Says what differs, and a little of what stands before it. */
function differs(when: string, is: string, was: string): Error {
  let at = 0;
  while (is[at] === was[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  return new Error(`${when}, it is\n…${part(is)}…\nand was\n…${part(was)}…`);
}

/** Does something; `lightly`: nothing that y-prosemirror writes a whole block anew for, with what others type in it meanwhile. */
function act(hand: Hand, chance: Chance, lightly: boolean): string {
  const at = chance.below(hand.text.length + 1);
  const most = Math.min(hand.text.length, at + 1 + chance.below(20));
  const line = hand.text.indexOf('\n', at);
  const end = lightly && line !== -1 ? Math.min(most, line) : most;
  const claims = hand.claims().filter(({ attachment }) => attachment.kind !== 'detached');
  const weighed = chance.below(14);
  if (weighed < 4) {
    hand.selectRange(at).type(letterOf(hand).repeat(1 + chance.below(3)));
    return 'types';
  }
  if (weighed < 7) {
    hand.selectRange(at, end).press('Backspace');
    return 'deletes';
  }
  if (weighed === 7) {
    hand.selectRange(at).press('Enter');
    return 'splits';
  }
  if (weighed === 8 && !lightly) {
    hand.selectRange(at).command(chance.of(['heading-2', 'quote'] as const));
    return 'changes a block';
  }
  if (weighed < 12 || claims.length === 0) {
    hand.selectRange(at, end).editor.act.mark(chance.of(VERDICTS));
    return 'marks';
  }
  const { id } = chance.of(claims).claim;
  if (weighed === 12) hand.editor.act.remove(id);
  else hand.editor.act.judge(id, chance.of(VERDICTS));
  return weighed === 12 ? 'removes' : 'judges';
}

/**
 * Takes a person's last step back, or does it again. Nothing is deleted by it that somebody else wrote, but for the note
 * of where a claim stands; by an undo no letter of the others' goes, also of those that a split has written anew.
 */
function turn(hand: Hand, way: 'undo' | 'redo'): boolean {
  const own = hand.doc.clientID;
  const foreign: string[] = [];
  const look = (transaction: Y.Transaction) => {
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct.id.client === own || !(struct instanceof Y.Item)) return;
      if (struct.parentSub !== 'anchor' && struct.parentSub !== 'quote') foreign.push(struct.parentSub ?? 'text');
    });
  };
  const before = { letters: lettersIn(hand.text), records: recordsOf(hand.doc) };
  hand.doc.on('afterTransaction', look);
  const done = hand.editor.act[way]();
  hand.doc.off('afterTransaction', look);
  if (foreign.length > 0) throw new Error(`${hand.name}'s ${way} deletes what others wrote: ${foreign.join(', ')}`);
  const after = { letters: lettersIn(hand.text), records: new Map(recordsOf(hand.doc).map((r) => [r.id, r])) };
  for (const [letter, count] of before.letters) {
    if (way === 'redo' || letter === letterOf(hand) || (after.letters.get(letter) ?? 0) >= count) continue;
    throw new Error(`${hand.name}'s undo takes "${letter}" out of the text`);
  }
  for (const claim of before.records) {
    const now = after.records.get(claim.id);
    const given = (record?: Claim) => JSON.stringify(record?.judgements.filter(({ by }) => by !== hand.name));
    if (given(now) !== given(claim)) throw new Error(`${hand.name}'s ${way} touches a verdict of somebody else's`);
    const isHidden = now?.removed && !claim.removed && claim.createdBy !== hand.name;
    if (way === 'undo' && isHidden) throw new Error(`${hand.name}'s undo hides a claim of somebody else's`);
  }
  return done;
}

function within<T>(seed: number, run: (room: Room, chance: Chance, trace: string[]) => T): T {
  const chance = new Chance(seed);
  newPage();
  const trace: string[] = [];
  const random = crypto.randomUUID;
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(chance.below(2 ** 31)).padStart(12, '0')}`;
  const room = new Room(NAMES, smallArticle(chance));
  try {
    return run(room, chance, trace);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}, after ${trace.join(', ')}:\n${what}`, { cause: error });
  } finally {
    crypto.randomUUID = random;
    room.close();
  }
}

/** Three people act, undo and redo in any order, hearing of each other late. Answers how many steps were turned. */
export function turningRun(seed: number): number {
  return within(seed, (room, chance, trace) => {
    let turned = 0;
    for (let step = 12 + chance.below(12); step > 0; step--) {
      const hand = chance.of(room.hands);
      const weighed = chance.below(10);
      const way = weighed < 3 ? 'undo' : weighed < 5 ? 'redo' : null;
      trace.push(`${hand.name} ${way ?? act(hand, chance, false)}`);
      if (way && turn(hand, way)) turned++;
      if (chance.next() < 0.6) room.collect();
      while (chance.next() < 0.6 && room.deliver(() => 0, chance.of(room.hands)));
      if (chance.next() < 0.5) pass(APART);
      else paint();
    }
    room.quiet();
    return turned;
  });
}

/**
 * One person does a few things and takes them all back, does them again and takes them back again, while two others work
 * on without hearing of it. In the end it is as if only the others had been there. Answers how many steps that were.
 */
export function takingBackRun(seed: number): number {
  return within(seed, (room, chance, trace) => {
    const [hand, ...others] = room.hands as readonly [Hand, ...Hand[]];
    others[0]?.selectRange(20, 50).editor.act.mark('disputed');
    room.quiet();
    const before = seenBy(hand);
    for (let step = 1 + chance.below(5); step > 0; step--) {
      pass(APART);
      trace.push(`${hand.name} ${act(hand, chance, true)}`);
    }
    for (const other of others) {
      trace.push(`${other.name} types and marks`);
      other.selectRange(chance.below(other.text.length)).type(letterOf(other).repeat(2));
      const at = chance.below(other.text.length - 12);
      other.selectRange(at, at + 12).editor.act.mark('verified');
    }
    pass(APART);
    const done = seenBy(hand);
    const steps = turnAll(hand, 'undo');
    pass(APART);
    if (seenBy(hand) !== before) throw differs('taken back', seenBy(hand), before);
    turnAll(hand, 'redo');
    pass(APART);
    if (seenBy(hand) !== done) throw differs('done again', seenBy(hand), done);
    turnAll(hand, 'undo');
    const alone = others.map((other) => recordsOf(other.doc).filter(({ createdBy }) => createdBy === other.name));
    const typed = others.map(({ text }) => text.match(LETTER)?.join('') ?? '').join('');
    const wanted = inOrder(`${hand.text}${typed}`);
    room.quiet();
    for (const each of room.hands) {
      if (inOrder(each.text) !== wanted) throw new Error(`${each.name} reads "${each.text}"`);
      for (const claim of alone.flat()) {
        const now = recordsOf(each.doc).find(({ id }) => id === claim.id);
        if (JSON.stringify(now?.judgements) !== JSON.stringify(claim.judgements) || now?.removed !== claim.removed) {
          throw new Error(`${each.name} sees another claim than ${claim.createdBy} made`);
        }
      }
    }
    return steps;
  });
}

function turnAll(hand: Hand, way: 'undo' | 'redo'): number {
  let steps = 0;
  const may = () => (way === 'undo' ? hand.editor.act.canUndo() : hand.editor.act.canRedo());
  for (; may(); steps++) {
    if (steps > 100) throw new Error(`no end of ${way}`);
    turn(hand, way);
  }
  return steps;
}
