import '../support/headless-page.ts';
import { groundOf, resolve } from '@sanad/shared/anchor';
import { articleText } from '@sanad/shared/article-text';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage, paint, pass } from '../support/headless-page.ts';

const LINE = 'قالت وزارة الصحة إن سبعة عشر شخصا أصيبوا في المدينة، وإن سبعة منهم في حال حرجة.';
const OTHER = 'ولم يصدر عن البلدية أي بيان.';
const CLAIM = 'سبعة عشر شخصا أصيبوا';

let room: Room;
let rana: Hand;
let omar: Hand;
let id: string;
beforeEach(() => {
  newPage();
  // The line stands twice, so that nobody may heal what is found again by its words.
  room = new Room(['رنا', 'عمر', 'سلمى'], [block('عنوان', 'title'), block(LINE), block(OTHER), block(LINE)]);
  [rana, omar] = room.hands as [Hand, Hand];
  id = rana.mark(CLAIM);
  room.quiet();
});
afterEach(() => room.close());

const acts: Record<string, () => void> = {
  'deletes its words and types them again': () => void omar.select(CLAIM).press('Backspace').type(CLAIM),
  'and a letter elsewhere in its block': () => {
    omar.select(CLAIM).press('Backspace').type(CLAIM);
    omar.caret(LINE, 0).type('و');
  },
  'and a letter in another block': () => {
    omar.select(CLAIM).press('Backspace').type(CLAIM);
    omar.caret(OTHER, 0).type('و');
  },
  'and letters in the blocks around it': () => {
    omar.select(CLAIM).press('Backspace').type(CLAIM);
    omar.caret('عنوان', 0).type('و');
    omar.caret(OTHER, 0).type('و');
  },
  'deletes a word at its edge and types it again': () => {
    omar.select('سبعة').press('Backspace').type('سبعة');
  },
  'replaces its block with the same words': () => void omar.select(LINE).put(LINE),
  'splits it and joins it': () => void omar.caret(CLAIM, 5).press('Enter').press('Backspace'),
  'makes a heading of it and back': () => void omar.caret(CLAIM, 5).command('heading-2').command('heading-2'),
  'cuts it and puts it in where it was': () => {
    const clip = omar.select(CLAIM).cut();
    omar.paste(clip);
  },
};

/** Everybody is shown what the document says, which is what the server answers with. */
function allSaySame(): void {
  for (const hand of room.hands) {
    const mark = hand.claim(id);
    const said = resolve(groundOf(hand.doc, articleText(hand.doc)), mark.claim);
    expect(mark.attachment, hand.name).toEqual(said);
    if (said.kind === 'recovered') expect(mark.stale, hand.name).toBe(true);
  }
  expect(new Set(room.hands.map((hand) => JSON.stringify(hand.claim(id).attachment))).size).toBe(1);
}

/** Nobody is shown a claim in its place that the document does not have there; the rest may take a moment. */
function noneIsSurer(): void {
  for (const hand of room.hands) {
    const { attachment, claim } = hand.claim(id);
    const said = resolve(groundOf(hand.doc, articleText(hand.doc)), claim);
    if (attachment.kind === 'exact') expect(attachment, hand.name).toEqual(said);
  }
}

const shown = () => {
  paint();
  pass(20);
  paint();
};

describe.each(['as one update', 'as what was missed while away'])('who hears of it %s', (how) => {
  it.each(Object.keys(acts))('sees of a claim what the server says when a colleague %s', (name) => {
    acts[name]?.();
    const hear = () => {
      const written = omar.takeOutbox();
      if (written.length === 0) return;
      for (const hand of room.hands) {
        if (hand === omar) continue;
        hand.receive(
          how === 'as one update'
            ? Y.mergeUpdates(written)
            : Y.encodeStateAsUpdate(omar.doc, Y.encodeStateVector(hand.doc)),
        );
      }
    };
    hear();
    shown();
    noneIsSurer();
    pass(3_000);
    hear();
    shown();
    allSaySame();
    room.quiet();
    allSaySame();
  });
});

it('a program that replaces the words by the same words makes the verdict wait on every screen at once', () => {
  const program = new Y.Doc();
  program.clientID = 77;
  Y.applyUpdate(program, Y.encodeStateAsUpdate(rana.doc));
  const before = Y.encodeStateVector(program);
  const run = articleText(program).blocks[1]?.runs[0];
  if (!run) throw new Error('no line');
  const at = LINE.indexOf(CLAIM);
  program.transact(() => {
    run.type.delete(at, CLAIM.length);
    (run.type as Y.XmlText).insert(at, CLAIM);
  });
  const update = Y.encodeStateAsUpdate(program, before);
  for (const hand of room.hands) hand.receive(update);
  program.destroy();
  shown();
  allSaySame();
  for (const hand of room.hands) expect(hand.claim(id).attachment.kind, hand.name).not.toBe('exact');
  room.quiet();
  allSaySame();
});
