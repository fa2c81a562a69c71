import { columnName, headingXml, rowXml, type SheetCell } from './cell-xml.ts';
import { PartSpool } from './part-spool.ts';
import { sheetEnd, sheetStart } from './workbook-parts.ts';
import type { SpooledPart } from './zip-archive.ts';

/** Rows and bytes that one worksheet takes before the next one begins. */
export interface SheetLimits {
  /** Excel takes 1,048,576 rows, the heading included. */
  readonly rows: number;
  /** Of XML; a part of a zip archive takes 4 GiB. */
  readonly bytes: number;
}
export const SHEET_LIMITS: SheetLimits = { rows: 1_048_576, bytes: 3 * 1024 ** 3 };

/** A worksheet that is whole. */
export interface FinishedSheet {
  readonly name: string;
  readonly part: SpooledPart;
}

/** What the sheets of one workbook share. */
export interface SheetContext {
  /** Path for one more temporary file. */
  readonly temporaryPath: () => string;
  /** Of compression, 1 to 9. */
  readonly level: number;
  readonly limits: SheetLimits;
}

/** The rows under one heading. What is too long for a worksheet goes on in the next, "vDisk (2)": nothing is left out. */
export class Sheet {
  readonly #name: string;
  readonly #titles: readonly string[];
  readonly #columns: readonly string[];
  readonly #context: SheetContext;
  readonly #finished: FinishedSheet[] = [];
  #spool: PartSpool | undefined;
  #row = 0;

  constructor(name: string, titles: readonly string[], context: SheetContext) {
    this.#name = name;
    this.#titles = titles;
    this.#columns = titles.map((_, position) => columnName(position));
    this.#context = context;
  }

  /** Adds a row with a cell for each title. Resolves when the disk has kept up. */
  async add(cells: readonly SheetCell[]): Promise<void> {
    const { rows, bytes } = this.#context.limits;
    if (this.#spool && (this.#row >= rows || this.#spool.rawBytes >= bytes)) await this.#end(this.#spool);
    const spool = this.#spool ?? (await this.#begin());
    this.#row += 1;
    await spool.write(rowXml(this.#row, cells, this.#columns));
  }

  /** The worksheets of this heading, one at least. */
  async finish(): Promise<readonly FinishedSheet[]> {
    await this.#end(this.#spool ?? (await this.#begin()));
    return this.#finished;
  }

  async destroy(): Promise<void> {
    await this.#spool?.destroy();
  }

  async #begin(): Promise<PartSpool> {
    const spool = new PartSpool(this.#context.temporaryPath(), this.#context.level);
    this.#spool = spool;
    this.#row = 1;
    await spool.write(sheetStart(this.#titles) + headingXml(this.#titles, this.#columns));
    return spool;
  }

  async #end(spool: PartSpool): Promise<void> {
    await spool.write(sheetEnd(`A1:${this.#columns.at(-1)}${this.#row}`));
    const part = await spool.finish();
    const number = this.#finished.length + 1;
    this.#finished.push({ name: number === 1 ? this.#name : `${this.#name} (${number})`, part });
    this.#spool = undefined;
  }
}
