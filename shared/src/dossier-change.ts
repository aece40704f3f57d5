import * as Y from 'yjs';
import { type Evidence, evidenceName, evidenceShape, partId } from './evidence.ts';
import { type Entry, entryShape, type SettlementHow } from './thread.ts';

/** What a transaction did to what gathers around a claim, in domain terms. `claim`, `by`, `evidence`, `comment` are ids. */
export type DossierChange =
  /** `by` is whose it is, `name` what it is called. */
  | {
      readonly kind:
        | 'evidence-added'
        | 'evidence-changed'
        | 'evidence-removed'
        | 'evidence-restored'
        /** Added and taken back as if it had never been. */
        | 'evidence-withdrawn';
      readonly claim: string;
      readonly by: string;
      readonly evidence: string;
      readonly name: string;
    }
  /** `mentions` are those who were not mentioned in it before. */
  | {
      readonly kind: 'comment-added' | 'comment-edited';
      readonly claim: string;
      readonly by: string;
      readonly comment: string;
      readonly mentions: readonly string[];
    }
  | { readonly kind: 'comment-deleted'; readonly claim: string; readonly by: string; readonly comment: string }
  | {
      readonly kind: 'claim-settled';
      readonly claim: string;
      readonly by: string;
      readonly settlement: string;
      readonly how: SettlementHow;
      readonly reason: string;
    }
  | {
      readonly kind: 'claim-reopened';
      readonly claim: string;
      readonly by: string;
      readonly settlement: string;
      readonly reason: string;
    }
  /** A settlement or a reopening that its giver took back. */
  | { readonly kind: 'settlement-withdrawn' | 'reopening-withdrawn'; readonly claim: string; readonly by: string }
  | { readonly kind: 'malformed'; readonly what: string };

/** What happened to the evidence of `claim`. The record is readable: what stands there now is of the right shape. */
export function evidenceChanges(
  evidence: Y.Map<unknown>,
  keys: ReadonlySet<string>,
  transaction: Y.Transaction,
  claim: string,
): DossierChange[] {
  return partChanges(evidence, keys, transaction, (id, before, now) => {
    const [old, held] = [evidenceShape.safeParse(before).data, evidenceShape.safeParse(now).data];
    const one = held ?? old;
    if (!one || (old && held && old.by !== held.by)) return malformed('evidence was given another author');
    return { kind: evidenceKind(old, held), claim, by: one.by, evidence: id, name: evidenceName(one as Evidence) };
  });
}

function evidenceKind(old: Evidence | undefined, held: Evidence | undefined) {
  if (!old) return 'evidence-added';
  if (!held) return 'evidence-withdrawn';
  if (old.removed === held.removed) return 'evidence-changed';
  return held.removed ? 'evidence-removed' : 'evidence-restored';
}

/** What happened in the thread of `claim`. The record is readable: what stands there now is of the right shape. */
export function threadChanges(
  thread: Y.Map<unknown>,
  keys: ReadonlySet<string>,
  transaction: Y.Transaction,
  claim: string,
): DossierChange[] {
  return partChanges(thread, keys, transaction, (id, before, now) => {
    const old = before === undefined ? null : (entryShape.safeParse(before).data ?? null);
    const held = now === undefined ? null : (entryShape.safeParse(now).data ?? null);
    if ((before !== undefined && !old) || (now !== undefined && !held)) return malformed('an entry that is none');
    if (!old) return held ? entryAdded(claim, id, held) : malformed('an entry that is none');
    return held ? entryChanged(claim, id, old, held) : entryTaken(claim, id, old);
  });
}

/** What a claim that is new brings with it. */
export function dossierOfNew(
  claim: string,
  evidence: Readonly<Record<string, Evidence>>,
  thread: Readonly<Record<string, Entry>>,
): DossierChange[] {
  return [
    ...Object.entries(evidence).map(
      ([id, one]): DossierChange => ({
        kind: 'evidence-added',
        claim,
        by: one.by,
        evidence: id,
        name: evidenceName(one),
      }),
    ),
    ...Object.entries(thread).map(([id, entry]) => entryAdded(claim, id, entry)),
  ];
}

function partChanges(
  part: Y.Map<unknown>,
  keys: ReadonlySet<string>,
  transaction: Y.Transaction,
  changeOf: (id: string, before: unknown, now: unknown) => DossierChange,
): DossierChange[] {
  const event = new Y.YMapEvent(part, transaction, new Set(keys));
  const changes: DossierChange[] = [];
  for (const [id, { action, oldValue }] of event.changes.keys) {
    const named = partId.safeParse(id).success;
    changes.push(
      named
        ? changeOf(id, action === 'add' ? undefined : oldValue, part.get(id))
        : malformed('a part of a claim with no fit id'),
    );
  }
  return changes;
}

function entryAdded(claim: string, id: string, entry: Entry): DossierChange {
  const { by } = entry;
  switch (entry.kind) {
    case 'comment':
      return { kind: 'comment-added', claim, by, comment: id, mentions: entry.mentions };
    case 'settlement':
      return { kind: 'claim-settled', claim, by, settlement: id, how: entry.how, reason: entry.reason };
    case 'reopening':
      return { kind: 'claim-reopened', claim, by, settlement: entry.of, reason: entry.reason };
    case 'deleted':
      // Who takes back deleting and then does it again writes the deleted one where nothing stands any more.
      return { kind: 'comment-deleted', claim, by, comment: id };
  }
}

function entryChanged(claim: string, id: string, old: Entry, held: Entry): DossierChange {
  const comments = ['comment', 'deleted'];
  if (old.by !== held.by || old.at !== held.at) return malformed('an entry was given another author or time');
  if (!comments.includes(old.kind) || !comments.includes(held.kind)) return malformed('what was settled never changes');
  if (held.kind !== 'comment') return { kind: 'comment-deleted', claim, by: held.by, comment: id };
  const known = old.kind === 'comment' ? old.mentions : held.mentions;
  const mentions = held.mentions.filter((person) => !known.includes(person));
  return { kind: 'comment-edited', claim, by: held.by, comment: id, mentions };
}

function entryTaken(claim: string, id: string, old: Entry): DossierChange {
  if (old.kind === 'settlement') return { kind: 'settlement-withdrawn', claim, by: old.by };
  if (old.kind === 'reopening') return { kind: 'reopening-withdrawn', claim, by: old.by };
  return { kind: 'comment-deleted', claim, by: old.by, comment: id };
}

function malformed(what: string): DossierChange {
  return { kind: 'malformed', what };
}
