import type { ArticleLog } from '@sanad/server/store/store';
import { Refused } from '@sanad/server/sync/gate';
import type { HealingClock } from '@sanad/server/sync/healing';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { judgeClaim, removeClaim } from '@sanad/shared/claim';
import { deedOf } from '@sanad/shared/deed';
import { SERVER } from '@sanad/shared/policy';
import { placedClaims } from '@sanad/shared/report';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, lettersOf, mark, placeOf } from '../shared/desk-article.ts';
import { agree, converged, type Peer, until } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

const LINES = [
  'محطة الطاقة تعود إلى العمل',
  'قال الوزير إن المحطة تخدم ثلاثة آلاف أسرة في المدينة القديمة منذ مساء أمس.',
  'ولم تصل الكهرباء إلى الأحياء الشرقية بعد، بحسب السكان.',
];
const WORDS = 'تخدم ثلاثة آلاف أسرة';

/** A clock that strikes when it is told to: then everything that waits is due. */
class HandClock implements HealingClock {
  readonly quiet = 1000;
  readonly #waiting = new Set<() => void>();
  /** How often a wait has begun. */
  begun = 0;

  after(wait: number, run: () => void): () => void {
    expect(wait).toBe(this.quiet);
    this.begun++;
    this.#waiting.add(run);
    return () => this.#waiting.delete(run);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  strike(): void {
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const run of due) run();
  }
}

let ground: Ground;
let clock: HandClock;
afterEach(() => ground.close());

async function open(options: { around?: (log: ArticleLog) => ArticleLog; grace?: number } = {}): Promise<string> {
  clock = new HandClock();
  ground = await Ground.open({ ...options, healing: clock });
  return await ground.article(...LINES);
}

/** Takes the second half of a paragraph out and puts it in as one of its own: how y-prosemirror splits. */
function split(doc: Y.Doc, block: number, at: string): void {
  const run = lettersOf(doc, block);
  const letters = articleText(doc).blocks[block]?.text ?? '';
  const from = letters.indexOf(at);
  doc.transact(() => {
    run.delete(from, letters.length - from);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(letters.slice(from))]);
    textRoot(doc).insert(block + 1, [paragraph]);
  });
}

const updatesOf = async (article: string) => (await ground.store.log.load(article))?.updates ?? [];
const moves = async (article: string) =>
  (await ground.store.log.history(article, 0, 1000)).filter(({ kind }) => kind === 'claim-moved');

/** A checker marks words at the same time as an editor, whose program knows nothing of claims, splits their paragraph. */
async function splitUnderMark(article: string): Promise<{ edith: Peer; basem: Peer; claim: string }> {
  const [edith, basem] = [ground.peer('edith', article), ground.peer('basem', article)];
  await Promise.all([edith.synced(), basem.synced()]);
  const claim = mark(basem.doc, WORDS, 'verified', 'basem');
  split(edith.doc, 1, 'المحطة');
  await converged(edith, basem);
  await until('the server has both', async () => agree(await ground.stored(article), edith.doc));
  return { edith, basem, claim };
}

test('a claim whose paragraph was split under it sits on its words again, on every screen and on disk', async () => {
  const article = await open();
  const { edith, basem, claim } = await splitUnderMark(article);
  expect(placeOf(basem.doc, claim).kind).toBe('recovered');
  clock.strike();
  await until('both see it', () => [edith, basem].every(({ doc }) => placeOf(doc, claim).kind === 'exact'));
  expect(placeOf(edith.doc, claim)).toMatchObject({ words: WORDS });
  const [placed] = placedClaims(await ground.stored(article));
  expect(placed).toMatchObject({ verdict: 'verified', stale: false, attachment: { kind: 'exact', words: WORDS } });
  expect((await moves(article)).map(({ actor, claim: of }) => [actor, of])).toEqual([['server', claim]]);
  const [newest] = await ground.store.history.page({ article, actor: 'server', limit: 5 });
  expect(deedOf(newest?.kind ?? '', newest?.detail ?? {})).toEqual({ kind: 'claim-moved' });
});

test('it is healed once: the clock may strike again, and the article be loaded again', async () => {
  const article = await open({ grace: 0 });
  const { edith, basem, claim } = await splitUnderMark(article);
  clock.strike();
  await until('both see it', () => [edith, basem].every(({ doc }) => placeOf(doc, claim).kind === 'exact'));
  const count = (await updatesOf(article)).length;
  expect(clock.waiting).toBe(0); // what the server wrote itself is no reason to look again
  lettersOf(edith.doc, 0).insert(0, 'عاجل: ');
  await until('it waits for quiet again', () => clock.waiting === 1);
  clock.strike();
  edith.close();
  basem.close();
  await until('the article is let go', () => ground.rooms.open().length === 0);
  const again = await ground.peer('basem', article).synced();
  clock.strike();
  expect(placeOf(again.doc, claim).kind).toBe('exact');
  await ground.rooms.read(article, () => null); // all that was accepted is stored
  expect(await updatesOf(article)).toHaveLength(count + 1);
  expect(await moves(article)).toHaveLength(1);
});

