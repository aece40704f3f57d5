import '../support/headless-page.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { block, type Hand, Room } from '../support/headless-editor.ts';
import { newPage } from '../support/headless-page.ts';

const GAZA = 'وفي غزة قتل سبعة عشر شخصا في غارات الليل، قالت الوزارة.';
const BEIRUT = 'وفي بيروت قتل سبعة عشر شخصا في غارات الليل، قالت الوزارة.';
const CLAIM = 'قتل سبعة عشر شخصا في غارات الليل';

let room: Room;
let rana: Hand;
let omar: Hand;
let id: string;
beforeEach(() => {
  newPage();
  room = new Room(['رنا', 'عمر'], [block('عنوان', 'title'), block(GAZA), block(BEIRUT), block('ولم يصدر بيان.')]);
  [rana, omar] = room.hands as [Hand, Hand];
  id = rana.mark(CLAIM);
  room.quiet();
  omar.select(`${GAZA}\n`).press('Backspace');
  room.quiet();
  waits();
});
afterEach(() => room.close());

/** The claim is shown at the like sentence at most as found again, or in the tray. */
function waits(): void {
  for (const hand of room.hands) {
    const { attachment, stale } = hand.claim(id);
    expect(attachment.kind, hand.name).not.toBe('exact');
    if (attachment.kind === 'recovered') expect(stale, hand.name).toBe(true);
  }
}

it.each<[string, () => void]>([
  ['types a letter before its words', () => void omar.caret(CLAIM, 0).type('و')],
  ['types a letter inside its words', () => void omar.caret(CLAIM, 6).type('و')],
  ['types a letter behind its words', () => void omar.caret(CLAIM, CLAIM.length).type('و')],
  ['splits its block', () => void omar.caret(BEIRUT, 4).press('Enter')],
  ['splits its words', () => void omar.caret(CLAIM, 6).press('Enter')],
  ['joins its block to the one before', () => void omar.caret(BEIRUT, 0).press('Backspace')],
  ['makes a heading of its block', () => void omar.caret(CLAIM, 6).command('heading-2')],
  ['moves its block', () => void omar.select(`${BEIRUT}\n`).drag(omar.text.length)],
  [
    'cuts its words and puts them in again',
    () => {
      const clip = omar.select(CLAIM).cut();
      omar.paste(clip);
    },
  ],
])('a claim that was found again stays so when an editor %s', (_, edit) => {
  edit();
  room.quiet();
  waits();
});
