import { LANES, Lanes } from '@sanad/client/editor/lanes.ts';
import { MarksInOrder } from '@sanad/client/editor/marks-in-order.ts';
import { changedText, placed, type UnnumberedMark } from '@sanad/client/editor/placed-marks.ts';
import {
  blocksOf,
  changedLetters,
  lettersIn,
  offsetAt,
  plainText,
  positionAt,
  type Span,
  wholeBlocks,
} from '@sanad/client/editor/text-positions.ts';
import { articleSchema } from '@sanad/shared/article';
import { inTextOrder } from '@sanad/shared/report';
import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { claimNamed } from '../support/plain-claim.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A claim at a range of a text; detached without one. */
const markAt = (id: string, range: Range | null, words = id): UnnumberedMark =>
  placed(claimNamed(id), range ? { kind: 'exact', ...range, words } : { kind: 'detached' });

/** The lanes of ranges in text order, given to all of them at once. */
function lanesOf(ranges: readonly Range[]): number[] {
  const ends: number[] = [];
  return ranges.map(({ start, end }) => {
    const free = ends.findIndex((taken) => taken <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    return lane % LANES;
  });
}

/** An article with claims as the editor keeps them: in its text, and in the order of its text. */
class Desk {
  readonly marks = new MarksInOrder();
  #state: EditorState;
  #held = DecorationSet.empty;
  #made = 0;
  #before: ReturnType<typeof blocksOf>;
  #edited: Span[] = [];

  constructor(texts: readonly string[]) {
    const blocks = texts.map((text) => articleSchema.node('paragraph', null, text ? [articleSchema.text(text)] : []));
    this.#state = EditorState.create({ doc: articleSchema.node('doc', null, blocks) });
    this.#before = blocksOf(this.doc);
  }

  get doc(): Node {
    return this.#state.doc;
  }

  get length(): number {
    return plainText(this.doc).length;
  }

  get ids(): string[] {
    return this.marks.live.map(({ claim }) => claim.id);
  }

  /** Where the text's own decorations have a claim. */
  heldAt = (id: string): Range | null => {
    const [held] = this.#held.find(undefined, undefined, ({ claim }) => claim === id);
    return held ? { start: offsetAt(this.doc, held.from), end: offsetAt(this.doc, held.to) } : null;
  };

  position(offset: number): number {
    return positionAt(this.doc, offset);
  }

  edit(change: (tr: Transaction) => void): void {
    const { tr, doc: before } = this.#state;
    change(tr);
    if (!tr.docChanged) return;
    this.#state = this.#state.apply(tr);
    this.#held = this.#held.map(tr.mapping, this.doc);
    const along = ({ from, to }: Span) => ({ from: tr.mapping.map(from, -1), to: tr.mapping.map(to, 1) });
    this.#edited = this.#edited.map(along);
    tr.mapping.maps[0]?.forEach((from, to, start, end) => {
      const step = { old: { from, to }, now: { from: start, to: end } };
      this.#edited.push(changedLetters(before, this.doc, step) ?? wholeBlocks(this.doc, step.now));
    });
  }

  /** Moves the marks along with everything edited. Claims whose words are gone are `found` elsewhere, or detached. */
  follow(found: (id: string) => Range | null): void {
    const blocks = blocksOf(this.doc);
    const edited = this.#edited.map(({ from, to }) => ({
      start: offsetAt(this.doc, from),
      end: offsetAt(this.doc, to),
    }));
    const change = changedText(this.#before, blocks, edited);
    this.#before = blocks;
    this.#edited = [];
    if (!change) return;
    const { lost } = this.marks.follow(change, lettersIn(this.doc), this.heldAt);
    this.put(new Map([...lost].map((id) => [id, found(id)])));
  }

  add(ranges: readonly Range[]): void {
    this.put(new Map(ranges.map((range) => [`claim-${this.#made++}`, range])));
  }

  remove(id: string): void {
    this.#hold(id, null);
    this.#taken(this.marks.put(new Map([[id, null]])));
  }

  put(places: ReadonlyMap<string, Range | null>): void {
    if (places.size === 0) return;
    const words = lettersIn(this.doc);
    const read = new Map<string, UnnumberedMark>();
    for (const [id, range] of places) {
      this.#hold(id, range);
      read.set(id, markAt(id, range, range ? words.slice(range.start, range.end) : ''));
    }
    this.#taken(this.marks.put(this.marks.differing(read)));
  }

  #hold(id: string, range: Range | null): void {
    // Taking one out that lay over two blocks leaves a part of it standing.
    const others = this.#held.find(undefined, undefined, ({ claim }) => claim !== id);
    const span = range && { from: this.position(range.start), to: this.position(range.end) };
    const fresh = span ? [Decoration.inline(span.from, span.to, {}, { claim: id })] : [];
    this.#held = DecorationSet.create(this.doc, [...others, ...fresh]);
  }

  /** All claims, looked at once more from the beginning. */
  #taken(moved: boolean): void {
    if (!moved) return;
    const lanes = new Map(this.marks.live.map(({ claim: { id } }) => [id, this.marks.laneOf(id)]));
    const others = new Set(this.marks.giveLanes());
    const { live } = this.marks;
    expect(live).toEqual(live.toSorted(inTextOrder));
    expect(live.map(({ number }) => number)).toEqual(live.map((_, index) => index + 1));
    for (const mark of live) {
      expect(this.marks.get(mark.claim.id)).toBe(mark);
      const { attachment } = mark;
      const { start, end } = attachment.kind === 'detached' ? { start: null, end: null } : attachment;
      expect({ start, end }).toEqual(this.heldAt(mark.claim.id) ?? { start: null, end: null });
    }
    const ranges = live.flatMap(({ attachment }) => (attachment.kind === 'detached' ? [] : [attachment]));
    expect(live.slice(0, ranges.length).map(({ claim: { id } }) => this.marks.laneOf(id))).toEqual(lanesOf(ranges));
    for (const [id, lane] of lanes) if (this.marks.laneOf(id) !== lane) expect(others).toContain(id);
  }
}

