import type { Node } from 'prosemirror-model';
import { block, type Hand, type Room } from '../support/headless-editor.ts';
import { pass } from '../support/headless-page.ts';

const TITLE = 'البلدية تفتتح ثلاث مكتبات جديدة';
const FIRST =
  'افتتحت بلدية المدينة أمس ثلاث مكتبات عامة في الأحياء الشرقية، بكلفة بلغت مليوني دينار، وقالت إن العمل دام أربعة أشهر.';
// Built like the first, so that a guess would have somewhere wrong to go.
const ALIKE =
  'افتتحت بلدية الميناء أمس ثلاث حدائق عامة في الأحياء الغربية، بكلفة بلغت مليون دينار، وقالت إن العمل دام سبعة أشهر.';
const LAST = 'وقال المهندس المشرف سامر النجار إن المكتبة الكبرى تتسع لأربعين ألف كتاب.';
export const CLAIM = 'بكلفة بلغت مليوني دينار';
/** Reaches over the end of the claim. */
export const OVER = 'مليوني دينار، وقالت إن العمل';

export const article = (): Node[] => [block(TITLE, 'title'), block(FIRST), block(ALIKE), block(LAST)];

/** The kinds of edit that were counted when the way claims are held was chosen. */
export const ROWS = [
  'typing',
  'splits and joins',
  'undo',
  'moves',
  'words written anew',
  'two at once',
  'a copy',
  'rewordings',
] as const;
type Row = (typeof ROWS)[number];

/** What a case does to the text, and where the claim has to end. Words null: waiting in the tray. */
export interface Case {
  readonly name: string;
  readonly act: (editing: Hand, colleague: Hand, room: Room) => void;
  readonly words?: string | null;
  /**
   * Its letters were written anew: found by its words, it is shown as recovered until the server has made sure, which it
   * can not be of a claim next to which words were changed.
   */
  readonly anew?: true;
  /** Where a claim that reaches over its end has to end, where that is not where it was. */
  readonly over?: string;
  /** What a claim made at the same moment shows, stale, until the server has made sure. */
  readonly meanwhile?: string;
  /** Where a claim that reaches over its end and was made at the same moment is, stale, until the server has made sure. */
  readonly overMeanwhile?: string;
  /** What stands behind such a claim is changed as well: it is for a person to say whether it is the same. */
  readonly overAnew?: true;
  /** The row it is counted in. */
  readonly row?: Row;
}

/** What is left of it once the claim is gone. */
const REST_OF_OVER = '، وقالت إن العمل';
const half = CLAIM.slice(0, 11);
const rest = CLAIM.slice(11);
const split = (hand: Hand, words: string, at: number) => hand.caret(words, at).press('Enter');
const wholeBlock = (hand: Hand, words: string) =>
  hand.select(hand.text.split('\n').find((l) => l.includes(words)) ?? words);
const retyped = FIRST.replace('أمس', 'اليوم').replace('دام', 'استغرق');

