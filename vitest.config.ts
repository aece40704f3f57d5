import { defineConfig } from 'vitest/config';

/** What every project has in common: two workers, because two cores are what a small machine has. */
const common = {
  environment: 'node',
  pool: 'forks',
  maxWorkers: 2,
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  // The pages under test are built by Vite beforehand: here only tests are read.
  cacheDir: 'node_modules/.vitest-cache',
  test: {
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        test: {
          ...common,
          name: 'rules',
          include: ['tests/*.test.ts', 'tests/{shared,server}/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'pages',
          include: ['tests/{client,fuzz,journeys,browser}/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
