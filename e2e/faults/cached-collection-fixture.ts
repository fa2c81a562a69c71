import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Collection } from '../../main/collector/collection.ts';
import type { CacheMode } from '../../main/collector/protocol.ts';
import type { DemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { createServices } from '../../main/services.ts';
import { resolveSettings, type SettingTexts } from '../../main/settings/resolve.ts';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';

/** What a demo vCenter says of itself that a collection needs. */
export type Login = Pick<DemoVcenter, 'url' | 'user' | 'password'>;

export type OnBatch = (batch: ColumnBatch, origin: string, collection: Collection) => void | Promise<void>;

export interface CollectOptions {
  /** Data folder; by default one that goes with the collection. */
  readonly folder?: string;
  readonly withoutCache?: boolean;
  /** Settings by key, as text. */
  readonly texts?: SettingTexts;
  readonly attributes?: AttributeSelection;
  readonly cacheMode?: CacheMode;
  readonly types?: readonly ResourceType[];
  /** Sees each batch before the next ones come. */
  readonly onBatch?: OnBatch;
}

/** Collects as the application does, from login to logout, with the settings that are given. */
export async function collect(login: Login, options: CollectOptions = {}): Promise<CollectionState> {
  if (options.folder !== undefined || options.withoutCache) return collectIn(options.folder, login, options);
  const folder = await mkdtemp(join(tmpdir(), 'heapsphere-test-'));
  try {
    return await collectIn(folder, login, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function collectIn(folder: string | undefined, login: Login, options: CollectOptions): Promise<CollectionState> {
  const { texts = {}, attributes = {}, cacheMode = 'read', types, onBatch } = options;
  const { settings } = resolveSettings({ commandLine: texts });
  const services = await createServices({
    version: 'test',
    current: () => ({ settings, attributes }),
    cacheFolder: options.withoutCache ? undefined : folder,
    memoryTier: false,
  });
  try {
    const { url: server, user, password } = login;
    const source = { kind: 'vcenter' as const, server, user, password, datacenters: [] };
    const collection = await services.start({ source, retain: false, cacheMode, ...(types ? { types } : {}) });
    let failure: unknown;
    const reader = collection.log.attach(async ({ seq, bytes, origin }) => {
      try {
        if (onBatch) await onBatch(services.readChunk(bytes), origin, collection);
      } catch (error) {
        failure ??= error;
      }
      reader.credit(seq);
    });
    const state = await collection.finished;
    if (failure !== undefined) throw failure;
    return state;
  } finally {
    await services.dispose();
  }
}

/** Does something once, at the first batch of a kind; the collection goes on when it is done. */
export function atFirst(kind: ResourceType, act: () => Promise<unknown>): (batch: ColumnBatch) => Promise<void> {
  let done: Promise<unknown> | undefined;
  return async ({ type }) => {
    if (type !== kind) return;
    done ??= act();
    await done;
  };
}

/** Heap that a streaming collection of a small estate needs at most: the SOAP client, a few pages, a few batches. */
const HEAP_BYTES = 80 * 1024 * 1024;

/** Everything came, in bounded memory, whatever the cache did. */
export function expectWhole(state: CollectionState, { counts }: DemoVcenter): void {
  expect(state.error).toBeUndefined();
  expect(state.phase).toBe('completed');
  expect(state.counts).toEqual(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)));
  expect(state.collector.heapPeakBytes).toBeLessThan(HEAP_BYTES);
}

/** The cache was left alone, for a reason that a person can read. */
export function expectBypassed({ cache }: CollectionState, why: RegExp): void {
  expect(cache.state).toBe('bypassed');
  expect(cache.problem).toMatch(why);
  expect(cache.waiting).toBe(false);
}
