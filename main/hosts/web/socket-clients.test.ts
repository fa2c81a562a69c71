import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebSocket } from 'ws';
import {
  chunk,
  closeCode,
  type HostUnderTest,
  openSession,
  openSocket,
  request,
  startHost,
} from './web-host-fixture.ts';

const MEGABYTE = 1024 * 1024;

async function window(under: HostUnderTest): Promise<WebSocket> {
  return openSocket(under, await openSession(under));
}

/** Everything a window is told from now on. */
function record(socket: WebSocket): (string | Buffer)[] {
  const frames: (string | Buffer)[] = [];
  socket.on('message', (data: Buffer, binary) => frames.push(binary ? data : String(data)));
  return frames;
}

function send(socket: WebSocket, frame: unknown): void {
  socket.send(JSON.stringify(frame));
}

describe('a window', () => {
  test('asks, and each answer carries the number of its question', async () => {
    const socket = await window(await startHost());
    const answers = await Promise.all([
      request(socket, 7, 'collection:list', {}),
      request(socket, 8, 'no:such', {}),
      request(socket, 9, 'collection:start', { source: { kind: 'demo', vms: 5 } }),
    ]);
    expect(answers).toEqual([
      { ok: true, value: [] },
      { ok: false, error: expect.objectContaining({ code: 'usage' }) },
      { ok: true, value: { collectionId: 'demo' } },
    ]);
  });

  test('is told what it listens to, until it stops to listen', async () => {
    const under = await startHost();
    const socket = await window(under);
    const frames = record(socket);
    send(socket, { subscribe: 'memory:ticks' });
    await expect.poll(() => under.app.sampling).toBe(true);
    under.app.tick(1);
    send(socket, { unsubscribe: 'memory:ticks' });
    await expect.poll(() => under.app.sampling).toBe(false);
    under.app.tick(2);
    await request(socket, 1, 'collection:list', {});
    expect(frames.map((frame) => JSON.parse(String(frame)))).toEqual([
      { push: 'memory:ticks', payload: [{ at: 1, rss: 2, processes: [], isolates: [], gc: [], batches: [] }] },
      { id: 1, envelope: { ok: true, value: [] } },
    ]);
  });

  test('gets bytes as one binary frame: header length, header, bytes', async () => {
    const under = await startHost();
    const socket = await window(under);
    const frames = record(socket);
    send(socket, { subscribe: 'inventory:chunk' });
    await request(socket, 1, 'inventory:open', { collectionId: 'c1' });
    under.app.readers[0]?.push('inventory:chunk', chunk(200, 3));
    await expect.poll(() => frames.length).toBe(2);
    const frame = frames[1];
    if (!(frame instanceof Buffer)) throw new Error('the chunk came as text');
    const length = frame.readUInt32BE(0);
    expect(JSON.parse(frame.toString('utf8', 4, 4 + length))).toEqual({
      push: 'inventory:chunk',
      payload: { collectionId: 'c1', seq: 200, type: 'VirtualMachine', rows: 1, origin: 'vcenter' },
    });
    expect([...frame.subarray(4 + length)]).toEqual([200, 200, 200]);
  });

  test('whose answer cannot be sent is closed, and the log says why', async () => {
    const under = await startHost();
    const socket = await window(under);
    send(socket, { id: 1, method: 'memory:history', params: {} });
    expect(await closeCode(socket)).toBe(1011);
    expect(under.lines).toEqual([expect.stringMatching(/could not be answered: .*BigInt/)]);
  });

  test('that goes away ends its connection and what it listened to', async () => {
    const under = await startHost();
    const socket = await window(under);
    send(socket, { subscribe: 'memory:ticks' });
    await expect.poll(() => under.app.sampling).toBe(true);
    socket.terminate();
    await expect.poll(() => [under.app.windows, under.app.sampling]).toEqual([0, false]);
  });

  test('that answers no ping is gone; one that does stays', async () => {
    const under = await startHost({ pingMs: 50 });
    const session = await openSession(under);
    const dead = await openSocket(under, session, { autoPong: false });
    const alive = await openSocket(under, session);
    expect(await closeCode(dead)).toBe(1006);
    for (let count = 0; count < 3; count += 1) await once(alive, 'ping');
    expect(under.app.windows).toBe(1);
  });
});

