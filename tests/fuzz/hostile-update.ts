import { textRoot } from '@sanad/shared/article';
import { judgeClaim, readClaims, removeClaim } from '@sanad/shared/claim';
import * as Y from 'yjs';
import { AT, copyOf, lettersOf, markRange } from '../shared/desk-article.ts';
import type { Chance } from './chance.ts';
import { gather } from './hostile-dossier.ts';
import {
  inRoot,
  lengthOnly,
  putTogether,
  takeApart,
  type WireBlock,
  type WireId,
  type WireStruct,
  type WireUpdate,
} from './wire-update.ts';

/** What an attacker has to work with: the article as they see it, and whom they are. */
export interface Attack {
  readonly chance: Chance;
  /** A copy of the article; what is written into it is the attacker's own. */
  readonly doc: Y.Doc;
  readonly attacker: string;
  /** Yjs client ids of colleagues that have written. */
  readonly others: readonly number[];
}

/** Numbers that have broken decoders: around the widths of integers, and far beyond what a frame can hold. */
const NUMBERS = [0, 1, 2, 127, 128, 255, 2 ** 16, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER];
/** Names that mean something to JavaScript, to Yjs or to the article. */
const NAMES = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '',
  'text',
  'claims',
  'doc',
  'judgements',
  'removed',
  '\u0000',
];

const number = (chance: Chance) => (chance.below(3) > 0 ? chance.below(200) : chance.of(NUMBERS));

/** An honest edit of the attacker's copy, as an update, whatever their role: the least that a forger starts from. */
function edit({ chance, doc, attacker }: Attack): Uint8Array {
  const from = Y.encodeStateVector(doc);
  const letters = lettersOf(doc, chance.below(2));
  const claim = readClaims(doc)[0];
  if (claim && chance.below(3) === 0) {
    gather(doc, chance.of(readClaims(doc)), attacker, chance, NAMES);
    return Y.encodeStateAsUpdate(doc, from);
  }
  switch (chance.below(7)) {
    case 0:
      letters.insert(chance.below(letters.length), chance.of(['و', '😀', 'Latin ', '«قول» ']));
      break;
    case 1:
      letters.delete(0, 1 + chance.below(4));
      break;
    case 2:
      letters.format(0, 3, { strong: {} });
      break;
    case 3: {
      const block = new Y.XmlElement(chance.of(['paragraph', 'heading', 'blockquote']));
      block.insert(0, [new Y.XmlText('فقرة أخرى')]);
      textRoot(doc).insert(1, [block]);
      break;
    }
    case 4:
      if (claim)
        judgeClaim(doc, claim.id, { verdict: 'disputed', by: attacker, at: AT, quote: claim.quote.exact, note: '' });
      break;
    case 5:
      if (claim) removeClaim(doc, claim.id);
      break;
    default:
      markRange(doc, 0, 5, 'verified', attacker);
  }
  return Y.encodeStateAsUpdate(doc, from);
}

/** Bytes that are not what they were: flipped, cut, doubled, or with a number in them made another. */
function damaged({ chance }: Attack, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = chance.below(copy.length);
  switch (chance.below(6)) {
    case 0:
      for (let n = 1 + chance.below(4); n > 0; n--) flip(copy, chance);
      return copy;
    case 1:
      return copy.slice(0, at);
    case 2:
      return Uint8Array.from([...copy, ...copy.slice(0, at)]);
    case 3:
      return Uint8Array.from([...copy.slice(0, at), ...copy.slice(at + 1 + chance.below(8))]);
    case 4:
      return Uint8Array.from([...copy.slice(0, at), 255, 255, 255, 255, 255, 255, 255, 15, ...copy.slice(at + 1)]);
    default:
      return Uint8Array.from({ length: 1 + chance.below(60) }, () => chance.below(256));
  }
}

function flip(bytes: Uint8Array, chance: Chance): void {
  const at = chance.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
}

/** The same update with one thing in it made wrong. */
function mutated(attack: Attack, update: WireUpdate): WireUpdate {
  const { chance, others } = attack;
  const { blocks, deletions } = update;
  const at = chance.below(Math.max(1, blocks.length));
  const block = blocks[at];
  if (!block || chance.below(5) === 0) {
    const length = number(chance);
    const client = chance.of([...others, attack.doc.clientID, number(chance)]);
    return { blocks, deletions: [...deletions, { client, clock: number(chance), length }] };
  }
  const withBlock = (changed: WireBlock) => ({ blocks: blocks.with(at, changed), deletions });
  switch (chance.below(6)) {
    case 0:
      return withBlock({ ...block, client: chance.of([...others, number(chance)]) });
    case 1:
      return withBlock({ ...block, clock: chance.of([block.clock + 1, Math.max(0, block.clock - 1), number(chance)]) });
    case 2:
      return { blocks: [...blocks, block], deletions };
    case 3:
      return withBlock({ ...block, structs: [lengthOnly(10, number(chance)), ...block.structs] });
    case 4:
      return withBlock({ ...block, structs: [...block.structs, lengthOnly(chance.of([0, 10]), number(chance))] });
    default: {
      const which = chance.below(block.structs.length);
      const struct = block.structs[which];
      return struct
        ? withBlock({ ...block, structs: block.structs.with(which, twisted(attack, block, struct)) })
        : update;
    }
  }
}

