import { type FileHandle, open } from 'node:fs/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ColumnBatch } from '../../../shared/inventory.ts';

/** Batches set aside in a temporary file, compressed, to be read again in order. Closed by close(); the file is its giver's. */
export class BatchSpool {
  readonly #file: FileHandle;
  readonly #lengths: number[] = [];

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<BatchSpool> {
    return new BatchSpool(await open(path, 'wx+', 0o600));
  }

  async add(batch: ColumnBatch): Promise<void> {
    const bytes = deflateRawSync(JSON.stringify(batch), { level: 1 });
    await this.#file.writeFile(bytes);
    this.#lengths.push(bytes.byteLength);
  }

  /** Every batch, as it was added. */
  async *batches(): AsyncGenerator<ColumnBatch> {
    let position = 0;
    for (const length of this.#lengths) {
      const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, position);
      if (bytesRead < length) throw new Error(`a temporary file ends after ${position + bytesRead} bytes`);
      position += length;
      yield JSON.parse(inflateRawSync(buffer).toString('utf8')) as ColumnBatch;
    }
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => {});
  }
}
