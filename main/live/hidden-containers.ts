import { HIERARCHY_ROOT } from '../../shared/hierarchy-view.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';

/** A container that no tree shows, and the object that what is in it stands below. */
export type HiddenContainer = readonly [hidden: string, shown: string];

/** Columns that name the container of a row. */
const CONTAINER_PATHS = ['parent', 'resourcePool', 'parentFolder'] as const;

/** The root folder, the folders directly in datacenters and the root pools of clusters: a few for each. */
export class HiddenContainers {
  readonly #shown = new Map<string, string>();

  /** No row is of the root folder: a view does not list its own container. */
  noteRoot(folder: string): void {
    this.#shown.set(folder, HIERARCHY_ROOT);
  }

  /** Learns from rows, whatever they are of. */
  note({ type, refs, columns }: ColumnBatch): void {
    if (type === 'Folder') {
      for (const [index, ref] of refs.entries()) {
        const parent = columns.parent?.[index];
        if (typeof parent === 'string' && parent.startsWith('Datacenter:')) this.#shown.set(ref, parent);
      }
    } else if (type === 'ClusterComputeResource' || type === 'ComputeResource') {
      for (const [index, ref] of refs.entries()) {
        const pool = columns.resourcePool?.[index];
        if (typeof pool === 'string') this.#shown.set(pool, ref);
      }
    }
  }

  /** Those that rows lie in, each once. */
  of(rows: readonly ColumnBatch[]): HiddenContainer[] {
    const found = new Map<string, string>();
    for (const { columns } of rows) {
      for (const cell of CONTAINER_PATHS.flatMap((path) => columns[path] ?? [])) {
        const shown = typeof cell === 'string' ? this.#shown.get(cell) : undefined;
        if (shown !== undefined) found.set(String(cell), shown);
      }
    }
    return [...found];
  }
}
