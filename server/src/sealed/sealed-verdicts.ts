import { claimsRoot } from '@sanad/shared/article';
import { type Claim, type Judgement, judgeClaimInTime, readClaim } from '@sanad/shared/claim';
import { readsAlike } from '@sanad/shared/fold';
import { type Actor, atLeast } from '@sanad/shared/policy';
import { type PlacedClaim, placedClaims } from '@sanad/shared/report';
import type { Sealed, SealedGiven } from '@sanad/shared/sealed';
import { voicesFor, wordsJudged } from '@sanad/shared/second-look';
import type * as Y from 'yjs';
import { confirmPlace } from '../articles/claim-acts.ts';
import type { Events } from '../events/events.ts';
import type { ClaimPlace, SealedRow, SealedTable } from '../store/sealed-table.ts';
import type { PeopleTable } from '../store/store.ts';
import { Refused } from '../sync/gate.ts';
import type { Logger } from '../sync/room.ts';
import { NoSuchArticle, type Rooms } from '../sync/rooms.ts';
import type { Happening, Witness } from '../sync/witness.ts';

/** How giving a sealed verdict ended. */
export type Given = 'done' | 'no-such-claim' | 'detached' | 'other-words';

interface Around {
  readonly table: SealedTable;
  readonly people: PeopleTable;
  readonly rooms: Rooms;
  readonly events: Events;
  readonly logger: Logger;
  readonly now: () => Date;
}

/**
 * Verdicts that nobody but their giver is shown until two people have given theirs for the same words. They are kept apart
 * from the article, of which every browser holds a copy. When the second comes, each is written into the article in its
 * giver's name and then forgotten here. First they are marked as being opened: from then on neither giver changes theirs,
 * who might already have seen the other's, and what a crash cuts off is finished at the next start. What is in the article
 * already is known by its giver, time and words and is not written twice.
 */
export class SealedVerdicts implements Witness {
  readonly #around: Around;
  /** The last of what is being done in each article: one thing after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(around: Around) {
    this.#around = around;
  }

  /** Who has given one, and what `viewer` (person id) gave. @throws NoSuchArticle */
  async list(article: string, viewer: string): Promise<Sealed[]> {
    const { table, rooms } = this.#around;
    const rows = await table.of(article);
    const words = await rooms.read(article, (doc) => (rows.length === 0 ? new Map() : wordsIn(doc)));
    if (!words) throw new NoSuchArticle(`no article ${article}`);
    for (const claim of new Set(rows.filter(({ opening }) => opening).map(({ claim }) => claim))) {
      this.#attendSoon({ article, claim }); // it was cut off
    }
    return rows.map(({ claim, person, at, verdict, note, quote }) => ({
      claim,
      by: person,
      at,
      void: !holds(quote, words.get(claim) ?? null),
      own: person === viewer ? { verdict, note, quote } : null,
    }));
  }

