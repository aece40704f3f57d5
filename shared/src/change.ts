import * as Y from 'yjs';
import { claimsRoot, ROOT_NAMES, textRoot } from './article.ts';
import { type Aside, type Judgement, judgementShape, readAside, readClaim, type Verdict } from './claim.ts';
import { type DossierChange, dossierOfNew, evidenceChanges, threadChanges } from './dossier-change.ts';
import { voicesFor } from './second-look.ts';

/** What a Y transaction did to an article, in domain terms. `claim`, `by` and `createdBy` are ids. */
export type Change =
  | { readonly kind: 'text-edited' }
  | { readonly kind: 'claim-made'; readonly claim: string; readonly by: string }
  | { readonly kind: 'claim-removed'; readonly claim: string; readonly createdBy: string }
  | { readonly kind: 'claim-restored'; readonly claim: string; readonly createdBy: string }
  | { readonly kind: 'claim-moved'; readonly claim: string }
  /** Words set aside as nothing to check: `claim` is the id of their record, which stands among the claims. */
  | { readonly kind: 'aside-made'; readonly claim: string; readonly by: string }
  | { readonly kind: 'aside-removed'; readonly claim: string; readonly createdBy: string }
  | { readonly kind: 'aside-restored'; readonly claim: string; readonly createdBy: string }
  | {
      readonly kind: 'verdict-given';
      readonly claim: string;
      readonly by: string;
      readonly verdict: Verdict;
      readonly note: string;
      /** Nobody stood by a verdict on the words it was given for. */
      readonly first?: true;
    }
  | { readonly kind: 'verdict-withdrawn'; readonly claim: string; readonly by: string; readonly verdict: Verdict }
  /** `assignee` and `before` are person ids, null for nobody. */
  | {
      readonly kind: 'claim-assigned';
      readonly claim: string;
      readonly assignee: string | null;
      readonly before: string | null;
    }
  | { readonly kind: 'claimant-set'; readonly claim: string; readonly name: string | null }
  | DossierChange
  /** Something no client of ours does: an unknown root, a record that is none, a key that never changes changed. */
  | { readonly kind: 'malformed'; readonly what: string };

/**
 * What `transaction` did, by its effect and not by its bytes. Call it in the document's `afterTransaction`: after the
 * observers, before deleted content is collected. The order is: text, then claims in the order they were touched.
 * Formatting signs that Yjs tidied away without a visible difference are no edit: every copy of the document does so by
 * itself when it receives formatting, a reader's too.
 */
export function changesOf(transaction: Y.Transaction): Change[] {
  const { doc } = transaction;
  const text = textRoot(doc);
  const claims = claimsRoot(doc);
  const changes: Change[] = [];
  const touched = new Map<Y.Map<unknown>, Set<string>>();
  const made = new Set<string>();
  let textEdited = false;

  for (const name of doc.share.keys()) {
    if (!ROOT_NAMES.has(name)) changes.push({ kind: 'malformed', what: `root ${name}` });
  }
  for (const [type, keys] of transaction.changed) {
    const root = rootOf(type);
    if (root === text) textEdited ||= !(type instanceof Y.XmlText && onlyTidied(type, keys, transaction));
    else if (root !== claims) changes.push({ kind: 'malformed', what: 'a root of its own' });
    else if (type === (claims as unknown)) {
      for (const key of keys) {
        if (key === null) changes.push({ kind: 'malformed', what: 'a list among the claims' });
        else made.add(key);
      }
    }
  }
  if (textEdited) changes.unshift({ kind: 'text-edited' });

  if (made.size > 0) {
    const event = new Y.YMapEvent(claims as Y.Map<unknown>, transaction, made);
    for (const [id, { action }] of event.changes.keys) changes.push(...claimSet(claims, id, action));
  }
  for (const [type, keys] of transaction.changed) {
    if (rootOf(type) !== claims || type === (claims as unknown)) continue;
    const record = recordAbove(type as Y.AbstractType<unknown>, claims);
    if (!record) continue; // content of a record deleted or replaced in this same transaction, judged above
    const id = record._item?.parentSub as string;
    if (claims.get(id) !== record || made.has(id)) continue;
    if (type === (record as unknown)) {
      const known = touched.get(record) ?? new Set<string>();
      for (const key of keys) known.add(key ?? '');
      touched.set(record, known);
    } else changes.push(...partChanges(record, type as unknown as Y.AbstractType<unknown>, keys, transaction, id));
  }
  for (const [record, keys] of touched) changes.push(...recordChanges(record, keys, transaction));
  return changes;
}

