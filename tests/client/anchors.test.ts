import '../support/headless-page.ts';
import { LIKENESS_NEEDED, likeness } from '@sanad/shared/anchor';
import { foldedEqual } from '@sanad/shared/fold';
import type { Node } from 'prosemirror-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage, pass } from '../support/headless-page.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const FIRST =
  'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل دام أربعة أشهر.';
// Built like the first, so that a guess would have somewhere wrong to go.
const ALIKE =
  'افتتحت بلدية الميناء أمس ثلاث حدائق عامة في الأحياء الغربية، بكلفة بلغت مليون دينار، وقالت إن العمل دام سبعة أشهر.';
const LAST = 'وقال المهندس المشرف سامر النجار إن المكتبة الكبرى تتسع لأربعين ألف كتاب.';
const CLAIM = 'بكلفة بلغت مليوني دينار';
/** Reaches over the end of the claim. */
const OVER = 'مليوني دينار، وقالت إن العمل';

const article = (): Node[] => [block(TITLE, 'title'), block(FIRST), block(ALIKE), block(LAST)];

/** What a case does to the text, and where the claim has to end. Words null: waiting in the tray. */
interface Case {
  readonly name: string;
  readonly act: (editing: Hand, colleague: Hand, room: Room) => void;
  readonly words?: string | null;
  /** Its letters were written anew: found by its words, it is shown as recovered until the server has made sure. */
  readonly anew?: true;
}

const half = CLAIM.slice(0, 11);
const rest = CLAIM.slice(11);
const split = (hand: Hand, words: string, at: number) => hand.caret(words, at).press('Enter');
const wholeBlock = (hand: Hand, words: string) =>
  hand.select(hand.text.split('\n').find((l) => l.includes(words)) ?? words);
const retyped = FIRST.replace('أمس', 'اليوم').replace('دام', 'استغرق');

