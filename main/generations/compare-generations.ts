import type { ChangePage, ChangeSummary, KindSummary } from '../../shared/generations-view.ts';
import { type ColumnBatch, displayName, type ResourceType } from '../../shared/inventory.ts';
import { planComparison } from './comparable.ts';
import { compareKind } from './compare-kind.ts';
import { KindRows } from './kind-rows.ts';
import type { GenerationChunk, Manifest } from './manifest.ts';
import { PageWriter } from './page-writer.ts';
import type { ComparisonInput, ComparisonProgress } from './protocol.ts';

/** Changed rows whose earlier values are held together: some MB, pruned or not. */
const PRUNED_ROWS_AT_ONCE = 2000;
const WHOLE_ROWS_AT_ONCE = 100;
/** Kinds that no value refers to by a name worth showing; their names alone would be most of the estate. */
const NEVER_NAMED: readonly ResourceType[] = ['VirtualMachine', 'Template'];

export interface CompareDependencies {
  /** Throws what is wrong with a chunk that cannot be read. */
  readonly read: (chunk: GenerationChunk) => Promise<ColumnBatch>;
  readonly ship: (page: ChangePage) => Promise<void>;
  readonly onProgress: (progress: ComparisonProgress) => void;
  readonly signal: AbortSignal;
}

/** One of the two generations cannot be read. */
export class DamagedError extends Error {
  readonly id: string;

  constructor(id: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'DamagedError';
    this.id = id;
  }
}

/**
 * Compares two generations kind by kind, in bounded memory. Throws `usage` where they cannot be compared, DamagedError where one
 * cannot be read, and the signal's reason.
 */
export async function compareGenerations(
  { older, newer, order }: Pick<ComparisonInput, 'older' | 'newer' | 'order'>,
  { read, ship, onProgress, signal }: CompareDependencies,
): Promise<{ readonly summary: ChangeSummary; readonly progress: ComparisonProgress }> {
  const plan = planComparison(older, newer, order);
  const progress = { rowsRead: 0, rowsExpected: 0 };
  const rowsOf = (manifest: Manifest, type: ResourceType, counted = true) =>
    new KindRows({
      type,
      chunks: manifest.kinds.find((kind) => kind.type === type)?.chunks ?? [],
      signal,
      read: async (chunk) => {
        try {
          return await read(chunk);
        } catch (error) {
          throw new DamagedError(manifest.id, error);
        }
      },
      onRead: (rows) => {
        if (!counted) return;
        progress.rowsRead += rows;
        progress.rowsExpected = Math.max(progress.rowsExpected, progress.rowsRead);
        onProgress({ ...progress });
      },
    });
  for (const type of plan.types) progress.rowsExpected += rowsOf(older, type).length + rowsOf(newer, type).length;
  const names = await namesOf([older, newer], rowsOf);
  const pages = new PageWriter({ ship, nameOf: (ref) => names.get(ref) });
  const kinds: KindSummary[] = [];
  for (const type of plan.types) {
    kinds.push(
      await compareKind({
        type,
        older: rowsOf(older, type),
        newer: rowsOf(newer, type),
        isCompared: plan.isCompared(type),
        usage: order.usage,
        rowsAtOnce: older.pruned ? PRUNED_ROWS_AT_ONCE : WHOLE_ROWS_AT_ONCE,
        tell: (change) => pages.add(change),
        onMore: (rows) => {
          progress.rowsExpected += rows;
        },
      }),
    );
    await pages.flush();
  }
  return { summary: { kinds, notes: [...plan.notes] }, progress: { ...progress, rowsExpected: progress.rowsRead } };
}

/** What the infrastructure is called, in the newer generation where it is in both. */
async function namesOf(
  manifests: readonly Manifest[],
  rowsOf: (manifest: Manifest, type: ResourceType, counted: boolean) => KindRows,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const manifest of manifests) {
    for (const { type } of manifest.kinds) {
      if (NEVER_NAMED.includes(type)) continue;
      for await (const { batch } of rowsOf(manifest, type, false).all()) {
        for (const [row, ref] of batch.refs.entries()) {
          const name = batch.columns.name?.[row];
          if (typeof name === 'string') names.set(ref, displayName(name));
        }
      }
    }
  }
  return names;
}
