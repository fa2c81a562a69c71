import { access, chmod, type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HeapsphereError } from '../../shared/errors.ts';

/** Files that may be named alike within one second. */
const MAX_ALIKE = 1000;

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
}

export interface PrivateFileOptions {
  /** Made for its owner alone where it is missing. */
  readonly folder: string;
  /** Isolate the file is about. */
  readonly isolate: string;
  /** With its dot: ".heapsnapshot". */
  readonly extension: string;
  /** Milliseconds since the epoch; part of the name. */
  readonly at: number;
  readonly signal: AbortSignal;
}

/** Fills the file at a path, which is there and empty. */
export type FileFiller = (path: string) => Promise<void>;

/**
 * Writes a file that only its owner may read, whole or not at all, under a name that no other file has:
 * "collector-3 2026-11-24 23.16.05.heapsnapshot". One that is given up goes once its filler has ended. Throws
 * HeapsphereError `usage` that names the folder when it cannot be written or the disk is full, whatever HeapsphereError
 * the filler fails with, and the signal's reason.
 */
export async function writePrivateFile(
  content: string | FileFiller,
  options: PrivateFileOptions,
): Promise<WrittenFile> {
  const { folder, extension, signal } = options;
  let part: string | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const claimed = await claimName(options);
    part = claimed.part;
    await fill(claimed.file, part, content);
    signal.throwIfAborted();
    const { size } = await stat(part);
    await rename(part, claimed.path);
    return { path: claimed.path, bytes: size };
  } catch (error) {
    if (part !== undefined) await rm(part, { force: true });
    if (signal.aborted) throw signal.reason;
    throw error instanceof HeapsphereError ? error : cannotWrite(join(folder, extension), error);
  }
}

async function fill(file: FileHandle, path: string, content: string | FileFiller): Promise<void> {
  try {
    if (typeof content === 'string') await file.writeFile(content);
  } finally {
    await file.close();
  }
  if (typeof content !== 'string') await content(path);
}

/** Opens a file beside the name it will have; whoever made it owns that name too. */
async function claimName({
  folder,
  isolate,
  extension,
  at,
}: PrivateFileOptions): Promise<{ path: string; part: string; file: FileHandle }> {
  const moment = localMoment(new Date(at));
  for (let number = 1; number <= MAX_ALIKE; number += 1) {
    const name = `${isolate} ${moment}${number === 1 ? '' : ` (${number})`}${extension}`;
    const path = join(folder, name);
    const part = `${path}.part`;
    const file = await openNew(part);
    if (file === undefined) continue;
    // Looked for only now: another one's file may have got its name a moment ago.
    if (!(await exists(path))) return { path, part, file };
    await file.close();
    await rm(part, { force: true });
  }
  throw new Error(`there are ${MAX_ALIKE} files of that second already`);
}

/** Undefined when somebody else has made it. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** As the operator's clock shows it, without colons, which some platforms do not allow in names. */
function localMoment(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}.${two(date.getSeconds())}`;
}

/** Says that a file's folder cannot be written to, or that its disk is full. */
export function cannotWrite(path: string, error: unknown): HeapsphereError {
  const folder = dirname(path);
  const { code, message } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new HeapsphereError(
    {
      code: 'usage',
      message: full
        ? `There is no room left for the file in ${folder}; what was written of it is removed.`
        : `Nothing can be written to ${folder}: ${message}.`,
      action: full
        ? 'Remove files there that nobody needs any more, or set HEAPSPHERE_DATA_DIR to a disk with more room.'
        : 'Make the folder writable, or set HEAPSPHERE_DATA_DIR to another one.',
    },
    { cause: error },
  );
}
