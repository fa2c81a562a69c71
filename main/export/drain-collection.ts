import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { Collection } from '../collector/collection.ts';
import type { ExportFile } from './export-file.ts';

export interface DrainOptions {
  readonly readChunk: (bytes: Uint8Array) => ColumnBatch;
  /** Where the rows go; undefined when nobody wants a file. */
  readonly file: ExportFile | undefined;
  /** Is shown every batch. */
  readonly look?: (batch: ColumnBatch) => void;
  /** Kinds wanted; absent: all. */
  readonly types?: ReadonlySet<ResourceType>;
  /**
   * Collects young garbage after each batch that was unpacked: rows become much text for a short time, for which V8 would let the young
   * generation grow to over 100 MB. Absent where explicit GC is off.
   */
  readonly tidy?: () => void;
  /** What becomes of the collection when its rows cannot be written. */
  readonly onFailure: () => void;
  /** Stops reading; the file is then removed. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a collection's rows from its first one, at the pace of the file, until the collection has ended; completes the
 * file, or removes it when there is nothing whole to keep. Rows of an earlier generation, shown only until new ones came,
 * are passed over. Throws what the file throws, after `onFailure` and the end of the collection or of the signal; and the
 * signal's reason.
 * @returns the state at the end, and the rows read
 */
export async function drainCollection(
  collection: Pick<Collection, 'log' | 'finished' | 'state'>,
  { readChunk, file, look, types, tidy, onFailure, signal }: DrainOptions,
): Promise<{ readonly state: CollectionState; readonly rows: number }> {
  let failure: { readonly error: unknown } | undefined;
  let rows = 0;
  let queue = Promise.resolve();
  const stopped = Promise.withResolvers<undefined>();
  const fail = (error: unknown) => {
    if (failure) return;
    failure = { error };
    onFailure();
  };
  const take = async (bytes: Uint8Array): Promise<void> => {
    // Without anybody to show the rows to, they are not unpacked either.
    if ((!file && !look) || failure) return;
    try {
      const batch = readChunk(bytes);
      look?.(batch);
      await file?.write(batch, collection.state);
      rows += batch.refs.length;
      tidy?.();
    } catch (error) {
      fail(error);
    }
  };
  const reader = collection.log.attach(({ seq, type, origin, bytes }) => {
    const wanted = origin !== 'earlier' && (types?.has(type) ?? true);
    queue = queue.then(() => (wanted ? take(bytes) : undefined)).then(() => reader.credit(seq));
  });
  const abort = () => {
    fail(signal?.reason);
    stopped.resolve(undefined);
  };
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    const state = (await Promise.race([collection.finished, stopped.promise])) ?? collection.state;
    // Crediting one chunk brings the next, so that the queue grows while it is waited for.
    for (let seen: unknown; seen !== queue && !signal?.aborted; ) {
      seen = queue;
      await queue;
    }
    await queue;
    const whole = state.phase === 'completed' || state.phase === 'partial';
    if (whole && !failure) await file?.finish(state);
    else await file?.discard();
    if (failure) throw failure.error;
    return { state, rows };
  } finally {
    signal?.removeEventListener('abort', abort);
    reader.close();
  }
}
