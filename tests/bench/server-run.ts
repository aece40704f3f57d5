import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/desk.ts';
import { Delays } from './load/delays.ts';
import { type Order, type Plan, type Report, type Seen, sharedClock } from './load/plan.ts';
import { articleBytes, story } from './long-article.ts';
import type { Kind } from './server-peers/kind.ts';
import type { ServerProcess } from './server-peers/server-process.ts';

const LOAD = fileURLToPath(new URL('server-load.ts', import.meta.url));
/** From the order to write until the first update, in milliseconds: long enough for everybody to hear the order. */
const NOTICE = 200;

/** The delay of what did not come while it was waited for, in milliseconds. */
const NEVER = 60_000;

/** What is put on a server. */
export interface Scene {
  readonly documents: number;
  readonly clients: number;
  readonly writers: number;
  readonly rate: number;
  readonly warm: number;
  readonly seconds: number;
  readonly saved?: boolean;
  /** Words of the article. */
  readonly words: number;
  readonly atOnce?: number;
  readonly generators?: number;
  readonly flags?: readonly string[];
}

/** What came of it. Times are milliseconds; `cpu` is of one core; memory is in bytes. */
export interface Outcome {
  readonly p50: number;
  readonly p99: number;
  readonly savedP50: number | null;
  readonly savedP99: number | null;
  /** What arrived of what had to. */
  readonly arrived: number;
  readonly expected: number;
  readonly cpu: number;
  readonly memory: number;
  /** What the server held before anybody came, with the first client of each document, and with all. */
  readonly emptyMemory: number;
  readonly heldMemory: number;
  readonly fullMemory: number;
  readonly joined: number;
  readonly generatorLate: number;
  readonly generatorCpu: number;
  readonly lost: readonly string[];
}

/** A generator in a process of its own. */
class Generator {
  readonly #child: ChildProcess;
  readonly #orphaned = () => this.#child.kill('SIGKILL');

  constructor() {
    this.#child = fork(LOAD, { execArgv: ['--max-semi-space-size=64'] });
    process.once('exit', this.#orphaned);
  }

  /** Gives an order; resolves with the report on it. @throws Error when the generator fails. */
  order<K extends Report['kind']>(order: Order, answer: K): Promise<Extract<Report, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`a generator ended with ${code}`));
      this.#child.once('exit', ended);
      this.#child.once('message', (report: Report) => {
        this.#child.off('exit', ended);
        if (report.kind === answer) resolve(report as Extract<Report, { kind: K }>);
        else reject(new Error(report.kind === 'failed' ? report.why : `it said ${report.kind} for ${answer}`));
      });
      this.#child.send(order);
    });
  }

  end(): void {
    process.off('exit', this.#orphaned);
    this.#child.kill('SIGKILL');
  }
}

/** How long a server may settle before its memory is read, in milliseconds; nothing where memory is not the question. */
const settle = (quiet: number) => new Promise((resolve) => setTimeout(resolve, quiet));

/** Plays a scene on a server that is started for it and stopped afterwards, whatever happens. */
export async function play(kind: Kind, scene: Scene, quiet = 0): Promise<Outcome> {
  const folder = temporaryFolder();
  process.once('exit', folder.remove);
  const generators: Generator[] = [];
  let server: ServerProcess | null = null;
  try {
    const article = articleBytes(story(scene.words, 7));
    const file = join(folder.path, 'article.bin');
    writeFileSync(file, article);
    const data = join(folder.path, 'data');
    mkdirSync(data);
    const documents = Array.from({ length: scene.documents }, (_, index) => `article-${index}`);
    const started = await kind.start({ folder: data, documents, article, flags: scene.flags ?? [] });
    server = started.process;
    await settle(quiet);
    const emptyMemory = server.memory();
    const count = scene.generators ?? 1;
    const plan: Omit<Plan, 'share'> = {
      port: server.port,
      tongue: kind.tongue,
      documents,
      writerPaths: started.writerPaths,
      readerPaths: started.readerPaths,
      article: file,
      brings: kind.brings,
      clients: scene.clients,
      writers: scene.writers,
      rate: scene.rate,
      warm: scene.warm,
      seconds: scene.seconds,
      firstClient: randomInt(1000, 2 ** 30),
      saved: scene.saved ?? false,
      atOnce: scene.atOnce ?? 50,
    };
    for (let index = 0; index < count; index++) generators.push(new Generator());
    await all(generators, (generator, index) =>
      generator.order({ kind: 'plan', plan: { ...plan, share: { index, of: count } } }, 'held'),
    );
    await settle(quiet);
    const heldMemory = server.memory();
    const joins = await all(generators, (generator) => generator.order({ kind: 'rest' }, 'ready'));
    const joined = Math.max(...joins.map((join) => join.joined));
    await settle(quiet);
    const fullMemory = server.memory();
    const memories = { emptyMemory, heldMemory, fullMemory, joined };
    if (scene.rate === 0) return { ...NOTHING_WRITTEN, ...memories, memory: fullMemory };
    const at = sharedClock() + NOTICE;
    const [seen, cpu] = await Promise.all([
      all(generators, (generator) => generator.order({ kind: 'start', at }, 'seen')),
      cpuOf(server, at + scene.warm * 1000, at + (scene.warm + scene.seconds) * 1000),
    ]);
    return { ...outcomeOf(seen.map((report) => report.seen)), cpu, ...memories, memory: server.memory() };
  } finally {
    for (const generator of generators) generator.end();
    await server?.stop();
    folder.remove();
    process.off('exit', folder.remove);
  }
}

const NOTHING_WRITTEN = {
  p50: 0,
  p99: 0,
  savedP50: null,
  savedP99: null,
  arrived: 0,
  expected: 0,
  cpu: 0,
  generatorLate: 0,
  generatorCpu: 0,
  lost: [],
};

const all = <T>(generators: readonly Generator[], order: (generator: Generator, index: number) => Promise<T>) =>
  Promise.all(generators.map(order));

/** The share of one core a server uses between two times of the shared clock. */
async function cpuOf(server: ServerProcess, from: number, to: number): Promise<number> {
  await settle(Math.max(0, from - sharedClock()));
  const [began, before] = [sharedClock(), server.cpu()];
  await settle(Math.max(0, to - sharedClock()));
  return (server.cpu() - before) / ((sharedClock() - began) / 1000);
}

const told = (delays: Delays, share: number, expected: number) => Math.min(NEVER, delays.percentile(share, expected));

function outcomeOf(seen: readonly Seen[]) {
  const delays = new Delays();
  const saved = new Delays();
  for (const each of seen) {
    delays.merge(each.delays);
    saved.merge(each.saved);
  }
  const sum = (of: (each: Seen) => number) => seen.reduce((total, each) => total + of(each), 0);
  const expected = sum((each) => each.expected);
  const savedExpected = sum((each) => each.savedExpected);
  return {
    p50: told(delays, 0.5, expected),
    p99: told(delays, 0.99, expected),
    savedP50: savedExpected > 0 ? told(saved, 0.5, savedExpected) : null,
    savedP99: savedExpected > 0 ? told(saved, 0.99, savedExpected) : null,
    arrived: delays.count,
    expected,
    generatorLate: Math.max(...seen.map(({ late }) => late)),
    generatorCpu: sum((each) => each.cpu),
    lost: seen.flatMap((each) => each.lost),
  };
}
