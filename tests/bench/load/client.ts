import type { Delays } from './delays.ts';
import { framed, LeanSocket } from './lean-socket.ts';
import type { Run } from './letters.ts';
import type { Plan } from './plan.ts';
import { Speaker, type Tongue } from './tongue.ts';

/** When an update was due, by its writer in the document and its number among that writer's; null: it does not count. */
type Due = (document: number, writer: number, number: number) => number | null;

/** What all clients of a generator share. */
export interface Shared {
  readonly plan: Plan;
  /** What a message holds; asked once of each message, however many clients hear it. */
  readonly runs: (message: Buffer, speaker: Speaker) => readonly Run[];
  readonly due: Due;
  readonly now: () => number;
  readonly delays: Delays;
  readonly saved: Delays;
  /** Hears why a socket was lost. */
  readonly lost: (why: string) => void;
}

/** One client of one document. It counts every colleague's update once, when it comes, in whatever frame. */
export class Client {
  readonly document: number;
  readonly index: number;
  readonly speaker: Speaker;
  readonly #shared: Shared;
  /** Up to which letter each writer was heard. */
  readonly #heard: Int32Array;
  #socket: LeanSocket | null = null;
  #synced: (() => void) | null = null;
  #savedUpTo = 0;

  constructor(shared: Shared, document: number, index: number) {
    const { plan } = shared;
    this.#shared = shared;
    this.document = document;
    this.index = index;
    this.speaker = new Speaker(plan.tongue, plan.documents[document] as string);
    this.#heard = new Int32Array(plan.writers);
  }

  get writes(): boolean {
    return this.index < this.#shared.plan.writers;
  }

  /** Connects; resolves once the whole document has come. `brought` is sent before it is asked for. */
  async join(brought: Uint8Array | null): Promise<void> {
    const { plan } = this.#shared;
    const paths = this.writes ? plan.writerPaths : plan.readerPaths;
    const path = paths[this.index % paths.length] as string;
    const socket = await LeanSocket.open(
      plan.port,
      path.replace('{document}', plan.documents[this.document] as string),
      (message) => this.#hear(message),
      (why) => this.#shared.lost(why),
    );
    this.#socket = socket;
    if (plan.tongue === 'relay') return;
    const synced = new Promise<void>((resolve) => {
      this.#synced = resolve;
    });
    for (const message of this.speaker.greeting()) socket.send(framed(message));
    if (brought) socket.send(framed(this.speaker.update(brought)));
    socket.send(framed(this.speaker.question()));
    await synced;
  }

  /** Sends a frame made beforehand. */
  send(frame: Buffer): void {
    this.#socket?.send(frame);
  }

  end(): void {
    this.#socket?.end();
  }

  #hear(message: Buffer): void {
    if (this.#synced || isRare(message, this.#shared.plan.tongue)) {
      this.#answer(message);
      return;
    }
    this.#count(this.#shared.runs(message, this.speaker));
  }

  /** What is not an update that everybody hears. */
  #answer(message: Buffer): void {
    const heard = this.speaker.read(message);
    if (heard?.kind === 'question') this.send(framed(this.speaker.nothing()));
    if (heard?.kind === 'answer') {
      this.#synced?.();
      this.#synced = null;
    }
    if (heard?.kind === 'saved') this.#confirm(heard.counter);
  }

  #count(runs: readonly Run[]): void {
    const { plan, due, now, delays } = this.#shared;
    const at = now();
    for (const { client, from, to } of runs) {
      const writer = client - plan.firstClient;
      if (writer < 0 || writer >= plan.writers || writer === this.index) continue;
      const known = this.#heard[writer] as number;
      for (let number = Math.max(from, known); number < to; number++) {
        const was = due(this.document, writer, number);
        if (was !== null) delays.add(at - was);
      }
      if (to > known) this.#heard[writer] = to;
    }
  }

  #confirm(counter: number): void {
    const { due, now, saved } = this.#shared;
    const at = now();
    for (; this.#savedUpTo < counter; this.#savedUpTo++) {
      const was = due(this.document, this.index, this.#savedUpTo);
      if (was !== null) saved.add(at - was);
    }
  }
}

/** Whether a message of a stock server is no update: told by its first two bytes, as this is asked of every message. */
function isRare(message: Buffer, tongue: Tongue): boolean {
  return tongue === 'stock' && !(message[0] === 0 && message[1] === 2);
}
