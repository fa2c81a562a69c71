import type { ChangePage, ChangeSummary } from '../../../shared/generations-view.ts';
import { type Cell, RESOURCE_LABELS } from '../../../shared/inventory.ts';
import { writeFailure } from '../write-failure.ts';
import type { SheetCell } from '../xlsx/cell-xml.ts';
import type { Sheet } from '../xlsx/sheet.ts';
import { Workbook, type WorkbookOptions } from '../xlsx/workbook.ts';
import type { ChangesFile, ComparedPair } from './changes-file.ts';
import { VALUE_TITLES, valueRows } from './value-rows.ts';

/** An .xlsx file of differences: how many of each kind, what was compared, and a row for each value. */
export class ChangesWorkbook implements ChangesFile {
  readonly #path: string;
  readonly #pair: ComparedPair;
  readonly #workbook: Workbook;
  readonly #summary: Sheet;
  readonly #compared: Sheet;
  readonly #changes: Sheet;

  private constructor(path: string, pair: ComparedPair, workbook: Workbook) {
    this.#path = path;
    this.#pair = pair;
    this.#workbook = workbook;
    this.#summary = workbook.addSheet('Summary', ['Kind', 'Added', 'Removed', 'Changed']);
    this.#changes = workbook.addSheet('Changes', VALUE_TITLES);
    this.#compared = workbook.addSheet('Generations', ['', 'Id', 'vCenter', 'Collected', 'Rows', 'Complete']);
  }

  /** Throws `internal` naming the file when it cannot be begun. */
  static async create(pair: ComparedPair, options: WorkbookOptions): Promise<ChangesWorkbook> {
    const workbook = await Workbook.create(options).catch((error: unknown) => {
      throw writeFailure(options.path, error);
    });
    return new ChangesWorkbook(options.path, pair, workbook);
  }

  write(page: ChangePage): Promise<void> {
    return this.#try(async () => {
      for (const row of valueRows(page)) await this.#changes.add(row.map(sheetCell));
    });
  }

  finish(summary: ChangeSummary): Promise<void> {
    return this.#try(async () => {
      for (const { type, added, removed, changed } of summary.kinds)
        await this.#summary.add([RESOURCE_LABELS[type], added, removed, changed]);
      for (const [what, { id, source, collectedAt, rows, partial }] of Object.entries(this.#pair))
        await this.#compared.add([what, id, source.label, new Date(collectedAt), rows, !partial]);
      for (const note of summary.notes) await this.#compared.add(['note', note]);
      await this.#workbook.save();
    });
  }

  discard(): Promise<void> {
    return this.#workbook.discard();
  }

  async #try(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      await this.discard();
      throw writeFailure(this.#path, error);
    }
  }
}

function sheetCell(cell: Cell): SheetCell {
  if (typeof cell !== 'object' || cell === null) return cell;
  return Array.isArray(cell) && cell.every((item) => typeof item !== 'object') ? cell.join(' ') : JSON.stringify(cell);
}
