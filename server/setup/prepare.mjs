// Runs before `npm start` and `npm test`, on whatever Node npm itself runs on and before anything is installed:
// plain JavaScript, nothing but what Node brings.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, buildPrint, isBuilt } from './build.mjs';
import { run, SetupError, workspaceEnvironment } from './command.mjs';
import { install, installPrint, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';

const NODE_NEEDED = 24;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} line */
const say = (line) => console.log(line);

/** @param {string} version such as v24.21.0 */
const isNewEnough = (version) => Number.parseInt(version.slice(1), 10) >= NODE_NEEDED;

/** Whether the `node` that npm will run next is new enough. */
async function checkNode() {
  const own = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(own) && isNewEnough(process.version)) return;
  const { output } = await run('node', ['--version'], { cwd: root, env: workspaceEnvironment(root) });
  if (isNewEnough(output.trim())) return;
  throw new SetupError(
    `Sanad needs Node ${NODE_NEEDED} or newer and found ${output.trim() || 'none'}: install it from nodejs.org and run the command again.`,
  );
}

async function prepare() {
  const installed = installPrint(root);
  const built = buildPrint(root);
  if (!isInstalled(root, installed) || !isBuilt(root, built)) {
    await withLock(
      join(root, '.prepare.lock'),
      () => say('Waiting for another command that is installing or building…'),
      async () => {
        if (!isInstalled(root, installed)) await install(root, installed, say);
        if (!isBuilt(root, built)) {
          await checkNode();
          await build(root, built, say);
        }
      },
    );
  }
  if (!isNewEnough(process.version)) await checkNode();
}

try {
  await prepare();
} catch (error) {
  const refused =
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));
  if (!(error instanceof SetupError) && !refused) throw error;
  if (error instanceof SetupError && error.output) console.error(error.output.trimEnd());
  console.error(
    refused
      ? `Sanad cannot write to its own folder, ${root}: give this user the right to, or use a copy.`
      : error.message,
  );
  process.exitCode = 1;
}
