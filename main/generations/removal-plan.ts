import type { Generation } from '../../shared/generations-view.ts';
import type { GenerationChunk } from './manifest.ts';

/** How much is kept. */
export interface GenerationLimits {
  /** Of each vCenter and scope, pinned ones besides; 0 keeps no further ones. */
  readonly perVcenter: number;
  /** Of all together. */
  readonly maxBytes: number;
}

/** What deciding takes of a generation. */
export interface Kept extends Pick<Generation, 'id' | 'scope' | 'pinned'> {
  readonly chunks: readonly GenerationChunk[];
}

export interface RemovalPlan {
  /** Oldest first. */
  readonly remove: readonly string[];
  /** What the others take; shared chunks count once. */
  readonly bytes: number;
}

/**
 * Which generations have to go: of each scope the oldest beyond its number, then the oldest of all until the rest fits. The
 * newest goes last, and pinned ones never.
 * @param kept oldest first
 */
export function planRemoval(kept: readonly Kept[], { perVcenter, maxBytes }: GenerationLimits): RemovalPlan {
  const usage = new ChunkUsage();
  const remove: string[] = [];
  const rest = new Map(kept.map((each) => [each.id, each]));
  for (const each of kept) usage.add(each.chunks);
  const drop = (each: Kept) => {
    rest.delete(each.id);
    remove.push(each.id);
    usage.subtract(each.chunks);
  };
  // None at all means that none is added, not that those there are go.
  if (perVcenter > 0) for (const each of beyond(kept, perVcenter)) drop(each);
  for (const each of [...rest.values()].filter(({ pinned }) => !pinned)) {
    if (usage.bytes <= maxBytes) break;
    drop(each);
  }
  return { remove: remove.sort(), bytes: usage.bytes };
}

/** Bytes that these take together; shared chunks count once. */
export function bytesOf(lists: Iterable<readonly GenerationChunk[]>): number {
  const usage = new ChunkUsage();
  for (const chunks of lists) usage.add(chunks);
  return usage.bytes;
}

function beyond(kept: readonly Kept[], perVcenter: number): Kept[] {
  const seen = new Map<string, number>();
  return kept
    .filter(({ pinned }) => !pinned)
    .toReversed()
    .filter(({ scope }) => {
      const count = (seen.get(scope) ?? 0) + 1;
      seen.set(scope, count);
      return count > perVcenter;
    });
}

class ChunkUsage {
  readonly #users = new Map<string, number>();
  bytes = 0;

  add(chunks: readonly GenerationChunk[]): void {
    for (const { hash, stored } of chunks) {
      const users = this.#users.get(hash) ?? 0;
      if (users === 0) this.bytes += stored;
      this.#users.set(hash, users + 1);
    }
  }

  subtract(chunks: readonly GenerationChunk[]): void {
    for (const { hash, stored } of chunks) {
      const users = (this.#users.get(hash) ?? 0) - 1;
      if (users === 0) this.bytes -= stored;
      this.#users.set(hash, users);
    }
  }
}
