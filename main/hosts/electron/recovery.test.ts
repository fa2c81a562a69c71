import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContentsDouble } from './electron-fixture.ts';
import { recoverPage } from './recovery.ts';

const DASHBOARD = 'app://heapsphere/index.html';
const STOPPED = 'app://heapsphere/stopped.html';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched() {
  const window = Object.assign(new EventEmitter(), { webContents: new ContentsDouble(1) });
  const loads: string[] = [];
  const lines: string[] = [];
  const state = { closing: false };
  recoverPage(window as unknown as BrowserWindow, {
    load: (url) => loads.push(url),
    isClosing: () => state.closing,
    log: (line) => lines.push(line),
    now: () => Date.now(),
  });
  const crash = (reason = 'crashed') => window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { window, loads, lines, state, crash };
}

test('a page that crashed is loaded again: at once, after 1 s, after 5 s; then a page that says so is shown', () => {
  const { loads, lines, crash } = watched();
  for (const pause of [0, 1000, 5000]) {
    const before = loads.length;
    crash('oom');
    if (pause > 0) {
      vi.advanceTimersByTime(pause - 1);
      expect(loads.length).toBe(before);
    }
    vi.advanceTimersByTime(1);
    expect(loads.slice(before)).toEqual([DASHBOARD]);
  }
  crash('oom');
  vi.advanceTimersByTime(0);
  expect(loads.slice(3)).toEqual([STOPPED]);
  expect(lines).toHaveLength(4);
  expect(lines[3]).toContain('(oom)');
});

test('crashes that lie two minutes apart have nothing to do with each other', () => {
  const { loads, crash } = watched();
  for (let count = 0; count < 10; count += 1) {
    crash();
    vi.advanceTimersByTime(0);
    vi.advanceTimersByTime(120_000);
  }
  expect(loads).toEqual(Array.from({ length: 10 }, () => DASHBOARD));
});

test('nothing is loaded into a window that ended in order, is being closed, or is gone', () => {
  const { window, loads, state, crash } = watched();
  crash('clean-exit');
  crash();
  window.emit('closed');
  vi.runAllTimers();
  expect(loads).toEqual([]);
  crash();
  state.closing = true;
  vi.runAllTimers();
  crash();
  vi.runAllTimers();
  expect(loads).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
