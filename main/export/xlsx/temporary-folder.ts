import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder beside a file in the making. It goes with dispose(), and with the process where that ends early. */
export class TemporaryFolder {
  readonly #path: string;
  readonly #onExit: () => void;

  private constructor(path: string) {
    this.#path = path;
    this.#onExit = () => rmSync(path, { recursive: true, force: true });
    process.once('exit', this.#onExit);
  }

  /**
   * @param path of the file: its folder has room for it, where the system's folder for temporary files may be memory.
   * Throws what the file system throws.
   */
  static async beside(path: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(`${path}.partial-`));
  }

  pathOf(name: string): string {
    return join(this.#path, name);
  }

  /** Idempotent. */
  async dispose(): Promise<void> {
    process.removeListener('exit', this.#onExit);
    await rm(this.#path, { recursive: true, force: true });
  }
}
