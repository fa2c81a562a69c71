import { describe, expect, it } from 'vitest';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createNoticeStore, dismiss, notify, readNotices } from './notices.ts';

const info = {
  name: 'Heapsphere',
  version: '0.1.0',
  host: 'web' as const,
  platform: 'linux',
  versions: {},
  tourDue: false,
  notices: ['The settings file was set aside.'],
  connection: { server: '', user: '', datacenters: [] },
};

describe('notices', () => {
  it('stay until they are dismissed; the same one comes once', () => {
    const store = createNoticeStore();
    notify(store, { id: 'a', intent: 'warning', text: 'first' });
    notify(store, { id: 'b', intent: 'danger', text: 'second' });
    notify(store, { id: 'a', intent: 'danger', text: 'first, again' });
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['second', 'first, again']);
    dismiss(store, 'b');
    dismiss(store, 'unknown');
    expect(store.getState().notices.map(({ id }) => id)).toEqual(['a']);
  });

  it('of main come once, even when they are read again after they were dismissed', async () => {
    const store = createNoticeStore();
    const notices = ['first'];
    const { bridge } = testBridge({ 'app:info': () => ({ ...info, notices: [...notices] }) });
    await readNotices(store, bridge);
    dismiss(store, 'first');
    notices.push('second');
    await readNotices(store, bridge);
    await readNotices(store, bridge);
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['second']);
  });

  it('include what main has to say, and are none when main does not answer', async () => {
    const store = createNoticeStore();
    await readNotices(store, testBridge({ 'app:info': () => info }).bridge);
    expect(store.getState().notices).toEqual([
      { id: info.notices[0], intent: 'warning', text: 'The settings file was set aside.' },
    ]);
    const silent = createNoticeStore();
    await readNotices(silent, testBridge().bridge);
    expect(silent.getState().notices).toEqual([]);
  });
});
