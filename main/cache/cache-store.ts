import type { CacheBackend, CacheInfo } from '../../shared/cache-view.ts';

/** A stored key and when it goes, milliseconds since the epoch. */
export interface StoredKey {
  readonly key: string;
  readonly expiresAt: number;
}

export interface StoreInfo {
  readonly backend: CacheBackend;
  readonly location: string;
  readonly memory: CacheInfo['memory'];
}

/**
 * Where cached bytes lie. Every entry has a time to live; keys are text without spaces. All methods reject with a
 * CacheError when the store cannot do it; none waits longer than a few seconds.
 */
export interface CacheStore {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array, ttlMs: number): Promise<void>;
  /** Renews the life of an entry; false when it is not there. */
  touch(key: string, ttlMs: number): Promise<boolean>;
  delete(keys: readonly string[]): Promise<void>;
  /** Keys that begin with a prefix and have another text in them, in no order, at most MOST_LISTED. */
  list(prefix: string, containing?: string): Promise<readonly StoredKey[]>;
  /** Takes a lock, or renews the one that this token holds; false when another token holds it. */
  lock(key: string, token: string, ttlMs: number): Promise<boolean>;
  /** Gives a lock back; does nothing when another token holds it by now. */
  unlock(key: string, token: string): Promise<void>;
  info(): Promise<StoreInfo>;
  close(): Promise<void>;
}

/** Longest list of keys: more than there are manifests, a few for every kind of every vCenter; chunks may be more. */
export const MOST_LISTED = 10_000;

/** Why a store could not do something, ready to be shown. */
export class CacheError extends Error {
  /** What the operator can do. */
  readonly action: string;
  /** Whether the store cannot be reached at all, so that asking again at once is no use. */
  readonly unreachable: boolean;

  constructor(message: string, action: string, unreachable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CacheError';
    this.action = action;
    this.unreachable = unreachable;
  }
}
