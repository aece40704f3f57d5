import { makeAnchor } from '@sanad/shared/anchor';
import { claimsRoot } from '@sanad/shared/article';
import { type Aside, draftAside, readAside, removeClaim, showClaim, type Verdict } from '@sanad/shared/claim';
import type { Person } from '@sanad/shared/person';
import { atLeast } from '@sanad/shared/policy';
import { quoteAt } from '@sanad/shared/quote';
import type * as Y from 'yjs';
import { type ClaimDesk, markRange } from '../editor/claim-acts.ts';
import { CLAIM_UPKEEP } from '../editor/history.ts';

/** What is set aside in a document, kept up record by record: reading every claim again for each would take long. */
export class Asides {
  readonly #doc: Y.Doc;
  readonly #changed: () => void;
  readonly #all = new Map<string, Aside>();

  /** `changed` is called when something was set aside or taken back. */
  constructor(doc: Y.Doc, changed: () => void) {
    this.#doc = doc;
    this.#changed = changed;
    for (const id of claimsRoot(doc).keys()) this.#read(id);
    claimsRoot(doc).observeDeep(this.#observed);
  }

  all(): readonly Aside[] {
    return [...this.#all.values()].filter(({ removed }) => !removed);
  }

  of(id: string): Aside | null {
    return this.#all.get(id) ?? null;
  }

  destroy(): void {
    claimsRoot(this.#doc).unobserveDeep(this.#observed);
  }

  #read(id: string): boolean {
    const aside = readAside(claimsRoot(this.#doc).get(id));
    if (!aside) return this.#all.delete(id);
    this.#all.set(id, aside);
    return true;
  }

  #observed = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    let changed = false;
    for (const { path, keys, target } of events) {
      const ids = target === (claimsRoot(this.#doc) as unknown) ? keys.keys() : [path[0]];
      for (const id of ids) if (typeof id === 'string' && this.#read(id)) changed = true;
    }
    if (changed) this.#changed();
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether a person may take back that something was set aside. */
export function mayTakeBack(person: Person, aside: Aside): boolean {
  return atLeast(person.role, aside.createdBy === person.id ? 'checker' : 'editor');
}

/** Sets a range of the plain text aside as nothing to check: one step of this person's undo. */
export function setAside({ doc, person, tracker, history }: ClaimDesk, range: Range): void {
  const ground = tracker.ground();
  const id = crypto.randomUUID();
  const aside = {
    id,
    by: person.id,
    at: new Date().toISOString(),
    anchor: makeAnchor(ground, range.start, range.end),
    quote: quoteAt(ground.article, range.start, range.end),
  };
  doc.transact(() => draftAside(doc, aside), CLAIM_UPKEEP);
  history.step(doc, () => showClaim(doc, id));
}

/** Takes back what was set aside: one step, however many set it aside. */
export function takeBack({ doc, history }: ClaimDesk, asides: readonly Aside[]): void {
  history.step(doc, () => {
    for (const { id } of asides) removeClaim(doc, id);
  });
}

/** Gives a range a verdict, and takes back with the same step that it was set aside. Answers with the claim's id. */
export function judgeRange(desk: ClaimDesk, range: Range, verdict: Verdict, asides: readonly Aside[]): string {
  let stepped = false;
  const step = (doc: Y.Doc, act: () => void) => {
    stepped = true;
    desk.history.step(doc, () => {
      act();
      for (const { id } of asides) removeClaim(doc, id);
    });
  };
  const claim = markRange({ ...desk, history: { step } }, range, verdict);
  // A verdict that is sealed changes nothing in the article.
  if (!stepped && asides.length > 0) takeBack(desk, asides);
  return claim;
}
