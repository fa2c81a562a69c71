import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './paths.mjs';

/** @typedef {{ test: string, message: string }} Failure */

/**
 * The tests that failed by vitest's JSON report, and files that could not be loaded.
 *
 * @param {{ testResults?: { name: string, status: string, message?: string,
 *   assertionResults: { fullName: string, status: string, failureMessages?: string[] | null }[] }[] }} report
 * @returns {Failure[]}
 */
export function vitestFailures({ testResults = [] }) {
  return testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = relative(ROOT, name);
    if (status === 'failed' && assertionResults.length === 0) return [{ test: file, message }];
    return assertionResults
      .filter((assertion) => assertion.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: `${file}: ${fullName}`,
        message: failureMessages?.[0] ?? '',
      }));
  });
}

/**
 * @typedef {{ message?: string }} PlaywrightError
 * @typedef {{ title: string, file: string, ok: boolean,
 *   tests: { projectName: string, results: { errors?: PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * The tests that failed by Playwright's JSON report, and errors outside of any test.
 *
 * @param {{ suites?: PlaywrightSuite[], errors?: PlaywrightError[] }} report
 * @returns {Failure[]}
 */
export function playwrightFailures({ suites = [], errors = [] }) {
  return [
    ...suites.flatMap(failuresOfSuite),
    ...errors.map(({ message = '' }) => ({ test: 'outside of any test', message })),
  ];
}

/** @param {PlaywrightSuite} suite @returns {Failure[]} */
function failuresOfSuite({ specs = [], suites = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .flatMap(({ file, title, tests }) =>
      tests.flatMap(({ projectName, results }) => {
        const error = results.flatMap(({ errors = [] }) => errors)[0];
        return error === undefined ? [] : [{ test: `${projectName} ${file}: ${title}`, message: error.message ?? '' }];
      }),
    );
  return [...own, ...suites.flatMap(failuresOfSuite)];
}

const LONGEST_MESSAGE = 400;

/**
 * Whoever reads only the end of the output still learns what failed.
 *
 * @param {readonly Failure[]} failures
 * @returns {string} each with the beginning of its message, without colours
 */
export function failureLines(failures) {
  return failures
    .map(({ test, message }) => {
      const plain = stripVTControlCharacters(message).trim().slice(0, LONGEST_MESSAGE);
      return `  x ${test}\n${plain.replaceAll(/^/gm, '      ')}`;
    })
    .join('\n');
}
