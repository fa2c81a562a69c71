import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CHANNELS } from './channels.ts';
import { ContentsDouble, frameDouble, heapsphereDouble, IpcMainDouble } from './electron-fixture.ts';
import { type IpcDoor, openIpcDoor } from './ipc.ts';

const { electron } = vi.hoisted(() => ({ electron: { ipcMain: undefined as unknown } }));
vi.mock(import('electron'), () => ({
  get ipcMain() {
    return electron.ipcMain as IpcMain;
  },
}));

const INWARDS = [CHANNELS.request, CHANNELS.subscribe, CHANNELS.unsubscribe];

let ipcMain: IpcMainDouble;
let app: ReturnType<typeof heapsphereDouble>;
let contents: ContentsDouble;
let lines: string[];
let door: IpcDoor;

beforeEach(() => {
  ipcMain = new IpcMainDouble();
  electron.ipcMain = ipcMain;
  app = heapsphereDouble();
  contents = new ContentsDouble(7);
  lines = [];
  door = openIpcDoor(app, (line) => lines.push(line));
  door.attach(contents.asContents);
});
afterEach(() => vi.useRealTimers());

/** Every channel refuses this message, says so in the log, and asks nothing of the app. */
async function expectRefusal(event: IpcMainInvokeEvent, reason: RegExp): Promise<void> {
  for (const channel of INWARDS) {
    lines.length = 0;
    await expect(ipcMain.invoke(channel, event, 'memory:ticks', {}), channel).rejects.toThrow(reason);
    expect(lines, channel).toEqual([expect.stringMatching(reason)]);
  }
  expect(app.connections.flatMap(({ asked }) => asked)).toEqual([]);
}

describe('the gate', () => {
  test('lets the page of an attached window ask, listen and stop to listen; every answer is an envelope', async () => {
    const event = contents.message();
    expect(await ipcMain.invoke(CHANNELS.request, event, 'app:info', { a: 1 })).toEqual({
      ok: true,
      value: { name: 'app:info', params: { a: 1 } },
    });
    expect(await ipcMain.invoke(CHANNELS.subscribe, event, 'memory:ticks')).toEqual({ ok: true, value: null });
    expect(await ipcMain.invoke(CHANNELS.unsubscribe, event, 'memory:ticks')).toEqual({ ok: true, value: null });
    expect(app.connections.map(({ asked }) => asked)).toEqual([
      [
        ['request', 'app:info', { a: 1 }],
        ['subscribe', 'memory:ticks'],
        ['unsubscribe', 'memory:ticks'],
      ],
    ]);
    expect(lines).toEqual([]);
  });

  test('knows exactly the three channels towards main', () => {
    expect(ipcMain.channels).toEqual(INWARDS);
  });

  test('refuses a window that was not attached', async () => {
    await expectRefusal(new ContentsDouble(8).message(), /window 8 is not one of ours/);
  });

  test('refuses a frame that is gone', async () => {
    await expectRefusal(contents.message(null), /its frame is gone/);
  });

  test.each<[string, Partial<WebFrameMain>]>([
    ['a sub-frame of our own origin', { parent: frameDouble() }],
    ['another top frame', {}],
  ])('refuses %s', async (_what, parts) => {
    await expectRefusal(contents.message(frameDouble(parts)), /not the top frame/);
  });

  test('refuses a sub-frame that claims to be the main frame', async () => {
    Object.assign(contents.mainFrame, { parent: frameDouble() });
    await expectRefusal(contents.message(), /not the top frame/);
  });

  test('refuses a frame that another document has replaced', async () => {
    Object.assign(contents.mainFrame, { detached: true });
    await expectRefusal(contents.message(), /has been replaced/);
  });

  test.each(['https://heapsphere', 'app://heapsphere.example', 'app://heapsphere:1', 'null', ''])(
    'refuses the origin "%s"',
    async (origin) => {
      Object.assign(contents.mainFrame, { origin });
      await expectRefusal(contents.message(), /its origin is/);
    },
  );

  test.each([
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    'file:///index.html',
    'https://heapsphere/index.html',
    'app://heapsphere.example/index.html',
    'app://heapsphere@elsewhere/index.html',
    'app://somebody@heapsphere/index.html',
    'app://heapsphere:1/index.html',
    'app:heapsphere/index.html',
    'blob:app://heapsphere/1',
    '',
  ])('refuses the address "%s", even with our origin', async (url) => {
    Object.assign(contents.mainFrame, { url });
    await expectRefusal(contents.message(), /its address is/);
  });

  test('refuses a name that is no short text', async () => {
    for (const name of [undefined, null, 5, ['app:info'], { name: 'app:info' }, 'a'.repeat(101)]) {
      await expect(ipcMain.invoke(CHANNELS.request, contents.message(), name, {})).rejects.toThrow(/not a short text/);
    }
    expect(app.connections).toEqual([]);
    expect(lines).toHaveLength(6);
  });

  test('refuses params larger than 64 KiB, and never writes them to the log', async () => {
    const ask = (params: unknown) => ipcMain.invoke(CHANNELS.request, contents.message(), 'collection:start', params);
    const secret = 'correct horse ';
    await expect(ask({ password: secret.repeat(2400) })).rejects.toThrow(/larger than 65536 bytes/);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('horse');
    await expect(ask({ password: secret.repeat(2200) })).resolves.toMatchObject({ ok: true });
  });

  test('refuses more than a thousand messages in a second, on all channels together, and lets the next second in', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const event = contents.message();
    const answers = Array.from({ length: 1000 }, (_, index) =>
      ipcMain.invoke(INWARDS[index % 3] ?? '', event, 'memory:ticks', {}),
    );
    expect(await Promise.all(answers)).not.toContain(undefined);
    await expect(ipcMain.invoke(CHANNELS.subscribe, event, 'memory:ticks')).rejects.toThrow(/more than 1000 messages/);
    vi.advanceTimersByTime(1000);
    await expect(ipcMain.invoke(CHANNELS.subscribe, event, 'memory:ticks')).resolves.toEqual({ ok: true, value: null });
  });

  test('counts each window for itself', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const other = new ContentsDouble(8);
    door.attach(other.asContents);
    await Promise.all(
      Array.from({ length: 1000 }, () => ipcMain.invoke(CHANNELS.request, contents.message(), 'a', {})),
    );
    await expect(ipcMain.invoke(CHANNELS.request, contents.message(), 'a', {})).rejects.toThrow(/more than 1000/);
    await expect(ipcMain.invoke(CHANNELS.request, other.message(), 'a', {})).resolves.toMatchObject({ ok: true });
  });

  test('does not let a page fill the log', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const asked = Array.from({ length: 50 }, () => ipcMain.invoke(CHANNELS.request, contents.message(null), 'a', {}));
    const results = await Promise.allSettled(asked);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(lines).toHaveLength(10);
  });
});