test('while anything comes in it waits: there is one wait, and it begins anew with every update', async () => {
  const article = await open();
  const edith = await ground.peer('edith', article).synced();
  const begun = clock.begun;
  for (let letter = 0; letter < 5; letter++) {
    lettersOf(edith.doc, 2).insert(0, 'و');
    await until('it is noticed', () => clock.begun === begun + letter + 1);
    expect(clock.waiting).toBe(1);
  }
});

test('words that came back with differences, or twice, are left to a person', async () => {
  const article = await open();
  const [edith, basem] = [ground.peer('edith', article), ground.peer('basem', article)];
  await Promise.all([edith.synced(), basem.synced()]);
  const near = mark(basem.doc, 'المحطة تخدم ثلاثة آلاف أسرة في المدينة', 'verified', 'basem');
  const twice = mark(basem.doc, 'الأحياء الشرقية بعد', 'disputed', 'basem');
  await converged(edith, basem);
  const [second, third] = [lettersOf(edith.doc, 1), lettersOf(edith.doc, 2)];
  edith.doc.transact(() => {
    second.delete(0, second.length);
    second.insert(0, (LINES[1] as string).replace('ثلاثة آلاف', 'ثلاثين ألف'));
    third.delete(0, third.length);
    third.insert(0, `${LINES[2]} ${LINES[2]}`);
  });
  await converged(edith, basem);
  expect(placeOf(basem.doc, near).kind).toBe('recovered');
  expect(placeOf(basem.doc, twice).kind).not.toBe('exact');
  const before = placeOf(basem.doc, twice);
  await ground.rooms.read(article, () => null);
  const count = (await updatesOf(article)).length;
  clock.strike();
  await ground.rooms.read(article, () => null);
  expect(await updatesOf(article)).toHaveLength(count);
  expect(placeOf(basem.doc, near).kind).toBe('recovered');
  expect(placeOf(basem.doc, twice)).toEqual(before);
});

test('the server moves claims, and the gate lets it do nothing else', async () => {
  const article = await open();
  const basem = await ground.peer('basem', article).synced();
  const claim = mark(basem.doc, WORDS, 'verified', 'basem');
  await until('the server has it', () => ground.rooms.read(article, (doc) => placedClaims(doc).length === 1));
  const given = { verdict: 'disputed', by: 'server', at: AT, quote: WORDS, note: '' } as const;
  const attempts: ((doc: Y.Doc) => void)[] = [
    (doc) => lettersOf(doc, 1).insert(0, 'x'),
    (doc) => judgeClaim(doc, claim, given),
    (doc) => removeClaim(doc, claim),
    (doc) => void mark(doc, 'الكهرباء', null, 'server'),
  ];
  for (const attempt of attempts) {
    await expect(ground.rooms.change(article, SERVER, attempt)).rejects.toBeInstanceOf(Refused);
  }
  expect(await moves(article)).toEqual([]);
});

test('an article that was let go is not written by the room that is gone', async () => {
  const article = await open({ grace: 0 });
  const { edith, basem } = await splitUnderMark(article);
  edith.close();
  basem.close();
  await until('the article is let go', () => ground.rooms.open().length === 0);
  expect(clock.waiting).toBe(0);
  clock.strike();
  expect(await moves(article)).toEqual([]);
});

test('a log that takes nothing is not built upon; what comes after it is well heals', async () => {
  let failing = false;
  const article = await open({
    around: (log) => ({
      load: (id) => log.load(id),
      compact: (...what) => log.compact(...what),
      history: (...what) => log.history(...what),
      append: (update) => (failing ? Promise.reject(new Error('the disk is full')) : log.append(update)),
    }),
  });
  const { edith, claim } = await splitUnderMark(article);
  failing = true;
  lettersOf(edith.doc, 0).insert(0, 'عاجل: ');
  await until('the store is in trouble', () => ground.rooms.health().size === 1);
  clock.strike();
  failing = false;
  await until('the store is well', () => ground.rooms.health().size === 0);
  expect(await moves(article)).toEqual([]);
  lettersOf(edith.doc, 0).insert(0, '+');
  await until('it waits for quiet again', () => clock.waiting === 1);
  clock.strike();
  await until('it is healed', () => placeOf(edith.doc, claim).kind === 'exact');
  expect(await moves(article)).toHaveLength(1);
});
