import '../support/headless-page.ts';
import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const LINE = 'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار.';
const CLAIM = 'ثلاث مكتبات عامة في الأحياء الشرقية';

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(LINE)]);
});
afterEach(() => room.close());

const pair = () => room.hands as readonly [Hand, Hand];
const recordOf = (hand: Hand, id: string) => readClaim(claimsRoot(hand.doc).get(id));

/** A claim whose letters were written anew while it was made: both see it recovered. */
function recovered(): string {
  const [salma, omar] = pair();
  const id = omar.mark(CLAIM);
  salma.caret(LINE, 3).command('heading-2');
  room.quiet();
  for (const hand of room.hands) expect(hand.claim(id).attachment).toMatchObject({ kind: 'recovered', words: CLAIM });
  return id;
}

it('a claim that two people confirm at the same moment is there when one of them takes that back', () => {
  for (const [first, second] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const id = recovered();
    const [one, other] = [room.hands[first], room.hands[second]] as const;
    one?.editor.place.confirm(id);
    other?.editor.place.confirm(id);
    room.deliverAll();
    one?.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(recordOf(hand, id)).toMatchObject({ removed: false, quote: { exact: CLAIM } });
      expect(hand.claim(id).attachment).toMatchObject({ words: CLAIM });
    }
    room.close();
    newPage();
    room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(LINE)]);
  }
});

it('a claim that two people remove at the same moment is in sight again for both once both take that back', () => {
  const [salma, omar] = pair();
  const id = omar.mark(CLAIM);
  room.quiet();
  salma.editor.act.remove(id);
  omar.editor.act.remove(id);
  room.deliverAll();
  expect(pair().map((hand) => hand.claims().length)).toEqual([0, 0]);
  for (const hand of room.hands) {
    hand.undo();
    room.quiet();
    const [one, other] = pair().map((each) => recordOf(each, id)?.removed);
    expect(one).toBe(other);
  }
  for (const hand of room.hands) expect(hand.claim(id).attachment).toMatchObject({ kind: 'exact', words: CLAIM });
});

it('a claim whose removal is taken back is on its words, also when its block was split while it was out of sight', () => {
  const [salma, omar] = pair();
  const id = omar.mark(CLAIM);
  room.quiet();
  salma.editor.act.remove(id);
  for (const [words, at] of [
    [CLAIM, 8],
    [LINE.slice(0, 20), 12],
  ] as const) {
    salma.caret(words, at).press('Enter');
    room.quiet();
  }
  while (salma.undo()) room.quiet();
  for (const hand of room.hands) {
    expect(hand.claim(id)).toMatchObject({ stale: false, attachment: { kind: 'exact', words: CLAIM } });
    expect(hand.decorated(id)).toBe(CLAIM);
  }
});
