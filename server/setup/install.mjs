import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError, workspaceEnvironment } from './command.mjs';
import { fingerprint, isStamped, stamp, unstamp } from './stamp.mjs';

const PACKAGES = ['client', 'server', 'shared', 'tests'];

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.sanad-install');

/** What an install depends on. @param {string} root */
export function installPrint(root) {
  const manifests = ['.', ...PACKAGES].map((name) => join(root, name, 'package.json'));
  return fingerprint(root, [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...manifests]);
}

/** Whether the packages are in place for this fingerprint. @param {string} root @param {string} print */
export function isInstalled(root, print) {
  return isStamped(stampFile(root), print) && PACKAGES.every((name) => existsSync(join(root, name, 'node_modules')));
}

/**
 * Installs the packages of the lockfile with the pinned pnpm.
 * @param {string} root @param {string} print @param {(line: string) => void} say
 */
export async function install(root, print, say) {
  const version = pinnedPnpm(root);
  const since = Date.now();
  say('Installing packages…');
  unstamp(stampFile(root));
  const { code, output } = await run(
    'npx',
    ['--yes', `pnpm@${version}`, 'install', '--frozen-lockfile', '--reporter=append-only'],
    { cwd: root, env: { ...IMPATIENT, ...workspaceEnvironment(root), ...UNATTENDED } },
  );
  if (code !== 0) throw failure(output);
  stamp(stampFile(root), print);
  say(`Installed in ${Math.round((Date.now() - since) / 1000)} s.`);
}

/** Without a network the answer comes in seconds, not after the minute that npm waits by itself. */
const IMPATIENT = { npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '4000' };
/** pnpm asks before it replaces what another tool installed, unless it knows that nobody is there to answer. */
const UNATTENDED = { CI: 'true', NO_COLOR: '1', npm_config_update_notifier: 'false' };

/** @param {string} root */
function pinnedPnpm(root) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return /** @type {string} */ (devDependencies.pnpm);
}

/**
 * What went wrong, in one sentence; with everything pnpm said only where the sentence cannot tell.
 * @param {string} output
 */
function failure(output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\b|dns error|error sending request/i.test(
      output,
    )
  ) {
    return new SetupError(
      'The packages could not be downloaded because the package registry cannot be reached: check the network and run the command again.',
    );
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return new SetupError(
      'pnpm-lock.yaml does not match the package.json files: bring it up to date with "npx pnpm install" and run the command again.',
    );
  }
  if (/\bENOSPC\b/.test(output)) return new SetupError('The packages could not be installed because the disk is full.');
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    return new SetupError('The packages could not be installed because a folder may not be written to.', output);
  }
  return new SetupError('The packages could not be installed; what pnpm said stands above.', output);
}
