import type { CollectionState } from '../../../shared/contract.ts';
import type { Collection, Services } from '../../services.ts';
import type { OutputFile } from './output/output-file.ts';
import type { TerraformEnvironment } from './terraform-env.ts';

/** Where the rows of a collection go; both may be absent. */
export interface RowSinks {
  readonly file: OutputFile | undefined;
  readonly terraform: TerraformEnvironment | undefined;
}

/**
 * Reads a collection's chunks at the pace of its sinks until it has ended, and completes the file, or removes it when
 * there is nothing whole to keep. Throws what a sink throws, after the collection was cancelled and has logged out.
 */
export async function drainCollection(
  collection: Collection,
  readChunk: Services['readChunk'],
  { file, terraform }: RowSinks,
): Promise<CollectionState> {
  let failure: { readonly error: unknown } | undefined;
  let queue = Promise.resolve();
  const take = async (bytes: Uint8Array): Promise<void> => {
    // Without anybody to show the rows to, they are not unpacked either.
    if ((!file && !terraform) || failure) return;
    try {
      const batch = readChunk(bytes);
      terraform?.add(batch);
      await file?.write(batch);
    } catch (error) {
      failure = { error };
      collection.cancel();
    }
  };
  const reader = collection.log.attach(({ seq, bytes }) => {
    queue = queue.then(() => take(bytes)).then(() => reader.credit(seq));
  });
  const state = await collection.finished;
  await queue;
  const whole = state.phase === 'completed' || state.phase === 'partial';
  if (whole && !failure) await file?.finish(state);
  else await file?.discard();
  if (failure) throw failure.error;
  return state;
}
