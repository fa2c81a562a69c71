import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { HeapsphereError } from '../../shared/errors.ts';
import type { writeAtomically } from '../settings/atomic-file.ts';
import type { withFileLock } from '../settings/file-lock.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** What files need beyond Node: both belong to the settings, and are handed over. */
export interface PrivateFiles {
  readonly writeAtomically: typeof writeAtomically;
  readonly withFileLock: typeof withFileLock;
}

export interface PrivateJsonOptions<T> {
  readonly path: string;
  /** For people: "The connections file". */
  readonly title: string;
  readonly schema: z.ZodType<T>;
  /** What a file that is not there holds. */
  readonly empty: T;
  readonly files: PrivateFiles;
}

interface ReadResult<T> {
  readonly value: T;
  /** Why the file was not taken. */
  readonly notice?: string;
  /** The file is still where it was, with what it holds. */
  readonly unread?: true;
}

/**
 * A JSON file of the data folder that several programs may change at once: whole or not at all, for its owner alone.
 * One that cannot be understood is set aside under another name, so that nothing in it is lost.
 */
export class PrivateJson<T> {
  readonly #options: PrivateJsonOptions<T>;
  readonly #notices: string[] = [];

  constructor(options: PrivateJsonOptions<T>) {
    this.#options = options;
  }

  /** What a person should know about the file. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  async read(): Promise<T> {
    return (await this.#read()).value;
  }

  /** Changes the file as it is by now, while nobody else does. Throws what `change` throws, and `internal` when it cannot be written. */
  async change(change: (value: T) => T): Promise<T> {
    const { path, files } = this.#options;
    try {
      return await files.withFileLock(`${path}.lock`, async () => {
        const { value, unread } = await this.#read();
        if (unread) throw this.#cannotWrite('what it holds cannot be read, and would be lost');
        const next = change(value);
        const text = `${JSON.stringify(next, undefined, 2)}\n`;
        if (text.length > MAX_BYTES) throw this.#cannotWrite(`it would be larger than ${MAX_BYTES} bytes`);
        await files.writeAtomically(path, text);
        return next;
      });
    } catch (error) {
      throw error instanceof HeapsphereError ? error : this.#cannotWrite(describe(error), error);
    }
  }

  async #read(): Promise<ReadResult<T>> {
    const { path, title, empty } = this.#options;
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { value: empty };
      return this.#note({
        value: empty,
        notice: `${title} ${path} cannot be read (${describe(error)}). Mend the file, or remove it.`,
        unread: true,
      });
    }
    const parsed = this.#parse(text);
    if (typeof parsed !== 'string') return parsed;
    return this.#note({ value: empty, ...(await setAside(path, title, parsed)) });
  }

  /** Why it is not understood, where it is not; never with a part of the text, which may hold what nobody should see. */
  #parse(text: string): ReadResult<T> | string {
    if (text.length > MAX_BYTES) return `it is larger than ${MAX_BYTES} bytes`;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return 'it is not JSON';
    }
    const { success, data, error } = this.#options.schema.safeParse(json);
    if (success) return { value: data };
    const [issue] = error.issues;
    return `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`;
  }

  #note(result: ReadResult<T>): ReadResult<T> {
    const { notice } = result;
    if (notice !== undefined && !this.#notices.includes(notice)) this.#notices.push(notice);
    return result;
  }

  #cannotWrite(reason: string, cause?: unknown): HeapsphereError {
    const { title, path } = this.#options;
    return new HeapsphereError(
      {
        code: 'internal',
        message: `${title} ${path} cannot be written: ${reason.replace(/\.$/, '')}.`,
        action: 'Check that you may write there and that the disk has room; what it held is still there.',
      },
      { cause },
    );
  }
}

async function setAside(path: string, title: string, reason: string): Promise<{ notice: string; unread?: true }> {
  // Never the name of one that was set aside before.
  const aside = `${path}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}.bad`;
  try {
    await rename(path, aside);
    return {
      notice: `${title} was not understood (${reason}), so it was set aside as ${aside}. Enter what it held anew, or mend that file and put it back.`,
    };
  } catch (error) {
    return {
      notice: `${title} ${path} is not understood (${reason}) and cannot be set aside (${describe(error)}). Mend the file, or remove it.`,
      unread: true,
    };
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
