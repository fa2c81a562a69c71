import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { cancelable } from './electron-fixture.ts';
import { denyPermissions } from './permissions.ts';

type Handler<K extends keyof Session> = Session[K] extends (handler: infer H) => void ? NonNullable<H> : never;

class SessionDouble extends EventEmitter {
  request: Handler<'setPermissionRequestHandler'> | undefined;
  check: Handler<'setPermissionCheckHandler'> | undefined;
  device: Handler<'setDevicePermissionHandler'> | undefined;
  setPermissionRequestHandler(handler: Handler<'setPermissionRequestHandler'>): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: Handler<'setPermissionCheckHandler'>): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: Handler<'setDevicePermissionHandler'>): void {
    this.device = handler;
  }
}

function denied(): SessionDouble {
  const session = new SessionDouble();
  denyPermissions(session as unknown as Session);
  return session;
}

const PERMISSIONS = ['media', 'display-capture', 'geolocation', 'clipboard-read', 'openExternal', 'hid', 'unknown'];
type Permission = Parameters<Handler<'setPermissionRequestHandler'>>[1];

test.each(PERMISSIONS as Permission[])('%s is denied when asked for and when looked up', (permission) => {
  const { request, check } = denied();
  const answers: boolean[] = [];
  const [contents, details] = [{} as never, {} as never];
  request?.(contents, permission, (granted) => answers.push(granted), details);
  expect(answers).toEqual([false]);
  expect(check?.(null, permission as never, 'app://heapsphere', details)).toBe(false);
});

test('devices are denied', () => {
  expect(denied().device?.({} as never)).toBe(false);
});

function isStopped(url: string): boolean {
  const event = cancelable();
  denied().emit('will-download', event, { getURL: () => url });
  return event.defaultPrevented;
}

test.each([
  'https://vc.example/report.html',
  'app://heapsphere/index.html',
  'blob:https://vc.example/6a1f',
  'blob:app://heapsphere.example/6a1f',
  'data:text/html,hello',
  'file:///etc/passwd',
  '',
])('a download of %s is stopped', (url) => {
  expect(isStopped(url)).toBe(true);
});

test('a file that our own page has made is saved', () => {
  expect(isStopped('blob:app://heapsphere/0e6a-41')).toBe(false);
});
