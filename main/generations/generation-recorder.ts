import type { CollectionState } from '../../shared/contract.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import type { Collection } from '../collector/collection.ts';
import type { ChunkFolder } from './chunk-folder.ts';
import type { GenerationChunk, Manifest } from './manifest.ts';

/** A disk that takes longer for one chunk would hold up the collection. */
const WRITE_LIMIT_MS = 10_000;

export interface RecorderOptions {
  readonly collection: Pick<Collection, 'log' | 'finished'>;
  readonly chunks: Pick<ChunkFolder, 'write'>;
  /** Most bytes that one generation may have. */
  readonly maxBytes: number;
  readonly writeLimitMs?: number;
}

/** What became of a collection's rows. */
export interface Recorded {
  readonly state: CollectionState;
  /** Chunks in the order in which they came, of the kinds that had any. */
  readonly kinds: Manifest['kinds'];
  /** Why its rows could not be kept. */
  readonly failure: unknown;
}

/**
 * Follows a collection and writes its chunks to the disk as they come, a few of them under way. A disk that fails or takes too long is
 * left alone, and the collection goes on without it. Never rejects.
 */
export async function recordCollection(options: RecorderOptions): Promise<Recorded> {
  const { collection, chunks, maxBytes, writeLimitMs = WRITE_LIMIT_MS } = options;
  const byType = new Map<ResourceType, GenerationChunk[]>();
  let bytes = 0;
  let failure: unknown;
  let queue = Promise.resolve();
  const take = async (type: ResourceType, rows: number, content: Uint8Array): Promise<void> => {
    bytes += content.byteLength;
    if (bytes > maxBytes) throw new TooLargeError(maxBytes);
    const written = await withinTime(chunks.write(content), writeLimitMs);
    const list = byType.get(type) ?? [];
    list.push({ ...written, rows });
    byType.set(type, list);
  };
  const reader = collection.log.attach(({ seq, type, rows, origin, bytes: content }) => {
    // Rows of an earlier collection are shown until new ones came; they are no part of this one.
    const wanted = origin !== 'earlier';
    queue = queue
      .then(() => (wanted && failure === undefined ? take(type, rows, content) : undefined))
      .catch((error: unknown) => {
        failure ??= error;
      })
      .then(() => reader.credit(seq));
  });
  const state = await collection.finished;
  // Crediting one chunk brings the next, so that the queue grows while it is waited for.
  for (let seen: unknown; seen !== queue; ) {
    seen = queue;
    await queue;
  }
  reader.close();
  const kinds = [...byType].map(([type, list]) => ({ type, chunks: list }));
  return { state, kinds, failure };
}

/** A generation that is larger than all may be. */
export class TooLargeError extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`it is larger than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
    this.maxBytes = maxBytes;
  }
}

async function withinTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the disk took longer than ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
