import type { CacheAmount, CachedChunk, CacheEntry } from '../../shared/cache-view.ts';
import { CHUNK_HEADER_BYTES, type ChunkHeader, readChunkHeader } from '../../shared/chunk.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { type Cell, displayName } from '../../shared/inventory.ts';
import type { ManifestKey } from './cache-keys.ts';
import type { StoreInfo } from './cache-store.ts';
import { decodeChunk } from './chunk-codec.ts';
import { isSafeToDecode } from './chunk-weight.ts';
import type { Manifest } from './manifest.ts';

/** Rows of a chunk that are shown. */
const SHOWN_ROWS = 50;
/** Longest text of a cell that is shown, in characters. */
const SHOWN_CHARACTERS = 200;

/** A manifest as it lies in a store. */
export interface Listed {
  readonly key: ManifestKey;
  readonly manifest: Manifest;
  readonly expiresAt: number;
}

/** A chunk of the cache as a person looks at it. Throws `protocol` for what is no chunk, and for one too large to be shown. */
export function chunkView(chunk: Uint8Array): CachedChunk {
  const { codec, rows, rawBytes } = headerOf(chunk);
  const batch = decodeChunk(chunk);
  return {
    codec,
    rows,
    rawBytes,
    storedBytes: chunk.byteLength - CHUNK_HEADER_BYTES,
    refs: batch.refs.slice(0, SHOWN_ROWS),
    columns: Object.entries(batch.columns).map(([path, cells]) => ({
      path,
      cells: cells.slice(0, SHOWN_ROWS).map((cell) => shownText(path, cell)),
    })),
  };
}

function headerOf(chunk: Uint8Array): ChunkHeader {
  let reason: string;
  try {
    const header = readChunkHeader(chunk);
    // It is decoded on the main thread.
    if (isSafeToDecode(chunk, header)) return header;
    reason = 'it would take too much memory';
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  throw new HeapsphereError({
    code: 'protocol',
    message: `This chunk cannot be shown: ${reason}.`,
    action: 'Invalidate the entry, and collect again.',
  });
}

/** A manifest as it is listed. */
export function entryOf({ key, manifest, expiresAt }: Listed): CacheEntry {
  const { vcenter, datacenters, pruned, rows, codec, collectedAt, freshUntil } = manifest;
  const { name, server, instanceUuid } = vcenter;
  return {
    ...key,
    vcenter: { name, server, instanceUuid },
    datacenters,
    pruned,
    rows,
    chunks: manifest.chunks.length,
    rawBytes: manifest.chunks.reduce((sum, { raw }) => sum + raw, 0),
    storedBytes: manifest.chunks.reduce((sum, { stored }) => sum + stored, 0),
    codec,
    collectedAt,
    freshUntil,
    expiresAt,
  };
}

/** How much several manifests are together. */
export function amountOf(listed: readonly Listed[]): CacheAmount {
  const chunks = listed.flatMap(({ manifest }) => manifest.chunks);
  return {
    entries: listed.length,
    chunks: chunks.length,
    storedBytes: chunks.reduce((sum, { stored }) => sum + stored, 0),
  };
}

function shownText(path: string, cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  const shown = path === 'name' ? displayName(text) : text;
  return shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown;
}

/** What a Redis server's configuration means for a cache; sources: its own documentation on maxmemory and eviction. */
export function adviceFor({ backend, memory }: StoreInfo): string[] {
  if (backend !== 'redis') return [];
  const advice: string[] = [];
  if (memory.maxBytes === undefined) {
    advice.push('Redis has no memory limit and may take all of the machine: set maxmemory.');
  }
  if (memory.policy === 'noeviction') {
    advice.push(
      'With the policy noeviction Redis refuses writes once it is full: set maxmemory-policy to volatile-ttl, which drops what expires soonest.',
    );
  }
  return advice;
}
