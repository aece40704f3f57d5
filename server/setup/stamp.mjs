import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Folders whose content is made, never written by hand. */
const MADE = new Set(['node_modules', 'dist', '.git']);

/**
 * One short text that changes whenever a path or a byte below `paths` does. Paths that do not exist count as absent.
 * @param {string} root @param {readonly string[]} paths files and folders @returns {string}
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  // A dependency may ship another binary for another system: moving the folder there is a change.
  hash.update(`${process.platform} ${process.arch}\n`);
  for (const path of paths) {
    for (const file of filesUnder(path)) {
      hash.update(`${relative(root, file)}\n${statSync(file).size}\n`);
      hash.update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Every file below a path in one fixed order; the path itself when it is a file. @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

/** Whether the stamp says that the work was last done for this fingerprint. @param {string} file @param {string} print */
export function isStamped(file, print) {
  try {
    return readFileSync(file, 'utf8') === print;
  } catch {
    return false;
  }
}

/** Says that the work is done for this fingerprint. @param {string} file @param {string} print */
export function stamp(file, print) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, print);
}

/** Takes the stamp away before the work begins, so that work cut off is done again. @param {string} file */
export function unstamp(file) {
  rmSync(file, { force: true });
}
