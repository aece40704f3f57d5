import type { PlacedMark } from '@sanad/client/editor/article-editor.ts';
import { articleText } from '@sanad/shared/article-text';
import { type Claim, type Quote, standingJudgement } from '@sanad/shared/claim';
import { foldedEqual, foldedText } from '@sanad/shared/fold';
import * as Y from 'yjs';
import type { Hand, Room } from '../support/headless-editor.ts';
import type { Letter, LetterLedger } from './letter-ledger.ts';

/** How alike words have to be to be a claim's own, as the design says it: not taken from the code that is held to it. */
const LIKE = 0.5;
/** From so many letters on, words found to the letter speak for themselves. */
const TELLING = 24;
/** The least that has to stand around few words, or words that differ, as before: a share of what stood there. */
const AROUND = 0.25;
/** How much better than any other place a place has to be: a share of what stood around the words. */
const BETTER = 0.1;

interface Known {
  readonly kind: PlacedMark['attachment']['kind'];
  /** The letters it was on when it was last in its place, and all others that were there then. */
  readonly own: readonly Letter[];
  readonly others: ReadonlySet<Letter>;
  readonly words: string;
  /** The letters that were in the text when it was last looked at. */
  readonly text: ReadonlySet<Letter>;
}

/** Holds claims to the letters they were made on, by what became of the letters and by nothing that the code says of them. */
export class ClaimWatch {
  readonly #ledger: LetterLedger;
  readonly #known = new Map<string, Known>();
  /** Claims that a person said the place of since they were last looked at. */
  readonly #said = new Set<string>();
  /** Claims that a person put elsewhere once: undo and redo may take them back there. */
  readonly #placed = new Set<string>();
  #healed = new Set<string>();
  #isTurned = false;

  constructor(ledger: LetterLedger) {
    this.#ledger = ledger;
  }

  /** Does something, and takes note of what it says of the places of claims. */
  during(hand: Hand, act: () => string): string {
    const before = new Map(hand.claims().map((mark) => [mark.claim.id, mark]));
    const what = act();
    const isTurn = what === 'undo' || what === 'redo';
    if (isTurn) {
      this.#ledger.turned(hand);
      this.#isTurned = true;
    }
    for (const mark of hand.claims()) {
      const { id } = mark.claim;
      const was = before.get(id);
      if (!was && !this.#known.has(id)) this.#made(hand, mark);
      else if (!isTurn && was && this.#isSaid(what, was, mark)) {
        this.#said.add(id);
        this.#placed.add(id);
      }
    }
    return what;
  }

  /** The server mended these. */
  healed(ids: readonly string[]): void {
    for (const id of ids) this.#healed.add(id);
  }

  /**
   * Everybody has heard everything: where is every claim? `isCalm`: nobody did anything without having heard of all the rest,
   * so that nothing was written twice, or into each other.
   */
  look(room: Room, isCalm: boolean): void {
    const [hand] = room.hands as readonly [Hand, ...Hand[]];
    const letters = this.#ledger.lettersOf(hand.doc);
    const text = new Set(letters.filter((letter) => letter !== null));
    for (const mark of hand.claims()) this.#hold(hand, mark, letters, text, isCalm);
    // Nobody keeps the anchor of a claim that is out of sight.
    const inSight = new Set(hand.claims().map(({ claim }) => claim.id));
    for (const id of this.#known.keys()) if (!inSight.has(id)) this.#known.delete(id);
    this.#said.clear();
    this.#healed = new Set();
    this.#isTurned = false;
  }

  #isSaid(what: string, was: PlacedMark, now: PlacedMark): boolean {
    if (what === 'putBack') return was.stale && was.attachment.kind === 'exact';
    return was.attachment.kind !== 'exact' && ['confirm', 'attach', 'judge', 'mark'].includes(what) && now !== was;
  }

  #made(hand: Hand, mark: PlacedMark): void {
    const letters = this.#ledger.lettersOf(hand.doc);
    const text = new Set(letters.filter((letter) => letter !== null));
    this.#known.set(mark.claim.id, this.#knownOf(mark, letters, text));
  }

