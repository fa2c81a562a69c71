import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchGraphics } from './graphics.ts';

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-graphics-'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function started(version = '1.0.0', at = folder) {
  const clock = { now: 0 };
  let software = false;
  const application = Object.assign(new EventEmitter(), {
    disableHardwareAcceleration: () => {
      software = true;
    },
  });
  const log = (line: string) => void lines.push(line);
  const graphics = watchGraphics(application as unknown as App, { folder: at, version, log, now: () => clock.now });
  const end = (type = 'GPU', reason = 'crashed') =>
    application.emit('child-process-gone', {}, { type, reason, exitCode: 1 });
  return { graphics, clock, end, isSoftware: () => software };
}

test('a GPU process that ends three times in a minute is done without from the next start on', () => {
  const first = started();
  expect(first.isSoftware()).toBe(false);
  for (let count = 0; count < 4; count += 1) first.end();
  expect(first.graphics.facts()).toEqual([
    { name: 'Graphics', value: 'as Chromium chooses' },
    { name: 'Ends of the GPU process', value: '4' },
  ]);
  expect(lines.filter((line) => line.includes('from the next start on'))).toHaveLength(1);
  const second = started();
  expect(second.isSoftware()).toBe(true);
  expect(second.graphics.facts()).toEqual([
    { name: 'Graphics', value: 'software, because the GPU process failed before' },
  ]);
  expect(started('1.0.1').isSoftware(), 'another version tries it again').toBe(false);
});

test('ends that are rare, in order, or of another process change nothing', async () => {
  const { clock, end } = started();
  for (let count = 0; count < 6; count += 1) {
    end();
    end('GPU', 'clean-exit');
    end('Utility');
    clock.now += 30_001;
  }
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that cannot be written is told, and nothing else happens', () => {
  const { end } = started('1.0.0', join(folder, 'missing'));
  for (let count = 0; count < 3; count += 1) end();
  expect(lines.at(-1)).toContain('cannot be remembered');
});
