import type { ArticleLog } from '@sanad/server/store/store';
import type { Happening, Rewritten, Witness } from '@sanad/server/sync/witness';
import { textRoot } from '@sanad/shared/article';
import { removeClaim } from '@sanad/shared/claim';
import { afterEach, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { converged } from '../support/peer.ts';
import { Ground } from './sync-ground.ts';

const LINES = ['محطة الطاقة', 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.'];
const AMAL = { id: 'amal', role: 'admin' } as const;
const EDITH = { id: 'edith', role: 'editor' } as const;

let ground: Ground;
afterEach(() => ground.close());

/** A witness that writes down what it is told. */
class Notes implements Witness {
  readonly happenings: (Happening & { readonly creators: readonly (string | undefined)[] })[] = [];
  readonly rows: Rewritten[] = [];
  happened(happening: Happening): void {
    const creators = happening.acts.map((act) => ('claim' in act ? happening.claim(act.claim)?.createdBy : undefined));
    this.happenings.push({ ...happening, creators });
  }
  rewritten(rows: Rewritten): void {
    this.rows.push(rows);
  }
  /** What was told, shortly. */
  get told(): string[] {
    return this.happenings.map(({ actor, acts }) => `${actor}: ${acts.map(({ kind }) => kind).join(' ')}`);
  }
}

test('a witness is told who did what, in its order and with the claims as they are; of letters alone it is not', async () => {
  const notes = new Notes();
  ground = await Ground.open({ witness: notes });
  const article = await ground.article(...LINES);
  const peers = [ground.peer('edith', article), ground.peer('basem', article)] as const;
  const [edith, basem] = peers;
  await Promise.all([edith.synced(), basem.synced()]);
  lettersOf(edith.doc, 1).insert(0, 'أمس ');
  const claim = mark(basem.doc, '3 آلاف', 'disputed', 'basem');
  await converged(...peers);
  removeClaim(edith.doc, claim);
  await expect
    .poll(() => notes.told)
    .toEqual(['basem: claim-made', 'basem: claim-restored', 'basem: verdict-given', 'edith: claim-removed']);
  for (const { article: of, creators, at } of notes.happenings) {
    expect(of).toBe(article);
    expect(creators).toEqual(['basem']);
    expect(Number.isNaN(Date.parse(at))).toBe(false);
  }
});

test('nothing is told of that the gate refused, or that is not on disk', async () => {
  const notes = new Notes();
  let failing = true;
  const around = (log: ArticleLog): ArticleLog => ({
    load: (id) => log.load(id),
    compact: (...all) => log.compact(...all),
    history: (...all) => log.history(...all),
    append: (update) => (failing ? Promise.reject(new Error('the disk is full')) : log.append(update)),
  });
  ground = await Ground.open({ witness: notes, around });
  const article = await ground.article(...LINES);
  const rima = { id: 'rima', role: 'reader' } as const;
  await expect(ground.rooms.change(article, rima, (doc) => mark(doc, 'الوزير', null, 'rima'))).rejects.toThrow();
  const done = ground.rooms.change(article, AMAL, (doc) => mark(doc, '3 آلاف', 'verified'));
  await expect.poll(() => ground.rooms.health().size).toBe(1);
  expect(notes.told).toEqual([]);
  failing = false;
  await done;
  expect(notes.told).toEqual(['amal: claim-made verdict-given']);
});

test('a witness is told which verdicts became stale and who changed the text, and when the words are put back', async () => {
  const notes = new Notes();
  ground = await Ground.open({ witness: notes, grace: 60_000 });
  const article = await ground.article(...LINES);
  const claim = await ground.rooms.change(article, AMAL, (doc) => mark(doc, '3 آلاف', 'verified'));
  await ground.rooms.projected(article);
  const place = LINES[1]?.indexOf('3') ?? -1;
  await ground.rooms.change(article, EDITH, (doc) => {
    lettersOf(doc, 1).insert(place + 1, '5');
    expect(textRoot(doc).length).toBe(2);
  });
  await ground.rooms.projected(article);
  await ground.rooms.change(article, AMAL, (doc) => lettersOf(doc, 1).delete(place + 1, 1));
  await ground.rooms.projected(article);
  const turned = notes.rows.filter((rows) => rows.turned.length > 0);
  expect(turned.map((rows) => [rows.turned, rows.writers])).toEqual([
    [[{ claim, astray: true }], ['edith']],
    [[{ claim, astray: false }], ['amal']],
  ]);
  expect(turned[0]?.claims.map(({ id, verdictBy }) => [id, verdictBy])).toEqual([[claim, 'amal']]);
});

test('a witness that fails is told of in the log, and nobody else notices', async () => {
  const broken: Witness = {
    happened: () => {
      throw new Error('out of ink');
    },
    rewritten: () => {
      throw new Error('out of ink');
    },
  };
  ground = await Ground.open({ witness: broken });
  const article = await ground.article(...LINES);
  await ground.rooms.change(article, AMAL, (doc) => mark(doc, '3 آلاف', 'verified'));
  await ground.rooms.projected(article);
  expect(await ground.store.claims.page({ order: 'oldest', limit: 10 })).toHaveLength(1);
  const said = ground.lines.filter(({ message }) => message === 'a witness could not take what it was told');
  expect(said.length).toBeGreaterThanOrEqual(2);
});
