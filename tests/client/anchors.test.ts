import '../support/headless-page.ts';
import { standingJudgement } from '@sanad/shared/claim';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';
import { alone, article, atOnce, type Case, CLAIM, OVER, ROWS } from './anchor-cases.ts';

let room: Room;
beforeEach(() => {
  newPage();
  room = new Room(['سلمى', 'عمر'], article());
});
afterEach(() => room.close());

const pair = () => room.hands as readonly [Hand, Hand];
const letters = (words: string) => words.replaceAll(/\s/g, '');

interface Expected {
  readonly id: string;
  /** The words its verdict was given for. */
  readonly judged: string;
  /** Null: waiting in the tray. */
  readonly words: string | null;
  readonly kind?: 'exact' | 'recovered';
}

/** Both people see the claim on exactly these words, stale when they are not those it was judged on, or waiting. */
function holds({ id, judged, words, kind = 'exact' }: Expected): void {
  for (const hand of room.hands) {
    const { attachment, stale, claim } = hand.claim(id);
    expect(standingJudgement(claim)?.quote).toBe(judged);
    expect(hand.text).toBe(room.hands[0]?.text);
    expect(attachment, hand.name).toMatchObject(words === null ? { kind: 'detached' } : { kind, words });
    expect(hand.decorated(id), hand.name).toBe(words ?? '');
    expect(hand.drawn(id), hand.name).toBe((words ?? '').replaceAll('\n', ''));
    if (attachment.kind === 'detached') continue;
    expect(hand.text.slice(attachment.start, attachment.end)).toBe(words);
    expect(stale, hand.name).toBe(kind === 'recovered' || letters(attachment.words) !== letters(judged));
  }
}

/** The claim is known to both before one of them changes the text. */
function known({ act, words = CLAIM, anew }: Case): void {
  const [editing, colleague] = pair();
  const id = colleague.mark(CLAIM);
  room.quiet();
  act(editing, colleague, room);
  room.quiet();
  holds({ id, judged: CLAIM, words, kind: anew ? 'recovered' : 'exact' });
  room.heal();
  holds({ id, judged: CLAIM, words });
  for (const hand of room.hands) expect(hand.claims()).toHaveLength(1);
}

/** One marks while the other, who has not heard of it, changes the text: the server makes sure of it afterwards. */
function unheard({ act, words = CLAIM, meanwhile }: Case): void {
  const [editing, colleague] = pair();
  const id = colleague.mark(CLAIM);
  act(editing, colleague, room);
  room.quiet();
  if (meanwhile) holds({ id, judged: CLAIM, words: meanwhile });
  else holds({ id, judged: CLAIM, words, kind: 'recovered' });
  room.heal();
  holds({ id, judged: CLAIM, words });
  for (const hand of room.hands) expect(hand.claims()).toHaveLength(1);
}

const tried = [...alone.map((each) => ({ ...each, run: known })), ...atOnce.map((each) => ({ ...each, run: unheard }))];
const counted = tried.filter(({ row }) => row);

it('36 ways of editing are counted', () => {
  expect(counted).toHaveLength(36);
  expect(new Set(counted.map(({ row }) => row))).toEqual(new Set(ROWS));
  expect(new Set(counted.map(({ name, run }) => `${name} ${run.name}`)).size).toBe(36);
});

describe.each(ROWS)('a claim is on its words, on none that are not its own, for both people (%s)', (row) => {
  it.each(counted.filter((each) => each.row === row))('after $name', (each) => each.run(each));
});

describe('a claim stays on its words through', () => {
  it.each(alone.filter(({ row }) => !row))('$name', known);
});

describe('a claim made at the same moment is on its words, or waits, after', () => {
  it.each(atOnce.filter(({ row }) => !row))('$name', unheard);
});

describe('two claims that overlap both stay on their words through', () => {
  it.each(alone)('$name', ({ act, words = CLAIM, over = OVER, anew }) => {
    const [editing, colleague] = pair();
    const id = colleague.mark(CLAIM);
    const other = editing.mark(OVER, 'disputed');
    room.quiet();
    act(editing, colleague, room);
    room.quiet();
    room.heal();
    holds({ id, judged: CLAIM, words });
    // What stood behind it was changed too: a person says whether it is the same.
    holds({ id: other, judged: OVER, words: over, kind: anew ? 'recovered' : 'exact' });
    for (const hand of room.hands) expect(hand.claims()).toHaveLength(2);
  });
});

describe('two claims that overlap, made at the same moment, are on their words, or wait, after', () => {
  it.each(atOnce)('$name', ({ act, words = CLAIM, over = OVER, meanwhile, overMeanwhile, overAnew }) => {
    const [editing, colleague] = pair();
    const id = colleague.mark(CLAIM);
    const other = colleague.mark(OVER, 'disputed');
    act(editing, colleague, room);
    room.quiet();
    // What stands wrong before the server has made sure would stand wrong for seconds.
    holds({ id, judged: CLAIM, words: meanwhile ?? words, kind: meanwhile ? 'exact' : 'recovered' });
    const overNow = overMeanwhile ?? (over === OVER ? null : over);
    holds({ id: other, judged: OVER, words: overNow ?? OVER, kind: overNow ? 'exact' : 'recovered' });
    room.heal();
    holds({ id, judged: CLAIM, words });
    holds({ id: other, judged: OVER, words: over, kind: overAnew ? 'recovered' : 'exact' });
    for (const hand of room.hands) expect(hand.claims()).toHaveLength(2);
  });
});
