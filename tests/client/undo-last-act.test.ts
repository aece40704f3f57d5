import '../support/headless-page.ts';
import { claimsRoot } from '@sanad/shared/article';
import { readClaim } from '@sanad/shared/claim';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage, pass } from '../support/headless-page.ts';

const SAID = 'وقالت وزارة الصحة إن الحصيلة ارتفعت مساء الأحد.';
const CLAIM = 'الحصيلة ارتفعت مساء الأحد';
const NOTHING = 'لم يصدر أي بيان حتى الآن.';
const BETWEEN = 'وفي هذه الأثناء بقي الطريق الساحلي مغلقا أمام الشاحنات.';
const PLACE = 'الطريق الساحلي مغلقا';

let room: Room;
let rana: Hand;
let omar: Hand;
let salma: Hand;
let told: string[];
beforeEach(() => {
  newPage();
  room = new Room(['رنا', 'عمر', 'سلمى'], [block('عنوان', 'title'), block(SAID), block(BETWEEN)]);
  [rana, omar, salma] = room.hands as [Hand, Hand, Hand];
  told = [];
  for (const hand of room.hands) hand.editor.onUnsafeUndo((why) => told.push(`${hand.name}: ${why}`));
});
afterEach(() => room.close());

const recordOf = (id: string) => readClaim(claimsRoot(rana.doc).get(id));
const undo = (hand: Hand) => {
  const done = hand.undo();
  room.quiet();
  return done;
};

/** A claim of Rana's whose words Omar has written anew: it waits. */
function lost(): string {
  const id = rana.mark(CLAIM);
  room.quiet();
  omar.select(SAID).put(NOTHING);
  room.quiet();
  for (const hand of room.hands) expect(hand.claim(id).attachment.kind).toBe('detached');
  return id;
}

function attach(hand: Hand, id: string, words = PLACE): void {
  expect(hand.select(words).editor.place.attach(id)).toBe(true);
  room.quiet();
  for (const each of room.hands) expect(each.claim(id).attachment).toMatchObject({ kind: 'exact', words });
}

const waits = (id: string) => {
  for (const hand of room.hands) expect(hand.claim(id).attachment.kind, hand.name).toBe('detached');
};

describe('a claim that was put to other words waits again once that is taken back, and nothing else is, also after', () => {
  it.each([
    ['a colleague split the block', () => void omar.caret(BETWEEN, 5).press('Enter')],
    ['a colleague made a heading of it', () => void omar.caret(BETWEEN, 5).command('heading-2')],
    ['a colleague typed in the words', () => void omar.caret(PLACE, 7).type('الآخر ')],
    [
      'several colleagues changed it',
      () => {
        omar.caret(BETWEEN, 5).press('Enter');
        room.quiet();
        salma.caret(PLACE, 7).type('الآخر ');
        room.quiet();
        salma.caret('وفي', 2).command('quote');
      },
    ],
  ])('%s', (_, change) => {
    const id = lost();
    attach(rana, id);
    change();
    room.quiet();
    const { text } = rana;
    expect(undo(rana)).toBe(true);
    expect(rana.text).toBe(text);
    waits(id);
    expect(recordOf(id)).toMatchObject({ removed: false, judgements: [{ by: 'رنا', quote: CLAIM }] });
    expect(rana.redo()).toBe(true);
    room.quiet();
    for (const hand of room.hands) expect(hand.claim(id)).toMatchObject({ attachment: { kind: 'exact' }, stale: true });
    undo(rana);
    waits(id);
    expect(told).toEqual([]);
    // The act before it is the next one.
    undo(rana);
    expect(recordOf(id)?.removed).toBe(true);
  });

  it('its own giver typed beside it', () => {
    const id = rana.mark(CLAIM);
    room.quiet();
    omar.select(SAID).put(NOTHING);
    room.quiet();
    attach(omar, id);
    salma.caret(PLACE, 7).type('الآخر ');
    room.quiet();
    undo(omar);
    expect(omar.text).toContain(NOTHING);
    waits(id);
  });
});

describe('what can no longer be taken back is told, and no older act is taken back in its place', () => {
  it('where a colleague has put the claim elsewhere since', () => {
    const id = lost();
    attach(rana, id);
    attach(omar, id, NOTHING.slice(0, -1));
    expect(undo(rana)).toBe(false);
    expect(told).toEqual(['رنا: overtaken']);
    for (const hand of room.hands) {
      expect(hand.claim(id).attachment).toMatchObject({ kind: 'exact', words: NOTHING.slice(0, -1) });
    }
  });

  it('where two put the claim to two places in the same moment', () => {
    const id = lost();
    rana.select(PLACE).editor.place.attach(id);
    omar.select('الشاحنات').editor.place.attach(id);
    room.quiet();
    const { text } = rana;
    for (const hand of [rana, omar]) expect(undo(hand)).toBe(false);
    expect(told).toEqual(['رنا: overtaken', 'عمر: overtaken']);
    expect(rana.text).toBe(text);
    expect(recordOf(id)?.removed).toBe(false);
  });

  it('where a colleague has deleted what was typed', () => {
    rana.caret(BETWEEN, 0).type('أولا ');
    pass(1_000);
    rana.caret(SAID, 0).type('ثانيا ');
    room.quiet();
    omar.select('ثانيا ').press('Backspace');
    room.quiet();
    expect(undo(rana)).toBe(false);
    expect(told).toEqual(['رنا: overtaken']);
    expect(rana.text).toContain('أولا ');
    expect(undo(rana)).toBe(true);
    expect(rana.text).not.toContain('أولا ');
  });

  it('in redo as well', () => {
    rana.caret(BETWEEN, 3).press('Backspace');
    pass(1_000);
    rana.caret(BETWEEN.slice(5), 1).press('Backspace');
    pass(1_000);
    undo(rana);
    undo(rana);
    omar.select(BETWEEN).press('Backspace');
    room.quiet();
    const { text } = rana;
    expect(rana.redo()).toBe(false);
    expect(told).toEqual(['رنا: overtaken']);
    expect(rana.text).toBe(text);
  });
});

it('a letter that was typed and taken out again in one go is no act: the one before it is taken back', () => {
  const id = rana.mark(CLAIM);
  pass(1_000);
  rana.caret(BETWEEN, 0).type('أ').press('Backspace');
  room.quiet();
  expect(undo(rana)).toBe(true);
  expect(recordOf(id)?.removed).toBe(true);
  expect(told).toEqual([]);
});

it('a verdict that tied a claim to its place is taken back with the place, also after a split', () => {
  const id = omar.mark(CLAIM, 'disputed');
  salma.caret(SAID, 3).command('heading-2');
  room.quiet();
  expect(rana.claim(id).attachment.kind).toBe('recovered');
  rana.editor.act.judge(id, 'verified');
  room.quiet();
  expect(rana.claim(id)).toMatchObject({ attachment: { kind: 'exact' }, verdict: 'verified', stale: false });
  omar.caret(SAID, 6).press('Enter');
  room.quiet();
  undo(rana);
  expect(recordOf(id)?.judgements).toMatchObject([{ by: 'عمر', verdict: 'disputed' }]);
  for (const hand of room.hands) expect(hand.claim(id), hand.name).toMatchObject({ stale: true });
});
