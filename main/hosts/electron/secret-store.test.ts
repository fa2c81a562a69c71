import type { SafeStorage } from 'electron';
import { expect, it } from 'vitest';
import { electronSecretStore } from './secret-store.ts';

type Storage = Parameters<typeof electronSecretStore>[0];

/** safeStorage as far as it is used: "encrypts" to hexadecimal digits. */
function storageDouble(parts: Partial<Storage> = {}): Storage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(Buffer.from(text).toString('hex')),
    decryptStringAsync: async (encrypted) => ({
      result: Buffer.from(encrypted.toString(), 'hex').toString(),
      shouldReEncrypt: false,
    }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...parts,
  };
}

const ready = async () => {};

it('keeps secrets with the asynchronous calls, as text that comes back', async () => {
  const store = electronSecretStore(storageDouble(), ready, 'linux');
  expect(await store.status()).toEqual({
    available: true,
    explanation: expect.stringContaining('gnome_libsecret'),
  });
  const text = await store.encrypt('pä55');
  expect(text).toMatch(/^[A-Za-z0-9+/=]+$/);
  expect(await store.decrypt(text)).toEqual({ secret: 'pä55', renew: false });
});

it.each(['basic_text', 'unknown'] satisfies ReturnType<SafeStorage['getSelectedStorageBackend']>[])(
  'refuses the back end %s, with what to do',
  async (backend) => {
    const storage = storageDouble({ getSelectedStorageBackend: () => backend });
    expect(await electronSecretStore(storage, ready, 'linux').status()).toEqual({
      available: false,
      explanation: expect.stringMatching(/basic_text.+Install and unlock GNOME Keyring or KWallet/),
    });
    const untold = () => {
      throw new Error('only Linux has back ends');
    };
    const mac = storageDouble({ getSelectedStorageBackend: untold });
    expect(await electronSecretStore(mac, ready, 'darwin').status()).toMatchObject({ available: true });
  },
);

it('refuses while the store does not answer', async () => {
  const storage = storageDouble({ isAsyncEncryptionAvailable: async () => false });
  expect(await electronSecretStore(storage, ready, 'win32').status()).toEqual({
    available: false,
    explanation: expect.stringContaining('Unlock it'),
  });
});

it('asks nothing before Electron is ready, and tells of a key that has changed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const storage = storageDouble({
    isAsyncEncryptionAvailable: async () => {
      asked = true;
      return true;
    },
    decryptStringAsync: async () => ({ result: 'pw', shouldReEncrypt: true }),
  });
  const store = electronSecretStore(storage, () => promise, 'linux');
  const status = store.status();
  await new Promise((next) => setImmediate(next));
  expect(asked).toBe(false);
  resolve();
  expect((await status).available).toBe(true);
  expect(await store.decrypt('AAAA')).toEqual({ secret: 'pw', renew: true });
});
