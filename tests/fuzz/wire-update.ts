import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** A struct's or a letter's id as the wire has it. */
export interface WireId {
  readonly client: number;
  readonly clock: number;
}

/** One struct of a v1 update, as bytes can say it, sensible or not. `write` puts the content behind the head. */
export interface WireStruct {
  /** The content's number; 0 is collected content, 10 a gap. */
  readonly ref: number;
  readonly origin: WireId | null;
  readonly rightOrigin: WireId | null;
  /** A root's name, or a type's id. Written only where both origins are null, as Yjs reads it. */
  readonly parent: string | WireId | null;
  readonly parentSub: string | null;
  readonly write: (encoder: Y.UpdateEncoderV1) => void;
}

/** What one client wrote, from `clock` on. */
export interface WireBlock {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly WireStruct[];
}

interface WireDeletion extends WireId {
  readonly length: number;
}

/** A Yjs update (v1) taken apart, so that a single thing in it can be made wrong. */
export interface WireUpdate {
  readonly blocks: readonly WireBlock[];
  readonly deletions: readonly WireDeletion[];
}

/** Takes an update apart. @throws when Yjs cannot read it. */
export function takeApart(update: Uint8Array): WireUpdate {
  const { structs, ds } = Y.decodeUpdate(update);
  const blocks: { client: number; clock: number; structs: WireStruct[] }[] = [];
  for (const struct of structs) {
    const { client, clock } = struct.id;
    let block = blocks.at(-1);
    if (block?.client !== client) {
      block = { client, clock, structs: [] };
      blocks.push(block);
    }
    block.structs.push(wireStruct(struct));
  }
  const deletions = [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, clock, length: len })),
  );
  return { blocks, deletions };
}

function wireStruct(struct: Y.Item | Y.GC | Y.Skip): WireStruct {
  if (!(struct instanceof Y.Item)) return lengthOnly(struct instanceof Y.Skip ? 10 : 0, struct.length);
  const { content, origin, rightOrigin, parentSub } = struct;
  // Decoded and not integrated: the parent is a name or an id still.
  const parent = struct.parent as unknown as string | WireId | null;
  return {
    ref: content.getRef(),
    origin,
    rightOrigin,
    parent,
    parentSub,
    write: (encoder) => content.write(encoder, 0),
  };
}

/** Collected content (0) or a gap (10) of a length, which may be one that cannot be. */
export function lengthOnly(ref: 0 | 10, length: number): WireStruct {
  const none = { origin: null, rightOrigin: null, parent: null, parentSub: null };
  return { ref, ...none, write: (encoder) => encoder.writeLen(length) };
}

/** Content of a number and whatever bytes `write` puts there, in a root. */
export function inRoot(
  ref: number,
  root: string,
  write: WireStruct['write'],
  parentSub: string | null = null,
): WireStruct {
  return { ref, origin: null, rightOrigin: null, parent: root, parentSub, write };
}

/** Puts an update together, whatever it says. */
export function putTogether({ blocks, deletions }: WireUpdate): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder: rest } = encoder;
  encoding.writeVarUint(rest, blocks.length);
  for (const { client, clock, structs } of blocks) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(rest, number);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(rest, deletions.length);
  for (const { client, clock, length } of deletions) {
    for (const number of [client, 1, clock, length]) encoding.writeVarUint(rest, number);
  }
  return encoding.toUint8Array(rest);
}

/** Bits of a struct's first byte: what follows it. */
const INFO = { origin: 128, rightOrigin: 64, parentSub: 32 } as const;

function writeStruct(
  encoder: Y.UpdateEncoderV1,
  { ref, origin, rightOrigin, parent, parentSub, write }: WireStruct,
): void {
  if (ref === 0 || ref === 10) {
    encoder.writeInfo(ref);
    write(encoder);
    return;
  }
  const bits =
    (origin ? INFO.origin : 0) | (rightOrigin ? INFO.rightOrigin : 0) | (parentSub === null ? 0 : INFO.parentSub);
  encoder.writeInfo(bits | ref);
  for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id);
  if (!origin && !rightOrigin) {
    encoder.writeParentInfo(typeof parent !== 'object');
    if (parent !== null && typeof parent === 'object') writeId(encoder, parent);
    else encoder.writeString(parent ?? '');
    if (parentSub !== null) encoder.writeString(parentSub);
  }
  write(encoder);
}

function writeId({ restEncoder }: Y.UpdateEncoderV1, { client, clock }: WireId): void {
  encoding.writeVarUint(restEncoder, client);
  encoding.writeVarUint(restEncoder, clock);
}
