import type { SafeStorage } from 'electron';
import type { SecretStore } from '../../open-connections.ts';

const PLACES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'the Keychain of this user',
  win32: 'the data protection of Windows (DPAPI), which programs of the same user can open',
};

/** The calls of safeStorage that are used: the asynchronous ones, since the others are deprecated and block. */
type AsyncStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Secrets in the operating system's store. On Linux without one, Chromium would encrypt with a password that everybody knows: that is refused.
 * @param ready resolves when Electron is; its store answers nothing before
 */
export function electronSecretStore(
  storage: AsyncStorage,
  ready: () => Promise<unknown>,
  platform: NodeJS.Platform = process.platform,
): SecretStore {
  return {
    async status() {
      await ready();
      const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : undefined;
      if (backend === 'basic_text' || backend === 'unknown') return refusal(NO_KEYRING);
      if (!(await storage.isAsyncEncryptionAvailable())) return refusal(LOCKED);
      const place =
        backend === undefined ? (PLACES[platform] ?? 'the system’s password store') : `${backend} of this desktop`;
      return { available: true, explanation: `Remembered passwords are encrypted by ${place}.` };
    },
    async encrypt(secret) {
      return (await storage.encryptStringAsync(secret)).toString('base64');
    },
    async decrypt(text) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(text, 'base64'));
      return { secret: result, renew: shouldReEncrypt };
    },
  };
}

const NO_KEYRING =
  'Passwords are not remembered: this desktop has no password store (basic_text), so whoever can read the file could read them. ' +
  'Install and unlock GNOME Keyring or KWallet, and start Heapsphere again.';
const LOCKED =
  'Passwords are not remembered: the operating system’s password store does not answer. Unlock it, and start Heapsphere again.';

function refusal(explanation: string): { available: boolean; explanation: string } {
  return { available: false, explanation };
}
