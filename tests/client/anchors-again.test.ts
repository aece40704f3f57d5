// First: it makes the process a page.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const WORDS = 'خمسة أشخاص في المدينة القديمة';
const TEXT = `قال الناطق إن عددهم بلغ ${WORDS}، وإن التحقيق جار.`;
const OTHER = 'وقال المهندس إن المكتبة الكبرى تتسع لأربعين ألف كتاب.';

let room: Room;
let mine: Hand;
let id: string;

beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], [block(TEXT), block(OTHER)]);
  mine = room.hands[0] as Hand;
  id = mine.mark(WORDS);
  room.quiet();
});
afterEach(() => room.close());

const erase = (words: string) => {
  const { view } = mine.select(words).editor;
  view.dispatch(view.state.tr.deleteSelection());
  room.quiet();
};
const turn = (way: 'undo' | 'redo', times = 1) => {
  for (let count = 0; count < times; count++) {
    expect(mine[way]()).toBe(true);
    room.quiet();
  }
};
/** Everybody sees the claim on the words it was judged on, and its verdict as fresh. */
const isWhole = () => {
  for (const hand of room.hands) {
    expect(hand.claim(id)).toMatchObject({ attachment: { kind: 'exact', words: WORDS }, stale: false });
    expect(hand.decorated(id)).toBe(WORDS);
  }
};
const isNowhere = () => {
  for (const hand of room.hands) expect(hand.claim(id).attachment.kind).toBe('detached');
};

describe('a word at a claim’s edge that is taken out and written again', () => {
  test.each(['خمسة', 'القديمة'])('belongs to the claim again, and its verdict is not stale: %s', (word) => {
    erase(word);
    expect(mine.claim(id).stale).toBe(true);
    mine.select(mine.text.includes('بلغ  ') ? 'بلغ  ' : ' ،');
    const gap = mine.text.includes('بلغ  ') ? mine.find('بلغ  ').start + 4 : mine.find(' ،').start + 1;
    mine.selectRange(gap).type(word);
    room.quiet();
    expect(mine.text).toBe(`${TEXT}\n${OTHER}`);
    isWhole();
  });

  test('that a colleague wrote again is not put in a second time by who puts the judged words back', () => {
    erase('خمسة');
    const theirs = room.hands[1] as Hand;
    const { view } = theirs.editor;
    theirs.selectRange(theirs.find('بلغ  ').start + 4);
    view.dispatch(view.state.tr.insertText('خمسة'));
    room.deliverAll();
    mine.editor.place.putBack(id);
    room.quiet();
    expect(mine.text).toBe(`${TEXT}\n${OTHER}`);
    isWhole();
  });
});

describe('undo and redo, there and back again', () => {
  test('of a deletion leave the claim on its words', () => {
    erase(WORDS);
    isNowhere();
    for (let round = 0; round < 3; round++) {
      turn('undo');
      isWhole();
      turn('redo');
      isNowhere();
    }
    turn('undo');
    isWhole();
  });

  test('of a deletion never lead the claim to a copy of its words', () => {
    mine.caret('كتاب.', 5).type(` ${WORDS}`);
    room.quiet();
    mine.select(WORDS);
    const { view } = mine.editor;
    view.dispatch(view.state.tr.deleteSelection());
    room.quiet();
    turn('undo');
    isWhole();
    turn('redo');
    for (const hand of room.hands) expect(hand.claim(id).attachment.kind).not.toBe('exact');
  });

  test('of a cut and a paste leave the claim where its words are', () => {
    const clip = mine.select(WORDS).cut();
    room.quiet();
    mine.caret('المكتبة', 0).paste(clip);
    room.quiet();
    isWhole();
    for (let round = 0; round < 2; round++) {
      turn('undo', 2);
      isWhole();
      expect(mine.text).toBe(`${TEXT}\n${OTHER}`);
      turn('redo', 2);
      isWhole();
      expect(mine.text).toContain(`${WORDS}المكتبة`);
    }
  });
});
