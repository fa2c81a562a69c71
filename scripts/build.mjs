import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';

try {
  await ensureBuilt({ force: process.argv.includes('--force') });
} catch (error) {
  say(`The build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
