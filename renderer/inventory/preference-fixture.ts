import type { PreferenceStorage } from './preference-storage.ts';

/** A storage that lasts as long as the test. */
export function memoryStorage(content: Readonly<Record<string, string>> = {}): PreferenceStorage {
  const items = new Map(Object.entries(content));
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}