describe('connections', () => {
  const ask = (from = contents) => ipcMain.invoke(CHANNELS.subscribe, from.message(), 'memory:ticks');
  const ticks = [{ at: 1, rss: 2, processes: [], isolates: [], gc: [], batches: [] }];

  test('push to their own window, by name and payload', async () => {
    const other = new ContentsDouble(8);
    door.attach(other.asContents);
    await ask();
    await ask(other);
    app.connections[1]?.client.push('memory:ticks', ticks);
    expect(other.sent).toEqual([[CHANNELS.push, 'memory:ticks', ticks]]);
    expect(contents.sent).toEqual([]);
  });

  test('push nothing to a window that was destroyed', async () => {
    await ask();
    contents.destroyed = true;
    app.connections[0]?.client.push('memory:ticks', ticks);
    expect(contents.sent).toEqual([]);
  });

  test.each(['did-navigate', 'render-process-gone'])(
    'end with their document (%s); the next one gets its own',
    async (event) => {
      await ask();
      await ask();
      expect(app.connections).toHaveLength(1);
      contents.emit(event);
      expect(app.connections.map(({ closed }) => closed)).toEqual([true]);
      await ask();
      expect(app.connections.map(({ closed }) => closed)).toEqual([true, false]);
    },
  );

  test('end with their window, whose id is trusted no longer', async () => {
    await ask();
    contents.emit('destroyed');
    expect(app.connections.map(({ closed }) => closed)).toEqual([true]);
    await expect(ask()).rejects.toThrow(/not one of ours/);
  });

  test('all end when the door closes, and nothing is answered afterwards', async () => {
    const other = new ContentsDouble(8);
    door.attach(other.asContents);
    await ask();
    await ask(other);
    door.close();
    door.close();
    expect(app.connections.map(({ closed }) => closed)).toEqual([true, true]);
    await expect(ask()).rejects.toThrow(/No handler/);
  });
});
