import { samples } from '@sanad/server/articles/samples';
import { textRoot } from '@sanad/shared/article';
import { articleText } from '@sanad/shared/article-text';
import { removeClaim, showClaim, writeNote } from '@sanad/shared/claim';
import { DEED_KINDS, deedOf } from '@sanad/shared/deed';
import { type HistoryPage, historyShape, MESSAGE, madeArticleShape, problemShape } from '@sanad/shared/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AT, lettersOf, mark } from '../shared/desk-article.ts';
import { type Member, openTestDesk, startProcess, type TestDesk, temporaryFolder } from '../support/desk.ts';
import { converged, Peer, RawPeer, until } from '../support/peer.ts';
import { Ground, type Name } from './sync-ground.ts';

const STORY = 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.\n\nلم تصل الكهرباء بعد.';

describe('over HTTP', () => {
  let desk: TestDesk;
  let editor: Member;
  let checker: Member;
  let reader: Member;
  const peers: { close(): void }[] = [];
  beforeEach(async () => {
    desk = await openTestDesk();
    editor = await desk.join('editor', 'هدى');
    checker = await desk.join('checker', 'Basem');
    reader = await desk.join('reader', 'Rima');
  });
  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.close();
    await desk.close();
  });

  const ask = async (article: string, query = ''): Promise<HistoryPage> => {
    const response = await desk.call(reader, `/api/articles/${article}/history${query}`);
    expect(response.status).toBe(200);
    return historyShape.parse(await response.json());
  };
  const peer = (member: Member, article: string) => {
    const made = new Peer({ url: desk.url, article, cookie: member.cookie });
    peers.push(made);
    return made.synced();
  };
  const raw = async (member: Member, article: string) => {
    const made = new RawPeer({ url: desk.url, article, cookie: member.cookie });
    peers.push(made);
    return await made.opened();
  };
  const refusal = async (path: string, member = reader) => {
    const response = await desk.call(member, path);
    const { status, code, detail } = problemShape.parse(await response.json());
    expect(detail).toMatch(/^[A-Z"].*\.$/);
    return `${status} ${code}`;
  };
  const face = ({ person: { id, name, colour } }: Member) => ({ id, name, colour });

  test('everything two people do at once is told, newest first, by whom the server knows, at the server’s time', async () => {
    const began = new Date().toISOString();
    const article = await desk.article(editor, STORY);
    const writer = await peer(editor, article);
    const marker = await peer(checker, article);
    lettersOf(writer.doc, 2).insert(0, 'وأمس ');
    await writer.acked();
    lettersOf(writer.doc, 2).delete(0, 1);
    await writer.acked();
    const claim = mark(marker.doc, 'تخدم 3 آلاف أسرة', 'disputed', checker.person.id); // says it was made at `AT`
    writeNote(marker.doc, claim, checker.person.id, 'الوزير وحده', AT);
    await marker.acked();
    await converged(writer, marker);
    removeClaim(writer.doc, claim);
    await writer.acked();
    showClaim(writer.doc, claim);
    await writer.acked();

    const { entries, next, latest } = await ask(article);
    const given = { by: checker.person.id, verdict: 'disputed' };
    expect(entries.map(({ actor, kind, claim: of, detail }) => [actor, kind, of, detail])).toEqual([
      [face(editor), 'claim-restored', claim, { createdBy: checker.person.id }],
      [face(editor), 'claim-removed', claim, { createdBy: checker.person.id }],
      [face(checker), 'verdict-given', claim, { ...given, note: 'الوزير وحده' }],
      [face(checker), 'verdict-withdrawn', claim, given],
      [face(checker), 'verdict-given', claim, { ...given, note: '' }],
      [face(checker), 'claim-restored', claim, { createdBy: checker.person.id }],
      [face(checker), 'claim-made', claim, { by: checker.person.id }],
      [face(editor), 'text-edited', null, { inserted: 5, deleted: 1, until: expect.any(String) }],
      [face(editor), 'article-made', null, { title: 'محطة الطاقة', language: 'ar' }],
    ]);
    expect(entries.every(({ at }) => at >= began && at <= new Date().toISOString())).toBe(true);
    expect(entries.every(({ kind, detail }) => deedOf(kind, detail) !== null)).toBe(true);
    expect(entries.map(({ row }) => row)).toEqual(entries.map(({ row }) => row).sort((a, b) => b - a));
    expect(next).toBeNull();
    expect(latest).not.toBeNull();
  });

  test('it is asked for by claim, person and kind, and paged by what each page says comes next', async () => {
    const article = await desk.article(editor, STORY);
    const marker = await peer(checker, article);
    const writer = await peer(editor, article);
    const first = mark(marker.doc, 'تخدم 3 آلاف أسرة', 'disputed', checker.person.id);
    await marker.acked();
    const second = mark(writer.doc, 'لم تصل الكهرباء', 'verified', editor.person.id);
    await writer.acked();
    const kinds = async (query: string) => (await ask(article, query)).entries.map(({ kind }) => kind);
    expect(await kinds(`?claim=${first}`)).toEqual(['verdict-given', 'claim-restored', 'claim-made']);
    expect((await ask(article, `?claim=${second}`)).entries.every(({ actor }) => actor !== 'server')).toBe(true);
    expect(await kinds(`?actor=${editor.person.id}&kind=claim-made,article-made`)).toEqual([
      'claim-made',
      'article-made',
    ]);
    expect(await kinds('?kind=verdict-given')).toEqual(['verdict-given', 'verdict-given']);
    expect(await kinds('?actor=server')).toEqual([]);

    const all = (await ask(article)).entries.map(({ row }) => row);
    const walked: number[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { entries, next } = await ask(article, query);
      walked.push(...entries.map(({ row }) => row));
      query = next === null ? '' : `?limit=2&before=${next}`;
    }
    expect(walked).toEqual(all);
    // And the other way, from a page that is known.
    const { next: oldest } = await ask(article, `?limit=${all.length - 1}`);
    const forward: number[] = [];
    for (let query = `?limit=3&after=${oldest}`; query !== ''; ) {
      const { entries, next } = await ask(article, query);
      forward.push(...entries.map(({ row }) => row).reverse());
      query = next === null ? '' : `?limit=3&after=${next}`;
    }
    expect(forward).toEqual(all.slice(0, -2).reverse());
    const { latest } = await ask(article);
    expect(await ask(article, `?after=${latest}`)).toEqual({ entries: [], next: null, latest });
    removeClaim(marker.doc, first);
    await marker.acked();
    expect((await ask(article, `?after=${latest}`)).entries.map(({ kind }) => kind)).toEqual(['claim-removed']);
  });

  test('what cannot be asked is refused with a sentence, and a stranger is told nothing', async () => {
    const article = await desk.article(editor, STORY);
    const path = `/api/articles/${article}/history`;
    expect(await refusal('/api/articles/nothing/history')).toBe('404 no-such-article');
    for (const query of [
      'before=nonsense',
      `before=${Buffer.from('["x","y"]').toString('base64url')}`,
      'after=e30',
      'before=WyJhIiwiMSJd&after=WyJhIiwiMSJd',
      'kind=malformed',
      'kind=claim-made,',
      'limit=0',
      'limit=201',
      'order=oldest',
    ]) {
      expect([query, await refusal(`${path}?${query}`)]).toEqual([query, '422 invalid']);
    }
    const stranger = await fetch(`${desk.url}${path}`);
    expect(stranger.status).toBe(401);
    await desk.desk.store.people.setRole(reader.person.id, null, new Date().toISOString());
    expect(await refusal(path)).toBe('401 sign-in');
  });

  test('who left the desk stays under what they did', async () => {
    const article = await desk.article(editor, STORY);
    await desk.desk.store.people.setRole(editor.person.id, null, new Date().toISOString());
    expect((await ask(article)).entries[0]).toMatchObject({ actor: face(editor), kind: 'article-made' });
  });

  test('the making of an uploaded and of a sample article is told, with everything that came with it', async () => {
    const form = new FormData();
    form.set('file', new File(['# خبر\n\nنصّ الخبر.'], 'story.md'));
    const headers = { cookie: editor.cookie, origin: desk.url };
    const uploaded = await fetch(`${desk.url}/api/articles`, { method: 'POST', headers, body: form });
    const { id } = madeArticleShape.parse(await uploaded.json());
    expect((await ask(id)).entries).toMatchObject([
      { kind: 'article-made', actor: face(editor), seq: 1, detail: { title: 'خبر', language: 'ar' } },
    ]);
    const made = await desk.call(editor, '/api/articles/samples', { language: 'en' });
    const sample = await ask(madeArticleShape.parse(await made.json()).id, '?limit=200');
    const counts = Object.fromEntries(
      DEED_KINDS.map((kind) => [kind, sample.entries.filter((entry) => entry.kind === kind).length]),
    );
    const { claims } = samples.en;
    expect(counts).toMatchObject({ 'article-made': 1, 'claim-made': claims.length, 'verdict-given': claims.length });
    expect(sample.entries.every(({ actor }) => actor !== 'server' && actor.id === editor.person.id)).toBe(true);
  });

  test('no method but reading is answered, by whomever it is asked, and nothing of it changes', async () => {
    const admin = await desk.join('admin');
    const article = await desk.article(editor, STORY);
    const before = await ask(article);
    const row = before.entries[0]?.row;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const path of [`/api/articles/${article}/history`, `/api/articles/${article}/history/${row}`]) {
        const response = await desk.call(admin, path, method === 'DELETE' ? undefined : { actor: 'x' }, method);
        const status = path.endsWith('history') ? 405 : 404;
        expect([method, path, response.status]).toEqual([method, path, status]);
      }
    }
    const routes = desk.desk.routes.filter(({ path }) => path.includes('history'));
    expect(routes.map(({ method }) => method).sort()).toEqual(['GET', 'HEAD']);
    expect(await ask(article)).toEqual(before);
  });

  test('no message over a socket touches it', async () => {
    const article = await desk.article(editor, STORY);
    const before = await ask(article);
    const junk = new TextEncoder().encode('{"delete from":"history","row":1}');
    for (let message = 0; message < 128; message++) {
      const socket = await raw(editor, article);
      socket.say(message, junk);
      socket.say(message, 0, junk);
      socket.say(message, 2, junk);
      socket.say(MESSAGE.saved, 1);
      const answered = () => socket.heard.some((frame) => frame[0] === MESSAGE.saved);
      await until('it is answered', () => answered() || socket.socket.readyState === socket.socket.CLOSED);
      socket.close();
    }
    expect(await ask(article)).toEqual(before);
  });
});

