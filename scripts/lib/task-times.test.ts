import { expect, it } from 'vitest';
import { longestTaskMs } from './task-times.mjs';

const thread = (pid: number, tid: number, name: string) => ({ name: 'thread_name', ph: 'M', pid, tid, args: { name } });
const task = (pid: number, tid: number, tdur: number) => ({
  name: 'ThreadControllerImpl::RunTask',
  ph: 'X',
  pid,
  tid,
  tdur,
});

it('finds the longest task of a main thread of a page, and of no other thread', () => {
  const events = [
    thread(1, 1, 'CrBrowserMain'),
    thread(2, 7, 'CrRendererMain'),
    thread(2, 8, 'Compositor'),
    task(1, 1, 90_000),
    task(2, 8, 80_000),
    task(2, 7, 12_500),
    task(2, 7, 3000),
    { name: 'FunctionCall', ph: 'X', pid: 2, tid: 7, tdur: 70_000 },
  ];
  expect(longestTaskMs(events)).toBe(12.5);
  expect(longestTaskMs([])).toBe(0);
});