const alone: readonly Case[] = [
  { name: 'typing far before it', act: (a) => a.caret(FIRST, 0).type('وقد ') },
  { name: 'typing at its start', act: (a) => a.caret(CLAIM, 0).type('ببب') },
  { name: 'typing at its end', act: (a) => a.caret(CLAIM, CLAIM.length).type('ررر') },
  { name: 'typing inside it', act: (a) => a.caret(CLAIM, 11).type('نحو '), words: `${half}نحو ${rest}` },
  { name: 'a colleague typing before it', act: (_, b) => b.caret(FIRST, 3).type('xyz') },
  { name: 'a colleague typing inside it', act: (_, b) => b.caret(CLAIM, 11).type('نحو '), words: `${half}نحو ${rest}` },
  { name: 'bold on a part of it', act: (a) => a.select(half).command('strong') },
  { name: 'bold over its edge', act: (a) => a.select(OVER).command('strong') },
  { name: 'a split before it', act: (a) => split(a, CLAIM, 0) },
  { name: 'a split far before it', act: (a) => split(a, FIRST, 8) },
  { name: 'a split inside it', act: (a) => split(a, CLAIM, 11), words: `${half}\n${rest}` },
  {
    name: 'several splits before it and inside it',
    act: (a) => {
      split(a, FIRST, 8);
      split(a, CLAIM, 0);
      split(a, CLAIM, 6);
      a.caret('مليوني دينار', 6).press('Enter');
    },
    words: `${CLAIM.slice(0, 6)}\n${CLAIM.slice(6, 17)}\n${CLAIM.slice(17)}`,
  },
  { name: 'joining its block to the one before', act: (a) => a.caret(FIRST, 0).press('Backspace') },
  { name: 'joining the next block to its own', act: (a) => a.caret(ALIKE, 0).press('Backspace') },
  {
    name: 'a split inside it and its undo',
    act: (a) => {
      split(a, CLAIM, 11);
      pass(600);
      a.undo();
    },
  },
  {
    name: 'a split before it and its undo',
    act: (a, _, room) => {
      split(a, FIRST, 8);
      room.quiet();
      a.undo();
    },
  },
  { name: 'deleting it', act: (a) => a.select(CLAIM).press('Backspace'), words: null },
  {
    name: 'deleting it and the undo',
    act: (a, _, room) => {
      a.select(CLAIM).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'a colleague deleting it and undoing that',
    act: (_, b, room) => {
      b.select(CLAIM).press('Backspace');
      room.quiet();
      b.undo();
    },
  },
  {
    name: 'deleting a part of it and the undo',
    act: (a, _, room) => {
      a.select(half).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'deleting its block and the undo',
    act: (a, _, room) => {
      a.select(`${FIRST}\n`).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'a colleague deleting its block and undoing that',
    act: (_, b, room) => {
      b.select(`${FIRST}\n`).press('Backspace');
      room.quiet();
      b.undo();
    },
  },
  {
    name: 'cutting it and putting it in elsewhere',
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).paste(clip);
    },
  },
  {
    name: 'cutting it and putting it in elsewhere as plain text',
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).pastePlain(clip);
    },
  },
  {
    name: 'cutting its block and putting it in at the end',
    act: (a, _, room) => {
      const clip = a.select(`${FIRST}\n`).cut();
      room.quiet();
      a.caret(LAST, LAST.length).paste(clip);
    },
  },
  {
    name: 'cutting its block and putting it in at the end as plain text',
    act: (a, _, room) => {
      const clip = a.select(`${FIRST}\n`).cut();
      room.quiet();
      a.caret(LAST, LAST.length).pastePlain(clip);
    },
  },
  { name: 'dragging it to another block', act: (a) => a.select(CLAIM).drag(a.find(LAST).end) },
  { name: 'dragging a stretch around it', act: (a) => a.select(`${CLAIM}، وقالت`).drag(a.find(LAST).end) },
  { name: 'dragging its block', act: (a) => a.select(`${FIRST}\n`).drag(a.find(LAST).end) },
  {
    name: 'a copy of it put in elsewhere',
    act: (a) => {
      const clip = a.select(CLAIM).copy();
      a.caret(LAST, LAST.length).paste(clip);
    },
  },
  {
    name: 'a copy of it put in before it',
    act: (a) => {
      const clip = a.select(CLAIM).copy();
      a.caret(TITLE, 0).pastePlain(clip);
    },
  },
  { name: 'its block becoming a heading', act: (a) => a.caret(CLAIM, 3).command('heading-2') },
  {
    name: 'its block becoming a heading and a paragraph again',
    act: (a, _, room) => {
      a.caret(CLAIM, 3).command('heading-2');
      room.quiet();
      a.caret(CLAIM, 3).command('heading-2');
    },
  },
  { name: 'its block going into a list', act: (a) => a.caret(CLAIM, 3).command('bullet-list') },
  {
    name: 'its block going into a list and out of it',
    act: (a, _, room) => {
      a.caret(CLAIM, 3).command('ordered-list');
      room.quiet();
      a.caret(CLAIM, 3).command('ordered-list');
    },
  },
  { name: 'its block going into a quote', act: (a) => a.caret(CLAIM, 3).command('quote') },
  {
    name: 'its block going into a quote and out of it',
    act: (a, _, room) => {
      a.caret(CLAIM, 3).command('quote');
      room.quiet();
      a.caret(CLAIM, 3).command('quote');
    },
  },
  { name: 'its block typed anew with corrections', act: (a) => wholeBlock(a, CLAIM).put(retyped), anew: true },
  {
    name: 'the whole article imported anew with small corrections',
    act: (a) =>
      a.replaceAll([block(TITLE, 'title'), block(retyped), block(ALIKE.replace('أمس', 'اليوم')), block(LAST)]),
    anew: true,
  },
  {
    name: 'a rewording and then a split',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      split(a, 'افتتحت بلدية المدينة', 8);
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'a rewording and then a heading',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      a.caret(half, 3).command('heading-2');
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'a rewording and then a drag',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      a.select(`${half}نحو ${rest}`).drag(a.find(LAST).end);
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'both splitting its block at once',
    act: (a, b) => {
      split(a, FIRST, 8);
      split(b, FIRST, 40);
    },
  },
];

