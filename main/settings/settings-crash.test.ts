import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { readSettingsFile } from './settings-file.ts';
import { SettingsStore } from './settings-store.ts';

const REWRITE = fileURLToPath(new URL('./rewrite-fixture.ts', import.meta.url));
/** In each of two folders at the same time: most of it is waiting for processes to start. */
const KILLS = 10;

it('leaves the settings file whole, whenever a process that changes it is killed', async () => {
  const folders = [await temporaryFolder(), await temporaryFolder()];
  const sizes = (await Promise.all(folders.map(killAgainAndAgain))).flat();
  expect(sizes).toHaveLength(2 * KILLS);
  expect(new Set(sizes).size).toBeGreaterThan(2);
  for (const folder of folders) {
    expect((await readdir(folder)).filter((name) => name.endsWith('.bad'))).toEqual([]);
    // Whoever died with the lock keeps nobody else out.
    const store = await SettingsStore.open({ folder, environment: {} });
    await store.update({ batchSize: '7' });
    expect((await SettingsStore.open({ folder, environment: {} })).resolved.settings.batchSize).toBe(7);
  }
});

/** Resolves to the batch size that was found after each kill. */
async function killAgainAndAgain(folder: string): Promise<(string | undefined)[]> {
  const sizes: (string | undefined)[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const child = spawn(process.execPath, [REWRITE, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    // The moment is what is tried out here.
    await pause(Math.random() * 25);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const { stored, notice } = await readSettingsFile(join(folder, 'settings.json'));
    expect(notice).toBeUndefined();
    const { batchSize, server } = stored.texts;
    expect(server).toBe(`vc-${batchSize}.${'x'.repeat(Number(batchSize) * 10)}`);
    sizes.push(batchSize);
  }
  return sizes;
}
