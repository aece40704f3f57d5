import type { KnipConfig } from 'knip';

/** What a style sheet pulls in, as imports: the client's fonts come from packages that nothing else names. */
function importsOfCss(text: string): string {
  const addresses = [...text.matchAll(/(?:url\(|@import\s)\s*["']([^"']+)["']/g)].map(([, address]) => address ?? '');
  return addresses
    .filter((address) => !/^(data:|#|\/)/.test(address))
    .map((address) => `import ${JSON.stringify(address)};`)
    .join('\n');
}

const config: KnipConfig = {
  compilers: { css: importsOfCss },
  workspaces: {
    // pnpm is pinned here for server/setup, which calls it through npx before anything is installed.
    '.': { ignoreDependencies: ['pnpm'] },
    shared: { project: ['src/**/*.{ts,css}'] },
    server: { project: ['src/**/*.{ts,css}', 'setup/**/*.mjs'] },
    client: { project: ['src/**/*.{ts,tsx,css}'] },
    tests: {
      entry: [
        'support/browser.ts',
        'bench/*-page.{ts,tsx}',
        'bench/server-load.ts',
        'bench/server-peers/relay-server.ts',
        '**/*.test.{ts,tsx}',
      ],
      project: ['**/*.{ts,tsx,mjs,css}', '!bench/peers/**'],
    },
    'tests/bench/peers': { entry: ['*-server.ts'] },
  },
};

export default config;
