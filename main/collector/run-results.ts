import type { ChangeCounts } from '../../shared/cache-view.ts';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { GenerationDiff } from '../cache/generation-diff.ts';
import { MissingLog } from './missing-log.ts';

/** What a run has got so far, kind by kind. */
export class RunResults {
  readonly missing = new MissingLog();
  /** The kind in work, or the last one that was. */
  currentType: ResourceType | undefined;
  readonly #finished: ResourceType[] = [];
  readonly #diffs = new Map<ResourceType, GenerationDiff>();
  readonly #changes: Partial<Record<ResourceType, ChangeCounts>> = {};
  readonly #columnBytes: Partial<Record<ResourceType, Record<string, number>>> = {};

  get finished(): readonly ResourceType[] {
    return this.#finished;
  }

  /** Counted when a kind is finished whose rows were shown before. */
  get changes(): Partial<Record<ResourceType, ChangeCounts>> {
    return { ...this.#changes };
  }

  /** Bytes of JSON that each column of each kind took. */
  get columnBytes(): Partial<Record<ResourceType, Readonly<Record<string, number>>>> {
    return this.#columnBytes;
  }

  addColumnBytes(type: ResourceType, path: string, bytes: number): void {
    const columns = this.#columnBytes[type] ?? {};
    this.#columnBytes[type] = columns;
    columns[path] = (columns[path] ?? 0) + bytes;
  }

  /** The rows of a kind that are shown until new ones come: what changes is counted against them. */
  compareWith(type: ResourceType, earlier: GenerationDiff): void {
    this.#diffs.set(type, earlier);
  }

  /** Whether rows of this kind are compared with earlier ones. */
  compares(type: ResourceType): boolean {
    return this.#diffs.has(type);
  }

  /** New rows; does nothing where none were shown before. */
  compare(batch: ColumnBatch): void {
    this.#diffs.get(batch.type)?.compare(batch);
  }

  finish(type: ResourceType): void {
    this.#finished.push(type);
    const diff = this.#diffs.get(type);
    if (diff) this.#changes[type] = diff.counts();
    this.#diffs.delete(type);
  }
}
