import { expect, it } from 'vitest';
import type { SavedConnection } from '../../shared/connections-view.ts';
import { type ConnectionForm, EMPTY_FORM, formOf, readForm } from './connection-form.ts';

const FORM: ConnectionForm = { ...EMPTY_FORM, server: ' vc.lab.example ', user: ' me ' };
const PIN = Array.from({ length: 32 }, () => 'AB').join(':');

it('a connection needs a server and a user, and is called after the server unless it has a name', () => {
  expect(readForm(FORM).draft).toEqual({
    name: 'vc.lab.example',
    server: 'vc.lab.example',
    user: 'me',
    datacenters: [],
    trust: { mode: 'system' },
    timeoutSeconds: null,
    proxy: 'system',
  });
  expect(readForm({ ...FORM, name: ' Lab ' }).draft).toMatchObject({ name: 'Lab' });
  expect(readForm({ ...FORM, server: ' ' }).error).toMatchObject({ field: 'server' });
  expect(readForm({ ...FORM, user: '' }).error).toMatchObject({ field: 'user' });
});

it('only the trust that was chosen counts', () => {
  const filled = { ...FORM, pem: ' PEM ', fingerprint: PIN.replaceAll(':', '').toLowerCase() };
  expect(readForm(filled).draft?.trust).toEqual({ mode: 'system' });
  expect(readForm({ ...filled, trust: 'ca' }).draft?.trust).toEqual({ mode: 'ca', pem: 'PEM' });
  expect(readForm({ ...filled, trust: 'pin' }).draft?.trust).toEqual({ mode: 'pin', fingerprint256: PIN });
  expect(readForm({ ...FORM, trust: 'ca', pem: 'x'.repeat(20_000) }).error).toMatchObject({ field: 'pem' });
  expect(readForm({ ...FORM, trust: 'ca' }).error).toMatchObject({ field: 'pem' });
  expect(readForm({ ...FORM, trust: 'pin' }).error).toMatchObject({ field: 'fingerprint' });
  expect(readForm({ ...FORM, trust: 'pin', fingerprint: PIN.slice(3) }).error).toMatchObject({ field: 'fingerprint' });
});

it('a time-out is a whole number of seconds up to an hour, or left to the settings', () => {
  expect(readForm({ ...FORM, timeout: ' 90 ' }).draft?.timeoutSeconds).toBe(90);
  for (const timeout of ['0', '3601', '1.5', 'soon', '-1'])
    expect(readForm({ ...FORM, timeout }).error).toMatchObject({
      field: 'timeout',
      message: `“${timeout}” is no time-out.`,
    });
});

it.each<[string, Partial<SavedConnection>]>([
  ['the system', {}],
  ['an authority', { trust: { mode: 'ca', pem: 'PEM' } }],
  [
    'a pin',
    { trust: { mode: 'pin', fingerprint256: PIN }, timeoutSeconds: 5, proxy: 'none', datacenters: ['a,b', 'c'] },
  ],
])('a saved connection that trusts %s comes back as it was', (_, change) => {
  const draft = { ...readForm({ ...FORM, name: 'Lab' }).draft, ...change };
  expect(readForm(formOf({ ...draft, id: 'x', password: 'ask' } as SavedConnection)).draft).toEqual(draft);
});
