import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';
import { DIST } from './lib/paths.mjs';

try {
  await ensureBuilt();
} catch (error) {
  say(`The build failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
// In this very process: arguments, streams, signals and the exit code are the CLI's own.
const program = join(DIST, 'main', 'cli.js');
process.argv[1] = program;
await import(pathToFileURL(program).href);
