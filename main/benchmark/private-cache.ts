import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names of cache folders begin with this, in the system's temporary folder. */
export const CACHE_FOLDER_PREFIX = 'heapsphere-benchmark-';

/** Gives `use` a cache folder that nobody had before and nobody has afterwards, whatever becomes of it. */
export async function withPrivateCache<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), CACHE_FOLDER_PREFIX));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
