import { describe, expect, it } from 'vitest';
import { testBridge } from '../bridge/bridge-fixture.ts';
import { createNoticeStore, dismiss, type NoticeStore, notify, readNotices } from './notices.ts';

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

const failure = { intent: 'warning', isFailure: true } as const;

const textsIn = (store: NoticeStore) => store.getState().notices.map(({ content }) => content.message);

describe('notices', () => {
  it('stay until they are dismissed; the same one comes once', () => {
    const store = createNoticeStore();
    const saying = (id: string, message: string) => notify(store, { ...failure, id, content: { message, action: '' } });
    saying('a', 'first');
    saying('b', 'second');
    saying('a', 'first, again');
    expect(textsIn(store)).toEqual(['second', 'first, again']);
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
    expect(textsIn(store)).toEqual(['second']);
  });

  it('include what main has to say, and are none when main does not answer', async () => {
    const store = createNoticeStore();
    await readNotices(store, testBridge({ 'app:info': () => info }).bridge);
    expect(store.getState().notices).toEqual([
      { ...failure, id: info.notices[0], content: { message: 'The settings file was set aside.', action: '' } },
    ]);
    const silent = createNoticeStore();
    await readNotices(silent, testBridge().bridge);
    expect(silent.getState().notices).toEqual([]);
  });
});