/** What happened in a part of a claim's record: its verdicts, its evidence, its thread. */
function partChanges(
  record: Y.Map<unknown>,
  part: Y.AbstractType<unknown>,
  keys: ReadonlySet<string | null>,
  transaction: Y.Transaction,
  claim: string,
): Change[] {
  // Nothing gathers around what was set aside either: it is no claim.
  if (!readClaim(record)) return [{ kind: 'malformed', what: 'a claim was made unreadable' }];
  const named = new Set([...keys].filter((key) => key !== null));
  if (part === (record.get('judgements') as unknown)) {
    return judgementChanges(part as unknown as Y.Array<Judgement>, transaction, claim);
  }
  if (part === record.get('evidence')) return evidenceChanges(part as Y.Map<unknown>, named, transaction, claim);
  if (part === record.get('comments')) return threadChanges(part as Y.Map<unknown>, named, transaction, claim);
  return [{ kind: 'malformed', what: 'a part of a claim that this version does not know' }];
}

/** Whether all that happened to a run of text is that formatting signs which changed no letter's look were deleted. */
function onlyTidied(text: Y.XmlText, keys: ReadonlySet<string | null>, transaction: Y.Transaction): boolean {
  if (keys.size !== 1 || !keys.has(null)) return false;
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (let item = text._start; item !== null; item = item.right) {
    if (item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) return false;
    if (item.deleted && !Y.isDeleted(transaction.deleteSet, item.id)) continue;
    if (item.content instanceof Y.ContentFormat) {
      setFormat(before, item.content);
      if (!item.deleted) setFormat(after, item.content);
    } else if (item.deleted || !sameFormats(before, after)) return false;
  }
  return true;
}

function setFormat(formats: Map<string, string>, { key, value }: Y.ContentFormat): void {
  if (value === null) formats.delete(key);
  else formats.set(key, JSON.stringify(value));
}

