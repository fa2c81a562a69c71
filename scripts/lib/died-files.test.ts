import { describe, expect, it } from 'vitest';
import { diedFiles, withAgain } from './died-files.mjs';
import { vitestCounts } from './test-counts.mjs';

const file = (name: string, status: string, ...results: string[]) => ({
  name,
  status,
  assertionResults: results.map((each, index) => ({ fullName: `${name} ${index}`, status: each })),
});
const passed = file('a', 'passed', 'passed', 'skipped');
const died = file('b', 'failed', 'passed', 'pending', 'pending');

describe('files whose process died', () => {
  it('are those with tests that never ran, and none that failed', () => {
    expect(diedFiles({ numFailedTests: 0, testResults: [passed, died] })).toEqual(['b']);
    expect(diedFiles({ testResults: [passed] })).toEqual([]);
    expect(diedFiles({})).toEqual([]);
  });

  it('are not looked for where a test failed, or a file could not be loaded', () => {
    const failed = file('c', 'failed', 'failed');
    expect(diedFiles({ numFailedTests: 1, testResults: [died, failed] })).toEqual([]);
    expect(diedFiles({ numFailedTests: 0, testResults: [died, file('d', 'failed')] })).toEqual([]);
  });

  it('count with the results of their second run', () => {
    const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, testResults: [passed, died] };
    const good = { numPassedTests: 3, testResults: [file('b', 'passed', 'passed', 'passed', 'passed')] };
    expect(vitestCounts(withAgain(report, good))).toEqual({ passed: 4, failed: 0, skipped: 1 });
    const bad = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [file('b', 'failed', 'passed', 'failed', 'passed')],
    };
    expect(vitestCounts(withAgain(report, bad))).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });
});
