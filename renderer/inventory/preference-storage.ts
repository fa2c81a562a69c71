/** Where the window keeps what the operator arranged; localStorage is one. */
export interface PreferenceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Reads JSON; undefined when there is none, or when it is damaged. */
export function readPreference(storage: PreferenceStorage, key: string): unknown {
  try {
    const text = storage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a value as JSON. A full or forbidden storage costs the memory of it, and nothing else. */
export function writePreference(storage: PreferenceStorage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // The choice holds for as long as the window is open.
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
