import { defineConfig } from 'vitest/config';

const shared = { pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } as const;

/** Two tiers: unit tests beside the code, and interop tests that start real servers and share the machine badly. */
export default defineConfig({
  test: {
    ...shared,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{main,shared,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.interop.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'interop',
          include: ['{main,e2e}/**/*.interop.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