describe('letters', () => {
  let ground: Ground;
  afterEach(() => ground?.close());

  /** Letters that came and went by a person, summed over all their rows; and how many rows that are. */
  const told = async (article: string, name: Name) => {
    const rows = await ground.store.history.page({ article, actor: name, kinds: ['text-edited'], limit: 100 });
    const sum = (key: string) => rows.reduce((all, { detail }) => all + Number(detail[key]), 0);
    return { rows: rows.length, inserted: sum('inserted'), deleted: sum('deleted') };
  };

  test('each that is stored is told, also when its writer leaves and the article leaves memory', async () => {
    ground = await Ground.open({ grace: 0 });
    const article = await ground.article('عنوان', 'فقرة أولى', 'فقرة ثانية');
    for (let visit = 0; visit < 3; visit++) {
      const edith = await ground.peer('edith', article).synced();
      const amal = await ground.peer('amal', article).synced();
      for (let letter = 0; letter < 10; letter++) {
        lettersOf(edith.doc, 1).insert(0, 'س');
        lettersOf(amal.doc, 2).insert(0, 'صص');
        if (letter % 2 === 0) lettersOf(amal.doc, 2).delete(0, 1);
        await Promise.all([edith.acked(), amal.acked()]);
      }
      edith.close();
      amal.close();
      await until('the article is let go', () => ground.rooms.open().length === 0);
      // A stretch of writing is one row; after the article came back from the disk another begins.
      expect(await told(article, 'edith')).toEqual({ rows: visit + 1, inserted: 10 * (visit + 1), deleted: 0 });
      expect(await told(article, 'amal')).toEqual({
        rows: visit + 1,
        inserted: 20 * (visit + 1),
        deleted: 5 * (visit + 1),
      });
    }
  });
});

