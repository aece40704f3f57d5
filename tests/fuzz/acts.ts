import type { TextCommand } from '@sanad/client/editor/text-commands.ts';
import { blocksOf } from '@sanad/client/editor/text-positions.ts';
import { articleSchema } from '@sanad/shared/article';
import { VERDICTS } from '@sanad/shared/claim';
import { block, type Clip, type Hand } from '../support/headless-editor.ts';
import type { Chance } from './chance.ts';

const WORDS = ['نحو ', 'أمس', ' ألف', 'قال ', '٣', ' 17', '«', 'سَ', '👩‍👩‍👧', 'news ', 'لا', '‌ها'];
const COMMANDS: readonly TextCommand[] = [
  'heading-2',
  'heading-3',
  'quote',
  'bullet-list',
  'ordered-list',
  'strong',
  'em',
];

/** What a person has at hand besides the keyboard. */
export interface Pockets {
  clip: Clip | null;
}

type Act = (hand: Hand, chance: Chance, pockets: Pockets) => void;

/** A stretch of the text: a few letters, or words up to a sentence, or over the end of a block. */
function stretch(hand: Hand, chance: Chance, most = 40): { start: number; end: number } {
  const { length } = hand.text;
  const start = chance.below(length + 1);
  return { start, end: Math.min(length, start + 1 + chance.below(most)) };
}

function select(hand: Hand, chance: Chance, most?: number): Hand {
  const { start, end } = stretch(hand, chance, most);
  return hand.selectRange(start, end);
}

/** A place that matters: an edge of a claim, its inside, or anywhere. */
function place(hand: Hand, chance: Chance): number {
  const held = hand.claims().flatMap(({ attachment }) => (attachment.kind === 'detached' ? [] : [attachment]));
  if (held.length === 0 || chance.next() < 0.4) return chance.below(hand.text.length + 1);
  const { start, end } = chance.of(held);
  return chance.of([start, end, start + chance.below(end - start)]);
}

function wholeBlock(hand: Hand, chance: Chance): { start: number; end: number; text: string } {
  const { start, node } = chance.of(blocksOf(hand.content));
  return { start, end: start + node.content.size, text: node.textContent };
}

/** The same words with a small correction. */
function corrected(text: string, chance: Chance): string {
  const words = text.split(' ');
  const at = chance.below(words.length);
  if (chance.next() < 0.5) words[at] = chance.of(WORDS).trim();
  else words.splice(at, 1);
  return words.join(' ');
}

