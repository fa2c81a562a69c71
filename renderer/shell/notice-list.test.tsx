import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { NoticeList } from './notice-list.tsx';
import type { Notice, NoticeStore } from './notices.ts';
import { type Services, ServicesContext } from './services.ts';

function drawn(notice: Notice): string {
  // On a server, stores have the state that they began with.
  const notices: NoticeStore = createStore(() => ({ notices: [notice], seen: new Set([notice.id]) }));
  const facts = createStore(() => ({ info: undefined }));
  const services: Pick<Services, 'notices' | 'facts'> = { notices, facts };
  return renderToStaticMarkup(
    <ServicesContext value={services as Services}>
      <NoticeList />
    </ServicesContext>,
  );
}

const content = { message: 'The file is not understood.', action: 'Mend the file, or remove it.' };

test('a notice says what happened and what to do; the details of a failure can be copied', () => {
  const failure = drawn({ id: 'file', intent: 'warning', content, isFailure: true });
  expect(failure).toContain('The file is not understood. Mend the file, or remove it.');
  expect(failure).toContain('Copy details');
  expect(failure).toContain('aria-label="Dismiss"');
});

test('a notice of what is no failure has no details', () => {
  const told = drawn({ id: 'closed', intent: 'warning', content, isFailure: false });
  expect(told).toContain('The file is not understood.');
  expect(told).not.toContain('Copy details');
});

test('a name in a notice is shown for what it is', () => {
  const named = { message: 'The datacenter "a\u202eb" is not there.', action: 'Correct it.' };
  expect(drawn({ id: 'name', intent: 'warning', content: named, isFailure: false })).toContain('a‹U+202E›b');
});
