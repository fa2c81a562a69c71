import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApplicationDouble } from './electron-fixture.ts';
import { type Closing, closeBeforeQuit } from './quit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function prepared(parts: Partial<Closing>) {
  const application = new ApplicationDouble();
  const steps: string[] = [];
  closeBeforeQuit(application.asApp, {
    closeWindows: () => steps.push('windows closed'),
    dispose: async () => void steps.push('disposed'),
    exitCode: () => 0,
    log: (line) => steps.push(line),
    ...parts,
  });
  return { application, steps };
}

test('windows close first, then the app is disposed, then the process exits', async () => {
  const disposing = Promise.withResolvers<void>();
  const { application, steps } = prepared({
    dispose: () => {
      steps.push('disposing');
      return disposing.promise;
    },
  });
  expect(application.askToQuit()).toBe(true);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(steps).toEqual(['windows closed', 'disposing']);
  expect(application.exits).toEqual([]);
  disposing.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(application.exits).toEqual([0]);
  expect(vi.getTimerCount()).toBe(0);
});

test('every attempt to quit is held back, and closing happens once', async () => {
  const { application, steps } = prepared({});
  expect([application.askToQuit(), application.askToQuit(), application.askToQuit()]).toEqual([true, true, true]);
  await vi.advanceTimersByTimeAsync(0);
  expect(steps).toEqual(['windows closed', 'disposed']);
  expect(application.exits).toEqual([0]);
});

test('a dispose that hangs is given up after 20 s', async () => {
  const { application, steps } = prepared({ dispose: () => new Promise(() => {}) });
  application.askToQuit();
  await vi.advanceTimersByTimeAsync(19_999);
  expect(application.exits).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(application.exits).toEqual([1]);
  expect(steps.at(-1)).toContain('no end after 20 s');
});

test('a dispose that fails still ends the process, and is told', async () => {
  const { application, steps } = prepared({ dispose: () => Promise.reject(new Error('logout failed')) });
  application.askToQuit();
  await vi.advanceTimersByTimeAsync(0);
  expect(application.exits).toEqual([1]);
  expect(steps.at(-1)).toContain('logout failed');
});

test('the exit code of a start that failed is kept', async () => {
  const { application } = prepared({ exitCode: () => 2 });
  application.askToQuit();
  await vi.advanceTimersByTimeAsync(0);
  expect(application.exits).toEqual([2]);
});
