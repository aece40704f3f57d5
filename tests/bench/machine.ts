import { readFileSync } from 'node:fs';

/** The kernel's ticks in a second of CPU, as Linux tells them in /proc. */
const TICKS = 100;
/** How long it is looked whether the machine is quiet, in milliseconds. */
const LOOK = 400;

/** Seconds of CPU a process has used, all its threads together; those it is still there to tell. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Seconds of CPU that everything on this machine has used. */
function cpuOfAll(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).map(Number);
  return (user + nice + system + irq + softirq) / TICKS;
}

/** What others use of this machine while something is measured: it tells how far the figures are to be trusted. */
export class Onlooker {
  readonly #pids: readonly number[];
  readonly #began = performance.now();
  readonly #before: number;

  /** Looks from now on; `pids` are the processes that are measured with. */
  constructor(pids: readonly number[]) {
    this.#pids = [...pids, process.pid];
    this.#before = this.#others();
  }

  /** The cores that others used since. */
  cores(): number {
    return Math.max(0, ((this.#others() - this.#before) * 1000) / (performance.now() - this.#began));
  }

  #others(): number {
    return cpuOfAll() - this.#pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
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
