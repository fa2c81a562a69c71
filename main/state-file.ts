import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { writeAtomically } from './settings/atomic-file.ts';

/** Larger than any state of ours; what is beyond it is somebody else's file. */
const MAX_BYTES = 64 * 1024;

/** What a host remembers between two runs, in a small JSON file; undefined when it is not there, or not what it should be. */
export async function readState<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T> | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Rejects when the file cannot be written. */
export async function writeState(path: string, state: object): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(state)}\n`);
}