const acts: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
  type: [8, (hand, chance) => hand.selectRange(place(hand, chance)).type(chance.of(WORDS))],
  typeOver: [2, (hand, chance) => select(hand, chance, 12).type(chance.of(WORDS))],
  backspace: [4, (hand, chance) => hand.selectRange(place(hand, chance)).press('Backspace')],
  delete: [3, (hand, chance) => hand.selectRange(place(hand, chance)).press('Delete')],
  deleteStretch: [3, (hand, chance) => select(hand, chance).press('Backspace')],
  split: [5, (hand, chance) => hand.selectRange(place(hand, chance)).press('Enter')],
  join: [3, (hand, chance) => hand.selectRange(wholeBlock(hand, chance).start).press('Backspace')],
  command: [5, (hand, chance) => hand.selectRange(place(hand, chance)).command(chance.of(COMMANDS))],
  commandOnStretch: [2, (hand, chance) => select(hand, chance).command(chance.of(COMMANDS))],
  cut: [
    3,
    (hand, chance, pockets) => {
      pockets.clip = select(hand, chance).cut();
    },
  ],
  copy: [
    1,
    (hand, chance, pockets) => {
      pockets.clip = select(hand, chance).copy();
    },
  ],
  paste: [
    4,
    (hand, chance, { clip }) => {
      if (!clip) return;
      hand.selectRange(place(hand, chance));
      if (chance.next() < 0.6) hand.paste(clip);
      else hand.pastePlain(clip);
    },
  ],
  drag: [2, (hand, chance) => select(hand, chance).drag(chance.below(hand.text.length + 1))],
  moveBlock: [
    2,
    (hand, chance) => {
      const { start, end } = wholeBlock(hand, chance);
      hand.selectRange(start, Math.min(end + 1, hand.text.length)).drag(chance.below(hand.text.length + 1));
    },
  ],
  retype: [
    2,
    (hand, chance) => {
      const { start, end, text } = wholeBlock(hand, chance);
      if (text.trim() !== '') hand.selectRange(start, end).put(corrected(text, chance) || 'نص');
    },
  ],
  importAnew: [
    0.4,
    (hand, chance) => {
      const lines = hand.text.split('\n').map((text) => (chance.next() < 0.3 ? corrected(text, chance) : text));
      hand.replaceAll(lines.map((text) => block(text)));
    },
  ],
  mark: [6, (hand, chance) => void select(hand, chance).editor.act.mark(chance.of(VERDICTS))],
  judge: [
    3,
    (hand, chance) => {
      const marks = hand.claims();
      if (marks.length > 0) hand.editor.act.judge(chance.of(marks).claim.id, chance.of(VERDICTS));
    },
  ],
  confirm: [
    1,
    (hand) => {
      const found = hand.claims().find(({ attachment }) => attachment.kind === 'recovered');
      if (found) hand.editor.place.confirm(found.claim.id);
    },
  ],
  attach: [
    0.5,
    (hand, chance) => {
      const lost = hand.claims().find(({ attachment }) => attachment.kind === 'detached');
      if (lost) select(hand, chance).editor.place.attach(lost.claim.id);
    },
  ],
  putBack: [
    1,
    (hand) => {
      const stale = hand.claims().find((mark) => mark.stale);
      if (stale) hand.editor.place.putBack(stale.claim.id);
    },
  ],
  remove: [
    0.5,
    (hand, chance) => {
      const marks = hand.claims().filter(({ claim }) => hand.role === 'editor' || claim.createdBy === hand.name);
      if (marks.length > 0) hand.editor.act.remove(chance.of(marks).claim.id);
    },
  ],
  undo: [4, (hand) => void hand.undo()],
  redo: [2, (hand) => void hand.redo()],
};

/** What somebody may do who may not edit the text. */
const OF_CHECKERS = new Set(['mark', 'judge', 'confirm', 'attach', 'remove', 'undo', 'redo']);

/** Does one thing a person might do; answers what it was. */
export function actAtRandom(hand: Hand, chance: Chance, pockets: Pockets): string {
  const possible = Object.entries(acts).filter(([name]) => hand.role === 'editor' || OF_CHECKERS.has(name));
  let left = chance.next() * possible.reduce((sum, [, [weight]]) => sum + weight, 0);
  for (const [name, [weight, act]] of possible) {
    left -= weight;
    if (left > 0) continue;
    act(hand, chance, pockets);
    return name;
  }
  return 'nothing';
}

const SENTENCES = [
  'قال الوزير إن عدد المصابين بلغ 17 في المدينة القديمة.',
  'قال الوزير إن عدد المصابين بلغ 23 في المدينة الجديدة.',
  'وأضاف أن «المساعدات» وصلت إلى ٣٠٠ أسرة يوم الأحد.',
  'The council said aid reached 300 families on Sunday.',
  'ونفى المتحدث باسم الدفاع المدني وقوع أي انفجار 👩‍👩‍👧 في المنطقة.',
  'وقدّرت الخسائر بنحو ١٢ مليون دولار، وفق البلديّة.',
];

/** A small article with sentences that look alike. */
export function smallArticle(chance: Chance) {
  const line = () => `${chance.of(SENTENCES)} ${chance.of(SENTENCES)}`;
  const item = articleSchema.node('list_item', null, [block(chance.of(SENTENCES))]);
  return [
    block('خبر للتدقيق', 'title'),
    block(line()),
    articleSchema.node('blockquote', null, [block(chance.of(SENTENCES))]),
    articleSchema.node('bullet_list', null, [item]),
    block(line()),
  ];
}
