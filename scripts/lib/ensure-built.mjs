import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isFresh } from './build-dist.mjs';
import { isAtLeast, OLDEST_SYSTEM_NODE } from './install-state.mjs';
import { ROOT } from './paths.mjs';

const BUILD = join(ROOT, 'scripts', 'build.mjs');

/**
 * Builds dist/ when a source has changed since it was built; writes to stderr only. In a process of its own: the bundler
 * leaves a gigabyte behind in the one it ran in, and ours goes on as the application.
 *
 * @throws {Error} when the build fails, which the build has said why of; the old build stays.
 */
export async function ensureBuilt() {
  if (isFresh()) return;
  if (!isAtLeast(process.versions.node, OLDEST_SYSTEM_NODE)) {
    throw new Error(`This is Node ${process.versions.node}: start it through npm, which uses the bundled Node.`);
  }
  const build = spawn(process.execPath, [BUILD], { stdio: ['ignore', process.stderr, process.stderr] });
  const [code, signal] = await once(build, 'exit');
  if (code !== 0) throw new Error(`${BUILD} ended with ${code ?? signal}.`);
}
