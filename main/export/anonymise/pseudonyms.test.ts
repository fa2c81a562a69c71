import { describe, expect, it } from 'vitest';
import { Pseudonyms } from './pseudonyms.ts';

const SECRET = 'a secret of this machine';
const pseudonyms = new Pseudonyms(SECRET);

describe('Pseudonyms', () => {
  it('are the same for the same name, whoever asks, in whatever order', () => {
    const other = new Pseudonyms(SECRET);
    other.of('name of vm', 'db02');
    expect(other.of('name of vm', 'web01')).toBe(pseudonyms.of('name of vm', 'web01'));
    expect(pseudonyms.of('name of vm', 'web01')).toMatch(/^vm-[0-9a-f]{16}$/);
    expect(pseudonyms.of('name of vm', 'web02')).not.toBe(pseudonyms.of('name of vm', 'web01'));
  });

  it('stay the same over the versions of this program', () => {
    expect(pseudonyms.of('name of vm', 'web01')).toBe('vm-2464487b9e25c0eb');
  });

  it('are others with another secret', () => {
    expect(new Pseudonyms('other').of('name of vm', 'web01')).not.toBe(pseudonyms.of('name of vm', 'web01'));
  });

  it('take the escaped form of a name for the name, and no other escape', () => {
    expect(pseudonyms.of('name of network', 'a%2Fb')).toBe(pseudonyms.of('name of network', 'a/b'));
    expect(pseudonyms.of('name of network', '%41')).not.toBe(pseudonyms.of('name of network', 'A'));
  });

  it('remember more than they have room for', () => {
    const first = pseudonyms.of('name of vm', 'vm 0');
    for (let n = 0; n < 20_000; n += 1) pseudonyms.of('name of vm', `vm ${n}`);
    expect(pseudonyms.of('name of vm', 'vm 0')).toBe(first);
  });

  it('leave nothing where there is nothing', () => {
    for (const identity of ['uuid', 'mac', 'address', 'file', 'name of vm'] as const)
      expect(pseudonyms.of(identity, '')).toBe('');
  });

  it.each<[string, 'uuid' | 'mac' | 'address', string, RegExp]>([
    [
      'a UUID',
      'uuid',
      '4219cf41-b2b1-49c0-ffee-cd3383ae25e3',
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    ],
    ['a MAC address', 'mac', '00:50:56:AB:cd:ef', /^02(:[\da-f]{2}){5}$/],
    ['an IPv4 address', 'address', '10.1.2.3', /^2(4\d|5[0-5])(\.\d{1,3}){3}$/],
    ['an IPv6 address', 'address', 'fe80::1%eth0', /^2001:db8(:[\da-f]{4}){6}$/],
    ['what should be an address', 'address', 'unknown', /^address-[\da-f]{16}$/],
  ])('keep the form of %s, in any case', (_, identity, text, form) => {
    expect(pseudonyms.of(identity, text)).toMatch(form);
    expect(pseudonyms.of(identity, text.toUpperCase())).toBe(pseudonyms.of(identity, text.toLowerCase()));
  });

  it('replace the pieces of a path and keep what kind of file it is', () => {
    const path = pseudonyms.of('file', '[prod-01] web01/web01_1.VMDK');
    const datastore = pseudonyms.of('name of datastore', 'prod-01');
    expect(path).toMatch(/^\[datastore-[\da-f]{16}\] path-[\da-f]{16}\/path-[\da-f]{16}\.vmdk$/);
    expect(path.startsWith(`[${datastore}] `)).toBe(true);
    expect(pseudonyms.of('file', 'secret.project')).toMatch(/^path-[\da-f]{16}$/);
  });
});
