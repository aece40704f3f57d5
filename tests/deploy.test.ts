import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { readConfig } from '@sanad/server/config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDesk, type TestDesk } from './support/desk.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const files = readdirSync(join(root, 'deploy')).map((name) => `deploy/${name}`);
const everything = files.map(read).join('\n');
const dockerfile = read('deploy/Dockerfile');
const service = read('deploy/sanad.service');
const manifest: {
  scripts: Record<string, string>;
  engines: { node: string };
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
} = JSON.parse(read('package.json'));

/** What each match of `pattern` has in its first group. */
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found as string);

/** The settings that the server reads. */
function settings(): ReadonlySet<string> {
  const names = new Set<string>();
  readConfig(
    new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          names.add(String(name));
          return undefined;
        },
      },
    ),
  );
  return names;
}

describe('what is in deploy/ is about this project', () => {
  test('every setting it names is read by the server', () => {
    const named = all(everything, /\b(SANAD_[A-Z_]+)\b/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !settings().has(name))).toEqual([]);
  });

  test('its settings are ones a desk opens with', () => {
    const given = readConfig(parseEnv(read('deploy/sanad.env')));
    expect(given).toMatchObject({ host: '127.0.0.1', port: readConfig({}).port, url: 'https://sanad.example.org' });
  });

  test('the server is started as npm start does, but for what that looks for before', () => {
    const start = manifest.scripts.start as string;
    const [command = ''] = all(dockerfile, /^CMD (\[.*\])$/gm);
    expect((JSON.parse(command) as string[]).join(' ')).toBe(start);
    const [started = ''] = all(service, /^ExecStart=\/opt\/sanad\/node_modules\/\.bin\/(.*)$/gm);
    expect(started).toBe(start);
    for (const script of all(everything, /\bnpm run (\S+)/g)) expect(manifest.scripts).toHaveProperty(script);
  });

  test('every program and file it names is there', () => {
    const programs = all(everything, /(?:^|[\s"/])((?:server|client|shared)\/[\w/-]+\.(?:ts|mjs))/gm);
    const copied = all(dockerfile, /^COPY (?!--)(.+) \S+$/gm).flatMap((paths) => paths.split(' '));
    const own = all(everything, /\b(deploy\/[\w.-]*\w)/g);
    const linked = all(read('deploy/README.md'), /\]\(([^)#:]+)\)/g).map((path) => `deploy/${path}`);
    // The settings of compose are copied from their example, and are nobody else's.
    const named = [...programs, ...copied, ...own, ...linked].filter((path) => path !== 'deploy/.env');
    expect(programs.length).toBeGreaterThan(5);
    expect(copied.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('packages are installed by the pnpm that is pinned, from every manifest of the workspace', () => {
    const versions = all(everything, /\bpnpm@([\d.]+)/g);
    expect(versions.length).toBeGreaterThan(2);
    expect(new Set(versions)).toEqual(new Set([manifest.devDependencies.pnpm]));
    const [list = ''] = all(read('pnpm-workspace.yaml'), /^packages:\n((?: {2}- .*\n)+)/gm);
    const packages = all(list, /- (\S+)/g);
    expect(packages.length).toBeGreaterThan(3);
    for (const name of packages) expect(dockerfile).toMatch(new RegExp(`^COPY ${name}/package.json ${name}/$`, 'm'));
    const names = packages.map((name) => (JSON.parse(read(`${name}/package.json`)) as { name: string }).name);
    for (const name of all(dockerfile, /--filter '?(@sanad\/\w+)/g)) expect(names).toContain(name);
  });

  test('the image’s Node is of the version that the workspace runs on', () => {
    const images = all(dockerfile, /^FROM node:(\d+)-/gm);
    const workspace = Object.values(manifest.optionalDependencies).map((version) => version.split('.')[0]);
    expect(images.length).toBeGreaterThan(1);
    expect(new Set([...images, ...workspace])).toEqual(new Set([manifest.engines.node.replace(/\D/g, '')]));
  });

  test('the proxies look for the server where it listens', () => {
    const port = String(readConfig({}).port);
    const proxies = [read('deploy/Caddyfile'), read('deploy/nginx.conf')];
    for (const proxy of proxies) expect(all(proxy, /127\.0\.0\.1:(\d+)/g)).toEqual([port]);
    expect(all(dockerfile, /(?:SANAD_PORT=|EXPOSE )(\d+)/g)).toEqual([port, port]);
  });
});

describe('what is asked of a running desk', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
  });
  afterAll(() => desk.close());

  test('is answered', async () => {
    const asked = new Set(all(everything, /(\/(?:health|ready)z)\b/g));
    expect(asked).toEqual(new Set(['/healthz', '/readyz']));
    for (const path of asked) expect((await fetch(`${desk.url}${path}`)).status).toBe(200);
  });

  test('by the image says that it is well, and that it is not once it is gone', async () => {
    const [command = ''] = all(dockerfile, /HEALTHCHECK[^\n]*\\\n\s*CMD (\[.*\])$/gm);
    const [program, ...parameters] = JSON.parse(command) as string[];
    expect(program).toBe('node');
    const check = (port: number) =>
      new Promise<boolean>((resolve) => {
        const env = { ...process.env, SANAD_PORT: String(port) };
        execFile(process.execPath, parameters, { env }, (error) => resolve(error === null));
      });
    expect(await check(desk.desk.port)).toBe(true);
    const gone = await openTestDesk();
    await gone.close();
    expect(await check(gone.desk.port)).toBe(false);
  });
});