/** One person marks while the other, who has not heard of it, changes the text. */
const atOnce: readonly Case[] = [
  { name: 'a split of its block', act: (a) => split(a, FIRST, 8) },
  { name: 'a split inside it', act: (a) => split(a, CLAIM, 11), words: `${half}\n${rest}` },
  { name: 'joining its block to the one before', act: (a) => a.caret(FIRST, 0).press('Backspace') },
  { name: 'its block becoming a heading', act: (a) => a.caret(CLAIM, 3).command('heading-2') },
  { name: 'its block going into a quote', act: (a) => a.caret(CLAIM, 3).command('quote') },
  { name: 'its block typed anew with corrections', act: (a) => wholeBlock(a, CLAIM).put(retyped) },
  { name: 'its block being dragged', act: (a) => a.select(`${FIRST}\n`).drag(a.find(LAST).end) },
  {
    name: 'its words being cut and put in elsewhere',
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).paste(clip);
    },
    words: null,
  },
  { name: 'its words being deleted', act: (a) => a.select(CLAIM).press('Backspace'), words: null },
  {
    name: 'its words being deleted and that undone',
    act: (a, _, room) => {
      a.select(CLAIM).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'its block being deleted and that undone',
    act: (a, _, room) => {
      a.select(`${FIRST}\n`).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
];

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], article());
});
afterEach(() => room.close());

function holds(id: string, words: string | null, kinds: readonly string[]): void {
  for (const hand of room.hands) {
    const mark = hand.claim(id);
    expect(hand.text).toBe(room.hands[0]?.text);
    if (words === null) {
      expect(mark.attachment.kind, hand.name).toBe('detached');
      expect(hand.drawn(id)).toBe('');
      continue;
    }
    expect(mark.attachment, hand.name).toMatchObject({ words });
    expect(kinds).toContain(mark.attachment.kind);
    expect(hand.drawn(id)).toBe(words.replaceAll('\n', ''));
  }
}

const pair = () => room.hands as readonly [Hand, Hand];

/** Whether the claim is as fresh as it was: the same words, white space aside. */
const isFresh = (words: string | null) => words?.replaceAll(/\s/g, '') === CLAIM.replaceAll(/\s/g, '');

describe('a claim stays on its words through', () => {
  for (const { name, act, words = CLAIM, anew } of alone) {
    it(name, () => {
      const [editing, colleague] = pair();
      const id = colleague.mark(CLAIM);
      room.quiet();
      act(editing, colleague, room);
      room.quiet();
      holds(id, words, anew ? ['recovered'] : ['exact']);
      if (anew) room.heal();
      holds(id, words, ['exact']);
      for (const hand of room.hands) {
        expect(hand.claims()).toHaveLength(1);
        if (words !== null) expect(hand.claim(id).stale, hand.name).toBe(!isFresh(words));
      }
    });
  }
});

describe('two claims that overlap both stay on their words through', () => {
  for (const { name, act, words = CLAIM } of alone) {
    it(name, () => {
      const [editing, colleague] = pair();
      const id = colleague.mark(CLAIM);
      const other = editing.mark(OVER, 'disputed');
      room.quiet();
      act(editing, colleague, room);
      room.quiet();
      room.heal();
      holds(id, words, ['exact']);
      const [mine, theirs] = pair().map((hand) => hand.claim(other));
      expect(theirs?.attachment).toEqual(mine?.attachment);
      if (mine && mine.attachment.kind !== 'detached') {
        const { words: its } = mine.attachment;
        const likest = Math.max(...[OVER, mine.claim.quote.exact].map((quote) => likeness(its, quote)));
        expect(likest).toBeGreaterThanOrEqual(LIKENESS_NEEDED);
        if (!mine.stale) expect(foldedEqual(its, OVER)).toBe(true);
      }
      expect(editing.claims()).toHaveLength(2);
    });
  }
});

describe('a claim made at the same moment is on its words, or waits, after', () => {
  for (const { name, act, words = CLAIM } of atOnce) {
    it(name, () => {
      const [editing, colleague] = pair();
      const id = colleague.mark(CLAIM);
      act(editing, colleague, room);
      room.quiet();
      room.heal();
      // Words that were cut and put in among others: a person says whether they are the same.
      holds(id, words, ['exact', 'recovered']);
    });
  }
});
