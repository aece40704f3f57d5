import '../support/headless-page.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage, pass } from '../support/headless-page.ts';

const GAZA = 'In Gaza the toll was 17 people, the ministry of health said on Sunday evening.';
const BEIRUT = 'In Beirut the toll was 17 people, the ministry of health said on Sunday evening.';
const DENIED = 'In Beirut the toll was 17 people, the ministry of war denied it later.';
const BETWEEN = 'Something in between, nothing else at all.';
const WORDS = 'the toll was 17 people';

let room: Room;
beforeEach(newPage);
afterEach(() => room.close());

function open(...lines: readonly string[]): [Hand, Hand] {
  room = new Room(['سلمى', 'عمر'], [block('Title of it', 'title'), ...lines.map((line) => block(line))]);
  return room.hands as [Hand, Hand];
}

/** What everybody sees of a claim: how it sits, whether its verdict is stale, and the line it sits in. */
function seen(id: string): { kind: string; stale: boolean; line: string | null } {
  const [first, ...others] = room.hands.map((hand) => {
    const { attachment, stale } = hand.claim(id);
    if (attachment.kind === 'detached') return { kind: attachment.kind, stale, line: null };
    const from = hand.text.lastIndexOf('\n', attachment.start) + 1;
    return { kind: attachment.kind, stale, line: hand.text.slice(from).split('\n', 1)[0] ?? '' };
  });
  for (const other of others) expect(other).toEqual(first);
  return first as NonNullable<typeof first>;
}

function isNowhereForCertain(id: string): void {
  expect(seen(id).kind).not.toBe('exact');
}

describe('the verdict of a sentence that was taken out waits for a person, though one built like it stands', () => {
  const alike = [
    ['in English', GAZA, BEIRUT, WORDS],
    [
      'in Arabic',
      'وفي حلب قتل سبعة عشر شخصا، وفق ما أعلنته وزارة الصحة مساء الأحد.',
      'وفي دمشق قتل سبعة عشر شخصا، وفق ما أعلنته وزارة الصحة مساء الأحد.',
      'قتل سبعة عشر شخصا',
    ],
    [
      'differing further off than the context reaches',
      'In Gaza, the ministry of health said on Sunday evening that the toll was 17 people, and gave no further details of what had happened.',
      'In Beirut, the ministry of health said on Sunday evening that the toll was 17 people, and gave no further details of what had happened.',
      WORDS,
    ],
  ] as const;

  test.each(alike)('%s, deleted', (_, one, other, words) => {
    const [editor, checker] = open(one, BETWEEN, other);
    const id = checker.mark(words);
    room.quiet();
    editor.select(`${one}\n`).press('Backspace');
    room.quiet();
    expect(room.heal()).toBe(0);
    isNowhereForCertain(id);
  });

  test.each(alike)('%s, rewritten as another', (_, one, other, words) => {
    const [editor, checker] = open(one, BETWEEN, other);
    const id = checker.mark(words);
    room.quiet();
    editor.select(one).put('The ministry denied that anybody had been hurt.');
    room.quiet();
    expect(room.heal()).toBe(0);
    isNowhereForCertain(id);
  });
});

