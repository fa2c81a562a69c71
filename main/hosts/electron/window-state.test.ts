import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readWindowState, rememberWindow } from './window-state.ts';

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapsphere-window-'));
  lines = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

class WindowDouble extends EventEmitter {
  bounds: Rectangle = { x: 10, y: 20, width: 1000, height: 700 };
  maximized = false;
  destroyed = false;
  readonly getNormalBounds = () => this.bounds;
  readonly isMaximized = () => this.maximized;
  readonly isFullScreen = () => false;
  readonly isDestroyed = () => this.destroyed;
}

function remembered() {
  const window = new WindowDouble();
  const memory = rememberWindow(window as unknown as BrowserWindow, folder, (line) => lines.push(line));
  return { window, memory };
}

describe('where a window is', () => {
  test('is written once it has come to rest, and read at the next start', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { window, memory } = remembered();
    for (let x = 0; x < 100; x += 1) {
      window.bounds = { ...window.bounds, x };
      window.emit('move');
    }
    expect(vi.getTimerCount()).toBe(1);
    expect(await readdir(folder)).toEqual([]);
    window.maximized = true;
    window.emit('maximize');
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    await memory.flush();
    expect(await readWindowState(folder)).toEqual({
      version: 1,
      bounds: { x: 99, y: 20, width: 1000, height: 700 },
      maximized: true,
      fullScreen: false,
    });
  });

  test('is written at the end at the latest', async () => {
    const { window, memory } = remembered();
    window.emit('resize');
    await memory.flush();
    expect(await readWindowState(folder)).toMatchObject({ bounds: { x: 10 } });
    window.bounds = { ...window.bounds, x: 11 };
    window.emit('close');
    window.destroyed = true;
    window.emit('closed');
    await memory.flush();
    expect(await readWindowState(folder)).toMatchObject({ bounds: { x: 11 } });
  });

  test('that cannot be written is told once', async () => {
    const { window, memory } = remembered();
    await rm(folder, { recursive: true });
    for (let count = 0; count < 2; count += 1) {
      window.emit('resize');
      await memory.flush();
    }
    expect(lines).toEqual([expect.stringContaining("The window's place cannot be remembered")]);
  });
});

describe('a file that is not what it should be counts as none:', () => {
  const good = { version: 1, bounds: { x: 1, y: 2, width: 3, height: 4 }, maximized: false, fullScreen: false };
  test.each<[string, string]>([
    ['no JSON', 'window'],
    ['half of it', JSON.stringify(good).slice(0, 20)],
    ['another version', JSON.stringify({ ...good, version: 2 })],
    ['sizes below one', JSON.stringify({ ...good, bounds: { ...good.bounds, width: 0 } })],
    ['places out of this world', JSON.stringify({ ...good, bounds: { ...good.bounds, x: 1e9 } })],
    ['no numbers', JSON.stringify({ ...good, bounds: { ...good.bounds, x: null } })],
    ['more than we write', JSON.stringify({ ...good, preload: '/tmp/evil.js' })],
    ['far too much', `${' '.repeat(70_000)}${JSON.stringify(good)}`],
  ])('%s', async (_what, text) => {
    await writeFile(join(folder, 'window.json'), text);
    expect(await readWindowState(folder)).toBeUndefined();
    expect(await readFile(join(folder, 'window.json'), 'utf8'), 'it is left as it is').toBe(text);
  });

  test('none at all', async () => {
    expect(await readWindowState(join(folder, 'missing'))).toBeUndefined();
  });
});
