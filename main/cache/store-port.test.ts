import { MessageChannel } from 'node:worker_threads';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CacheError, type CacheStore } from './cache-store.ts';
import { RecordingStore } from './store-fixture.ts';
import { serveStore, storeOverPort } from './store-port.ts';

describe('a store behind a port', () => {
  let near: CacheStore;
  let far: RecordingStore;
  let end: () => void;

  beforeEach(() => {
    far = new RecordingStore();
    const { port1, port2 } = new MessageChannel();
    serveStore(port1, far);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    near = storeOverPort(port2, promise);
    end = () => resolve(undefined);
    onTestFinished(() => port1.close());
  });

  it('does what the store does', async () => {
    const value = Uint8Array.from([1, 2, 3]);
    await near.set('vmo:a', value, 1000);
    expect(far.values.get('vmo:a')).toEqual(value);
    expect(far.lives.get('vmo:a')).toBe(1000);
    expect(await near.get('vmo:a')).toEqual(value);
    expect(await near.get('vmo:b')).toBeUndefined();
    expect(await near.touch('vmo:a', 5)).toBe(true);
    expect(await near.touch('vmo:b', 5)).toBe(false);
    expect(await near.list('vmo:')).toEqual([{ key: 'vmo:a', expiresAt: 0 }]);
    expect(await near.list('vmo:', 'b')).toEqual([]);
    expect(await near.lock('vmo:l', 'one', 5)).toBe(true);
    expect(await near.lock('vmo:l', 'two', 5)).toBe(false);
    await near.unlock('vmo:l', 'one');
    expect(await near.lock('vmo:l', 'two', 5)).toBe(true);
    expect(await near.info()).toEqual({ backend: 'embedded', location: 'memory', memory: {} });
    await near.delete(['vmo:a']);
    await near.close();
    expect(far.values.size).toBe(0);
    expect(far.calls.at(-1)).toBe('close');
  });

  it('answers many calls at once, each with its own answer', async () => {
    for (let index = 0; index < 50; index += 1) far.values.set(`vmo:${index}`, Uint8Array.of(index));
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => near.get(`vmo:${index}`)));
    expect(answers.map((answer) => answer?.[0])).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('hands errors across with what to do about them', async () => {
    far.failure = new CacheError('Redis at h:1 is full.', 'Raise maxmemory.', true);
    const error: unknown = await near.get('vmo:a').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CacheError);
    expect(error).toMatchObject({
      message: 'Redis at h:1 is full.',
      action: 'Raise maxmemory.',
      unreachable: true,
    });
    far.failure = new Error('database is locked');
    await expect(near.set('vmo:a', new Uint8Array(), 1)).rejects.toMatchObject({
      name: 'CacheError',
      message: 'database is locked',
      action: expect.stringContaining('collections go on without it'),
      unreachable: false,
    });
    far.failure = undefined;
    expect(await near.get('vmo:a')).toBeUndefined();
  });

  it('rejects what is under way, and all that follows, when the other side has ended', async () => {
    far.get = () => new Promise(() => {});
    const under = near.get('vmo:a');
    end();
    const gone = { name: 'CacheError', message: 'The cache has been closed.', unreachable: true };
    await expect(under).rejects.toMatchObject(gone);
    await expect(near.lock('vmo:l', 'one', 5)).rejects.toMatchObject(gone);
  });

  it('calls nothing but the methods of a store', async () => {
    const { port1, port2 } = new MessageChannel();
    serveStore(port1, far);
    onTestFinished(() => port1.close());
    const answer = new Promise((resolve) => port2.on('message', resolve));
    port2.postMessage({ id: 1, method: 'constructor', args: ['return 1'] });
    expect(await answer).toMatchObject({ id: 1, error: { message: 'a cache has no method constructor' } });
    expect(far.calls).toEqual([]);
  });
});
