import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's ticks in a second of CPU, as Linux tells them in /proc. */
const TICKS = 100;
/** How long it is looked whether the machine is quiet, in milliseconds. */
const LOOK = 400;

/** Seconds of CPU a process has used, all its threads together. */
export function cpuOf(pid: number): number {
  const fields = statOf(String(pid))?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/**
 * Seconds of CPU that all processes but these have used, with what they waited for. Asked of each of them: what the
 * kernel says of the machine as a whole is sampled, and misses much of what sleeps and wakes with the clock.
 */
function cpuOfOthers(pids: readonly number[]): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || pids.includes(Number(name))) continue;
    const fields = statOf(name)?.split(' ') ?? [];
    for (const field of fields.slice(11, 15)) ticks += Number(field);
  }
  return ticks / TICKS;
}

/** What the kernel says of a process behind its name; null when it has ended meanwhile. */
function statOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? null;
  } catch {
    return null;
  }
}

/** What others use of this machine while something is measured: it tells how far the figures are to be trusted. */
export class Onlooker {
  readonly #pids: readonly number[];
  readonly #began = performance.now();
  readonly #before: number;

  /** Looks from now on; `pids` are the processes that are measured with. */
  constructor(pids: readonly number[]) {
    this.#pids = [...pids, process.pid];
    this.#before = cpuOfOthers(this.#pids);
  }

  /** The cores that others used since. */
  cores(): number {
    return Math.max(0, ((cpuOfOthers(this.#pids) - this.#before) * 1000) / (performance.now() - this.#began));
  }
}

/** How much of a core others may use for figures to count as undisturbed. */
export const DISTURBED = 0.25;

/** Waits for the machine to be quiet, for so many milliseconds at most over all times it is asked. */
export class QuietMachine {
  #patience: number;

  constructor(patience: number) {
    this.#patience = patience;
  }

  async wait(): Promise<void> {
    while (this.#patience > 0) {
      const onlooker = new Onlooker([]);
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      if (onlooker.cores() < DISTURBED) return;
      this.#patience -= LOOK;
    }
  }

  /** What `run` gives when nobody disturbs it; what it gave in the quietest of `tries`, when somebody always does. */
  async undisturbed<T extends { readonly others: number }>(run: () => Promise<T>, tries: number): Promise<T> {
    let best: T | null = null;
    for (let left = tries; left > 0 && (best === null || this.#patience > 0); left--) {
      await this.wait();
      const given = await run();
      if (best === null || given.others < best.others) best = given;
      if (best.others < DISTURBED) break;
    }
    return best as T;
  }
}