  /**
   * Seals `actor`'s verdict on a claim, in place of one they gave before; opens it at once when it is the second, or when a
   * verdict on these words is known to everybody already. Resolves when that is stored.
   * @throws Refused when the claim's place could not be confirmed, NoSuchArticle
   */
  give(place: ClaimPlace, actor: Actor, given: SealedGiven): Promise<Given> {
    const { table, rooms, now } = this.#around;
    const { article, claim } = place;
    return this.#inTurn(article, async () => {
      const placed = await rooms.read(article, (doc) => placedIn(doc, claim));
      if (placed === null) throw new NoSuchArticle(`no article ${article}`);
      if (placed === undefined) return 'no-such-claim';
      const { attachment } = placed;
      if (attachment.kind === 'detached') return 'detached';
      if (!readsAlike(given.quote, attachment.words)) return 'other-words';
      if (attachment.kind === 'recovered') {
        await rooms.change(article, actor, (doc) => {
          const found = placedIn(doc, claim);
          if (found) confirmPlace(doc, found);
        });
      }
      const own = voicesFor(placed.claim.judgements, attachment.words).find(({ by }) => by === actor.id);
      if (own?.verdict === given.verdict && own.note === given.note) return 'done';
      const row = { ...place, person: actor.id, ...given, at: now().toISOString() };
      try {
        if (!(await table.put(row))) {
          await this.#attend(place); // the one before was cut off while it was opened
          await table.put(row);
        }
        await this.#attend(place);
      } finally {
        this.#tell(article);
      }
      return 'done';
    });
  }

  /** Takes `person`'s own back; false when there is none, or it is being opened. */
  withdraw(place: ClaimPlace, person: string): Promise<boolean> {
    return this.#inTurn(place.article, async () => {
      const done = await this.#around.table.withdraw(place, person);
      if (done) this.#tell(place.article);
      return done;
    });
  }

  /** Opens what was to be opened when the server ended. */
  async resume(): Promise<void> {
    for (const place of await this.#around.table.due()) this.#attendSoon(place);
  }

  /** Somebody gave a verdict openly: what is sealed for the same words need not be any longer. */
  happened({ article, acts }: Happening): void {
    for (const act of acts) if (act.kind === 'verdict-given') this.#attendSoon({ article, claim: act.claim });
  }

  rewritten(): void {}

  #attendSoon(place: ClaimPlace): void {
    const attended = this.#inTurn(place.article, async () => {
      if (await this.#attend(place)) this.#tell(place.article);
    });
    attended.catch((error: unknown) => {
      this.#around.logger.error({ ...place, error }, 'sealed verdicts could not be opened');
    });
  }

  /** Opens what is sealed on a claim if that is due; whether anything of it changed. */
  async #attend(place: ClaimPlace): Promise<boolean> {
    const { table, rooms } = this.#around;
    const rows = (await table.of(place.article)).filter(({ claim }) => claim === place.claim);
    if (rows.length === 0) return false;
    const actors = await this.#actors(rows);
    const look = await rooms.read(place.article, (doc) => {
      const claim = readClaim(claimsRoot(doc).get(place.claim));
      return { claim, words: wordsIn(doc).get(place.claim) ?? null };
    });
    if (!look?.claim) return false;
    const { claim, words } = look;
    const voices = voicesFor(claim.judgements, words);
    // What its giver may not give any longer goes, and nobody has seen it.
    const waiting = rows.filter((row) => actors.has(row.person) && !isKnown(row, claim) && !isOutdone(row, voices));
    const over = rows.filter((row) => !waiting.includes(row));
    const valid = waiting.filter(({ quote }) => holds(quote, words));
    const opens = voices.length > 0 || valid.length > 1 ? valid : [];
    const due = waiting.filter((row) => row.opening || opens.includes(row));
    if (opens.length > 0) {
      await table.open(
        place,
        opens.map(({ person }) => person),
      );
    }
    const ends = await Promise.allSettled([
      ...over.map((row) => table.drop(row)),
      ...due.map((row) => this.#write(row, actors.get(row.person) as Actor)),
    ]);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    return over.length + due.length > 0;
  }

  /** Writes a verdict into the article in its giver's name, and forgets it once that is stored. */
  async #write(row: SealedRow, actor: Actor): Promise<void> {
    const { table, rooms, logger } = this.#around;
    const { article, claim, person: by, verdict, note, quote, at } = row;
    try {
      await rooms.change(
        article,
        actor,
        (doc) => judgeClaimInTime(doc, claim, { verdict, by, at, quote, note }),
        'off',
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.refusal === 'frozen') return; // it waits until the article is reopened
      logger.warn({ article, claim, person: by, refusal: error.refusal }, 'a sealed verdict was dropped');
    }
    await table.drop(row);
  }

  /** Those of the givers who may judge now. */
  async #actors(rows: readonly SealedRow[]): Promise<ReadonlyMap<string, Actor>> {
    const actors = new Map<string, Actor>();
    for (const { person: id } of rows) {
      const role = (await this.#around.people.get(id))?.role;
      if (role && atLeast(role, 'checker')) actors.set(id, { id, role });
    }
    return actors;
  }

  #inTurn<T>(article: string, act: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(article) ?? Promise.resolve()).then(act, act);
    const last = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#turns.get(article) === last) this.#turns.delete(article);
      });
    this.#turns.set(article, last);
    return turn;
  }

  #tell(article: string): void {
    this.#around.events.tell('all', { kind: 'sealed', article });
  }
}

function placedIn(doc: Y.Doc, claim: string): PlacedClaim | undefined {
  return placedClaims(doc).find((placed) => placed.claim.id === claim);
}

/** The words that verdicts on each claim are for now; null where nobody knows. */
function wordsIn(doc: Y.Doc): Map<string, string | null> {
  return new Map(placedClaims(doc).map(({ claim, attachment }) => [claim.id, wordsJudged(attachment)]));
}

function holds(quote: string, words: string | null): boolean {
  return words !== null && readsAlike(quote, words);
}

/** Whether it stands in the article: it was written there, and the server ended before it was forgotten here. */
function isKnown({ person, at, verdict, note, quote }: SealedRow, { judgements }: Claim): boolean {
  const is = (one: Judgement) =>
    one.by === person && one.at === at && one.verdict === verdict && one.note === note && one.quote === quote;
  return judgements.some(is);
}

/** Whether its giver has since given another openly for the same words. */
function isOutdone({ person, at, opening }: SealedRow, voices: readonly Judgement[]): boolean {
  return !opening && voices.some((voice) => voice.by === person && voice.at >= at);
}
