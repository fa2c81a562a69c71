import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { PUSH_NAMES, REQUEST_NAMES } from '../../../shared/channels.ts';
import type { HeapsphereBridge, MemoryTick } from '../../../shared/contract.ts';
import { CHANNELS } from './channels.ts';

type Listener = (event: IpcRendererEvent, ...args: unknown[]) => void;

const double = vi.hoisted(() => ({
  exposed: [] as [string, unknown][],
  invoked: [] as unknown[][],
  listeners: [] as [string, Listener][],
  answer: async (): Promise<unknown> => ({ ok: true, value: null }),
}));
vi.mock(import('electron'), () => {
  const contextBridge: Partial<ContextBridge> = {
    exposeInMainWorld: (name, api) => void double.exposed.push([name, api]),
  };
  const ipcRenderer: Partial<IpcRenderer> = {
    invoke: (...message) => {
      double.invoked.push(message);
      return double.answer();
    },
    on(channel, listener) {
      double.listeners.push([channel, listener]);
      return this as IpcRenderer;
    },
  };
  return { contextBridge: contextBridge as ContextBridge, ipcRenderer: ipcRenderer as IpcRenderer };
});

let bridge: HeapsphereBridge;

beforeEach(async () => {
  Object.assign(double, { exposed: [], invoked: [], listeners: [], answer: async () => ({ ok: true, value: null }) });
  vi.resetModules();
  await import('./preload.ts');
  bridge = double.exposed[0]?.[1] as HeapsphereBridge;
});

/** What main sends arrives at every listener of its channel. */
function push(name: string, payload: unknown): void {
  for (const [, listener] of double.listeners) listener({ sender: {} } as IpcRendererEvent, name, payload);
}

const ticks: MemoryTick[] = [{ at: 1, rss: 2, processes: [], isolates: [], gc: [], batches: [] }];

describe('the bridge', () => {
  test('is the one thing exposed, with exactly the names of the contract, and functions only', () => {
    expect(double.exposed.map(([name]) => name)).toEqual(['heapsphere']);
    expect(Object.keys(bridge).sort()).toEqual(['pushes', 'requests']);
    expect(Object.keys(bridge.requests)).toEqual([...REQUEST_NAMES]);
    expect(Object.keys(bridge.pushes)).toEqual([...PUSH_NAMES]);
    for (const each of [...Object.values(bridge.requests), ...Object.values(bridge.pushes)]) {
      expect(each).toBeTypeOf('function');
    }
  });

  test('listens to one channel, and says nothing by itself', () => {
    expect(double.listeners.map(([channel]) => channel)).toEqual([CHANNELS.push]);
    expect(double.invoked).toEqual([]);
  });

  test.each(REQUEST_NAMES)(
    '%s asks under its own name, with its params alone, and returns the envelope',
    async (name) => {
      const envelope = { ok: true, value: { some: 'answer' } };
      double.answer = async () => envelope;
      const ask = bridge.requests[name] as (...args: unknown[]) => Promise<unknown>;
      expect(await ask({ a: 1 }, 'app:info', 'more')).toEqual(envelope);
      expect(double.invoked).toEqual([[CHANNELS.request, name, { a: 1 }]]);
    },
  );
});

describe('listening', () => {
  test('a listener gets the payload and no event', () => {
    const heard: unknown[][] = [];
    bridge.pushes['memory:ticks']((...args: unknown[]) => heard.push(args));
    push('memory:ticks', ticks);
    expect(heard).toEqual([[ticks]]);
  });

  test('a listener hears its own push only; unknown names are nobody’s', () => {
    const heard: unknown[] = [];
    bridge.pushes['memory:ticks']((payload) => heard.push(payload));
    for (const name of ['collection:changed', 'inventory:chunk', 'constructor', '']) push(name, {});
    expect(heard).toEqual([]);
  });

  test('starts with the first listener and stops with the last', () => {
    const first = bridge.pushes['memory:ticks'](() => {});
    const second = bridge.pushes['memory:ticks'](() => {});
    expect(double.invoked).toEqual([[CHANNELS.subscribe, 'memory:ticks']]);
    first();
    first();
    expect(double.invoked).toHaveLength(1);
    second();
    second();
    expect(double.invoked.slice(1)).toEqual([[CHANNELS.unsubscribe, 'memory:ticks']]);
    bridge.pushes['memory:ticks'](() => {});
    expect(double.invoked.slice(2)).toEqual([[CHANNELS.subscribe, 'memory:ticks']]);
  });

  test('one function given twice is heard twice, and each ends for itself', () => {
    const heard: unknown[] = [];
    const hear = (payload: unknown) => heard.push(payload);
    const end = bridge.pushes['memory:ticks'](hear);
    bridge.pushes['memory:ticks'](hear);
    push('memory:ticks', ticks);
    expect(heard).toHaveLength(2);
    end();
    push('memory:ticks', ticks);
    expect(heard).toHaveLength(3);
  });

  test('a subscription that main refuses is told on the console and breaks nothing', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    double.answer = async () => {
      throw new Error('refused');
    };
    bridge.pushes['memory:ticks'](() => {});
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    told.mockRestore();
  });
});