describe('an undo moves the claims of its own step alone', () => {
  test.each([
    ['built like it', BEIRUT],
    ['that goes on otherwise', DENIED],
  ])('a claim found again in a sentence %s waits on', (_, other) => {
    const [one, checker] = open(GAZA, BETWEEN, other);
    const id = checker.mark(WORDS);
    room.quiet();
    checker.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    one.caret('Something', 0).type('y');
    room.quiet();
    one.undo();
    room.quiet();
    isNowhereForCertain(id);
    one.redo();
    room.quiet();
    isNowhereForCertain(id);
  });

  test('a claim brought back, whose sentence a colleague took out meanwhile, waits', () => {
    const [one, other] = open(GAZA, BETWEEN, DENIED);
    const id = other.mark(WORDS);
    room.quiet();
    one.editor.act.remove(id);
    room.quiet();
    other.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    one.undo();
    room.quiet();
    isNowhereForCertain(id);
  });

  test('a mark made again, whose sentence a colleague took out meanwhile, waits', () => {
    const [one, other] = open(GAZA, BETWEEN, DENIED);
    const id = one.mark(WORDS);
    room.quiet();
    one.undo();
    room.quiet();
    other.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    one.redo();
    room.quiet();
    isNowhereForCertain(id);
  });

  test('a confirmation taken back leaves the claim to be confirmed', () => {
    const [one, other] = open(GAZA, BETWEEN, DENIED);
    const id = other.mark(WORDS);
    room.quiet();
    other.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    expect(seen(id)).toMatchObject({ kind: 'recovered', line: DENIED });
    one.editor.place.confirm(id);
    room.quiet();
    expect(seen(id)).toMatchObject({ kind: 'exact', line: DENIED });
    one.undo();
    room.quiet();
    isNowhereForCertain(id);
  });

  test('a claim that a colleague has attached elsewhere since stays where they put it', () => {
    const [one, other] = open(GAZA, BETWEEN, DENIED);
    const id = other.mark(WORDS);
    room.quiet();
    other.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    one.select('nothing else').editor.place.attach(id);
    room.quiet();
    other.undo();
    room.quiet();
    expect(other.text).toContain(GAZA);
    expect(seen(id)).toEqual({ kind: 'exact', stale: true, line: BETWEEN });
  });

  test('the sentence a person deleted comes back with its verdict', () => {
    const [, other] = open(GAZA, BETWEEN, DENIED);
    const id = other.mark(WORDS);
    room.quiet();
    other.select(`${GAZA}\n`).press('Backspace');
    room.quiet();
    other.undo();
    room.quiet();
    expect(seen(id)).toEqual({ kind: 'exact', stale: false, line: GAZA });
  });
});

describe('words that were cut take their claim along, and others that hold the same words do not', () => {
  const LIE = `It is a lie that ${WORDS} in Rome last year.`;

  test('pasted from elsewhere', () => {
    const [editor, checker] = open(GAZA, BETWEEN);
    const id = checker.mark(WORDS);
    room.quiet();
    editor.select(` ${WORDS}`).cut();
    pass(3_600_000);
    editor.caret(BETWEEN, BETWEEN.length).paste({ html: `<p>${LIE}</p>` });
    room.quiet();
    isNowhereForCertain(id);
  });

  test('copied from another sentence of the article', () => {
    const [editor, checker] = open(GAZA, BETWEEN, LIE);
    const id = checker.mark(WORDS);
    room.quiet();
    editor.select(` ${WORDS}`).cut();
    const clip = editor.select(LIE).copy();
    editor.caret(BETWEEN, BETWEEN.length).pastePlain(clip);
    room.quiet();
    isNowhereForCertain(id);
  });

  test('after the cut was taken back and the words were edited', () => {
    const [editor, checker] = open(GAZA, BETWEEN);
    const id = checker.mark(WORDS);
    room.quiet();
    const clip = editor.select(` ${WORDS}`).cut();
    editor.undo();
    room.quiet();
    editor.caret('17 people', 2).press('Backspace').type('8');
    room.quiet();
    editor.caret(BETWEEN, BETWEEN.length).paste(clip);
    room.quiet();
    expect(seen(id)).toMatchObject({ stale: true, line: GAZA.replace('17', '18') });
  });

  test('a single word alone', () => {
    const [editor, checker] = open('In Gaza 17 people were killed.', BETWEEN);
    const id = checker.mark('killed');
    room.quiet();
    editor.select(' killed').cut();
    editor.caret(BETWEEN, BETWEEN.length).paste({ html: '<p>Elsewhere the mayor was killed at home.</p>' });
    room.quiet();
    isNowhereForCertain(id);
  });
});
