import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { plainText } from '@sanad/client/editor/text-positions.ts';
import { groundOf, resolve } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { standingJudgement } from '@sanad/shared/claim';
import { foldedEqual } from '@sanad/shared/fold';
import { type Hand, Room } from '../support/headless-editor.ts';
import { newPage, paint, pass } from '../support/headless-page.ts';
import { actAtRandom, type Pockets, smallArticle } from './acts.ts';
import { Chance } from './chance.ts';
import { ClaimWatch, isLikeItsOwn } from './claim-watch.ts';
import { LetterLedger } from './letter-ledger.ts';
import { Post } from './post.ts';

const CHECKER = 'كريم';
const NAMES = ['سلمى', 'عمر', 'Rana', CHECKER];

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
      if (!isLikeItsOwn(attachment.words, claim)) fail(hand, 'attached to words that are not its own', mark);
    }
    const ground = groundOf(hand.doc, articleText(hand.doc));
    for (const mark of hand.claims()) {
      const said = JSON.stringify(resolve(ground, mark.claim));
      if (JSON.stringify(mark.attachment) !== said) fail(hand, `is shown what the server does not say, ${said};`, mark);
    }
  }
  for (const hand of others) {
    if (hand.text !== first.text) fail(hand, `reads "${hand.text}" where ${first.name} reads "${first.text}"`);
    if (seen(hand) !== seen(first)) fail(hand, `sees ${seen(hand)} where ${first.name} sees ${seen(first)}`);
  }
}

/** What a run came to: how often a claim was found each way at the end. */
export type Outcome = Record<PlacedMark['attachment']['kind'], number>;

/**
 * Three or four people at one article do whatever people do, one of four without the right to edit it. Their changes reach each
 * other late, some as one update, and who was away brings all of theirs at once; the server heals whenever it is quiet.
 * Throws, with the seed, when anything that must hold does not.
 */
export function anchorRun(seed: number): Outcome {
  const chance = new Chance(seed);
  newPage();
  const trace: string[] = [];
  const random = crypto.randomUUID;
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(chance.below(2 ** 31)).padStart(12, '0')}`;
  const room = new Room(NAMES.slice(0, 3 + chance.below(2)), smallArticle(chance), CHECKER);
  const post = new Post(room, chance);
  const ledger = new LetterLedger();
  const watch = new ClaimWatch(ledger);
  for (const hand of room.hands) ledger.follow(hand);
  const pockets = new Map<Hand, Pockets>(room.hands.map((hand) => [hand, { clip: null }]));
  /** Whether everybody hears of everything before anybody does the next thing. */
  let isCalm = chance.next() < 0.5;
  const rest = () => {
    post.quiet();
    checkQuiet(room);
    watch.look(room, isCalm);
  };
  const heal = () => {
    const healed = post.heal();
    trace.push(`the server heals ${healed.length}`);
    watch.healed(healed);
  };
  try {
    for (const hand of room.hands) {
      if (chance.next() >= 0.8) continue;
      watch.during(hand, () => {
        actMark(hand, chance);
        return 'mark';
      });
    }
    for (let step = 12 + chance.below(25); step > 0; step--) {
      const hand = chance.of(room.hands);
      const what = watch.during(hand, () => actAtRandom(hand, chance, pockets.get(hand) as Pockets));
      trace.push(`${hand.name} ${what}`);
      if (isCalm) {
        rest();
        if (chance.next() < 0.15) isCalm = false;
        continue;
      }
      if (chance.next() < 0.08) {
        trace.push(`${hand.name} ${post.isAway(hand) ? 'is back' : 'leaves'}`);
        if (post.isAway(hand)) post.comeBack(hand);
        else post.leave(hand);
      }
      for (const each of room.hands) {
        if (chance.next() < 0.5) post.send(each);
        if (chance.next() < 0.5) post.tell(each, 1 + chance.below(4));
      }
      const next = chance.next();
      if (next < 0.3) paint();
      else if (next < 0.6) {
        pass(300 + chance.below(700));
        room.hands.forEach(checkScreen);
      } else if (next < 0.7) {
        trace.push('quiet');
        rest();
        heal();
        isCalm = chance.next() < 0.5;
        if (isCalm) rest();
      }
    }
    trace.push('quiet');
    rest();
    heal();
    isCalm = true;
    rest();
    if (post.heal().length > 0) throw new Error('the server heals what it has healed');
    if (post.refused.length > 0)
      throw new Error(`the gate refuses what honest people write: ${post.refused.join('; ')}`);
    const outcome: Outcome = { exact: 0, recovered: 0, detached: 0 };
    for (const { attachment } of (room.hands[0] as Hand).claims()) outcome[attachment.kind]++;
    return outcome;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}, after ${trace.join(', ')}:\n${what}`, { cause: error });
  } finally {
    crypto.randomUUID = random;
    room.close();
    post.close();
  }
}

function actMark(hand: Hand, chance: Chance): void {
  const start = chance.below(hand.text.length - 20);
  hand.selectRange(start, start + 8 + chance.below(40)).editor.act.mark(chance.of(['verified', 'disputed'] as const));
}
