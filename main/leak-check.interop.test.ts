import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./leak-check-fixture.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leak-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** @param keep objects that are kept with every run */
async function check(runs: number, keep: number) {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, folder, String(runs), String(keep)]);
  return JSON.parse(stdout);
}

const RUNS = 6;

describe('a leak check of the whole application', () => {
  it('finds it steady, and leaves no trace in lists and cache', async () => {
    const { leak, pushes, second, collections, cached } = await check(RUNS, 0);
    expect(leak).toMatchObject({ phase: 'completed', runs: RUNS, label: 'Demo estate, 500 VMs' });
    expect(leak.points).toHaveLength(RUNS);
    expect(leak.verdict.kind, leak.verdict.sentence).toBe('steady');
    expect(pushes).toBeGreaterThan(RUNS);
    expect(second).toMatchObject({ ok: false, error: { message: 'A leak check is running.' } });
    expect(collections.after).toEqual(collections.before);
    expect(cached.after).toEqual(cached.before);
  }, 240_000);

  it('finds what is kept with every collection', async () => {
    const { leak, kept } = await check(RUNS, 20_000);
    expect(kept).toBe(RUNS);
    expect(leak.verdict.kind, leak.verdict.sentence).toBe('growing');
    // An object with one number takes 16 bytes with compressed pointers and 32 without, and 8 in the list.
    expect(leak.verdict.lowBytes).toBeGreaterThan(200_000);
    expect(leak.verdict.sentence).toMatch(/^A leak: the settled heap grows by \d/);
  }, 240_000);
});
