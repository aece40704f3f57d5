import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/desk.ts';

/** The milliseconds that each of `count` writes of 200 bytes takes to be on this machine's disk. */
export function diskTimes(count: number): readonly number[] {
  const folder = temporaryFolder();
  try {
    const file = openSync(join(folder.path, 'disk'), 'w');
    const bytes = Buffer.alloc(200, 1);
    const times = Array.from({ length: count }, () => {
      const began = performance.now();
      writeSync(file, bytes);
      fdatasyncSync(file);
      return performance.now() - began;
    });
    closeSync(file);
    return times;
  } finally {
    folder.remove();
  }
}
