import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf } from '../../content-types.ts';

interface StaticFile {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly caching: string;
}

/** Where the build puts files whose names carry a hash of their content. */
const HASHED = '/assets/';
const FOR_GOOD = 'private, max-age=31536000, immutable';
const NEVER = 'no-store';

const READER_GONE = 'ERR_STREAM_PREMATURE_CLOSE';

/** The built renderer's files, listed once at start: a request is looked up in the list and never joined to a path. */
export async function listStaticFiles(directory: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = contentTypeOf(entry.name);
    if (!type) continue;
    const name = `/${relative(directory, path).split(sep).join('/')}`;
    const caching = name.startsWith(HASHED) ? FOR_GOOD : NEVER;
    files.set(name, { path, type, size: (await stat(path)).size, caching });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`${directory} holds no built renderer (index.html is missing)`);
  files.set('/', index);
  return files;
}

/** Sends a file, as far as the reader stays. Throws when the file cannot be read. */
export async function sendFile(response: ServerResponse, file: StaticFile, withBody: boolean): Promise<void> {
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.size,
    'Cache-Control': file.caching,
  });
  if (!withBody) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file.path), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== READER_GONE) throw error;
  }
}