describe('what y-prosemirror deletes and inserts again', () => {
  let ground: Ground;
  afterEach(() => ground?.close());
  const WORDS = 'قال الوزير إن المحطة تخدم 3 آلاف أسرة.';

  /** What an act of an editor's is told as. */
  async function lettersOfAct(act: (doc: Y.Doc, run: Y.XmlText) => void): Promise<unknown> {
    ground = await Ground.open();
    const article = await ground.article('عنوان', WORDS, 'لم تصل الكهرباء بعد.');
    const edith = await ground.peer('edith', article).synced();
    lettersOf(edith.doc, 1).format(10, 6, { strong: {} }); // the letters behind it are in several pieces
    await edith.acked();
    const before = await ground.store.history.page({ article, limit: 1 });
    edith.doc.transact(() => act(edith.doc, lettersOf(edith.doc, 1)));
    await edith.acked();
    const [row] = await ground.store.history.page({ article, limit: 1 });
    expect(before[0]?.detail).toMatchObject({ inserted: 0, deleted: 0 });
    return row?.detail;
  }
  /** A paragraph of its own with what stood behind `at`, formatted as it was. */
  const split = (doc: Y.Doc, run: Y.XmlText, at: number) => {
    const delta = run.toDelta() as { insert: string; attributes?: object }[];
    run.delete(at, run.length - at);
    const half = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [half]);
    textRoot(doc).insert(2, [paragraph]);
    let from = 0;
    for (const { insert, attributes } of delta) {
      const rest = insert.slice(Math.max(0, at - from));
      if (rest) half.insert(half.length, rest, attributes ?? {});
      from += insert.length;
    }
  };

  test('counts for nothing when a paragraph is split', async () => {
    expect(await lettersOfAct((doc, run) => split(doc, run, 5))).toMatchObject({ inserted: 0, deleted: 0 });
  });

  test('counts for nothing when two paragraphs are joined', async () => {
    const joined = lettersOfAct((doc, run) => {
      const next = lettersOf(doc, 2).toString();
      textRoot(doc).delete(2, 1);
      run.insert(run.length, next, { strong: null });
    });
    expect(await joined).toMatchObject({ inserted: 0, deleted: 0 });
  });

  test('counts for what became another when words are typed over', async () => {
    const typed = lettersOfAct((doc, run) => {
      split(doc, run, 5);
      const half = lettersOf(doc, 2);
      half.delete(0, 1);
      half.insert(0, 'وقد', {});
    });
    expect(await typed).toMatchObject({ inserted: 3, deleted: 1 });
  });
});

