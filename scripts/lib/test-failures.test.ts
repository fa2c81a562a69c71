import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './paths.mjs';
import { failureLines, playwrightFailures, vitestFailures } from './test-failures.mjs';

it('names what failed in a report of vitest', () => {
  const failed = { fullName: 'cache is full', status: 'failed', failureMessages: ['expected 1 to be 2\n  at cache'] };
  const passed = { fullName: 'cache is empty', status: 'passed', failureMessages: [] };
  const testResults = [
    { name: join(ROOT, 'main/cache.test.ts'), status: 'failed', assertionResults: [passed, failed] },
    { name: join(ROOT, 'main/broken.test.ts'), status: 'failed', message: 'no such file', assertionResults: [] },
  ];
  expect(vitestFailures({ testResults })).toEqual([
    { test: 'main/cache.test.ts: cache is full', message: 'expected 1 to be 2\n  at cache' },
    { test: 'main/broken.test.ts', message: 'no such file' },
  ]);
});

it('names what failed in a report of Playwright, however deep it lies', () => {
  const results = [{ errors: [{ message: 'not visible' }] }];
  const spec = { title: 'opens', file: 'tree.spec.ts', ok: false, tests: [{ projectName: 'web', results }] };
  const good = { ...spec, title: 'closes', ok: true, tests: [{ projectName: 'web', results: [{}] }] };
  const report = { suites: [{ specs: [good], suites: [{ specs: [spec] }] }], errors: [{ message: 'no setup' }] };
  expect(playwrightFailures(report)).toEqual([
    { test: 'web tree.spec.ts: opens', message: 'not visible' },
    { test: 'outside of any test', message: 'no setup' },
  ]);
});

it('writes a failure without colours and cut', () => {
  const [name, first, second] = failureLines([
    { test: 'web a', message: `\u001b[31mred\u001b[0m\n${'x'.repeat(999)}` },
  ]).split('\n');
  expect(name).toBe('  x web a');
  expect(first).toBe('      red');
  expect(second).toHaveLength(6 + 396);
});
