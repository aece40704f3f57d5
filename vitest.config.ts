import { defineConfig } from 'vitest/config';
import { PATIENCE } from './tests/support/patience.ts';

/**
 * What every project has in common. Three workers on the two cores that a small machine has: most tests wait for a browser,
 * a disk or a socket most of the time. All projects run at once, so that the longest file of one keeps no worker idle.
 */
const common = {
  environment: 'node',
  pool: 'forks',
  maxWorkers: 3,
  // Told beside the test's name. What is wrong fails twice; what a busy machine held up for a minute does not fail a whole run.
  retry: 1,
  testTimeout: 5 * PATIENCE,
  hookTimeout: 3 * PATIENCE,
  expect: { poll: { timeout: PATIENCE } },
} as const;

export default defineConfig({
  // The pages under test are built by Vite beforehand: here only tests are read.
  cacheDir: 'node_modules/.vitest-cache',
  test: {
    passWithNoTests: false,
    allowOnly: false,
    // The provider that tests sign in with warns that it is set up for tests.
    onConsoleLog: (line) => (/oidc-provider (WARNING|NOTICE)/.test(line) ? false : undefined),
    projects: [
      {
        test: {
          ...common,
          name: 'rules',
          include: ['tests/*.test.ts', 'tests/{shared,server}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'pages',
          include: ['tests/{client,fuzz,journeys,browser}/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
