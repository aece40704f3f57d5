import '../support/headless-page.ts';
import { isOutdated } from '@sanad/shared/outdated';
import { standingSettlement } from '@sanad/shared/thread';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const LINE = 'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار.';
const NEXT = 'وقال المهندس إن الأمل معقود على القراء.';
const CLAIM = 'بكلفة بلغت مليوني دينار';
const REASON = 'البيان الرسمي يقول ثلاثة';

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(LINE), block(NEXT)]);
});
afterEach(() => room.close());

const pair = () => room.hands as readonly [Hand, Hand];
const settlementOf = (hand: Hand, id: string) => standingSettlement(hand.claim(id).claim.comments);

function correct(hand: Hand, id: string, wording: string, inText = true) {
  return hand.editor.act.settle(id, { how: 'corrected', reason: REASON, wording, inText });
}

/** Both see the claim on exactly these words, settled, and neither sees it as stale. */
function expectSettledOn(id: string, words: string): void {
  for (const hand of room.hands) {
    const mark = hand.claim(id);
    expect(mark.attachment).toMatchObject({ kind: 'exact', words });
    expect(hand.decorated(id)).toBe(words);
    expect(settlementOf(hand, id)).toMatchObject({ by: 'سلمى', how: 'corrected', reason: REASON, quote: words });
    expect([mark.stale, isOutdated(mark.claim, mark.attachment)]).toEqual([false, false]);
  }
}

