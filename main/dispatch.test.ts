import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PushName } from '../shared/channels.ts';
import { HeapsphereError } from '../shared/errors.ts';
import { type ConnectionScope, createDoor, type DoorOptions, type RequestHandlers } from './dispatch.ts';

function doorWith(handlers: Partial<RequestHandlers>, sources: DoorOptions['sources'] = {}) {
  return createDoor({ handlers: handlers as RequestHandlers, sources });
}

function windowOn(door: ReturnType<typeof doorWith>) {
  const pushed: [PushName, unknown][] = [];
  const connection = door.connect({ push: (name, payload) => void pushed.push([name, payload]) });
  return { connection, pushed };
}

afterEach(() => vi.useRealTimers());

const ticks = [{ at: 1, rss: 2, processes: [], isolates: [], gc: [], batches: [] }];

describe('requests', () => {
  it('reach their handler with checked params and defaults filled in', async () => {
    let seen: unknown;
    const { connection } = windowOn(
      doorWith({
        'collection:start': (params) => {
          seen = params;
          return { collectionId: 'c1' };
        },
      }),
    );
    const answer = await connection.request('collection:start', { source: { kind: 'demo', vms: 10 } });
    expect(answer).toEqual({ ok: true, value: { collectionId: 'c1' } });
    expect(seen).toEqual({ source: { kind: 'demo', vms: 10, seed: 1, datacenters: [] } });
  });

  it.each([
    ['no:such', {}],
    ['toString', {}],
    ['collection:cancel', {}],
    ['collection:cancel', { collectionId: 'c1', extra: 1 }],
    ['collection:cancel', null],
    ['collection:start', { source: { kind: 'demo', vms: 100_001 } }],
    ['inventory:credit', { collectionId: 'c1', seq: -1 }],
  ])('refuse %s %o before any handler', async (name, params) => {
    const { connection } = windowOn(doorWith({}));
    expect(await connection.request(name, params)).toMatchObject({ ok: false, error: { code: 'usage' } });
  });

  it.each([
    ['server', { server: '' }],
    ['password', { password: 'hunter2'.repeat(200) }],
    ['password', { password: ['hunter2'] }],
    ['fingerprint256', { fingerprint256: 'hunter3' }],
    ['datacenters', { datacenters: 'hunter4' }],
    ['kind', { kind: 'hunter5' }],
  ])('name the field %s that was refused, and never its value nor any other', async (field, wrong) => {
    const { connection } = windowOn(doorWith({}));
    const source = { kind: 'vcenter', server: 'vc', user: 'anna', password: 'hunter2', ...wrong };
    const answer = await connection.request('collection:start', { source });
    expect(answer).toMatchObject({ ok: false, error: { code: 'usage', message: expect.stringContaining(field) } });
    expect(JSON.stringify(answer)).not.toMatch(/hunter|anna/);
  });

  it('are refused when the window is closed', async () => {
    const { connection } = windowOn(doorWith({ 'memory:history': () => [] }));
    connection.close();
    connection.close();
    expect(await connection.request('memory:history', {})).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(connection.subscribe('memory:ticks')).toMatchObject({ ok: false, error: { code: 'usage' } });
  });

  it.each([
    [
      'thrown',
      () => {
        throw new TypeError('x is undefined');
      },
    ],
    ['rejected', () => Promise.reject(new TypeError('x is undefined'))],
  ])('carry a failure nobody expected, %s, as an internal one', async (_how, handler) => {
    const { connection } = windowOn(doorWith({ 'memory:history': handler }));
    expect(await connection.request('memory:history', {})).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'TypeError: x is undefined' },
    });
  });

  it('carry a failure as data', async () => {
    const data = { code: 'usage', message: 'There is no collection "c9".', action: 'Reload.' } as const;
    const { connection } = windowOn(
      doorWith({
        'collection:cancel': () => {
          throw new HeapsphereError(data);
        },
      }),
    );
    expect(await connection.request('collection:cancel', { collectionId: 'c9' })).toEqual({ ok: false, error: data });
  });

  it('are bounded in number; an answered one makes room for the next', async () => {
    const first = Promise.withResolvers<[]>();
    const pending = [first.promise, ...Array.from({ length: 31 }, () => new Promise<[]>(() => {}))];
    const answers = pending.values();
    const { connection } = windowOn(doorWith({ 'memory:history': () => answers.next().value ?? [] }));
    const asked = pending.map(() => connection.request('memory:history', {}));
    expect(await connection.request('memory:history', {})).toMatchObject({ ok: false, error: { code: 'usage' } });
    first.resolve([]);
    await asked[0];
    expect(await connection.request('memory:history', {})).toEqual({ ok: true, value: [] });
  });

  it('are bounded in a second, wrong ones included, for each window by itself', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const door = doorWith({ 'memory:history': () => [] });
    const [{ connection }, other] = [windowOn(door), windowOn(door)];
    const ask = (name = 'memory:history') => connection.request(name, {});
    for (let count = 0; count < 250; count += 1) {
      expect(await ask()).toEqual({ ok: true, value: [] });
      expect(await ask('no:such')).toMatchObject({ ok: false });
    }
    expect(await ask()).toMatchObject({ ok: false, error: { message: expect.stringContaining('one second') } });
    expect(await other.connection.request('memory:history', {})).toEqual({ ok: true, value: [] });
    vi.advanceTimersByTime(1000);
    expect(await ask()).toEqual({ ok: true, value: [] });
  });
});

