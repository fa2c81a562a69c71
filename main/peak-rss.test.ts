import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { peakRssBytes } from './peak-rss.ts';

const MB = 1024 * 1024;
const MODULE = JSON.stringify(new URL('./peak-rss.ts', import.meta.url).href);

it('is the largest resident set there was, not the present one', () => {
  const before = peakRssBytes();
  Buffer.alloc(400 * MB, 1).fill(2);
  expect(peakRssBytes()).toBeGreaterThan(before + 200 * MB);
  expect(peakRssBytes()).toBeGreaterThanOrEqual(process.memoryUsage.rss() * 0.98);
});

it('owes nothing to the process that started this one', () => {
  const grandchild = `import { peakRssBytes } from ${MODULE}; console.log(peakRssBytes());`;
  const child = `
    import { spawnSync } from 'node:child_process';
    const held = Buffer.alloc(500 * ${MB}, 1);
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(grandchild)}]);
    console.log(String(stdout), held[7]);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', child]);
  const peak = Number.parseInt(String(stdout), 10);
  expect(peak).toBeGreaterThan(20 * MB);
  expect(peak).toBeLessThan(300 * MB);
});
