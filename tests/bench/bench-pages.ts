import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Confidentials } from '@sanad/shared/confidential';
import { DESK_DEFAULTS } from '@sanad/shared/desk';
import type { noticesShape, visitShape } from '@sanad/shared/notice';
import react from '@vitejs/plugin-react';
import { build, loadConfigFromFile, type UserConfig } from 'vite';
import type { z } from 'zod';

const CLIENT = fileURLToPath(new URL('../../client', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const BUILT = join(HERE, 'out', 'pages');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** What a desk answers of which nobody has said anything yet: a page that is refused would ask again while it is measured. */
const ANSWERS = new Map<string, unknown>([
  ['/api/people', { people: [] }],
  ['/api/notices', { notices: [], unread: 0, next: null } satisfies z.infer<typeof noticesShape>],
  ['/api/desk', DESK_DEFAULTS],
  ['/api/articles/long/confidential', { claims: {} } satisfies Confidentials],
  ['/api/articles/long/visit', { unread: [] } satisfies z.infer<typeof visitShape>],
]);

/** Builds the two pages under measure as the client is built. `readable` keeps the names of functions, for a profile. */
export async function buildPages({ readable = false } = {}): Promise<void> {
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    join(CLIENT, 'vite.config.ts'),
    CLIENT,
  );
  if (!loaded) throw new Error('the client has no configuration to build the pages with');
  const client = loaded.config;
  await build({
    configFile: false,
    root: HERE,
    logLevel: 'error',
    plugins: [react()],
    resolve: client.resolve ?? {},
    build: {
      outDir: BUILT,
      emptyOutDir: true,
      target: client.build?.target ?? 'modules',
      assetsInlineLimit: 0,
      minify: !readable,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['bare', 'editor'].map((name) => join(HERE, `${name}.html`)),
        output: { codeSplitting: splittingOf(client) },
      },
    },
  });
}

/** How the client's build is cut into files. */
function splittingOf({ build }: UserConfig) {
  const output = build?.rolldownOptions?.output;
  return (Array.isArray(output) ? output[0] : output)?.codeSplitting ?? true;
}

/** Serves the built pages and the articles by name, on a free port. */
export async function servePages(
  articles: ReadonlyMap<string, Uint8Array>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const article = articles.get(path.slice(1));
    if (article) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(article);
      return;
    }
    const answer = ANSWERS.get(path);
    if (answer) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    try {
      const content = await readFile(join(BUILT, path));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
