import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { contentTypeOf } from '../../content-types.ts';
import { SECURITY_HEADERS } from '../../security-headers.ts';
import { isOwnUrl, SCHEME } from './origin.ts';

interface PageFile {
  readonly path: string;
  readonly type: string;
}

/** Makes app:// a scheme with an origin, as https has. Works only before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer under our origin. Throws when the folder holds no index.html. */
export async function servePages(directory: string): Promise<void> {
  const files = await listFiles(directory);
  if (!files.has('/index.html')) throw new Error(`${directory} holds no built page (index.html is missing).`);
  protocol.handle(SCHEME, (request) => answer(request, files));
}

/** Looked up in the list made at start and never joined to a path, so that no address leads out of the folder. */
async function answer(request: Request, files: ReadonlyMap<string, PageFile>): Promise<Response> {
  if (!isOwnUrl(request.url)) return refuse(404, 'There is nothing here.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Files can only be read.');
  const file = files.get(pathOf(request.url));
  if (!file) return refuse(404, 'There is nothing here.');
  const body = request.method === 'GET' ? await readFile(file.path) : null;
  return new Response(body, { headers: { ...SECURITY_HEADERS, 'Content-Type': file.type } });
}

/** The path with dots resolved and escapes read; empty, which no file has, when an escape is broken. */
function pathOf(url: string): string {
  const { pathname } = new URL(url);
  try {
    const path = decodeURIComponent(pathname);
    return path === '/' ? '/index.html' : path;
  } catch {
    return '';
  }
}

function refuse(status: number, reason: string): Response {
  return new Response(reason, {
    status,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** Files of a kind that a page loads, by their path under our origin. Links are not followed. */
async function listFiles(directory: string, prefix = '/'): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  // Folder by folder: the recursive form is not known to read archives.
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    const type = contentTypeOf(entry.name);
    if (entry.isDirectory()) {
      for (const [name, file] of await listFiles(path, `${prefix}${entry.name}/`)) files.set(name, file);
    } else if (entry.isFile() && type !== undefined) files.set(`${prefix}${entry.name}`, { path, type });
  }
  return files;
}
