import { expect, it } from 'vitest';
import { playwrightCounts, totalLine, vitestCounts } from './test-counts.mjs';

it('adds up what the runners report', () => {
  const unit = vitestCounts({ numPassedTests: 240, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const e2e = playwrightCounts({ stats: { expected: 12, unexpected: 1, flaky: 1, skipped: 1 } });
  expect(totalLine([unit, e2e])).toBe('252 passed, 3 failed, 4 skipped');
});

it('counts a test file that could not be loaded, and an error outside of any test, as failures', () => {
  const unloaded = { status: 'failed', assertionResults: [] };
  expect(vitestCounts({ numPassedTests: 3, numFailedTests: 0, testResults: [unloaded] }).failed).toBe(1);
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightCounts({ stats, errors: [{ message: 'no tests found' }] }).failed).toBe(1);
});
