import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const execute = promisify(execFile);

/** A browser that starts: its path, and what its process needs in the environment to find its libraries and fonts. */
interface FoundBrowser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Where the packaged browser is unpacked to: once, and kept between runs. */
const UNPACKED = fileURLToPath(new URL('../out/chromium', import.meta.url));

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installedBrowser(): FoundBrowser | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const named = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const path = [...named, ...PLACES].find(isProgram);
  return path ? { path, env: {} } : null;
}

function unpackedBrowser(): FoundBrowser | null {
  const path = join(UNPACKED, 'chromium');
  if (!isProgram(path)) return null;
  return {
    path,
    // It is built for a system that has none of the usual libraries, and brings them along.
    env: { LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'), FONTCONFIG_PATH: join(UNPACKED, 'fonts') },
  };
}

/** The browser to test with. @throws Error when there is none; `npm test` looks for one and fetches it. */
function findBrowser(): FoundBrowser {
  const found = installedBrowser() ?? unpackedBrowser();
  if (!found) throw new Error('No Chromium is here to test with: run "npm test", which fetches one.');
  return found;
}

/** The path of the Chromium to test with. @throws Error when there is none; `npm test` looks for one and fetches it. */
export function chromiumPath(): string {
  return findBrowser().path;
}

/** Starts a headless Chromium. The caller closes it. @throws Error when there is none; see `chromiumPath`. */
export async function launchBrowser(): Promise<Browser> {
  return launch(findBrowser());
}

function launch({ path, env }: FoundBrowser): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ARGUMENTS, env: { ...definedEnvironment(), ...env } });
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** Whether a page can be opened in the browser: a binary that is there but lacks a library is of no use. */
async function starts(found: FoundBrowser | null): Promise<boolean> {
  if (!found) return false;
  try {
    const browser = await launch(found);
    const page = await browser.newPage();
    await page.setContent('<p>سند</p>');
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** Unpacks the Chromium that comes as a package. It unpacks into the folder for temporary files, which is named for it. */
async function unpackBrowser(): Promise<void> {
  mkdirSync(UNPACKED, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = UNPACKED;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    const bin = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '..', '..', 'bin');
    await inflate(join(bin, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/**
 * Sees to it that there is a browser to test with: one that is installed, else the packaged one, else one from the
 * system's own packages. `say` hears of every step that takes time.
 * @throws Error when none can be had; the message says what was tried.
 */
export async function provideBrowser(say: (line: string) => void): Promise<string> {
  if (await starts(installedBrowser())) return chromiumPath();
  if (!installedBrowser()) {
    if (await starts(unpackedBrowser())) return chromiumPath();
    say('No Chromium is installed; unpacking the packaged one…');
    rmSync(UNPACKED, { recursive: true, force: true }); // what an unpacking that was cut off left behind
    await unpackBrowser();
    if (await starts(unpackedBrowser())) return chromiumPath();
  }
  if (isProgram('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('The Chromium that is here does not start; installing one with apt-get…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await execute('apt-get', ['update', '-qq'], { env });
      await execute('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
    } catch {
      say('apt-get could not install it.');
    }
    if (await starts(installedBrowser())) return chromiumPath();
  }
  throw new Error(
    'No browser could be had to test with: neither an installed nor the packaged Chromium starts here, and apt-get did not bring one. Install Chromium and run "npm test" again.',
  );
}

if (import.meta.main) {
  try {
    console.log(`Testing with ${await provideBrowser((line) => console.log(line))}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