describe('what is no frame of the protocol closes the socket, and only that socket', () => {
  test.each<[string, string | Buffer, number]>([
    ['text that is no JSON', 'hello', 1008],
    ['nothing', '', 1008],
    ['null', 'null', 1008],
    ['a list', '[]', 1008],
    ['an empty object', '{}', 1008],
    ['a deep list', '['.repeat(60_000), 1008],
    ['a request without a number', '{"method":"app:info","params":{}}', 1008],
    ['a request with a number below zero', '{"id":-1,"method":"app:info","params":{}}', 1008],
    ['a request with a name that is none', '{"id":1,"method":5,"params":{}}', 1008],
    ['a request with more in it', '{"id":1,"method":"app:info","params":{},"more":1}', 1008],
    [
      'a request and a subscription in one',
      '{"id":1,"method":"app:info","params":{},"subscribe":"memory:ticks"}',
      1008,
    ],
    ['a subscription to a push that is none', '{"subscribe":"constructor"}', 1008],
    ['a subscription to a list', '{"subscribe":["memory:ticks"]}', 1008],
    ['bytes', Buffer.from('{"subscribe":"memory:ticks"}'), 1008],
    ['a frame larger than 64 KiB', JSON.stringify({ subscribe: 'a'.repeat(65_536) }), 1009],
  ])('%s', async (_what, frame, code) => {
    const under = await startHost();
    const other = await window(under);
    const socket = await openSocket(under, await openSession(under, under.host.newLink()));
    socket.send(frame);
    expect(await closeCode(socket)).toBe(code);
    expect(await request(other, 1, 'collection:list', {})).toEqual({ ok: true, value: [] });
    await expect.poll(() => under.app.windows).toBe(1);
  });

  test.each<[string, readonly number[], number]>([
    ['text that is no UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe], 1007],
    ['a frame without a mask', [0x81, 0x02, 0x7b, 0x7d], 1002],
    ['a frame with reserved bits', [0xf1, 0x80, 0, 0, 0, 0], 1002],
    ['a frame of an unknown kind', [0x83, 0x80, 0, 0, 0, 0], 1002],
    ['a frame that claims 2^62 bytes', [0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1009],
  ])('%s', async (_what, bytes, code) => {
    const under = await startHost();
    const socket = await window(under);
    const closed = closeCode(socket);
    await writeRaw(socket, Buffer.from(bytes));
    expect(await closed).toBe(code);
    expect(await request(await openSocket(under, await openSession(under, under.host.newLink())), 1, 'a', {})).toEqual(
      expect.objectContaining({ ok: false }),
    );
  });

  test('a frame in parts that are larger than 64 KiB together closes it as well', async () => {
    const socket = await window(await startHost());
    const closed = closeCode(socket);
    socket.send('a'.repeat(40_000), { fin: false });
    socket.send('a'.repeat(40_000), { fin: false });
    expect(await closed).toBe(1009);
  });

  test('what comes behind it is not looked at', async () => {
    const under = await startHost();
    const socket = await window(under);
    socket.send('hello');
    for (let id = 1; id <= 10; id += 1) send(socket, { id, method: 'inventory:open', params: { collectionId: 'c1' } });
    expect(await closeCode(socket)).toBe(1008);
    expect(under.app.readers).toEqual([]);
  });
});

describe('a window that does not read', () => {
  async function slowWindow(limits: Parameters<typeof startHost>[0]) {
    const under = await startHost(limits);
    const socket = await window(under);
    const frames = record(socket);
    send(socket, { subscribe: 'memory:ticks' });
    send(socket, { subscribe: 'inventory:chunk' });
    await request(socket, 1, 'inventory:open', { collectionId: 'c1' });
    socket.pause();
    const pushChunk = (seq: number) => under.app.readers[0]?.push('inventory:chunk', chunk(seq, MEGABYTE));
    return { under, socket, frames, pushChunk };
  }

  test('misses memory samples but no chunk, and gets the next sample once it has caught up', async () => {
    const { under, socket, frames, pushChunk } = await slowWindow({
      skipSamplesBytes: MEGABYTE,
      unsentBytes: 100 * MEGABYTE,
    });
    for (let seq = 0; seq < 32; seq += 1) pushChunk(seq);
    for (let at = 0; at < 100; at += 1) under.app.tick(at);
    socket.resume();
    const isChunk = (frame: string | Buffer) => frame instanceof Buffer;
    await expect.poll(() => frames.filter(isChunk).length).toBe(32);
    under.app.tick(1000);
    const isTick = (frame: string | Buffer) => typeof frame === 'string' && frame.includes('memory:ticks');
    await expect.poll(() => frames.filter(isTick)).toEqual([expect.stringContaining('"at":1000')]);
  });

  test('is given up when too much waits for it', async () => {
    const { under, pushChunk } = await slowWindow({ unsentBytes: 4 * MEGABYTE });
    for (let seq = 0; seq < 100; seq += 1) pushChunk(seq);
    await expect.poll(() => [under.app.windows, under.app.sampling]).toEqual([0, false]);
  });
});

test('a window that asks for signs of life and takes none of them is given up', async () => {
  const under = await startHost();
  const socket = await window(under);
  socket.pause();
  const ping = Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125)]);
  const many = Buffer.concat(Array.from({ length: 2000 }, () => ping));
  const { _socket: raw } = socket as unknown as { readonly _socket: NodeJS.WritableStream };
  // It may be closed at any time now.
  raw.on('error', () => {});
  const flood = setInterval(() => raw.write(many), 0);
  onTestFinished(() => clearInterval(flood));
  await expect.poll(() => under.app.windows, { timeout: 15_000 }).toBe(0);
});

/** Writes below the WebSocket, where a peer can break its rules. */
async function writeRaw(socket: WebSocket, bytes: Buffer): Promise<void> {
  const { _socket: raw } = socket as unknown as { readonly _socket: NodeJS.WritableStream };
  raw.write(bytes);
}
