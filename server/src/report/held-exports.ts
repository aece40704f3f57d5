import { randomUUID } from 'node:crypto';
import type { ExportedFile } from '@sanad/shared/export';
import type { ReportFormatName } from '@sanad/shared/report-format';

/** A report that was made and waits to be fetched by whoever had it made. */
export interface HeldExport extends ExportedFile {
  readonly format: ReportFormatName;
  /** Whether what is confidential is in it. */
  readonly confidential: boolean;
  /** Its name in ASCII. */
  readonly ascii: string;
  readonly bytes: Uint8Array;
}

interface Held {
  readonly person: string;
  readonly file: HeldExport;
  readonly until: number;
}

/** How long a file is held, in milliseconds, how many of one person's, and how much of all people's, in bytes. */
export interface HoldingLimits {
  readonly time: number;
  readonly ofPerson: number;
  readonly bytes: number;
}

const LIMITS: HoldingLimits = { time: 10 * 60_000, ofPerson: 6, bytes: 256 * 1024 * 1024 };

/** Reports that were made, in memory, for a while: each is its person's alone. What is held too long or too much goes. */
export class HeldExports {
  readonly #now: () => Date;
  readonly #limits: HoldingLimits;
  /** The oldest first. */
  readonly #held = new Map<string, Held>();
  #sweeping: NodeJS.Timeout | null = null;

  constructor(now: () => Date, limits: Partial<HoldingLimits> = {}) {
    this.#now = now;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Holds a file for a person; gives it with its id. What that leaves no room for goes, the oldest first. */
  hold(person: string, file: Omit<HeldExport, 'id'>): HeldExport {
    const held = { ...file, id: randomUUID() };
    this.#held.set(held.id, { person, file: held, until: this.#now().getTime() + this.#limits.time });
    const own = [...this.#held].filter(([, each]) => each.person === person);
    for (const [id] of own.slice(0, Math.max(0, own.length - this.#limits.ofPerson))) this.#held.delete(id);
    let bytes = [...this.#held.values()].reduce((sum, each) => sum + each.file.size, 0);
    for (const [id, each] of this.#held) {
      if (bytes <= this.#limits.bytes || id === held.id) break;
      this.#held.delete(id);
      bytes -= each.file.size;
    }
    this.#sweep();
    return held;
  }

  /** A person's file; null when there is none of that id, or it is another's. */
  get(person: string, id: string): HeldExport | null {
    const held = this.#held.get(id);
    if (!held || held.person !== person || held.until <= this.#now().getTime()) return null;
    return held.file;
  }

  /** Lets a person's file go; false when there is none. */
  forget(person: string, id: string): boolean {
    return this.get(person, id) !== null && this.#held.delete(id);
  }

  /** Lets everything go. */
  close(): void {
    if (this.#sweeping) clearTimeout(this.#sweeping);
    this.#held.clear();
  }

  /** Lets go what nobody fetched in time. */
  #sweep(): void {
    if (this.#sweeping) return;
    this.#sweeping = setTimeout(() => {
      this.#sweeping = null;
      const now = this.#now().getTime();
      for (const [id, { until }] of this.#held) if (until <= now) this.#held.delete(id);
      if (this.#held.size > 0) this.#sweep();
    }, this.#limits.time / 2).unref();
  }
}
