import { articleText } from '@sanad/shared/article-text';
import { readClaims } from '@sanad/shared/claim';
import { afterEach, expect, test } from 'vitest';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { type DeskProcess, keptPort, openTestDesk, startProcess, temporaryFolder } from '../support/desk.ts';
import { contentOf, converged, Peer } from '../support/peer.ts';

const folder = temporaryFolder();
const peers: Peer[] = [];
let server: DeskProcess | null = null;
afterEach(async () => {
  for (const peer of peers) peer.close();
  await server?.kill();
  folder.remove();
});

/** How often the server is killed while both write. */
const ROUNDS = 4;

test('killed at any moment, the server has everything it confirmed, and all converge when it is back', async () => {
  const desk = await openTestDesk({ data: folder.path });
  const editor = await desk.join('editor');
  const checker = await desk.join('checker');
  const article = await desk.article(editor, 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
  await desk.close();

  const port = await keptPort();
  server = await startProcess({ data: folder.path, port });
  const door = (cookie: string) => ({ url: `http://127.0.0.1:${port}`, article, cookie });
  const typist = await join(door(editor.cookie));
  const marker = await join(door(checker.cookie));
  const confirmed: string[] = [];
  let written = 0;

  for (let round = 0; round < ROUNDS; round++) {
    let killed = false;
    // Words and claims one after another; what is confirmed is noted. At some moment the server is gone.
    const writing = (async () => {
      while (!killed) {
        const word = `ك${written++}ك`;
        lettersOf(typist.doc, 1).insert(0, `${word} `);
        const claim = mark(marker.doc, 'الوزير', 'verified', checker.person.id);
        const both = Promise.all([typist.acked(), marker.acked()]);
        if (await Promise.race([both.then(() => true), gone(server as DeskProcess)])) confirmed.push(word, claim);
      }
    })();
    await until(() => confirmed.length > (round + 1) * 10);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 15)); // anywhere in the way of an update
    await (server as DeskProcess).kill();
    killed = true;
    await writing;

    const copy = await openTestDesk({ data: folder.path });
    const onDisk = await copy.desk.rooms.read(article, (doc) => ({
      text: articleText(doc).text,
      claims: readClaims(doc).map(({ id }) => id),
    }));
    await copy.close();
    const kept = new Set([...(onDisk?.claims ?? []), ...(onDisk?.text.split(/\s/) ?? [])]);
    expect(confirmed.filter((one) => !kept.has(one))).toEqual([]);

    server = await startProcess({ data: folder.path, port });
    await Promise.all([typist.acked(), marker.acked()]);
    await converged(typist, marker);
  }

  // Nothing of what was written is missing, confirmed or not: its writers were still there to send it again.
  const words = articleText(typist.doc).text.split(/\s/);
  expect(Array.from({ length: written }, (_, n) => `ك${n}ك`).filter((word) => !words.includes(word))).toEqual([]);
  expect(readClaims(typist.doc)).toHaveLength(written);
  expect([...typist.ends, ...marker.ends].filter(({ code }) => code >= 4000)).toEqual([]);
  const late = await join(door(checker.cookie));
  expect(contentOf(late.doc)).toBe(contentOf(typist.doc));
});

async function join(door: ConstructorParameters<typeof Peer>[0]): Promise<Peer> {
  const peer = new Peer(door);
  peers.push(peer);
  return await peer.synced();
}

function gone({ child }: DeskProcess): Promise<false> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(false);
  return new Promise((resolve) => child.once('exit', () => resolve(false)));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