  #knownOf({ attachment, claim }: PlacedMark, letters: readonly (Letter | null)[], text: ReadonlySet<Letter>): Known {
    const before = this.#known.get(claim.id);
    if (attachment.kind !== 'exact') {
      return {
        own: before?.own ?? [],
        others: before?.others ?? text,
        kind: attachment.kind,
        text,
        words: before?.words ?? '',
      };
    }
    const own = on(letters, attachment);
    const mine = new Set(own);
    return {
      own,
      others: new Set([...text].filter((letter) => !mine.has(letter))),
      kind: 'exact',
      text,
      words: attachment.words,
    };
  }

  #hold(
    hand: Hand,
    mark: PlacedMark,
    letters: readonly (Letter | null)[],
    text: ReadonlySet<Letter>,
    isCalm: boolean,
  ): void {
    const { attachment, claim } = mark;
    const known = this.#known.get(claim.id);
    const fail = (what: string): never => {
      throw new Error(
        `${hand.name}: ${what} ${JSON.stringify({ ...attachment, id: claim.id, quote: claim.quote, was: known?.kind, before: known?.words })}`,
      );
    };
    if (attachment.kind === 'recovered') holdFound(hand.text, attachment, claim, fail);
    if (attachment.kind === 'exact') {
      if (!isHeld(hand, attachment, claim)) fail('is said to be in its place, and its anchor is not');
      const isSaid = this.#said.has(claim.id) || (this.#isTurned && this.#placed.has(claim.id)) || known === undefined;
      if (!isSaid && isCalm) this.#holdInPlace(hand, known, { claim, ...attachment }, this.#healed.has(claim.id), fail);
    }
    this.#known.set(claim.id, this.#knownOf(mark, letters, text));
  }

  #holdInPlace(
    hand: Hand,
    known: Known,
    place: Range & { readonly claim: Claim; readonly words: string },
    isHealed: boolean,
    fail: (what: string) => never,
  ): void {
    const { claim, words } = place;
    const letters = this.#ledger.lettersOf(hand.doc);
    const now = on(letters, place);
    const mine = new Set(now);
    const own = new Set(known.own);
    const whole = wholeSigns(hand.text, letters, own);
    const first = now.findIndex((letter) => own.has(letter));
    const last = now.findLastIndex((letter) => own.has(letter));
    // What came between its letters makes it other words, which is for its verdict to say.
    const judged = standingJudgement(claim);
    const isJudgedAgain = first !== -1 && judged !== null && foldedEqual(judged.quote, words);
    // Where a look-alike was itself taken out and put in again meanwhile, the server cannot tell it from the words lost.
    const foreign =
      isJudgedAgain || isHealed
        ? []
        : now.filter((letter, at) => (at < first || at > last) && known.others.has(letter) && !whole.has(letter));
    if (foreign.length > 0)
      fail(`is in its place, on ${foreign.length} letters that stood elsewhere when it was there last;`);
    const missed = known.own.filter((letter) => !mine.has(letter));
    if (!isHealed && first !== -1 && isInOnePiece(known.own, letters) && missed.length > 0) {
      fail(`is in its place, without ${missed.length} of its letters that are still there;`);
    }
    if (known.kind === 'exact' || isHealed) return;
    if (now.some((letter) => known.text.has(letter) && !own.has(letter)))
      fail('is in its place, and nobody has said so;');
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether letters stand in the text as they did, one behind the other. */
function isInOnePiece(own: readonly Letter[], letters: readonly (Letter | null)[]): boolean {
  const text = letters.filter((letter) => letter !== null);
  const start = text.indexOf(own[0] as Letter);
  return start !== -1 && own.every((letter, at) => text[start + at] === letter);
}

const signs = new Intl.Segmenter('ar', { granularity: 'grapheme' });

/** Letters that are written as one sign with one of these: a claim is never on half a sign. */
function wholeSigns(text: string, letters: readonly (Letter | null)[], own: ReadonlySet<Letter>): ReadonlySet<Letter> {
  const all = new Set<Letter>();
  const isOwn = (at: number) => own.has(letters[at] ?? '');
  for (const { index, segment } of signs.segment(text)) {
    // Lam and alef are one sign, whatever marks they carry.
    const end =
      index +
      segment.length +
      (/ل\p{M}*$/u.test(segment) ? (/^[اأإآٱ]\p{M}*/u.exec(text.slice(index + segment.length))?.[0].length ?? 0) : 0);
    const range = Array.from({ length: end - index }, (_, at) => index + at);
    if (range.some(isOwn)) for (const at of range) if (letters[at]) all.add(letters[at]);
  }
  return all;
}

const on = (letters: readonly (Letter | null)[], { start, end }: { start: number; end: number }): Letter[] =>
  letters.slice(start, end).filter((letter) => letter !== null);

/** Whether both ends of a claim's anchor are alive, and where it is. */
function isHeld({ doc }: Hand, { start, end }: { start: number; end: number }, { anchor }: Claim): boolean {
  const at = (encoded: Uint8Array): number | null => {
    const place = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(encoded), doc);
    for (const block of place ? articleText(doc).blocks : []) {
      const run = block.runs.find(({ type }) => type === (place?.type as unknown));
      if (run && place) return block.start + run.offset + place.index;
    }
    return null;
  };
  const [from, to] = [at(anchor.start), at(anchor.end)];
  // Edges are moved to whole letters, and off white space.
  return from !== null && to !== null && from < end && to > start;
}

