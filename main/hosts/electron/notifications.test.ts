import type { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type * as Electron from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import type { AppCommand } from '../../../shared/app-view.ts';
import { APPLICATION_ID, systemNotifier } from './notifications.ts';

const double = vi.hoisted(() => ({ supported: true, shown: [] as object[], windows: [] as object[] }));

vi.mock(import('electron'), async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Notification extends Emitter {
    static isSupported = () => double.supported;
    readonly texts: { readonly title: string; readonly body: string };
    closed = false;
    constructor(texts: { readonly title: string; readonly body: string }) {
      super();
      this.texts = texts;
    }
    show = () => void double.shown.push(this);
    close = () => {
      this.closed = true;
      this.emit('close');
    };
  }
  return { Notification, BrowserWindow: { getAllWindows: () => double.windows } } as unknown as typeof Electron;
});

interface Shown extends EventEmitter {
  readonly texts: { readonly title: string; readonly body: string };
  readonly closed: boolean;
}

const ENDED = { title: 'Collection finished', body: '2,279 rows in 12 s.', screen: 'inventory' } as const;
let commands: AppCommand[];
let lines: string[];
let notify: ReturnType<typeof systemNotifier>;
const shown = (): Shown[] => double.shown as Shown[];

beforeEach(() => {
  Object.assign(double, { supported: true, shown: [], windows: [] });
  commands = [];
  lines = [];
  notify = systemNotifier({ command: (command) => commands.push(command), log: (line) => lines.push(line) });
});

test('a click brings the window to the front, on the screen that was meant', () => {
  const steps: string[] = [];
  const step = (name: string) => () => void steps.push(name);
  double.windows = [
    { isMinimized: () => true, restore: step('restored'), show: step('shown'), focus: step('focused') },
  ];
  notify(ENDED);
  expect(shown().map(({ texts }) => texts)).toEqual([{ title: ENDED.title, body: ENDED.body }]);
  shown()[0]?.emit('click');
  expect(steps).toEqual(['restored', 'shown', 'focused']);
  expect(commands).toEqual([{ command: 'screen', screen: 'inventory' }]);
});

test('a newer word about a screen takes the place of the older one, and of no other', () => {
  notify(ENDED);
  notify({ ...ENDED, screen: 'benchmark' });
  notify({ ...ENDED, body: 'again' });
  expect(shown().map(({ closed }) => closed)).toEqual([true, false, false]);
});

test('a click after the window was closed does nothing; what cannot be shown is logged', () => {
  notify(ENDED);
  shown()[0]?.emit('click');
  expect(commands).toEqual([]);
  notify(ENDED);
  shown()[1]?.emit('failed', {}, 'no notification server');
  expect(lines).toEqual(['A notification could not be shown: no notification server']);
});

test('a system without notifications is left alone', () => {
  double.supported = false;
  notify(ENDED);
  expect(shown()).toEqual([]);
});

test('the id of the application is the one that its installer writes', async () => {
  const builder = await readFile(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  expect(builder).toMatch(new RegExp(`^appId: ${APPLICATION_ID}$`, 'm'));
});
