import { statSync } from 'node:fs';

/**
 * Where the files of an open database are. A file that is deleted or moved away goes on being written by whoever has it
 * open, and what is written there is lost when they close it: nothing may be said to be saved then.
 */
export class FilePlace {
  readonly #names: readonly string[];
  readonly #files = new Map<string, string>();

  /** Of a database that was just opened at `path`. */
  constructor(path: string) {
    // The write-ahead log is made when something is written first, and is the same as long as anybody has it open.
    this.#names = [path, `${path}-wal`];
    this.holds();
  }

  /** Whether the files that were opened are the ones that are there. It takes some microseconds. */
  holds(): boolean {
    return this.#names.every((name) => {
      const known = this.#files.get(name);
      const found = fileAt(name);
      if (known !== undefined) return found === known;
      if (found !== null) this.#files.set(name, found);
      return true;
    });
  }

  /** @throws Error when the files that were opened are not the ones that are there. */
  ensure(): void {
    if (!this.holds()) throw new Error('the database is no longer where it was opened');
  }
}

/** What the system knows a file by, wherever it is moved; null when there is none. */
function fileAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}
