import { open, rename } from 'node:fs/promises';
import { PartSpool } from './part-spool.ts';
import { SHEET_LIMITS, Sheet, type SheetContext, type SheetLimits } from './sheet.ts';
import { TemporaryFolder } from './temporary-folder.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';
import { writeZip, type ZipEntry } from './zip-archive.ts';

export interface WorkbookOptions {
  readonly path: string;
  /** Of compression, 1 to 9. */
  readonly level: number;
  /** Permissions of a new file; the system's default when absent. */
  readonly mode?: number;
  readonly limits?: SheetLimits;
}

/**
 * An .xlsx file in the making. Each sheet is compressed into a temporary file beside it while rows come, in any order of
 * sheets, so that memory does not grow with their number. Ended with save() or discard().
 */
export class Workbook {
  readonly #options: WorkbookOptions;
  readonly #folder: TemporaryFolder;
  readonly #context: SheetContext;
  readonly #sheets: Sheet[] = [];
  #files = 0;

  private constructor(options: WorkbookOptions, folder: TemporaryFolder) {
    this.#options = options;
    this.#folder = folder;
    const { level, limits = SHEET_LIMITS } = options;
    this.#context = { level, limits, temporaryPath: () => this.temporaryPath() };
  }

  /** Throws what the file system throws. */
  static async create(options: WorkbookOptions): Promise<Workbook> {
    return new Workbook(options, await TemporaryFolder.beside(options.path));
  }

  /** A sheet of its own; sheets lie in the file in the order in which they are asked for. */
  addSheet(name: string, titles: readonly string[]): Sheet {
    const sheet = new Sheet(name, titles, this.#context);
    this.#sheets.push(sheet);
    return sheet;
  }

  /** Path for a temporary file that goes with the workbook's own. */
  temporaryPath(): string {
    this.#files += 1;
    return this.#folder.pathOf(`${this.#files}.part`);
  }

  /** Puts the file together and gives it its name. Rejects with what the file system says; nothing is left behind then. */
  async save(): Promise<void> {
    const { path, mode } = this.#options;
    const whole = this.#folder.pathOf('whole.xlsx');
    try {
      const entries = await this.#entries();
      const file = await open(whole, 'wx', mode);
      try {
        await writeZip(file, entries);
      } finally {
        await file.close();
      }
      await rename(whole, path);
    } finally {
      await this.discard();
    }
  }

  /** Removes everything written so far. Idempotent. */
  async discard(): Promise<void> {
    await Promise.all(this.#sheets.map((sheet) => sheet.destroy()));
    await this.#folder.dispose();
  }

  async #entries(): Promise<ZipEntry[]> {
    const sheets = [];
    for (const sheet of this.#sheets) sheets.push(...(await sheet.finish()));
    const entries: ZipEntry[] = [];
    for (const [name, xml] of workbookParts(sheets.map(({ name }) => name))) {
      const spool = new PartSpool(this.temporaryPath(), this.#options.level);
      await spool.write(xml);
      entries.push({ name, ...(await spool.finish()) });
    }
    for (const [position, { part }] of sheets.entries()) entries.push({ name: sheetPath(position + 1), ...part });
    return entries;
  }
}
