// What `npm test` runs: every gate, one after the other, the later ones also when an earlier one fails, so that one run
// shows everything. Runs on the Node that the workspace brings.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'tests', 'out', 'vitest.json');
const tool = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);

/** @type {readonly { name: string, command: string, parameters: readonly string[] }[]} */
const gates = [
  { name: 'Format and lint', command: tool('biome'), parameters: ['check', '--error-on-warnings', '.'] },
  ...['shared', 'server', 'client', 'client/worker', 'tests'].map((name) => ({
    name: `Types of ${name}`,
    command: tool('tsc'),
    parameters: ['--noEmit', '-p', name],
  })),
  { name: 'Unused files, exports and dependencies', command: tool('knip'), parameters: [] },
  { name: 'A browser to test with', command: process.execPath, parameters: ['tests/support/browser.ts'] },
  {
    name: 'Tests',
    command: tool('vitest'),
    parameters: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
  },
];

/** @param {string} command @param {readonly string[]} parameters @returns {Promise<boolean>} */
function succeeds(command, parameters) {
  return new Promise((resolve) => {
    // Every desk of the tests that runs in a process of its own begins with the same files.
    const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.compile-cache') };
    const child = spawn(command, parameters, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/**
 * What the tests came to, as Vitest wrote it down. A file that could not be read counts as one failure: none of its tests ran.
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
function totals() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(results, 'utf8'),
    );
    const unread = testResults.filter(
      (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
        file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    ).length;
    return { passed: numPassedTests, failed: numFailedTests + unread, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

rmSync(results, { force: true });
/** @type {string[]} */
const failures = [];
for (const { name, command, parameters } of gates) {
  console.log(`\n== ${name}`);
  const since = Date.now();
  const good = await succeeds(command, parameters);
  console.log(`== ${name}: ${good ? 'good' : 'FAILED'}, ${((Date.now() - since) / 1000).toFixed(1)} s`);
  if (!good) failures.push(name);
}
const { passed, failed, skipped } = totals();
if (skipped > 0) failures.push(`${skipped} tests were skipped`);
console.log(failures.length > 0 ? `\nFailed: ${failures.join('; ')}` : '\nEvery gate is good.');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failures.length > 0 || failed > 0 || passed === 0 ? 1 : 0;
