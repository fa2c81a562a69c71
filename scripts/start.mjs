// Opens the dashboard: in Electron where that can run, else in the browser through the web host.
import { spawn } from 'node:child_process';
import { findElectron } from './lib/electron.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';
import { ROOT } from './lib/paths.mjs';

/** Electron that ends like this so soon did not get as far as our code: a library or the kernel's sandbox is missing. */
const START_MILLISECONDS = 10_000;
const CANNOT_RUN = new Set([127, 'SIGTRAP', 'SIGABRT', 'SIGSEGV']);

const args = process.argv.slice(2);

try {
  await ensureBuilt();
} catch (error) {
  say(`The build failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

const forWeb = args.find((argument) => argument === '--no-open' || /^--port(=|$)/.test(argument));
const electron = forWeb ? { reason: `${forWeb} belongs to it` } : await findElectron(process.env);
const reason = 'reason' in electron ? electron.reason : await runElectron(electron.program);
if (reason !== undefined) {
  say(`Opening the web host, because ${reason}.`);
  process.argv.splice(2, Infinity, 'serve', ...args);
  await import('./cli.mjs');
}

/**
 * @param {string} program
 * @returns {Promise<string | undefined>} why it could not run; undefined when it ran, with its exit code as ours.
 */
function runElectron(program) {
  const since = performance.now();
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  // The folder and not the file: its package.json gives the application its name and its entry.
  const child = spawn(program, [ROOT, ...args], { env: environment, stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  // Ctrl-C in a terminal reaches Electron by itself; stay until it has closed its collections.
  const wait = () => undefined;
  process.on('SIGTERM', stop).on('SIGINT', wait);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`Electron could not be started (${error.message})`));
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', stop).off('SIGINT', wait);
      const how = code ?? signal ?? 1;
      if (CANNOT_RUN.has(how) && performance.now() - since < START_MILLISECONDS) {
        resolve(`Electron cannot run here (it ended with ${how})`);
        return;
      }
      process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
      resolve(undefined);
    });
  });
}
