import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError, workspaceEnvironment, workspaceNode } from './command.mjs';
import { fingerprint, isStamped, stamp } from './stamp.mjs';

/** @param {string} root */
const stampFile = (root) => join(root, 'client', 'dist', '.sanad-build');

/** What the built client depends on. @param {string} root */
export function buildPrint(root) {
  return fingerprint(
    root,
    ['client', 'shared/src', 'shared/package.json', 'tsconfig.json', 'pnpm-lock.yaml'].map((path) => join(root, path)),
  );
}

/** Whether the client was built from these sources. @param {string} root @param {string} print */
export function isBuilt(root, print) {
  return isStamped(stampFile(root), print) && existsSync(join(root, 'client', 'dist', 'index.html'));
}

/**
 * Builds the client. The new one is made aside and then put in place, so that a server at work always has a whole one.
 * @param {string} root @param {string} print @param {(line: string) => void} say
 */
export async function build(root, print, say) {
  const client = join(root, 'client');
  const dist = join(client, 'dist');
  const made = join(client, 'node_modules', '.sanad-built');
  const old = join(client, 'node_modules', '.sanad-replaced');
  const since = Date.now();
  say('Building the client…');
  rmSync(made, { recursive: true, force: true });
  const vite = join(client, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await run(
    workspaceNode(root),
    [vite, 'build', '--outDir', made, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: client, env: { ...workspaceEnvironment(root), NO_COLOR: '1' } },
  );
  if (code !== 0) throw new SetupError('The client could not be built; what Vite said stands above.', output);
  stamp(join(made, '.sanad-build'), print);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
  rmSync(old, { recursive: true, force: true });
  say(`Built in ${Math.round((Date.now() - since) / 1000)} s.`);
}
