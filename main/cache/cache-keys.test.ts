import { describe, expect, it } from 'vitest';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import {
  chunkHash,
  chunkKey,
  KEY_PREFIX,
  lockKey,
  manifestKey,
  namespaceOf,
  parseManifestKey,
  scopeOf,
  serverKey,
} from './cache-keys.ts';

const SECRET = 'correct horse battery staple';
const SERVER = 'https://vcenter.example.org/sdk';
const USER = 'administrator@vsphere.local';
const UUID = '8bcc4c5c-73c0-4b3f-9f9e-6d3b8f1d9d53';

describe('cache keys', () => {
  const namespace = namespaceOf(SECRET, UUID, USER);
  const scope = scopeOf(true, {}, []);
  const keys = [
    serverKey(SECRET, SERVER, USER),
    manifestKey({ namespace, type: 'HostSystem', scope }),
    chunkKey(namespace, chunkHash(Buffer.from(`${SERVER} ${USER}`))),
    lockKey(namespace, scope),
  ];

  it('tell neither server nor user nor secret, in clear, in hex or in base64', () => {
    const texts = [SECRET, SERVER, 'vcenter', 'example', USER, 'administrator', 'vsphere', UUID];
    const forms = texts.flatMap((text) => {
      const bytes = Buffer.from(text);
      return [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
    });
    for (const key of keys) {
      for (const form of forms) expect(key.toLowerCase()).not.toContain(form.toLowerCase());
    }
  });

  it('keep a vCenter in one slot of a cluster, begin with our prefix and hold no spaces', () => {
    for (const key of keys) {
      expect(key.startsWith(KEY_PREFIX)).toBe(true);
      expect(key).toMatch(/^vmo:\{[\w-]{22}\}:v1:[\w:-]+$/);
    }
    const slots = new Set(keys.slice(1).map((key) => /\{(.+)\}/.exec(key)?.[1]));
    expect([...slots]).toEqual([namespace]);
  });

  it('differ by secret, vCenter and user, and only by those', () => {
    const others = [
      namespaceOf('another secret than that', UUID, USER),
      namespaceOf(SECRET, UUID.replace('8', '9'), USER),
      namespaceOf(SECRET, UUID, 'someone@vsphere.local'),
      // Where one ends and the next begins counts.
      namespaceOf(SECRET, UUID + USER, ''),
    ];
    expect(new Set([namespace, ...others]).size).toBe(5);
    expect(namespaceOf(SECRET, UUID, USER)).toBe(namespace);
    expect(serverKey(SECRET, UUID, USER)).not.toContain(namespace);
    expect(serverKey(SECRET, SERVER, USER)).not.toBe(serverKey(SECRET, SERVER, 'someone@vsphere.local'));
  });

  it('read a manifest key back, and no other', () => {
    for (const type of RESOURCE_TYPES) {
      const key = { namespace, type, scope };
      expect(parseManifestKey(manifestKey(key))).toEqual(key);
    }
    for (const key of [keys[0], keys[2], keys[3], '', 'vmo:', 'other', `${keys[1]}x y`, `x${keys[1]}`])
      expect(parseManifestKey(key ?? '')).toBeUndefined();
    expect(parseManifestKey(`vmo:{${namespace}}:v1:man:Toaster:${scope}`)).toBeUndefined();
    expect(parseManifestKey(`vmo:{${namespace}}:v2:man:HostSystem:${scope}`)).toBeUndefined();
  });

  it('name a chunk by its bytes', () => {
    expect(chunkHash(Buffer.from('a'))).toBe(chunkHash(new Uint8Array([97])));
    expect(chunkHash(Buffer.from('a'))).not.toBe(chunkHash(Buffer.from('b')));
    expect(chunkHash(Buffer.from('a'))).toMatch(/^[\w-]{22}$/);
  });
});

describe('scope of a collection', () => {
  const usual = scopeOf(true, {}, ['DC0', 'DC1']);

  it('does not depend on the order of datacenters or attributes', () => {
    expect(scopeOf(true, {}, ['DC1', 'DC0'])).toBe(usual);
    expect(scopeOf(true, { HostSystem: ['parent', 'summary.hardware.vendor'] }, [])).toBe(
      scopeOf(true, { HostSystem: ['summary.hardware.vendor', 'parent'] }, []),
    );
    // What cannot be left out is in either way.
    expect(scopeOf(true, { HostSystem: ['name', 'parent'] }, [])).toBe(scopeOf(true, { HostSystem: ['parent'] }, []));
  });

  it('differs by attributes, datacenters and pruning', () => {
    const scopes = [
      usual,
      scopeOf(true, {}, []),
      scopeOf(true, {}, ['DC0']),
      scopeOf(true, {}, ['DC0,DC1']),
      scopeOf(true, { HostSystem: ['parent'] }, ['DC0', 'DC1']),
      scopeOf(true, { HostSystem: ['parent', 'overallStatus'] }, ['DC0', 'DC1']),
      scopeOf(true, { VirtualMachine: ['guest.net'] }, ['DC0', 'DC1']),
      scopeOf(false, {}, ['DC0', 'DC1']),
      scopeOf(false, {}, []),
    ];
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it('is not that of versions whose rows said something else', () => {
    // Datastores that were not accessible had sizes of 0.
    const withLostSizes = 'V94oES2fXjt5';
    expect(scopeOf(false, {}, [])).not.toBe(withLostSizes);
  });

  it('asks for everything without pruning, whatever is selected', () => {
    expect(scopeOf(false, { HostSystem: ['parent'] }, [])).toBe(scopeOf(false, {}, []));
  });
});