/** A struct with its place or its content made wrong. */
function twisted({ chance, others }: Attack, { client, clock, structs }: WireBlock, struct: WireStruct): WireStruct {
  const anyId = (): WireId => {
    const own = { client, clock: clock + chance.below(structs.length + 4) }; // itself, or what comes behind it
    return chance.of([
      own,
      { client: chance.of(others), clock: chance.below(80) },
      { client: number(chance), clock: number(chance) },
    ]);
  };
  switch (chance.below(6)) {
    case 0:
      return { ...struct, origin: anyId() };
    case 1:
      return { ...struct, rightOrigin: anyId() };
    case 2:
      return { ...struct, origin: anyId(), rightOrigin: anyId() };
    case 3:
      return { ...struct, origin: null, rightOrigin: null, parent: chance.below(2) ? anyId() : chance.of(NAMES) };
    case 4:
      return {
        ...struct,
        origin: null,
        rightOrigin: null,
        parent: struct.parent ?? 'claims',
        parentSub: chance.of(NAMES),
      };
    default:
      return { ...struct, ...oddContent(chance) };
  }
}

const ANY = [null, undefined, Number.NaN, 1e308, -0, '\ud800', { __proto__: 1, constructor: {} }, [[[[]]]], true];

/** Content that no client of ours writes, where a struct's content should be. */
function oddContent(chance: Chance): Pick<WireStruct, 'ref' | 'write'> {
  const name = chance.of(NAMES);
  switch (chance.below(9)) {
    case 0:
      return { ref: 1, write: (encoder) => encoder.writeLen(number(chance)) }; // deleted
    case 1:
      return {
        ref: 2,
        write: (encoder) => {
          encoder.writeLen(1);
          encoder.writeString(chance.of(['{}', 'undefined', '{', '1e999']));
        },
      };
    case 2:
      return { ref: 3, write: (encoder) => encoder.writeBuf(Uint8Array.from({ length: 20 }, () => chance.below(256))) };
    case 3:
      return { ref: 4, write: (encoder) => encoder.writeString(chance.of(['', '\n', 'سر\u202e', 'ن'.repeat(3000)])) };
    case 4:
      return { ref: 5, write: (encoder) => encoder.writeJSON({ [name]: 1 }) };
    case 5:
      return {
        ref: 6,
        write: (encoder) => {
          encoder.writeKey(name);
          encoder.writeJSON(chance.of([null, {}, 1]));
        },
      };
    case 6:
      return {
        ref: 7,
        write: (encoder) => {
          encoder.writeTypeRef(chance.below(12));
          encoder.writeKey(name);
        },
      };
    case 7:
      return {
        ref: 8,
        write: (encoder) => {
          encoder.writeLen(1);
          encoder.writeAny(chance.of(ANY));
        },
      };
    default:
      return {
        ref: 9,
        write: (encoder) => {
          encoder.writeString(name);
          encoder.writeAny({ gc: false });
        },
      };
  }
}

/** An update with nothing honest in it: structs of some client, made of nothing but what Yjs can read. */
function invented(attack: Attack): WireUpdate {
  const { chance, others, doc } = attack;
  const client = chance.of([doc.clientID, ...others, number(chance)]);
  const structs = Array.from({ length: 1 + chance.below(4) }, (): WireStruct => {
    if (chance.below(4) === 0) return lengthOnly(chance.of([0, 10]), number(chance));
    const { ref, write } = oddContent(chance);
    const struct = inRoot(ref, chance.of(NAMES), write, chance.below(2) ? chance.of(NAMES) : null);
    return chance.below(2) ? struct : twisted(attack, { client, clock: 0, structs: [struct] }, struct);
  });
  return { blocks: [{ client, clock: chance.of([0, 1, number(chance)]), structs }], deletions: [] };
}

/** A new piece of text sent once honestly and once more, overlapping, under another parent. */
function overlapping(attack: Attack): Uint8Array[] {
  const first = takeApart(edit(attack));
  const elsewhere = { client: attack.chance.of(attack.others), clock: attack.chance.below(40) };
  const again = first.blocks.map((block) => ({
    ...block,
    structs: block.structs.map((struct) => ({ ...struct, origin: null, rightOrigin: null, parent: elsewhere })),
  }));
  return [putTogether(first), putTogether({ blocks: again, deletions: [] })];
}

/** Updates of one attack, to be sent one after the other. */
export function hostileUpdates(attack: Attack): readonly Uint8Array[] {
  switch (attack.chance.below(6)) {
    case 0:
      return [damaged(attack, edit(attack))];
    case 1:
      return [putTogether(invented(attack))];
    case 2:
      return overlapping(attack);
    case 3: {
      // The second without the first: a gap, and then the first, behind which the second must not land by itself.
      const first = edit(attack);
      return [edit(attack), first];
    }
    case 4: {
      const twice = mutated(attack, takeApart(edit(attack)));
      return [putTogether(attack.chance.below(2) ? twice : mutated(attack, twice))];
    }
    default:
      return [putTogether(mutated(attack, takeApart(edit(attack))))];
  }
}

/** A copy of an article for an attacker, with a client id of its own. */
export function attackOn(doc: Y.Doc, attacker: string, chance: Chance): Attack {
  const others = [...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()];
  const copy = copyOf(doc);
  copy.clientID = 1_000_000 + chance.below(1000);
  return { chance, doc: copy, attacker, others };
}
