import { expect, it } from 'vitest';
import type { ConnectionsView } from '../../shared/connections-view.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { NOT_ANSWERED, testBridge } from '../bridge/bridge-fixture.ts';
import { ConnectionBook } from './connection-book.ts';
import { EMPTY_FORM, readForm } from './connection-form.ts';

const { draft } = readForm({ ...EMPTY_FORM, server: 'vc', user: 'me' });
if (draft === undefined) throw new Error('the form is complete');

/** As main tells it: so many connections. */
function viewOf(count: number): ConnectionsView {
  const connections = Array.from({ length: count }, (_, index) => ({
    ...draft,
    id: `c${index}`,
    password: 'ask' as const,
  }));
  return {
    connections: connections as ConnectionsView['connections'],
    secrets: { available: false, explanation: '' },
    proxyExplanation: '',
    notices: [],
  };
}

it('shows what main answers, to reading as to every change', async () => {
  const { bridge, asked } = testBridge({
    'connections:list': () => viewOf(1),
    'connections:save': () => ({ id: 'c1', view: viewOf(2) }),
    'connections:forget-password': () => viewOf(3),
    'connections:remove': () => viewOf(0),
  });
  const book = new ConnectionBook(bridge);
  const count = () => book.store.getState().view?.connections.length;
  expect(count()).toBeUndefined();
  await book.read();
  expect(count()).toBe(1);
  expect(await book.save(draft, undefined)).toEqual({ ok: true, value: 'c1' });
  expect(count()).toBe(2);
  await book.forgetPassword('c1');
  expect(count()).toBe(3);
  await book.remove('c1');
  expect(count()).toBe(0);
  await book.save(draft, 'c1');
  expect(asked.filter(({ name }) => name === 'connections:save').map(({ params }) => params)).toEqual([
    { draft },
    { draft, id: 'c1' },
  ]);
});

it('keeps what it has when a change is refused, and tells why the list cannot be read', async () => {
  let fails = false;
  const { bridge } = testBridge({
    'connections:list': () => {
      if (fails) throw new HeapsphereError(NOT_ANSWERED);
      return viewOf(1);
    },
  });
  const book = new ConnectionBook(bridge);
  await book.read();
  expect(await book.save(draft, undefined)).toEqual({ ok: false, error: NOT_ANSWERED });
  expect(await book.remove('c0')).toEqual({ ok: false, error: NOT_ANSWERED });
  expect(book.store.getState()).toEqual({ view: viewOf(1), error: undefined });
  fails = true;
  await book.read();
  expect(book.store.getState().error).toEqual(NOT_ANSWERED);
  fails = false;
  await book.read();
  expect(book.store.getState().error).toBeUndefined();
});
