import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { writeAtomically } from '../settings/atomic-file.ts';

/** No id of a benchmark holds a dot or an underline. */
const FILE = '_baselines.json';

const marksSchema = z.object({ version: z.literal(1), baselines: z.record(z.string(), z.string()) });

/** Ids of the benchmarks that are marked, by what they can be compared in. A file that is not understood marks none. */
export async function readBaselines(folder: string): Promise<Record<string, string>> {
  try {
    return marksSchema.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8'))).baselines;
  } catch {
    return {};
  }
}

export async function writeBaselines(
  folder: string,
  baselines: Record<string, string>,
  write: typeof writeAtomically,
): Promise<void> {
  await write(join(folder, FILE), `${JSON.stringify({ version: 1, baselines })}\n`);
}
