import { defineConfig } from 'vitest/config';

const shared = {
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Style sheets are left out, except for those that are asked for as text.
  css: { include: [/\.css\?raw$/] },
};

const interop = { ...shared, testTimeout: 120_000, hookTimeout: 120_000 };
/** Tests that compare times or heaps of several collections: with nothing beside them. */
const MEASURING = ['main/collector/heap-growth.interop.test.ts', 'e2e/interop/switches.interop.test.ts'];
/** Tests of many collections each, which `npm run test:long` runs. */
const LONG = [
  'main/{leak-check,benchmark-handlers}.interop.test.ts',
  'e2e/interop/{bench-ends,bench-peak,cache-sharing,compression-ratio,export-memory,schedule}.interop.test.ts',
];

/** Faults that are over soon: part of `npm test`, and of `npm run test:faults` too. */
const FAST_FAULTS = 'e2e/faults/**/*.interop.test.ts';

/** Tests that put a double in the place of `electron`: each file in a process of its own. */
const ON_A_DOUBLE = 'main/hosts/electron/**/*.test.ts';

/** Faults that take minutes, memory or a disk of their own: with the fast ones in `npm run test:faults`, outside of `npm test`. */
const faults = { ...shared, testTimeout: 280_000, hookTimeout: 120_000 };

/**
 * Unit tests beside the code, and interop tests that start real servers. The long ones of these and the faults have runs
 * of their own; what measures runs one by one.
 */
export default defineConfig({
  test: {
    ...shared,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{main,shared,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.interop.test.ts', ON_A_DOUBLE],
          maxWorkers: 2,
          // A process for every file would take as long as all the tests; what a test changes in its process it restores.
          isolate: false,
        },
      },
      { test: { ...shared, name: 'unit on a double', include: [ON_A_DOUBLE], maxWorkers: 2 } },
      {
        test: {
          ...interop,
          name: 'interop',
          include: ['{main,e2e,scripts}/**/*.interop.test.ts'],
          exclude: [...MEASURING, ...LONG, FAST_FAULTS],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...interop,
          name: 'interop faults',
          include: [FAST_FAULTS],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { ...interop, name: 'long', include: LONG, maxWorkers: 2, sequence: { groupOrder: 1 } } },
      {
        test: {
          ...interop,
          name: 'long measuring',
          include: MEASURING,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...faults,
          name: 'faults',
          include: ['e2e/faults/**/*.faults.test.ts'],
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
