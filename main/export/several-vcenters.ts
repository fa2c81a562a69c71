import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import type { ExportFile } from './export-file.ts';

/** Columns that say whose a row is, in a file of several vCenters: ids repeat between them. */
export const VCENTER_COLUMNS = ['vcenter', 'vcenterUuid'] as const;

function withVcenter({ type, refs, columns }: ColumnBatch, { source, about }: CollectionState): ColumnBatch {
  const uuid = about?.instanceUuid || null;
  return {
    type,
    refs,
    columns: { vcenter: refs.map(() => source.label), vcenterUuid: refs.map(() => uuid), ...columns },
  };
}

/** A file that takes one collection after the other, and is whole with the last of them. */
export class SeveralVcentersFile implements ExportFile {
  readonly #file: ExportFile;
  readonly #count: number;
  readonly #states: CollectionState[] = [];

  /** @param count how many collections are finished before the file is */
  constructor(file: ExportFile, count: number) {
    this.#file = file;
    this.#count = count;
  }

  get dropped(): ReadonlySet<string> {
    return this.#file.dropped;
  }

  write(batch: ColumnBatch, state: CollectionState): Promise<void> {
    return this.#file.write(withVcenter(batch, state), state);
  }

  async finish(state: CollectionState): Promise<void> {
    this.#states.push(state);
    const [first = state, ...others] = this.#states;
    if (this.#states.length === this.#count) await this.#file.finish(first, others);
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }
}