describe('a correction applied in the text', () => {
  it('puts the wording in the place of the words, and the claim exactly on it, for both', () => {
    const [salma, omar] = pair();
    const id = omar.mark(CLAIM, 'disputed');
    room.quiet();
    correct(salma, id, '  بكلفة بلغت ثلاثة ملايين دينار أردني ');
    room.quiet();
    for (const hand of room.hands) expect(hand.text).toContain('، بكلفة بلغت ثلاثة ملايين دينار أردني.');
    expectSettledOn(id, 'بكلفة بلغت ثلاثة ملايين دينار أردني');
  });

  it('is taken back whole by one undo: words, place and settlement, and done again whole by one redo', () => {
    const [salma, omar] = pair();
    const id = omar.mark(CLAIM, 'disputed');
    room.quiet();
    const isLast = correct(salma, id, 'نحو ثلاثة ملايين دينار للمكتبات');
    expect(isLast?.()).toBe(true);
    room.quiet();
    salma.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe([TITLE, LINE, NEXT].join('\n'));
      expect(hand.claim(id).attachment).toMatchObject({ kind: 'exact', words: CLAIM });
      expect(settlementOf(hand, id)).toBeNull();
      expect(hand.claim(id).stale).toBe(false);
    }
    salma.redo();
    room.quiet();
    expectSettledOn(id, 'نحو ثلاثة ملايين دينار للمكتبات');
    salma.undo();
    room.quiet();
    expect(omar.text).toBe([TITLE, LINE, NEXT].join('\n'));
    expect(omar.claim(id).attachment).toMatchObject({ kind: 'exact', words: CLAIM });
  });

  it('leaves alone what was typed right before it: undo takes back the correction, and then the letters', () => {
    const [salma] = pair();
    const id = salma.mark(CLAIM, 'disputed');
    salma.caret('وقال', 0).type('ثم ');
    correct(salma, id, 'بكلفة بلغت ثلاثة ملايين دينار');
    salma.type('x');
    salma.undo();
    expect(settlementOf(salma, id)).not.toBeNull();
    salma.undo();
    expect(settlementOf(salma, id)).toBeNull();
    expect(salma.text).toBe([TITLE, LINE, `ثم ${NEXT}`].join('\n'));
    salma.undo();
    expect(salma.text).toBe([TITLE, LINE, NEXT].join('\n'));
  });

  it('leaves a claim within it on its words where they are still there', () => {
    const [salma, omar] = pair();
    const outer = omar.mark(LINE.slice(0, -1), 'disputed');
    const before = omar.mark('ثلاث مكتبات عامة', 'verified');
    const after = omar.mark('دينار', 'verified');
    room.quiet();
    const wording = LINE.slice(0, -1).replace('مليوني', 'ثلاثة ملايين');
    correct(salma, outer, wording);
    room.quiet();
    expectSettledOn(outer, wording);
    for (const hand of room.hands) {
      for (const [id, words] of [
        [before, 'ثلاث مكتبات عامة'],
        [after, 'دينار'],
      ] as const) {
        expect(hand.claim(id)).toMatchObject({ stale: false, attachment: { kind: 'exact', words } });
        expect(hand.decorated(id)).toBe(words);
      }
    }
  });

  it('does not pass a verdict on to the new words: a claim within it whose words were changed is stale in their place', () => {
    const [salma, omar] = pair();
    const outer = omar.mark(CLAIM, 'disputed');
    const replaced = omar.mark('مليوني', 'verified');
    const partly = omar.mark('مليوني دينار', 'verified');
    room.quiet();
    correct(salma, outer, 'بكلفة بلغت ثلاثة ملايين دينار');
    room.quiet();
    for (const hand of room.hands) {
      const place = hand.find('ثلاثة ملايين دينار');
      for (const id of [replaced, partly]) {
        const { attachment, stale } = hand.claim(id);
        expect(stale).toBe(true);
        if (attachment.kind === 'detached') continue;
        expect(attachment.start).toBeGreaterThanOrEqual(place.start);
        expect(attachment.end).toBeLessThanOrEqual(place.end);
      }
    }
    salma.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.claim(replaced)).toMatchObject({ stale: false, attachment: { words: 'مليوني' } });
      expect(hand.claim(partly)).toMatchObject({ stale: false, attachment: { words: 'مليوني دينار' } });
    }
  });

  it('changes forms that fold alike too: a correction of the spelling is one', () => {
    const [salma] = pair();
    const id = salma.mark('المهندس إن الأمل', 'disputed');
    correct(salma, id, 'المهندس أن الامل');
    expect(salma.text).toContain('وقال المهندس أن الامل معقود');
    expect(settlementOf(salma, id)?.quote).toBe('المهندس أن الامل');
  });

  it('keeps lam and alef together at its edges, also where the text goes on with an alef', () => {
    const [salma, omar] = pair();
    const id = omar.mark('الأمل', 'disputed');
    room.quiet();
    correct(salma, id, 'الآمال');
    room.quiet();
    expectSettledOn(id, 'الآمال');
    const other = omar.mark('معقود', 'disputed');
    omar.caret(' على القراء', 0).type('ا');
    room.quiet();
    expect(omar.claim(other).attachment).toMatchObject({ words: 'معقود' });
    // The wording ends with a lam, and an alef stands right behind it: the two are one sign, and the claim has both.
    correct(salma, other, 'مأمول');
    room.quiet();
    for (const hand of room.hands) expect(hand.text).toContain('إن الآمال مأمولا على');
    expectSettledOn(other, 'مأمولا');
  });

  it('meets what a colleague types beside it at the same moment', () => {
    const [salma, omar] = pair();
    const id = omar.mark(CLAIM, 'disputed');
    room.quiet();
    correct(salma, id, 'بكلفة بلغت ثلاثة ملايين دينار');
    omar.caret('افتتحت', 0).type('أمس ');
    room.quiet();
    expectSettledOn(id, 'بكلفة بلغت ثلاثة ملايين دينار');
    salma.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe([TITLE, `أمس ${LINE}`, NEXT].join('\n'));
      expect(hand.claim(id).attachment).toMatchObject({ words: CLAIM });
    }
  });
});

