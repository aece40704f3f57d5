import { readFileSync } from 'node:fs';
import { Client, type Shared } from './load/client.ts';
import { Delays } from './load/delays.ts';
import { KnownMessages } from './load/known-messages.ts';
import { framed } from './load/lean-socket.ts';
import { typedLetters } from './load/letters.ts';
import { type Order, type Plan, type Report, type Seen, sharedClock, updatesOf, warmOf } from './load/plan.ts';

/** How long what was sent may take to arrive once the last of it is sent, in milliseconds. */
const DRAIN = 3000;
/** Where updates are further apart than this, in milliseconds, the generator waits for the next without sleeping. */
const APART = 2;

/** A generator of load, a process of its own; it does what it is told by the bench that started it. */
class Load {
  readonly #plan: Plan;
  readonly #clients: Client[] = [];
  readonly #delays = new Delays();
  readonly #saved = new Delays();
  readonly #lost: string[] = [];
  readonly #article: Uint8Array;
  /** The frames each writer of a document sends, one after the other. */
  readonly #frames = new Map<string, readonly Buffer[]>();
  #start = Number.POSITIVE_INFINITY;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#article = new Uint8Array(readFileSync(plan.article));
    const messages = new KnownMessages();
    const everyone = plan.documents.length * plan.writers;
    const warm = warmOf(plan);
    const shared: Shared = {
      plan,
      runs: (message, speaker) => messages.runs(message, speaker),
      due: (document, writer, number) => {
        const update = number * everyone + document * plan.writers + writer;
        return update < warm ? null : this.#dueAt(update);
      },
      now: sharedClock,
      delays: this.#delays,
      saved: this.#saved,
      lost: (why) => this.#lost.push(why),
    };
    for (let document = 0; document < plan.documents.length; document++) {
      for (let index = 0; index < plan.clients; index++) {
        if ((document * plan.clients + index) % plan.share.of !== plan.share.index) continue;
        this.#clients.push(new Client(shared, document, index));
      }
    }
  }

  #dueAt(update: number): number {
    return this.#start + (update * 1000) / this.#plan.rate;
  }

  /** Lets the first client of each document in, with the article where it has to be brought. */
  async hold(): Promise<void> {
    const { brings } = this.#plan;
    await this.#join(
      this.#clients.filter(({ index }) => index === 0),
      brings ? this.#article : null,
    );
  }

  /** Lets all others in; answers with the milliseconds this took. */
  async rest(): Promise<number> {
    const began = sharedClock();
    await this.#join(
      this.#clients.filter(({ index }) => index > 0),
      null,
    );
    return sharedClock() - began;
  }

  async #join(clients: readonly Client[], brought: Uint8Array | null): Promise<void> {
    const waiting = [...clients];
    const joinNext = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next.join(brought);
    };
    await Promise.all(Array.from({ length: Math.min(this.#plan.atOnce, waiting.length) }, joinNext));
    if (this.#lost.length > 0) throw new Error(`a client was lost while joining: ${this.#lost[0]}`);
  }

  /** Makes what is going to be sent, so that sending it costs next to nothing. */
  prepare(): void {
    const { documents, writers, firstClient, saved } = this.#plan;
    const count = Math.ceil(updatesOf(this.#plan) / (documents.length * writers));
    const letters = new Map<number, readonly Uint8Array[]>();
    for (const { document, index, writes, speaker } of this.#clients) {
      if (!writes) continue;
      const updates = letters.get(index) ?? typedLetters(this.#article, firstClient + index, index, count);
      letters.set(index, updates);
      const frames = updates.map((update, number) => {
        const frame = framed(speaker.update(update));
        return saved ? Buffer.concat([frame, framed(speaker.saved(number + 1))]) : frame;
      });
      this.#frames.set(`${document} ${index}`, frames);
    }
  }

  /** Sends everything when it is due, and waits until it has come or will not come any more. */
  async write(start: number): Promise<Seen> {
    this.#start = start;
    const { warm, seconds, rate } = this.#plan;
    const late = new Delays();
    const sent = new Promise<void>((resolve) => this.#pump(late, resolve));
    await until(start + warm * 1000);
    const before = process.cpuUsage();
    await sent;
    await until(start + (warm + seconds) * 1000);
    const { user, system } = process.cpuUsage(before);
    const { expected, savedExpected } = this.#expected();
    const end = sharedClock() + DRAIN;
    const arrived = () => this.#delays.count >= expected && this.#saved.count >= savedExpected;
    while (!arrived() && sharedClock() < end && rate > 0) await until(sharedClock() + 20);
    return {
      delays: this.#delays.bins(),
      expected,
      saved: this.#saved.bins(),
      savedExpected,
      late: late.count > 0 ? late.percentile(0.99) : 0,
      cpu: (user + system) / 1e6 / seconds,
      lost: this.#lost,
    };
  }

  #pump(late: Delays, sent: () => void): void {
    const { documents, writers, rate } = this.#plan;
    const everyone = documents.length * writers;
    const mine = new Map(this.#clients.map((client) => [`${client.document} ${client.index}`, client]));
    const lanes = Array.from({ length: everyone }, (_, lane) => {
      const name = `${Math.floor(lane / writers)} ${lane % writers}`;
      const client = mine.get(name);
      return client ? { client, frames: this.#frames.get(name) ?? [] } : null;
    });
    const total = updatesOf(this.#plan);
    let next = 0;
    const turn = () => {
      const now = sharedClock();
      for (; next < total && this.#dueAt(next) <= now; next++) {
        const lane = lanes[next % everyone];
        const frame = lane?.frames[Math.floor(next / everyone)];
        if (!lane || !frame) continue;
        lane.client.send(frame);
        late.add(now - this.#dueAt(next));
      }
      if (next >= total) return sent();
      const wait = this.#dueAt(next) - sharedClock();
      if (1000 / rate > APART && wait < APART) setImmediate(turn);
      else setTimeout(turn, Math.max(1, wait - APART));
    };
    turn();
  }

  /** How many arrivals, and confirmations, there have to be. */
  #expected(): { readonly expected: number; readonly savedExpected: number } {
    const { documents, writers, saved } = this.#plan;
    const everyone = documents.length * writers;
    const listeners = documents.map(
      (_, document) => this.#clients.filter((client) => client.document === document).length,
    );
    const own = new Set(
      this.#clients.map(({ document, index }) => document * writers + (index < writers ? index : Number.NaN)),
    );
    let expected = 0;
    let savedExpected = 0;
    for (let update = warmOf(this.#plan); update < updatesOf(this.#plan); update++) {
      const lane = update % everyone;
      const isMine = own.has(lane);
      expected += (listeners[Math.floor(lane / writers)] as number) - (isMine ? 1 : 0);
      if (saved && isMine) savedExpected++;
    }
    return { expected, savedExpected };
  }
}

const until = (time: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, time - sharedClock())));

const tell = (report: Report) => process.send?.(report);
let load: Load | null = null;
let joined = Promise.resolve();

process.on('message', (order: Order) => {
  // The bench says the next thing only when it has heard of the last.
  joined = obey(order).catch((error: unknown) => {
    tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  });
});
process.on('disconnect', () => process.exit(0));

async function obey(order: Order): Promise<void> {
  await joined;
  switch (order.kind) {
    case 'plan':
      load = new Load(order.plan);
      load.prepare();
      await load.hold();
      tell({ kind: 'held' });
      return;
    case 'rest':
      if (load) tell({ kind: 'ready', joined: await load.rest() });
      return;
    case 'start':
      if (load) tell({ kind: 'seen', seen: await load.write(order.at) });
      return;
  }
}
