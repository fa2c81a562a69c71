/**
 * @typedef {{ name: string, status: string, message?: string,
 *   assertionResults: { fullName: string, status: string, failureMessages?: string[] | null }[] }} FileResult
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults?: FileResult[] }} VitestReport
 */

/**
 * The test files whose process died, by vitest's JSON report: no test of theirs failed, and some never ran. None where anything
 * failed besides, as that is to be mended first.
 *
 * @param {VitestReport} report
 * @returns {readonly string[]} their paths
 */
export function diedFiles({ numFailedTests = 0, testResults = [] }) {
  const failed = testResults.filter(({ status }) => status === 'failed');
  const died = failed.filter(({ assertionResults }) => assertionResults.some(({ status }) => status === 'pending'));
  return numFailedTests === 0 && died.length === failed.length ? died.map(({ name }) => name) : [];
}

/**
 * A report in which some files have the results of another run.
 *
 * @param {VitestReport} report
 * @param {VitestReport} again of those files alone
 * @returns {VitestReport}
 */
export function withAgain(report, again) {
  const names = new Set((again.testResults ?? []).map(({ name }) => name));
  const old = (report.testResults ?? []).filter(({ name }) => names.has(name)).flatMap((file) => file.assertionResults);
  const oldPassed = old.filter(({ status }) => status === 'passed').length;
  return {
    ...report,
    numPassedTests: (report.numPassedTests ?? 0) - oldPassed + (again.numPassedTests ?? 0),
    numFailedTests: (report.numFailedTests ?? 0) + (again.numFailedTests ?? 0),
    numPendingTests: (report.numPendingTests ?? 0) + (again.numPendingTests ?? 0),
    testResults: [...(report.testResults ?? []).filter(({ name }) => !names.has(name)), ...(again.testResults ?? [])],
  };
}
