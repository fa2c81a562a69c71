import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import type { CollectionOptions } from '../../shared/settings.ts';
import { decodeChunk } from '../cache/chunk-codec.ts';
// Sets V8's flag in the main thread, before any collector runs, as the services do.
import '../memory/force-gc.ts';
import { Collection } from './collection.ts';
import type { CollectionSpec } from './protocol.ts';

/** Options as a first start has them. */
export const DEFAULT_OPTIONS: CollectionOptions = {
  pruning: true,
  streaming: true,
  compress: true,
  codec: 'gzip',
  compressionLevel: 6,
  explicitGc: true,
  memoryProfiling: false,
  batchSize: 50,
  cacheExpirySeconds: 3600,
  timeoutSeconds: 30,
};

type Login = Pick<CollectionSpec, 'server' | 'user' | 'password'>;

export function specFor(login: Login, change: Partial<CollectionSpec> = {}): CollectionSpec {
  return {
    ...login,
    trust: { mode: 'insecure' },
    datacenters: [],
    options: DEFAULT_OPTIONS,
    attributes: {},
    cacheMode: 'read',
    retries: 5,
    budgetBytes: 256 * 1024 * 1024,
    userAgent: 'Heapsphere test',
    ...change,
  };
}

/** A collection outside any app, for tests. */
export function startCollection(
  spec: CollectionSpec,
  onChange: (state: CollectionState) => void = () => {},
): Collection {
  const source = { kind: 'vcenter', label: spec.server, server: spec.server, user: spec.user } as const;
  return new Collection({ id: 'c1', isolate: 'collector-1', source }, spec, false, {
    onChange,
    onGc: () => {},
    onBatch: () => {},
    onIsolate: () => () => {},
    attachCache: () => undefined,
  });
}

/** Runs a collection to its end and hands every batch to `onBatch`, crediting it afterwards. */
export async function collectAll(
  spec: CollectionSpec,
  onBatch: (batch: ColumnBatch, collection: Collection) => void | Promise<void> = () => {},
): Promise<CollectionState> {
  const collection = startCollection(spec);
  const reader = collection.log.attach(async ({ seq, bytes }) => {
    await onBatch(decodeChunk(bytes), collection);
    reader.credit(seq);
  });
  return collection.finished;
}
