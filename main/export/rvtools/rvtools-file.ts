import type { CollectionState } from '../../../shared/contract.ts';
import type { ColumnBatch } from '../../../shared/inventory.ts';
import type { ExportFile } from '../export-file.ts';
import { writeFailure } from '../write-failure.ts';
import { Workbook, type WorkbookOptions } from '../xlsx/workbook.ts';
import { BatchSpool } from './batch-spool.ts';
import { Places } from './places.ts';
import { RowView } from './row-view.ts';
import { addSheets, type SheetWriters } from './sheet-writer.ts';
import { type Facts, serverFacts, vMetaData, vSource } from './source-sheets.ts';
import { Tallies } from './tallies.ts';

export interface RvtoolsFileOptions extends WorkbookOptions {
  /** Name and version of what makes the file. */
  readonly program: string;
  /** Collects young garbage, now and then while the file is completed; absent where explicit GC is off. */
  readonly tidy?: () => void;
}

/**
 * An .xlsx whose sheets and columns are those of RVTools 4, as far as a collection knows them: a column that it does not
 * know is left out, a value that is not set stays empty. Rows of VMs are written as they come, because their
 * infrastructure has come before them; the infrastructure's own rows are set aside until all names and VMs are known. What
 * is held in memory is a name for each object of the infrastructure.
 */
export class RvtoolsFile implements ExportFile {
  readonly dropped: ReadonlySet<string> = new Set();
  readonly #options: RvtoolsFileOptions;
  readonly #workbook: Workbook;
  readonly #aside: BatchSpool;
  readonly #writers: SheetWriters;
  readonly #places = new Places();
  readonly #tallies = new Tallies();

  private constructor(options: RvtoolsFileOptions, workbook: Workbook, aside: BatchSpool) {
    this.#options = options;
    this.#workbook = workbook;
    this.#aside = aside;
    this.#writers = addSheets(workbook);
  }

  /** Throws `internal` naming the file when it cannot be begun. */
  static async create(options: RvtoolsFileOptions): Promise<RvtoolsFile> {
    let workbook: Workbook | undefined;
    try {
      workbook = await Workbook.create(options);
      return new RvtoolsFile(options, workbook, await BatchSpool.create(workbook.temporaryPath()));
    } catch (error) {
      await workbook?.discard();
      throw writeFailure(options.path, error);
    }
  }

  async write(batch: ColumnBatch, state: CollectionState): Promise<void> {
    try {
      if (batch.type === 'VirtualMachine' || batch.type === 'Template') await this.#addMachines(batch, state);
      else await this.#setAside(batch);
    } catch (error) {
      throw writeFailure(this.#options.path, error);
    }
  }

  async finish(state: CollectionState): Promise<void> {
    try {
      this.#tallies.complete = state.finished.includes('VirtualMachine');
      await this.#addInfrastructure(state);
      const server = serverFacts(state);
      await this.#addFacts('vSource', vSource(server));
      await this.#addFacts('vMetaData', vMetaData(state, server, this.#options.program));
      await this.#aside.close();
      await this.#workbook.save();
    } catch (error) {
      await this.discard();
      throw writeFailure(this.#options.path, error);
    }
  }

  async discard(): Promise<void> {
    await this.#aside.close();
    await this.#workbook.discard();
  }

  async #addMachines(batch: ColumnBatch, state: CollectionState): Promise<void> {
    const estate = this.#estate(state);
    for (const position of batch.refs.keys()) {
      const row = new RowView(batch, position);
      if (batch.type === 'VirtualMachine') this.#tallies.add(row);
      for (const writer of this.#writers.machines) await writer.add(row, estate);
    }
  }

  async #setAside(batch: ColumnBatch): Promise<void> {
    for (const position of batch.refs.keys()) this.#places.add(new RowView(batch, position));
    if (this.#writers.infrastructure.has(batch.type)) await this.#aside.add(batch);
  }

  async #addInfrastructure(state: CollectionState): Promise<void> {
    const estate = this.#estate(state);
    for await (const batch of this.#aside.batches()) {
      const writer = this.#writers.infrastructure.get(batch.type);
      for (const position of batch.refs.keys()) await writer?.add(new RowView(batch, position), estate);
      this.#options.tidy?.();
    }
  }

  async #addFacts(name: string, facts: Facts): Promise<void> {
    const sheet = this.#workbook.addSheet(
      name,
      facts.map(([title]) => title),
    );
    await sheet.add(facts.map(([, value]) => value));
  }

  #estate(state: CollectionState): { places: Places; tallies: Tallies; server: ReturnType<typeof serverFacts> } {
    return { places: this.#places, tallies: this.#tallies, server: serverFacts(state) };
  }
}
