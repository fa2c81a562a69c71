import type { HandlerDetails } from 'electron';
import { describe, expect, test } from 'vitest';
import { ApplicationDouble, ContentsDouble, cancelable } from './electron-fixture.ts';
import { guardNavigation } from './navigation.ts';

function created(): { readonly contents: ContentsDouble; readonly lines: readonly string[] } {
  const application = new ApplicationDouble();
  const lines: string[] = [];
  guardNavigation(application.asApp, (line) => lines.push(line));
  const contents = new ContentsDouble(1);
  application.emit('web-contents-created', {}, contents);
  return { contents, lines };
}

describe.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s', (name) => {
  test.each([
    'https://example.com/?token=secret',
    'http://heapsphere/',
    'file:///etc/passwd',
    'data:text/html,x',
    'javascript:alert(1)',
    'about:blank',
    'app://heapsphere.example/',
    'app://heapsphere@example.com/',
    'nonsense',
  ])('to %s is stopped', (url) => {
    const { contents, lines } = created();
    const event = cancelable({ url });
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(true);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('secret');
  });

  test('within our own pages goes on', () => {
    const { contents, lines } = created();
    const event = cancelable({ url: 'app://heapsphere/index.html' });
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(false);
    expect(lines).toEqual([]);
  });
});

test('no window opens, not even for our own pages', () => {
  const { contents } = created();
  for (const url of ['https://example.com', 'app://heapsphere/', 'about:blank']) {
    expect(contents.openHandler?.({ url } as HandlerDetails)).toEqual({ action: 'deny' });
  }
});

test('no webview is attached', () => {
  const event = cancelable();
  created().contents.emit('will-attach-webview', event, {}, {});
  expect(event.defaultPrevented).toBe(true);
});