/** What was found again by its words is on words like its own, where more of its surroundings are than anywhere else. */
function holdFound(
  text: string,
  { start, end, words }: { start: number; end: number; words: string },
  { quote, original }: Claim,
  fail: (what: string) => never,
): void {
  const reasons = [quote, original].map((each) => {
    const [folded, wanted] = [foldedText(words), foldedText(each.exact)];
    if (!folded.includes(wanted) && alike(folded, wanted) < LIKE) return 'on words that are not its own;';
    const here = around(text, start, end, each);
    const isSame = folded.includes(wanted);
    if ((!isSame || wanted.length < TELLING) && here < AROUND) return 'where nothing of its surroundings is;';
    const others = isSame ? places(text, words).filter((at) => at !== start) : [];
    const next = Math.max(...others.map((at) => around(text, at, at + words.length, each)));
    return others.length > 0 && here - next < BETTER ? 'where it may as well be elsewhere;' : null;
  });
  if (!reasons.includes(null)) fail(`is found again ${reasons[0]}`);
}

/** The share of a quote's surroundings that stand around a place, counted from the words outwards. */
function around(text: string, start: number, end: number, quote: Quote): number {
  const [before, after] = [
    foldedText(text.slice(Math.max(0, start - 64), start)),
    foldedText(text.slice(end, end + 64)),
  ];
  const [prefix, suffix] = [foldedText(quote.prefix), foldedText(quote.suffix)];
  let [left, right] = [0, 0];
  while (left < prefix.length && before.at(-1 - left) === prefix.at(-1 - left)) left++;
  while (right < suffix.length && after[right] === suffix[right]) right++;
  return prefix.length + suffix.length === 0 ? 1 : (left + right) / (prefix.length + suffix.length);
}

function places(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

/** How alike two texts are: the share of pairs of letters that they have in common. */
function alike(one: string, other: string): number {
  if (one === other) return 1;
  const pairs = (text: string) => [...text].slice(1).map((letter, index) => `${[...text][index]}${letter}`);
  const left = pairs(one);
  const right = pairs(other);
  const all = left.length + right.length;
  let shared = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at === -1) continue;
    right.splice(at, 1);
    shared++;
  }
  return all === 0 ? 0 : (2 * shared) / all;
}

/** Whether a claim's words are its own: like those of its quote now, or like those it was made on. */
export function isLikeItsOwn(words: string, { quote, original }: Claim): boolean {
  const folded = foldedText(words);
  return [quote, original].some(({ exact }) => {
    const own = foldedText(exact);
    // A claim of a letter or two is on the whole of the sign that they are written with.
    return alike(folded, own) >= LIKE || (own.length < 3 && folded.includes(own) && folded.length < 4);
  });
}