describe('what is settled as removed', () => {
  it('takes the words out with the space they leave, and waits in the tray without being stale', () => {
    const [salma, omar] = pair();
    const id = omar.mark('في الأحياء الشرقية', 'unsourced');
    room.quiet();
    salma.editor.act.settle(id, { how: 'removed', reason: REASON, wording: null, inText: true });
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toContain('ثلاث مكتبات عامة، بكلفة');
      expect(hand.claim(id)).toMatchObject({ stale: false, attachment: { kind: 'detached' } });
      expect(settlementOf(hand, id)).toMatchObject({ how: 'removed', quote: 'في الأحياء الشرقية' });
    }
    salma.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe([TITLE, LINE, NEXT].join('\n'));
      expect(hand.claim(id).attachment).toMatchObject({ kind: 'exact', words: 'في الأحياء الشرقية' });
      expect(settlementOf(hand, id)).toBeNull();
    }
  });

  it('takes a paragraph out of which nothing is left', () => {
    const [salma] = pair();
    const id = salma.mark(NEXT, 'unsourced');
    salma.editor.act.settle(id, { how: 'removed', reason: REASON, wording: null, inText: true });
    room.quiet();
    for (const hand of room.hands) expect(hand.text).toBe([TITLE, LINE].join('\n'));
    salma.undo();
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe([TITLE, LINE, NEXT].join('\n'));
      expect(hand.claim(id).attachment).toMatchObject({ words: NEXT });
      expect(hand.claim(id).stale).toBe(false);
    }
  });

  it('does not go over to the same words elsewhere', () => {
    const [salma, omar] = pair();
    salma.caret('وقال', 0).type('في المساء ثلاث مكتبات عامة أخرى. ');
    const { start, end } = salma.find('ثلاث مكتبات عامة');
    salma.selectRange(start, end);
    const id = salma.editor.act.mark('unsourced') as string;
    room.quiet();
    salma.editor.act.settle(id, { how: 'removed', reason: REASON, wording: null, inText: true });
    room.quiet();
    for (const hand of [salma, omar]) {
      expect(hand.claim(id)).toMatchObject({ stale: false, attachment: { kind: 'detached' } });
    }
  });
});

describe('settling without a change of the text', () => {
  it('holds for the words as they are, and is stale once they are others', () => {
    const [salma, omar] = pair();
    const id = omar.mark(CLAIM, 'disputed');
    room.quiet();
    salma.editor.act.settle(id, { how: 'stands', reason: REASON, wording: null, inText: false });
    room.quiet();
    expect(omar.claim(id).stale).toBe(false);
    expect(settlementOf(omar, id)).toMatchObject({ how: 'stands', quote: CLAIM });
    omar.caret('مليوني', 3).type('x');
    room.quiet();
    for (const hand of room.hands) expect(hand.claim(id).stale).toBe(true);
  });

  it('as corrected, is stale until the wording stands in the text', () => {
    const [salma] = pair();
    const id = salma.mark(CLAIM, 'disputed');
    correct(salma, id, 'بكلفة بلغت ثلاثة ملايين دينار', false);
    expect(salma.text).toBe([TITLE, LINE, NEXT].join('\n'));
    expect(salma.claim(id).stale).toBe(true);
    salma.select('مليوني').put('ثلاثة ملايين');
    room.quiet();
    expect(salma.claim(id).stale).toBe(false);
  });

  it('cannot be done twice, nor to what nobody has judged', () => {
    const [salma] = pair();
    const id = salma.mark(CLAIM, 'disputed');
    expect(correct(salma, id, 'x', false)).not.toBeNull();
    expect(correct(salma, id, 'y', false)).toBeNull();
    const other = salma.mark('الأمل', 'unchecked');
    expect(correct(salma, other, 'x', false)).toBeNull();
  });
});

it('a settled claim takes no verdict until it is opened again, and that is a step of its own', () => {
  const [salma, omar] = pair();
  const id = omar.mark(CLAIM, 'disputed');
  room.quiet();
  correct(salma, id, 'بكلفة بلغت ثلاثة ملايين دينار');
  room.quiet();
  omar.editor.act.judge(id, 'verified');
  expect(omar.claim(id).verdict).toBe('disputed');
  expect(salma.editor.act.reopen(id, 'وصل بيان جديد')).toBe(true);
  room.quiet();
  expect(settlementOf(omar, id)).toBeNull();
  expect(salma.text).toContain('ثلاثة ملايين');
  salma.undo();
  room.quiet();
  expect(settlementOf(omar, id)).not.toBeNull();
  salma.redo();
  room.quiet();
  omar.editor.act.judge(id, 'verified');
  expect(omar.claim(id)).toMatchObject({ verdict: 'verified', stale: false });
});
