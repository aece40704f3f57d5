import { articleSchema, claimsRoot, isSafeAddress, textRoot } from '@sanad/shared/article';
import type { NodeType } from 'prosemirror-model';
import * as Y from 'yjs';

/** What a transaction wrote into an article, looked at struct by struct, also where it shows nowhere. */
export interface Additions {
  /** The Yjs client ids that wrote, whoever they belong to. */
  readonly clients: readonly number[];
  /** Something of it lies in the text, or in text that is gone. */
  readonly inText: boolean;
  /** What no client of ours writes; null when there is nothing of the kind. */
  readonly malformed: string | null;
  /** Something of a claim was deleted, if only a value that says nothing. */
  readonly takesFromClaims: boolean;
  /** Letters that came into the text and letters that went, in UTF-16 units. */
  readonly inserted: number;
  readonly deleted: number;
}

/** How deep one block may sit in others. Deeper ones only overflow whoever has to draw them. */
const DEPTH = 100;
/** How far one update may move one client's clock: no more letters fit into a frame, whatever lengths it declares. */
const CLOCK = 50_000_000;

/**
 * Looks at every struct that a transaction added. `changesOf` judges what shows; this sees to what does not: content put
 * into a deleted block, lists in maps, types that the schema lacks, which y-prosemirror would delete for everybody.
 * Call it in the document's `afterTransaction`.
 */
export function additionsOf(transaction: Y.Transaction): Additions {
  const { doc, beforeState, afterState } = transaction;
  const roots = { text: textRoot(doc), claims: claimsRoot(doc) };
  const clients: number[] = [];
  const places = new Map<unknown, Place>();
  const order = new Order();
  let inText = false;
  let malformed: string | null = null;
  let inserted = 0;
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client) ?? [];
    if (after !== before) clients.push(client);
    if (after - before > CLOCK) malformed ??= 'a length that no frame can hold';
    // From the end: what is written forward is then placed before something whose place is known to be good.
    for (let index = structs.length - 1; (structs[index]?.id.clock ?? -1) >= before; index--) {
      const struct = structs[index];
      if (struct?.length === 0) malformed ??= 'content of no length'; // moves no clock, and Yjs loses its way by it
      if (!(struct instanceof Y.Item)) {
        inText = true; // only text is ever deleted with all that hangs on it
        continue;
      }
      if (!order.holds(struct)) malformed ??= 'a place behind what it stands before';
      const { root, depth } = placeOf(struct.parent, places);
      if (depth > DEPTH) malformed ??= 'blocks nested too deep';
      if (root === roots.text) {
        inText = true;
        malformed ??= oddInText(struct);
        if (!struct.deleted && struct.content instanceof Y.ContentString) inserted += struct.length;
      } else if (root === roots.claims) malformed ??= oddInClaims(struct);
      else malformed ??= 'a root of its own';
    }
  }
  if (transaction.subdocsAdded.size > 0) malformed ??= 'a document in the document';
  return { clients, inText, malformed, inserted, ...deletions(transaction, roots, places) };
}

/**
 * How far may be walked to find what new content stands between, over all of one transaction: among letters and blocks,
 * and among the values that a key of a record has had. Honest writers know of all but the last few.
 */
const STEPS = { list: 5_000_000, map: 100_000 };

/**
 * Whether new content stands between what it names as its neighbours. Yjs takes the two as they are named; where the
 * right one does not come behind the left one, copies that hear of it in another order hold another text for good. Ask
 * in the reverse order of writing: then one step is enough for what is written forward, or again and again at one place.
 */
class Order {
  readonly #good = new Set<Y.Item>();
  readonly #steps = { list: 0, map: 0 };

