import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const FORCE_GC = new URL('force-gc.ts', import.meta.url).href;
const inWorker = `
  import { Worker } from 'node:worker_threads';
  const code = "import('${FORCE_GC}').then(({ forceGc }) => (forceGc('minor'), forceGc('major')))";
  new Worker(code, { eval: true, env: {} })
    .on('error', ({ message }) => console.log(message))
    .on('exit', (code) => console.log('ended with', code, typeof globalThis.gc));
`;

/** What a process of its own prints: V8's flags are those of the whole process, and this one has set them. */
async function printed(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout;
}

it('a worker forces collections where the main thread has loaded this, whose own global stays as it was', async () => {
  expect(await printed(`import '${FORCE_GC}'; ${inWorker}`)).toBe('ended with 0 undefined\n');
});

it('a worker never changes the flags of V8 beside other isolates', async () => {
  expect(await printed(inWorker)).toContain('the main thread has to load force-gc.ts before');
});