describe('pushes', () => {
  it('start with the first listener and stop with the last', () => {
    const log: string[] = [];
    let emit: (payload: typeof ticks) => void = () => {};
    const door = doorWith(
      {},
      {
        'memory:ticks': (listener) => {
          log.push('start');
          emit = listener;
          return () => log.push('stop');
        },
      },
    );
    const [one, two] = [windowOn(door), windowOn(door)];
    one.connection.subscribe('memory:ticks');
    one.connection.subscribe('memory:ticks');
    two.connection.subscribe('memory:ticks');
    emit(ticks);
    expect([one.pushed, two.pushed]).toEqual([[['memory:ticks', ticks]], [['memory:ticks', ticks]]]);
    one.connection.unsubscribe('memory:ticks');
    expect(log).toEqual(['start']);
    two.connection.close();
    expect(log).toEqual(['start', 'stop']);
  });

  it('addressed to one window reach it alone, and only while it listens', async () => {
    let scope: ConnectionScope | undefined;
    const door = doorWith({
      'inventory:open': (_, opened) => {
        scope = opened;
        return {};
      },
    });
    const [one, two] = [windowOn(door), windowOn(door)];
    two.connection.subscribe('inventory:chunk');
    await one.connection.request('inventory:open', { collectionId: 'c1' });
    const chunk = {
      collectionId: 'c1',
      seq: 0,
      type: 'Folder',
      rows: 1,
      origin: 'vcenter',
      bytes: new Uint8Array(),
    } as const;
    scope?.push('inventory:chunk', chunk);
    one.connection.subscribe('inventory:chunk');
    scope?.push('inventory:chunk', chunk);
    expect([one.pushed.length, two.pushed.length]).toEqual([1, 0]);
    let closed = false;
    scope?.onClose(() => {
      closed = true;
    });
    one.connection.close();
    scope?.push('inventory:chunk', chunk);
    expect([closed, one.pushed.length]).toEqual([true, 1]);
  });

  it('go on for the others when one window cannot be told any more', () => {
    let emit: (payload: typeof ticks) => void = () => {};
    const door = doorWith(
      {},
      {
        'memory:ticks': (listener) => {
          emit = listener;
          return () => {};
        },
      },
    );
    let attempts = 0;
    const broken = door.connect({
      push: () => {
        attempts += 1;
        throw new Error('the window is gone');
      },
    });
    broken.subscribe('memory:ticks');
    const { connection, pushed } = windowOn(door);
    connection.subscribe('memory:ticks');
    emit(ticks);
    emit(ticks);
    expect([attempts, pushed.length]).toEqual([1, 2]);
  });

  it('that cannot start say so, and are tried again', () => {
    let broken = true;
    const door = doorWith(
      {},
      {
        'memory:ticks': (emit) => {
          if (broken) throw new HeapsphereError({ code: 'internal', message: 'No samples.', action: 'Wait.' });
          // The first one comes at once, as from a source that replays what it knows.
          emit(ticks);
          return () => {};
        },
      },
    );
    const { connection, pushed } = windowOn(door);
    expect(connection.subscribe('memory:ticks')).toMatchObject({ ok: false, error: { message: 'No samples.' } });
    broken = false;
    expect(connection.subscribe('memory:ticks')).toEqual({ ok: true, value: null });
    expect(pushed).toEqual([['memory:ticks', ticks]]);
  });

  it('are told that a window has gone, even when it went before they asked', async () => {
    let scope: ConnectionScope | undefined;
    const door = doorWith({
      'inventory:open': (_, opened) => {
        scope = opened;
        return {};
      },
    });
    const { connection } = windowOn(door);
    await connection.request('inventory:open', { collectionId: 'c1' });
    connection.close();
    const closed = vi.fn();
    scope?.onClose(closed);
    expect(closed).toHaveBeenCalledOnce();
  });

  it('have no other names', () => {
    const { connection } = windowOn(doorWith({}));
    expect(connection.subscribe('constructor')).toMatchObject({ ok: false });
  });
});