test('of what was confirmed to its writer every letter is told after the server was killed', async () => {
  const folder = temporaryFolder();
  const first = await openTestDesk({ data: folder.path });
  const editor = await first.join('editor');
  const article = await first.article(editor, STORY);
  const before = STORY.length;
  await first.close();
  const server = await startProcess({ data: folder.path });
  const writer = await new Peer({ url: server.url, article, cookie: editor.cookie }).synced();
  for (let letter = 0; letter < 25; letter++) {
    lettersOf(writer.doc, 1).insert(0, 'ب');
    await writer.acked();
  }
  for (let letter = 0; letter < 40; letter++) lettersOf(writer.doc, 1).insert(0, 'ج'); // on their way
  await server.kill();
  writer.close();

  const desk = await openTestDesk({ data: folder.path });
  const text = await desk.desk.rooms.read(article, (doc) => articleText(doc).text);
  const rows = await desk.desk.store.history.page({ article, kinds: ['text-edited'], limit: 100 });
  const inserted = rows.reduce((sum, { detail }) => sum + Number(detail.inserted), 0);
  await desk.close();
  folder.remove();
  const grown = (text ?? '').length - before + STORY.split('\n\n').length - 1; // paragraphs are parted by one sign now
  expect(grown).toBeGreaterThanOrEqual(25);
  expect(inserted).toBe(grown);
  expect(rows).toHaveLength(1);
});