export const alone: readonly Case[] = [
  { name: 'typing far before it', row: 'typing', act: (a) => a.caret(FIRST, 0).type('وقد ') },
  { name: 'typing at its start', act: (a) => a.caret(CLAIM, 0).type('ببب') },
  { name: 'typing at its end', over: OVER.replace('،', 'ررر،'), act: (a) => a.caret(CLAIM, CLAIM.length).type('ررر') },
  { name: 'typing inside it', row: 'typing', act: (a) => a.caret(CLAIM, 11).type('نحو '), words: `${half}نحو ${rest}` },
  { name: 'a colleague typing before it', row: 'typing', act: (_, b) => b.caret(FIRST, 3).type('xyz') },
  {
    name: 'a colleague typing inside it',
    row: 'typing',
    act: (_, b) => b.caret(CLAIM, 11).type('نحو '),
    words: `${half}نحو ${rest}`,
  },
  { name: 'bold on a part of it', row: 'typing', act: (a) => a.select(half).command('strong') },
  { name: 'bold over its edge', row: 'typing', act: (a) => a.select(OVER).command('strong') },
  { name: 'a split before it', row: 'splits and joins', act: (a) => split(a, CLAIM, 0) },
  { name: 'a split far before it', row: 'splits and joins', act: (a) => split(a, FIRST, 8) },
  { name: 'a split inside it', row: 'splits and joins', act: (a) => split(a, CLAIM, 11), words: `${half}\n${rest}` },
  {
    name: 'several splits before it and inside it',
    over: OVER.replace(' ', '\n '),
    act: (a) => {
      split(a, FIRST, 8);
      split(a, CLAIM, 0);
      split(a, CLAIM, 6);
      a.caret('مليوني دينار', 6).press('Enter');
    },
    words: `${CLAIM.slice(0, 6)}\n${CLAIM.slice(6, 17)}\n${CLAIM.slice(17)}`,
  },
  {
    name: 'joining its block to the one before',
    row: 'splits and joins',
    act: (a) => a.caret(FIRST, 0).press('Backspace'),
  },
  { name: 'joining the next block to its own', act: (a) => a.caret(ALIKE, 0).press('Backspace') },
  {
    name: 'a split inside it and its undo',
    row: 'undo',
    act: (a) => {
      split(a, CLAIM, 11);
      pass(600);
      a.undo();
    },
  },
  {
    name: 'a split before it and its undo',
    row: 'undo',
    act: (a, _, room) => {
      split(a, FIRST, 8);
      room.quiet();
      a.undo();
    },
  },
  { name: 'deleting it', over: REST_OF_OVER, act: (a) => a.select(CLAIM).press('Backspace'), words: null },
  {
    name: 'deleting it and the undo',
    row: 'undo',
    act: (a, _, room) => {
      a.select(CLAIM).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'a colleague deleting it and undoing that',
    row: 'undo',
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
    row: 'undo',
    act: (a, _, room) => {
      a.select(`${FIRST}\n`).press('Backspace');
      room.quiet();
      a.undo();
    },
  },
  {
    name: 'a colleague deleting its block and undoing that',
    row: 'undo',
    act: (_, b, room) => {
      b.select(`${FIRST}\n`).press('Backspace');
      room.quiet();
      b.undo();
    },
  },
  {
    name: 'cutting it and putting it in elsewhere',
    over: REST_OF_OVER,
    row: 'moves',
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).paste(clip);
    },
  },
  {
    name: 'cutting it and putting it in elsewhere as plain text',
    over: REST_OF_OVER,
    row: 'words written anew',
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).pastePlain(clip);
    },
  },
  {
    name: 'cutting its block and putting it in at the end',
    row: 'moves',
    act: (a, _, room) => {
      const clip = a.select(`${FIRST}\n`).cut();
      room.quiet();
      a.caret(LAST, LAST.length).paste(clip);
    },
  },
  {
    name: 'cutting its block and putting it in at the end as plain text',
    row: 'words written anew',
    act: (a, _, room) => {
      const clip = a.select(`${FIRST}\n`).cut();
      room.quiet();
      a.caret(LAST, LAST.length).pastePlain(clip);
    },
  },
  {
    name: 'dragging it to another block',
    over: REST_OF_OVER,
    row: 'moves',
    act: (a) => a.select(CLAIM).drag(a.find(LAST).end),
  },
  {
    name: 'dragging a stretch around it',
    over: 'إن العمل',
    act: (a) => a.select(`${CLAIM}، وقالت`).drag(a.find(LAST).end),
  },
  { name: 'dragging its block', row: 'moves', act: (a) => a.select(`${FIRST}\n`).drag(a.find(LAST).end) },
  {
    name: 'a copy of it put in elsewhere',
    row: 'a copy',
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
  { name: 'its block becoming a heading', row: 'moves', act: (a) => a.caret(CLAIM, 3).command('heading-2') },
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
  { name: 'its block going into a quote', row: 'moves', act: (a) => a.caret(CLAIM, 3).command('quote') },
  {
    name: 'its block going into a quote and out of it',
    act: (a, _, room) => {
      a.caret(CLAIM, 3).command('quote');
      room.quiet();
      a.caret(CLAIM, 3).command('quote');
    },
  },
  {
    name: 'its block typed anew with corrections',
    row: 'words written anew',
    act: (a) => wholeBlock(a, CLAIM).put(retyped),
    anew: true,
  },
  {
    name: 'the whole article imported anew with small corrections',
    row: 'words written anew',
    act: (a) =>
      a.replaceAll([block(TITLE, 'title'), block(retyped), block(ALIKE.replace('أمس', 'اليوم')), block(LAST)]),
    anew: true,
  },
  {
    name: 'a rewording and then a split',
    row: 'rewordings',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      split(a, 'افتتحت بلدية المدينة', 8);
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'a rewording and then a heading',
    row: 'rewordings',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      a.caret(half, 3).command('heading-2');
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'a rewording and then a drag',
    over: REST_OF_OVER,
    row: 'rewordings',
    act: (a, _, room) => {
      a.caret(CLAIM, 11).type('نحو ');
      room.quiet();
      a.select(`${half}نحو ${rest}`).drag(a.find(LAST).end);
    },
    words: `${half}نحو ${rest}`,
  },
  {
    name: 'both splitting its block at once',
    row: 'two at once',
    act: (a, b) => {
      split(a, FIRST, 8);
      split(b, FIRST, 40);
    },
  },
];

/** One person marks while the other, who has not heard of it, changes the text. */
export const atOnce: readonly Case[] = [
  { name: 'a split of its block', row: 'two at once', act: (a) => split(a, FIRST, 8) },
  {
    name: 'a split inside it',
    row: 'two at once',
    meanwhile: half.trim(),
    act: (a) => split(a, CLAIM, 11),
    words: `${half}\n${rest}`,
  },
  { name: 'joining its block to the one before', row: 'two at once', act: (a) => a.caret(FIRST, 0).press('Backspace') },
  { name: 'its block becoming a heading', row: 'two at once', act: (a) => a.caret(CLAIM, 3).command('heading-2') },
  { name: 'its block going into a quote', act: (a) => a.caret(CLAIM, 3).command('quote') },
  { name: 'its block typed anew with corrections', act: (a) => wholeBlock(a, CLAIM).put(retyped), overAnew: true },
  { name: 'its block being dragged', act: (a) => a.select(`${FIRST}\n`).drag(a.find(LAST).end), overAnew: true },
  {
    name: 'its words being cut and put in elsewhere',
    over: REST_OF_OVER,
    act: (a) => {
      const clip = a.select(CLAIM).cut();
      a.caret(LAST, LAST.length).paste(clip);
    },
    words: null,
  },
  { name: 'its words being deleted', over: REST_OF_OVER, act: (a) => a.select(CLAIM).press('Backspace'), words: null },
  {
    name: 'its words being deleted and that undone',
    overMeanwhile: REST_OF_OVER,
    row: 'two at once',
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