  holds(item: Y.Item): boolean {
    const { origin, rightOrigin, parentSub } = item;
    // A value of a map replaces the one before it, and stands before none.
    if (parentSub !== null) return rightOrigin === null && this.#follows(item);
    const good =
      (origin === null || this.#reaches(item, 'left', origin)) &&
      (rightOrigin === null || this.#reaches(item, 'right', rightOrigin));
    if (good) this.#good.add(item);
    return good;
  }

  #reaches(item: Y.Item, side: 'left' | 'right', named: Y.ID): boolean {
    const [id, origin] = side === 'left' ? (['lastId', 'origin'] as const) : (['id', 'rightOrigin'] as const);
    for (let next = item[side]; next !== null && this.#steps.list < STEPS.list; next = next[side]) {
      this.#steps.list++;
      if (Y.compareIDs(next[id], named)) return true;
      if (this.#good.has(next) && Y.compareIDs(next[origin], named)) return true;
    }
    return false;
  }

  #follows({ left, origin }: Y.Item): boolean {
    for (let before = left; before !== null && !Y.compareIDs(before.lastId, origin); before = before.left) {
      this.#steps.map++;
      if (this.#steps.map > STEPS.map) return false;
    }
    return true;
  }
}

/** The root that a type hangs on, and how many types it sits in. */
interface Place {
  readonly root: unknown;
  readonly depth: number;
}

/** Where a type is; gives up above `DEPTH`. `known` keeps the answers for one transaction. */
function placeOf(parent: unknown, known: Map<unknown, Place>): Place {
  const kept = known.get(parent);
  if (kept) return kept;
  let root = parent as Y.AbstractType<unknown>;
  let depth = 0;
  for (; root._item && depth <= DEPTH; depth++) root = root._item.parent as Y.AbstractType<unknown>;
  const place = { root, depth };
  known.set(parent, place);
  return place;
}

function oddInText({ parent, parentSub, content }: Y.Item): string | null {
  if (content instanceof Y.ContentDeleted) return null;
  if (parent instanceof Y.XmlText) {
    if (parentSub !== null) return 'attributes on letters';
    if (content instanceof Y.ContentString) return /[\n\r]/.test(content.str) ? 'a line end among the letters' : null;
    return content instanceof Y.ContentFormat ? oddFormat(content, parent.parent) : 'something among the letters';
  }
  if (parentSub !== null) {
    if (!(parent instanceof Y.XmlElement && content instanceof Y.ContentAny)) return 'an attribute of no block';
    return oddAttribute(parent.nodeName, parentSub, content.arr);
  }
  return content instanceof Y.ContentType ? oddChild(typeOf(parent), content.type) : 'something among the blocks';
}

/** The node that a Y type stands for; undefined where it is none. */
function typeOf(type: unknown): NodeType | undefined {
  if (type instanceof Y.XmlElement) return articleSchema.nodes[type.nodeName];
  return type instanceof Y.XmlFragment ? articleSchema.topNodeType : undefined;
}

/** What y-prosemirror could not draw in its parent, and would delete for everybody, or fail at. */
function oddChild(parent: NodeType | undefined, child: unknown): string | null {
  if (child instanceof Y.XmlText) return parent?.inlineContent ? null : 'letters beside the blocks';
  if (!(child instanceof Y.XmlElement)) return 'something among the blocks';
  const type = articleSchema.nodes[child.nodeName];
  const fits = type && !type.isText && parent?.contentMatch.matchType(type);
  return fits ? null : `a block ${child.nodeName} where none belongs`;
}

const wholeNumber = (value: unknown, least: number, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** What each attribute of a block may be. Whatever draws the article relies on it. */
const ATTRIBUTES: Readonly<Record<string, (value: unknown) => boolean>> = {
  dir: (value) => value === 'rtl' || value === 'ltr',
  level: (value) => wholeNumber(value, 1, 6),
  order: (value) => wholeNumber(value, 0, 1_000_000_000),
};

function oddAttribute(block: string, name: string, values: readonly unknown[]): string | null {
  const known = Object.hasOwn(articleSchema.nodes[block]?.spec.attrs ?? {}, name) ? ATTRIBUTES[name] : undefined;
  return known && values.every(known) ? null : `an attribute ${name} of a block ${block}`;
}

function oddFormat({ key, value }: Y.ContentFormat, block: unknown): string | null {
  const mark = key.replace(/--[A-Za-z0-9+/=]{8}$/, ''); // y-prosemirror tells overlapping marks of one kind apart so
  const type = Object.hasOwn(articleSchema.marks, mark) ? articleSchema.marks[mark] : undefined;
  if (!type || !typeOf(block)?.allowsMarkType(type)) return `formatting ${key}`;
  if (value === null) return null;
  if (typeof value !== 'object') return `formatting ${key}`;
  const href = 'href' in value ? value.href : null;
  return mark === 'link' && !(typeof href === 'string' && isSafeAddress(href)) ? 'a link that is no address' : null;
}

function oddInClaims({ parent, parentSub }: Y.Item): string | null {
  if (parent instanceof Y.Map) return parentSub === null ? 'a list in a record' : null;
  return parentSub === null ? null : 'a record in a list';
}

function deletions(
  transaction: Y.Transaction,
  roots: { readonly text: unknown; readonly claims: unknown },
  places: Map<unknown, Place>,
): Pick<Additions, 'takesFromClaims' | 'deleted'> {
  let takesFromClaims = false;
  let deleted = 0;
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item)) return;
    if (struct.id.clock >= (transaction.beforeState.get(struct.id.client) ?? 0)) return;
    const { root } = placeOf(struct.parent, places);
    if (root === roots.claims) takesFromClaims = true;
    if (root === roots.text && struct.content instanceof Y.ContentString) deleted += struct.length;
  });
  return { takesFromClaims, deleted };
}
