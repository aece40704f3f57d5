import '../support/headless-page.ts';
import { hiddenSignsOf, removeHiddenSigns, showHiddenSign } from '@sanad/client/editor/hidden-signs-plugin.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const TITLE = 'البلدية \u202eتفتتح\u202c مكتبات';
const FIRST = 'افتتحت\u200f بلدية المد\u00adينة أمس ثلاث\u2067 مكتبات عامة، بكلفة مليوني دينار.';
const LAST = 'والكلفة\u200e مليونان.';
const CLAIMS = ['ينة أمس ثلاث\u2067 مكتبات', 'أمس ثلاث', 'ثلاث\u2067', 'المد\u00adينة', 'مليونان'];
const clear = (words: string) => words.replace(/[\u00ad\u200e\u200f\u202e\u202c\u2067]/g, '');
/** Whether words read as others without their signs, so that a verdict on them has to be given anew. */
const turned = (words: string) => /[\u200e\u200f\u202e\u202c\u2067]/.test(words);

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], [block(TITLE, 'title'), block(FIRST), block(LAST)]);
});
afterEach(() => room.close());

const pair = () => room.hands as readonly [Hand, Hand];
const count = (hand: Hand) => hiddenSignsOf(hand.editor.view.state);
const remove = ({ editor }: Hand) => removeHiddenSigns(editor.view, editor.desk.history);
const signs = (hand: Hand) => hand.editor.view.dom.querySelectorAll('[class*=sign]').length;

describe('signs that nobody sees', () => {
  it('are counted and drawn for everybody, as they come and go', () => {
    const [salma, omar] = pair();
    for (const hand of room.hands) expect([count(hand), signs(hand)]).toEqual([{ all: 6, turning: 2 }, 6]);
    omar.caret(LAST, 2).put('\u061c');
    room.quiet();
    for (const hand of room.hands) expect([count(hand), signs(hand)]).toEqual([{ all: 7, turning: 2 }, 7]);
    salma.select(FIRST).press('Backspace');
    room.quiet();
    for (const hand of room.hands) expect([count(hand), signs(hand)]).toEqual([{ all: 4, turning: 1 }, 4]);
  });

  it('go in one step, and every claim stays on its words for everybody, stale where those read as others; undo puts them back', () => {
    const [salma, omar] = pair();
    const ids = CLAIMS.map((words) => omar.mark(words));
    room.quiet();
    remove(salma);
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe(clear([TITLE, FIRST, LAST].join('\n')));
      expect([count(hand), signs(hand)]).toEqual([{ all: 0, turning: 0 }, 0]);
      for (const [at, id] of ids.entries()) {
        expect(hand.drawn(id)).toBe(clear(CLAIMS[at] ?? ''));
        const words = CLAIMS[at] ?? '';
        expect(hand.claim(id)).toMatchObject({ stale: turned(words), attachment: { words: clear(words) } });
      }
    }
    expect(salma.undo()).toBe(true);
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toBe([TITLE, FIRST, LAST].join('\n'));
      for (const [at, id] of ids.entries()) expect(clear(hand.drawn(id))).toBe(clear(CLAIMS[at] ?? ''));
      for (const id of ids) expect(hand.claim(id)).toMatchObject({ stale: false });
    }
  });

  it('are removed while a colleague writes and marks: their words and their claim stand', () => {
    const [salma, omar] = pair();
    const first = omar.mark('مكتبات عامة');
    room.quiet();
    remove(salma);
    omar.caret('بكلفة', 0).type('أي ');
    const second = omar.mark('ثلاث\u2067 مكتبات');
    room.quiet();
    for (const hand of room.hands) {
      expect(hand.text).toContain('عامة، أي بكلفة');
      expect(count(hand).all).toBe(0);
      expect(hand.claim(first)).toMatchObject({ stale: false, attachment: { words: 'مكتبات عامة' } });
      expect(hand.claim(second)).toMatchObject({ stale: true, attachment: { words: 'ثلاث مكتبات' } });
    }
  });

  it('are shown one after the other, those first that can turn words', () => {
    const [salma] = pair();
    const shown = () => {
      salma.editor.run(showHiddenSign);
      const { doc, selection } = salma.editor.view.state;
      return doc.textBetween(selection.from, selection.to);
    };
    salma.selectRange(0);
    expect([shown(), shown(), shown()]).toEqual(['\u202e', '\u2067', '\u202e']);
  });
});
