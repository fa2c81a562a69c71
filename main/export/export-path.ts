import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HeapsphereError } from '../../shared/errors.ts';
import type { ExportName } from './export-name.ts';

/** Longest part of a file's name that comes from a vCenter's. */
const MAX_LABEL = 60;

/**
 * Where a window's export goes: the folder "exports" in the data folder, made for its owner alone, under a name of the
 * vCenter and the moment. Throws `usage` naming the folder when it cannot be made.
 * @param label of the vCenter; undefined for a file that must not name it
 */
export async function exportPath(
  dataFolder: string,
  label: string | undefined,
  { format, gzip }: ExportName,
  now: Date,
): Promise<string> {
  const folder = join(dataFolder, 'exports');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new HeapsphereError(
      {
        code: 'usage',
        message: `The folder ${folder} cannot be made: ${error instanceof Error ? error.message : error}.`,
        action: 'Make it writable, or remove what is in its place.',
      },
      { cause: error },
    );
  }
  const moment = now.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').replace(/\..*$/, '');
  return join(folder, `${fileLabel(label ?? 'anonymised')}-${moment}.${format}${gzip ? '.gz' : ''}`);
}

/** Letters, digits and single dashes and dots: a name that is no trouble in any shell or file system. */
function fileLabel(label: string): string {
  const plain = label.replaceAll(/[^A-Za-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, MAX_LABEL) || 'estate';
}
