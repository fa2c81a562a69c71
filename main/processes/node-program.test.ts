import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningProgram } from './child-program.ts';
import { launchNode } from './launch-fixture.ts';

/** Tells what it sees of its surroundings, then says back whatever it is told. */
const ECHO = `
  process.stderr.write('its last words');
  process.on('message', (message) => process.send(message === 'surroundings'
    ? { argv: process.argv.slice(2), names: Object.keys(process.env), flags: process.execArgv }
    : message));
  process.on('SIGTERM', () => { if (!process.argv.includes('stubborn')) process.exit(0); });
  process.send('ready');`;

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-program-'));
  path = join(folder, 'echo.mjs');
  await writeFile(path, ECHO);
});
afterAll(() => rm(folder, { recursive: true }));

/** A program that is ready, and everything it has said. */
async function start(...args: string[]): Promise<RunningProgram & { readonly said: unknown[] }> {
  const program = launchNode({ path, name: 'echo', args });
  const said: unknown[] = [];
  program.onMessage((message) => said.push(message));
  await vi.waitUntil(() => said.length > 0, { timeout: 10_000 });
  return { ...program, said };
}

describe('a program in a Node process of its own', () => {
  it('hears what it is sent, and nothing of our environment', async () => {
    vi.stubEnv('VSPHERE_PASSWORD', 'hunter2');
    const program = await start('one', 'two');
    program.send('surroundings');
    await vi.waitUntil(() => program.said.length > 1, { timeout: 10_000 });
    const { argv, names, flags } = program.said[1] as { argv: string[]; names: string[]; flags: string[] };
    expect([argv, flags]).toEqual([['one', 'two'], []]);
    expect(names).not.toContain('VSPHERE_PASSWORD');
    await Promise.all([program.stop(5000), program.stop(5000)]);
    expect(await program.ended).toBe('code 0');
    expect(program.stderr()).toBe('its last words');
    // Whoever tells a program that is gone is not harmed.
    expect(() => program.send('anything')).not.toThrow();
    vi.unstubAllEnvs();
  });

  it('is ended by force when it does not listen', async () => {
    const program = await start('stubborn');
    await program.stop(50);
    expect(await program.ended).toBe('SIGKILL');
  });

  it('that is not there ends with its exit code', async () => {
    expect(await launchNode({ path: join(folder, 'missing.mjs'), name: 'missing' }).ended).toBe('code 1');
  });
});
