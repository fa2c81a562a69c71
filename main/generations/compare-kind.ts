import { isVolatile } from '../../shared/attribute-selection.ts';
import type { KindSummary, ObjectChange, ValueChange } from '../../shared/generations-view.ts';
import type { Cell, ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import type { KindRows } from './kind-rows.ts';
import { PositionList } from './position-list.ts';
import { RowIndex } from './row-index.ts';
import { type IsCompared, isSameCell, rowHashes, rowLeaves } from './row-leaves.ts';

export interface CompareKindOptions {
  readonly type: ResourceType;
  readonly older: KindRows;
  readonly newer: KindRows;
  readonly isCompared: IsCompared;
  /** Whether values that move by themselves count. */
  readonly usage: boolean;
  /** Changed rows whose earlier values are held together. */
  readonly rowsAtOnce: number;
  /** Takes one object; resolves when there is room for the next. */
  readonly tell: (change: ObjectChange) => Promise<void>;
  /** Told how many rows are read besides those of both generations, once that is known. */
  readonly onMore: (rows: number) => void;
}

/**
 * Compares one kind in bounded memory: a hash of every older row first, then the newer rows against it; then what was removed, and
 * last the values of the rows whose hash differs, some at a time.
 */
export async function compareKind(options: CompareKindOptions): Promise<KindSummary> {
  const { type, older, newer, isCompared, usage, tell, onMore } = options;
  const index = new RowIndex();
  for await (const { batch, first } of older.all()) {
    const hashes = rowHashes(batch, isCompared);
    for (const [row, ref] of batch.refs.entries())
      index.remember(ref, first + row, hashes.steady[row] ?? 0, hashes.usage[row] ?? 0);
  }
  const before = new PositionList();
  const after = new PositionList();
  let added = 0;
  let usageOnly = 0;
  for await (const { batch, first } of newer.all()) {
    const hashes = rowHashes(batch, isCompared);
    for (const [row, ref] of batch.refs.entries()) {
      const { fate, position } = index.look(ref, hashes.steady[row] ?? 0, hashes.usage[row] ?? 0);
      if (fate === 'new') {
        added += 1;
        await tell({ type, kind: 'added', ref, name: nameOf(batch, row), values: [] });
        continue;
      }
      if (fate === 'usage') usageOnly += 1;
      if (fate !== 'changed' && !(usage && fate === 'usage')) continue;
      before.push(position);
      after.push(first + row);
    }
  }
  const removed = index.unseen();
  onMore(removed.length + before.length * 2);
  for await (const { batch, row } of older.at(removed))
    await tell({ type, kind: 'removed', ref: batch.refs[row] ?? '', name: nameOf(batch, row), values: [] });
  const paths: Record<string, number> = {};
  let changed = 0;
  for await (const change of changedRows(options, before, after)) {
    changed += 1;
    for (const { path } of change.values) paths[path] = (paths[path] ?? 0) + 1;
    await tell(change);
  }
  return { type, added, removed: removed.length, changed, usageOnly, paths };
}

/** The rows at these positions, which belong together, with the values that differ. */
async function* changedRows(
  { type, older, newer, isCompared, usage, rowsAtOnce }: CompareKindOptions,
  before: PositionList,
  after: PositionList,
): AsyncGenerator<ObjectChange> {
  for (let from = 0; from < after.length; from += rowsAtOnce) {
    const earlier = before.slice(from, from + rowsAtOnce);
    const leaves = new Map<number, Map<string, Cell>>();
    for await (const { batch, row, position } of older.at(earlier.slice().sort()))
      leaves.set(position, rowLeaves(batch, row, isCompared));
    let next = 0;
    for await (const { batch, row } of newer.at(after.slice(from, from + rowsAtOnce))) {
      const old = leaves.get(earlier[next] ?? -1) ?? new Map<string, Cell>();
      next += 1;
      const values = valueChanges(old, rowLeaves(batch, row, isCompared)).filter(
        ({ path }) => usage || !isVolatile(path),
      );
      // An empty object in place of nothing has another hash and says nothing else.
      if (values.length > 0)
        yield { type, kind: 'changed', ref: batch.refs[row] ?? '', name: nameOf(batch, row), values };
    }
  }
}

function valueChanges(before: ReadonlyMap<string, Cell>, after: ReadonlyMap<string, Cell>): ValueChange[] {
  const changes: ValueChange[] = [];
  for (const [path, cell] of after) {
    const old = before.get(path) ?? null;
    if (!isSameCell(old, cell)) changes.push({ path, before: old, after: cell });
  }
  for (const [path, cell] of before) if (!after.has(path)) changes.push({ path, before: cell, after: null });
  return changes;
}

function nameOf({ columns }: ColumnBatch, row: number): string | null {
  const name = columns.name?.[row];
  return typeof name === 'string' ? name : null;
}
