import { articleText } from '@sanad/shared/article-text';
import { readClaims } from '@sanad/shared/claim';
import { lettersOf, mark } from '../shared/desk-article.ts';
import { type DeskProcess, keptPort, openTestDesk, startProcess, temporaryFolder } from '../support/desk.ts';
import { contentOf, converged, Peer } from '../support/peer.ts';
import { Chance } from './chance.ts';

/** How many words are confirmed in a round before the server may be killed. */
const WORDS = 10;
/** How far into a way of an update it may be killed, in milliseconds. */
const MOMENT = 15;

/** What a run came to: what was confirmed, and what was written at all. */
export interface Outcome {
  readonly confirmed: number;
  readonly written: number;
}

/**
 * Two people write and two mark, one thing after another, while the server is killed (SIGKILL) and started again
 * `rounds` times.
 * @throws Error naming the seed when anything that was confirmed is not on disk, when the clients do not agree
 *   afterwards, or when one of them was turned away.
 */
export async function killedRun(rounds: number, seed: number): Promise<Outcome> {
  const run = new Run(new Chance(seed));
  try {
    return await run.play(rounds);
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await run.close();
  }
}

/** Somebody who writes words or marks them, and what of it the server has confirmed. */
interface Hand {
  readonly peer: Peer;
  readonly act: (peer: Peer) => string;
}

class Run {
  readonly #chance: Chance;
  readonly #folder = temporaryFolder();
  readonly #peers: Peer[] = [];
  readonly #confirmed: string[] = [];
  #server: DeskProcess | null = null;
  #written = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  async play(rounds: number): Promise<Outcome> {
    const { path: data } = this.#folder;
    const desk = await openTestDesk({ data });
    const people = [
      await desk.join('editor'),
      await desk.join('checker'),
      await desk.join('editor'),
      await desk.join('checker'),
    ];
    const [editor] = people as [(typeof people)[0]];
    const article = await desk.article(editor, 'محطة الطاقة\n\nقال الوزير إن المحطة تخدم 3 آلاف أسرة.');
    await desk.close();
    const port = await keptPort();
    this.#server = await startProcess({ data, port });
    const hands: Hand[] = [];
    for (const { cookie, person } of people) {
      const peer = await this.#join({ url: `http://127.0.0.1:${port}`, article, cookie });
      const act =
        person.role === 'editor' ? () => this.#word(peer) : () => mark(peer.doc, 'الوزير', 'verified', person.id);
      hands.push({ peer, act });
    }
    for (let round = 1; round <= rounds; round++) {
      await this.#writeAndKill(hands);
      await this.#lookAtDisk(data, article);
      this.#server = await startProcess({ data, port });
      await Promise.all(hands.map(({ peer }) => peer.acked()));
      await converged(...hands.map(({ peer }) => peer));
    }
    await this.#lookAtEnd(hands, { url: `http://127.0.0.1:${port}`, article, cookie: editor.cookie });
    return { confirmed: this.#confirmed.length, written: this.#written };
  }

  /** All go on until some moment after enough was confirmed; what is confirmed is noted. Then the server is gone. */
  async #writeAndKill(hands: readonly Hand[]): Promise<void> {
    const server = this.#server as DeskProcess;
    const gone = new Promise<false>((resolve) => server.child.once('exit', () => resolve(false)));
    let killed = false;
    let words = 0;
    const writing = hands.map(async ({ peer, act }) => {
      while (!killed) {
        const made = act(peer);
        if (!(await Promise.race([peer.acked().then(() => true), gone]))) return;
        this.#confirmed.push(made);
        words++;
      }
    });
    while (words < WORDS) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, this.#chance.next() * MOMENT));
    await server.kill();
    killed = true;
    await Promise.all(writing);
  }

  async #lookAtDisk(data: string, article: string): Promise<void> {
    const copy = await openTestDesk({ data });
    const onDisk = await copy.desk.rooms.read(article, (doc) => [
      ...articleText(doc).text.split(/\s/),
      ...readClaims(doc).map(({ id }) => id),
    ]);
    await copy.close();
    const kept = new Set(onDisk);
    const lost = this.#confirmed.filter((one) => !kept.has(one));
    if (lost.length > 0) throw new Error(`confirmed and lost: ${lost.join(', ')}`);
  }

  /** Nothing of what was written is missing, confirmed or not: its writers were still there to send it again. */
  async #lookAtEnd(hands: readonly Hand[], door: ConstructorParameters<typeof Peer>[0]): Promise<void> {
    const late = await this.#join(door);
    for (const { peer } of hands) {
      if (contentOf(peer.doc) !== contentOf(late.doc)) throw new Error('somebody has another article than the server');
      const turnedAway = peer.ends.filter(({ code }) => code >= 4000);
      if (turnedAway.length > 0) throw new Error(`turned away: ${JSON.stringify(turnedAway)}`);
    }
    const words = new Set(articleText(late.doc).text.split(/\s/));
    for (let word = 0; word < this.#written; word++) {
      if (!words.has(`ك${word}ك`)) throw new Error(`the word ك${word}ك is missing, confirmed or not`);
    }
  }

  #word({ doc }: Peer): string {
    const word = `ك${this.#written++}ك`;
    lettersOf(doc, 1).insert(0, `${word} `);
    return word;
  }

  async #join(door: ConstructorParameters<typeof Peer>[0]): Promise<Peer> {
    const peer = new Peer(door);
    this.#peers.push(peer);
    return await peer.synced();
  }

  async close(): Promise<void> {
    for (const peer of this.#peers) peer.close();
    await this.#server?.kill();
    this.#folder.remove();
  }
}
