import { buildDist } from './lib/build-dist.mjs';
import { say } from './lib/output.mjs';

try {
  await buildDist({ force: process.argv.includes('--force') });
} catch (error) {
  say(`The build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
