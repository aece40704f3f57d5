import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { plainText } from '@sanad/client/editor/text-positions.ts';
import { Gate } from '@sanad/server/sync/gate';
import { LIKENESS_NEEDED, likeness } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { standingJudgement } from '@sanad/shared/claim';
import { foldedEqual } from '@sanad/shared/fold';
import type * as Y from 'yjs';
import { type Hand, Room } from '../support/headless-editor.ts';
import { newPage, paint, pass } from '../support/headless-page.ts';
import { actAtRandom, type Pockets, smallArticle } from './acts.ts';
import { Chance } from './chance.ts';

const NAMES = ['سلمى', 'عمر', 'Rana', 'كريم'];

function fail(hand: Hand, what: string, mark?: PlacedMark): never {
  const about = mark
    ? ` ${JSON.stringify({ ...mark.attachment, id: mark.claim.id, quote: mark.claim.quote.exact })}`
    : '';
  throw new Error(`${hand.name}: ${what}${about}`);
}

/** Holds on every screen whenever the text has rested for a moment. */
function checkScreen(hand: Hand): void {
  // What was deleted can be heard of before what was put in its place, which the server, who sends in order, never does:
  // an article without a single block of text is none.
  if (articleText(hand.doc).blocks.length === 0) return;
  for (const mark of hand.claims()) {
    const { attachment, claim } = mark;
    if (attachment.kind === 'detached') continue;
    const judged = standingJudgement(claim);
    const isJudged = judged !== null && judged.verdict !== 'unchecked';
    if (isJudged && !mark.stale && !foldedEqual(judged.quote, attachment.words)) {
      fail(hand, `a verdict for "${judged.quote}" is shown as fresh`, mark);
    }
    const there = hand.text.slice(attachment.start, attachment.end);
    if (there !== attachment.words) fail(hand, `the text has "${there}" there`, mark);
    const drawn = hand.decorated(claim.id);
    if (drawn !== attachment.words) fail(hand, `drawn on "${drawn}"`, mark);
  }
}

const seen = (hand: Hand) =>
  JSON.stringify(
    hand
      .claims()
      .map(({ claim, attachment, stale, verdict }) => ({ id: claim.id, attachment, stale, verdict }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );

/** Holds whenever everybody has heard everything. */
function checkQuiet(room: Room): void {
  const [first, ...others] = room.hands as readonly [Hand, ...Hand[]];
  for (const hand of room.hands) {
    checkScreen(hand);
    if (plainText(hand.content) !== hand.text) fail(hand, 'the view and the document differ');
    for (const mark of hand.claims()) {
      const { attachment, claim } = mark;
      if (attachment.kind === 'detached') continue;
      const quotes = [claim.quote.exact, claim.original.exact];
      const likest = Math.max(...quotes.map((quote) => likeness(attachment.words, quote)));
      if (likest < LIKENESS_NEEDED) fail(hand, 'attached to words that are not its own', mark);
    }
  }
  for (const hand of others) {
    if (hand.text !== first.text) fail(hand, `reads "${hand.text}" where ${first.name} reads "${first.text}"`);
    if (seen(hand) !== seen(first)) fail(hand, `sees ${seen(hand)} where ${first.name} sees ${seen(first)}`);
  }
}

/** Sends everything that people write through the server's gate as they write it. Answers with what it refused. */
function gateBehind(room: Room): string[] {
  const gate = new Gate({ snapshot: room.first, snapshotSeq: 1, updates: [], damaged: [], clients: new Map() });
  const refused: string[] = [];
  for (const { name, doc } of room.hands) {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: unknown, { local }: Y.Transaction) => {
      const outcome = local && gate.apply({ id: name, role: 'editor' }, update);
      if (outcome && outcome.kind === 'refused') refused.push(`${name}: ${outcome.reason}, ${outcome.why}`);
    });
  }
  return refused;
}

/** What a run came to: how often a claim was found each way at the end. */
export type Outcome = Record<PlacedMark['attachment']['kind'], number>;

/**
 * Three or four people at one article do whatever people do, with their changes reaching each other late, in part and
 * in any order. Throws, with the seed, when anything that must hold does not.
 */
export function anchorRun(seed: number): Outcome {
  const chance = new Chance(seed);
  newPage();
  const trace: string[] = [];
  const random = crypto.randomUUID;
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(chance.below(2 ** 31)).padStart(12, '0')}`;
  const room = new Room(NAMES.slice(0, 3 + chance.below(2)), smallArticle(chance));
  const refused = gateBehind(room);
  const pockets = new Map<Hand, Pockets>(room.hands.map((hand) => [hand, { clip: null }]));
  /** Who is out of reach. */
  const away = new Set<Hand>();
  try {
    for (const hand of room.hands) if (chance.next() < 0.7) actMark(hand, chance);
    const steps = 10 + chance.below(20);
    for (let step = 0; step < steps; step++) {
      const hand = chance.of(room.hands);
      trace.push(`${hand.name} ${actAtRandom(hand, chance, pockets.get(hand) as Pockets)}`);
      if (chance.next() < 0.1) away.has(hand) ? away.delete(hand) : away.add(hand);
      if (chance.next() < 0.6) room.collect();
      for (let letters = chance.below(4); letters > 0; letters--) {
        const to = chance.of(room.hands);
        if (!away.has(to)) room.deliver((count) => chance.below(count), to);
      }
      if (chance.next() < 0.5) {
        if (chance.next() < 0.5) paint();
        else {
          pass(300 + chance.below(700));
          room.hands.forEach(checkScreen);
        }
      }
    }
    trace.push('quiet');
    room.quiet();
    checkQuiet(room);
    if (refused.length > 0) throw new Error(`the gate refuses what honest people write: ${refused.join('; ')}`);
    trace.push('healed');
    room.heal();
    checkQuiet(room);
    const outcome: Outcome = { exact: 0, recovered: 0, detached: 0 };
    for (const { attachment } of (room.hands[0] as Hand).claims()) outcome[attachment.kind]++;
    return outcome;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}, after ${trace.join(', ')}:\n${what}`, { cause: error });
  } finally {
    crypto.randomUUID = random;
    room.close();
  }
}

function actMark(hand: Hand, chance: Chance): void {
  const start = chance.below(hand.text.length - 20);
  hand.selectRange(start, start + 8 + chance.below(40)).editor.act.mark(chance.of(['verified', 'disputed'] as const));
}