function sameFormats(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

function rootOf(type: unknown): unknown {
  let current = type as Y.AbstractType<unknown>;
  while (current._item) current = current._item.parent as Y.AbstractType<unknown>;
  return current;
}

function recordAbove(type: Y.AbstractType<unknown>, claims: Y.Map<Y.Map<unknown>>): Y.Map<unknown> | null {
  let current: Y.AbstractType<unknown> | null = type;
  while (current?._item && (current._item.parent as unknown) !== claims) {
    current = current._item.parent as Y.AbstractType<unknown>;
  }
  return current instanceof Y.Map && current._item?.parentSub ? current : null;
}

function claimSet(claims: Y.Map<Y.Map<unknown>>, id: string, action: string): Change[] {
  if (action !== 'add') return [{ kind: 'malformed', what: `claim ${id} replaced or deleted` }];
  const aside = readAside(claims.get(id));
  if (aside?.id === id) return [{ kind: 'aside-made', claim: id, by: aside.createdBy }];
  const claim = readClaim(claims.get(id));
  if (!claim || claim.id !== id) return [{ kind: 'malformed', what: `claim ${id} is no claim` }];
  const changes: Change[] = [{ kind: 'claim-made', claim: id, by: claim.createdBy }];
  if (claim.judgements.length > JUDGEMENTS_EACH)
    changes.push({ kind: 'malformed', what: 'made with too many verdicts' });
  for (const { by, verdict, note } of claim.judgements) {
    changes.push({
      kind: 'verdict-given',
      claim: id,
      by,
      verdict,
      note,
      ...(verdict !== 'unchecked' && { first: true }),
    });
  }
  if (claim.assignee !== null) {
    changes.push({ kind: 'claim-assigned', claim: id, assignee: claim.assignee, before: null });
  }
  if (claim.claimant !== null) changes.push({ kind: 'claimant-set', claim: id, name: claim.claimant.name });
  changes.push(...dossierOfNew(id, claim.evidence, claim.comments));
  return changes;
}

function judgementChanges(judgements: Y.Array<Judgement>, transaction: Y.Transaction, claim: string): Change[] {
  const changes: Change[] = [];
  const event = new Y.YArrayEvent(judgements, transaction);
  for (const item of event.changes.deleted) {
    for (const value of item.content.getContent()) {
      const judgement = judgementShape.safeParse(value);
      if (!judgement.success) changes.push({ kind: 'malformed', what: 'a judgement that cannot be read was deleted' });
      else changes.push({ kind: 'verdict-withdrawn', claim, by: judgement.data.by, verdict: judgement.data.verdict });
    }
  }
  const givers = new Set<string>();
  let before: readonly Judgement[] | null = null;
  for (const item of event.changes.added) {
    for (const value of item.content.getContent()) {
      const judgement = judgementShape.safeParse(value);
      if (!judgement.success) return [{ kind: 'malformed', what: 'a judgement that is none' }];
      const { by, verdict, note, quote } = judgement.data;
      givers.add(by);
      before ??= judgementsBefore(judgements, transaction);
      const first = verdict !== 'unchecked' && voicesFor(before, quote).length === 0;
      changes.push({ kind: 'verdict-given', claim, by, verdict, note, ...(first && { first }) });
    }
  }
  if (tooManyBy(judgements, givers)) changes.push({ kind: 'malformed', what: 'more verdicts than one person needs' });
  return changes;
}

/** What a claim's judgements were before `transaction`. */
function judgementsBefore(judgements: Y.Array<Judgement>, transaction: Y.Transaction): Judgement[] {
  const before: Judgement[] = [];
  for (let item = judgements._start; item !== null; item = item.right) {
    if (item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) continue;
    if (item.deleted && !Y.isDeleted(transaction.deleteSet, item.id)) continue;
    for (const value of item.content.getContent()) {
      const judgement = judgementShape.safeParse(value);
      if (judgement.success) before.push(judgement.data);
    }
  }
  return before;
}

/** How many verdicts one person may leave on one claim: far more than a change of mind takes. */
const JUDGEMENTS_EACH = 100;

function tooManyBy(judgements: Y.Array<Judgement>, people: ReadonlySet<string>): boolean {
  const counts = new Map<string, number>();
  for (const { by } of judgements.toArray()) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...people].some((person) => (counts.get(person) ?? 0) > JUDGEMENTS_EACH);
}

const MOVES = new Set(['anchor', 'quote']);

function recordChanges(record: Y.Map<unknown>, keys: Set<string>, transaction: Y.Transaction): Change[] {
  const event = new Y.YMapEvent(record, transaction, keys);
  const aside = readAside(record);
  if (aside) return asideChanges(aside, event);
  const claim = readClaim(record);
  if (!claim) return [{ kind: 'malformed', what: 'a claim was made unreadable' }];
  const changes: Change[] = [];
  let moved = false;
  for (const [key, { oldValue }] of event.changes.keys) {
    if (MOVES.has(key)) moved = true;
    else if (key === 'removed') {
      if (oldValue === claim.removed) continue;
      const kind = claim.removed ? 'claim-removed' : 'claim-restored';
      changes.push({ kind, claim: claim.id, createdBy: claim.createdBy });
    } else if (key === 'assignee') {
      const before = typeof oldValue === 'string' ? oldValue : null;
      if (before === claim.assignee) continue;
      changes.push({ kind: 'claim-assigned', claim: claim.id, assignee: claim.assignee, before });
    } else if (key === 'claimant') {
      changes.push({ kind: 'claimant-set', claim: claim.id, name: claim.claimant?.name ?? null });
    } else changes.push({ kind: 'malformed', what: `${key} of a claim never changes` });
  }
  if (moved) changes.push({ kind: 'claim-moved', claim: claim.id });
  return changes;
}

/** An aside is shown and taken back, and nothing else of it changes: reworded, the sentence is to be looked at anew. */
function asideChanges(aside: Aside, event: Y.YMapEvent<unknown>): Change[] {
  const changes: Change[] = [];
  for (const [key, { oldValue }] of event.changes.keys) {
    if (key !== 'removed') changes.push({ kind: 'malformed', what: `${key} of what was set aside never changes` });
    else if (oldValue !== aside.removed) {
      const kind = aside.removed ? 'aside-removed' : 'aside-restored';
      changes.push({ kind, claim: aside.id, createdBy: aside.createdBy });
    }
  }
  return changes;
}
