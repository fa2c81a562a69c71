import { join } from 'node:path';
import { z } from 'zod';
import { HeapsphereError } from '../shared/errors.ts';
import { readState, writeState } from './state-file.ts';

const FILE = 'tour.json';
const tourSchema = z.strictObject({ version: z.literal(1), seen: z.literal(true) });

/**
 * Whether somebody has been shown around. Kept in the data folder and not in the window, whose address and with it whose
 * storage is another one at every start of the web host.
 */
export class Tour {
  readonly #path: string;
  #due: boolean;

  private constructor(path: string, due: boolean) {
    this.#path = path;
    this.#due = due;
  }

  /** A file that is not understood counts as not being there: somebody is shown around twice. */
  static async open(folder: string): Promise<Tour> {
    const path = join(folder, FILE);
    return new Tour(path, (await readState(path, tourSchema)) === undefined);
  }

  get isDue(): boolean {
    return this.#due;
  }

  /** Never again, for this run in any case. Throws `internal` when that cannot be remembered for the next. */
  async seen(): Promise<void> {
    this.#due = false;
    try {
      await writeState(this.#path, { version: 1, seen: true });
    } catch (error) {
      throw new HeapsphereError({
        code: 'internal',
        message: `${this.#path} cannot be written: ${error instanceof Error ? error.message : error}.`,
        action: 'Check that you may write there; until then the tour comes back at the next start.',
      });
    }
  }
}