const share = fc.nat(999).map((n) => n / 1000);
/** Something done at places of the text, with so many letters at each. */
const doing = (what: string, letters: number, minLength: number, maxLength: number) =>
  fc.record({ do: fc.constant(what), at: fc.array(fc.tuple(share, fc.nat(letters)), { minLength, maxLength }) });
const acts = fc.oneof(
  { weight: 4, arbitrary: doing('mark', 14, 1, 3) },
  { weight: 1, arbitrary: doing('mark', 14, 66, 70) },
  { weight: 2, arbitrary: doing('remove', 0, 1, 1) },
  { weight: 2, arbitrary: doing('move', 14, 2, 2) },
  { weight: 4, arbitrary: doing('write', 40, 1, 4) },
  { weight: 6, arbitrary: doing('delete', 20, 1, 2) },
  { weight: 2, arbitrary: doing('replace', 8, 1, 4) },
  { weight: 1, arbitrary: doing('split', 1, 1, 2) },
);
const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 60 }), {
  minLength: 1,
  maxLength: 4,
});

function act(
  desk: Desk,
  { do: what, at }: { readonly do: string; readonly at: readonly (readonly [number, number])[] },
): void {
  const offset = (part: number, length = 0) => Math.floor(part * Math.max(0, desk.length - length));
  const rangeOf = ([part, length]: readonly [number, number]): Range | null => {
    const start = offset(part, 1);
    const end = Math.min(desk.length, start + 1 + length);
    return start < end ? { start, end } : null;
  };
  const [first, second] = at;
  const id = desk.ids[Math.floor((first?.[0] ?? 0) * desk.ids.length)];
  if (what === 'mark') desk.add(at.flatMap((each) => rangeOf(each) ?? []));
  else if (what === 'remove') {
    if (id !== undefined) desk.remove(id);
  } else if (what === 'move') {
    if (id !== undefined && second) desk.put(new Map([[id, second[1] === 0 ? null : rangeOf(second)]]));
  } else {
    for (const [part, count] of at) {
      desk.edit((tr) => {
        const from = desk.position(offset(part));
        const to = desk.position(Math.min(desk.length, offset(part) + count));
        if (what === 'write') tr.insertText('ab c'.repeat(11).slice(0, count + 1), from);
        if (what === 'delete') tr.delete(from, to);
        if (what === 'replace') tr.insertText('ba'.slice(0, 1 + (count % 2)), from, to);
        if (what === 'split' && tr.doc.resolve(from).parent.isTextblock) tr.split(from);
      });
    }
    desk.follow((lost) => {
      const [part, length] = [((lost.length * 7) % 10) / 10, lost.length % 5];
      return length === 0 ? null : rangeOf([part, length]);
    });
  }
}

describe('claims in the order of their text', () => {
  it('have the order, the numbers and the lanes that all of them would have anew, whatever came, went or moved', () => {
    fc.assert(
      fc.property(texts, fc.array(acts, { maxLength: 14 }), (blocks, list) => {
        const desk = new Desk(blocks);
        for (const each of list) act(desk, each);
      }),
      { numRuns: 500 },
    );
  });
});

describe('claims that overlapped in words that are gone', () => {
  it('share a lane once another claim comes, wherever the text has moved to meanwhile', () => {
    const desk = new Desk(['a'.repeat(90)]);
    desk.add([
      { start: 50, end: 60 },
      { start: 55, end: 70 },
    ]);
    expect(desk.ids.map((id) => desk.marks.laneOf(id))).toEqual([0, 1]);
    desk.edit((tr) => tr.delete(desk.position(55), desk.position(60)));
    desk.follow(() => null);
    desk.edit((tr) => tr.insertText('b'.repeat(40), desk.position(0)));
    desk.follow(() => null);
    desk.add([{ start: 0, end: 3 }]);
    expect(desk.ids.map((id) => desk.marks.laneOf(id))).toEqual([0, 0, 0]);
  });
});

describe('the lines under overlapping claims', () => {
  const given = (ranges: readonly Range[]): number[] => {
    const lanes = new Lanes();
    const marks = ranges.map((range, index) => ({ ...markAt(`claim-${index}`, range), number: index + 1 }));
    const end = Math.max(0, ...ranges.map((each) => each.end));
    lanes.give(marks, { start: 0, end }, end);
    return marks.map(({ claim }) => lanes.of(claim.id));
  };
  const ranges = fc
    .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { maxLength: 14 })
    .map((list) =>
      list
        .map(([start, length]) => ({ start, end: start + length }))
        .sort((a, b) => a.start - b.start || b.end - a.end),
    );

  it('never share a lane where fewer overlap than there are lanes', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const crowds = list.map(({ start: at }) => list.filter(({ start, end }) => start <= at && at < end).length);
        fc.pre(Math.max(0, ...crowds) <= LANES);
        const drawn = given(list).map((lane, index) => ({ lane, ...(list[index] as Range) }));
        for (const a of drawn) {
          for (const b of drawn) {
            if (a !== b && a.start < b.end && b.start < a.end) expect(a.lane).not.toBe(b.lane);
          }
        }
      }),
    );
  });

  it('begin again at the first lane where they are too many', () => {
    expect(given(Array.from({ length: LANES + 1 }, () => ({ start: 0, end: 9 })))).toEqual([0, 1, 2, 3, 0]);
    expect(
      given([
        { start: 0, end: 2 },
        { start: 2, end: 4 },
      ]),
    ).toEqual([0, 0]);
  });
});
