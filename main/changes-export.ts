import { stat } from 'node:fs/promises';
import { HeapsphereError } from '../shared/errors.ts';
import type { ChangePage, ChangeSummary, ComparisonOrder } from '../shared/generations-view.ts';
import type { ChangesFile, ComparedPair } from './export/changes/changes-file.ts';
import { ChangesText } from './export/changes/changes-text.ts';
import { ChangesWorkbook } from './export/changes/changes-workbook.ts';
import type { ExportName } from './export/export-name.ts';
import type { ComparisonProgress } from './generations/protocol.ts';
import type { Comparison, Generations } from './open-generations.ts';

export { type ExportName, parseExportName } from './export/export-name.ts';
export { exportPath } from './export/export-path.ts';

export interface ChangesTarget {
  /** Where the file is to appear. */
  readonly path: string;
  readonly name: ExportName;
  /** Of compression, 1 to 9. */
  readonly level: number;
  /** Permissions of the file; the system's default when absent. */
  readonly mode?: number;
}

export interface CompareOptions {
  /** Where the difference goes; undefined writes no file. */
  readonly target: ChangesTarget | undefined;
  /** Is shown every page. */
  readonly look?: (page: ChangePage) => void;
  readonly onProgress: (progress: ComparisonProgress) => void;
  readonly signal: AbortSignal;
}

export interface WrittenChanges {
  readonly summary: ChangeSummary;
  /** Objects that differ. */
  readonly objects: number;
  /** Size of the file; 0 without one. */
  readonly bytes: number;
}

/**
 * Compares two generations into a file, page by page at the pace of the disk. Throws what the comparison ends with, `internal` naming
 * the file when it cannot be written, and `cancelled` when the signal is aborted; no file is left then.
 */
export async function compareIntoFile(
  generations: Generations,
  order: ComparisonOrder,
  { target, look, onProgress, signal }: CompareOptions,
): Promise<WrittenChanges> {
  const pair = target && (await pairOf(generations, order));
  let file: ChangesFile | undefined;
  let comparison: Comparison | undefined;
  let failure: unknown;
  let objects = 0;
  const cancel = () => comparison?.cancel();
  const fail = (error: unknown) => {
    failure ??= error;
    cancel();
  };
  // The thread tells of two that cannot be compared before its first page; the file is begun with that.
  const begin = async () => {
    if (target && pair) file ??= await openChanges(pair, target);
  };
  let queue = Promise.resolve();
  try {
    comparison = await generations.compare(order, {
      onPage: (seq, page) => {
        queue = queue
          .then(async () => {
            if (failure !== undefined) return;
            look?.(page);
            await begin();
            await file?.write(page);
            objects += page.changes.length;
          })
          .catch(fail)
          .then(() => comparison?.credit(seq));
      },
      onProgress,
    });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const { summary, error } = await comparison.finished;
    await queue;
    if (failure !== undefined) throw failure;
    if (error || !summary) throw new HeapsphereError(error ?? noSummary());
    await begin();
    await file?.finish(summary);
    return { summary, objects, bytes: target ? (await stat(target.path)).size : 0 };
  } catch (error) {
    await file?.discard();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function openChanges(pair: ComparedPair, { path, name, level, mode }: ChangesTarget): Promise<ChangesFile> {
  const permissions = mode === undefined ? {} : { mode };
  if (name.format === 'xlsx') return ChangesWorkbook.create(pair, { path, level, ...permissions });
  return new ChangesText(name.format, pair, { path, gzipLevel: name.gzip ? level : undefined, ...permissions });
}

/** Throws `usage` naming the known ones when one of them is not there. */
async function pairOf(generations: Generations, order: ComparisonOrder): Promise<ComparedPair> {
  return { older: await generations.get(order.older), newer: await generations.get(order.newer) };
}

function noSummary(): HeapsphereError['data'] {
  return { code: 'internal', message: 'The comparison ended without a result.', action: 'Compare again.' };
}
