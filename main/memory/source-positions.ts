import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { isAbsolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { HeapProfileNode } from './heap-profile.ts';

/** Folder of the project, seen from main/memory and from dist/main alike. */
const ROOT = new URL('../../', import.meta.url);

/** Names the place of a call frame in the sources: "main/collector/prune.ts:48". */
export type Locate = (frame: HeapProfileNode['callFrame']) => string;

/**
 * Finds places by the source maps beside our bundles. Each map is read once and let go with the returned function. A file
 * without a map is named as it is; what belongs to Node keeps its "node:…", and V8's own is "(native)".
 */
export function sourceLocator(): Locate {
  const maps = new Map<string, SourceMap | undefined>();
  const known = new Map<string, string>();
  return (frame) => {
    const key = `${frame.url}:${frame.lineNumber}:${frame.columnNumber}`;
    let location = known.get(key);
    if (location === undefined) {
      location = locate(frame, maps);
      known.set(key, location);
    }
    return location;
  };
}

function locate(
  { url: script, lineNumber, columnNumber }: HeapProfileNode['callFrame'],
  maps: Map<string, SourceMap | undefined>,
): string {
  if (script === '') return '(native)';
  const url = isAbsolute(script) ? pathToFileURL(script).href : script;
  if (!url.startsWith('file:')) return `${url}:${lineNumber + 1}`;
  if (!maps.has(url)) maps.set(url, readSourceMap(url));
  const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
  if (entry && 'originalSource' in entry) {
    return `${inProject(new URL(entry.originalSource, url))}:${entry.originalLine + 1}`;
  }
  return `${inProject(new URL(url))}:${lineNumber + 1}`;
}

/** The map of a bundle; undefined for a file that has none, or one that cannot be read. */
function readSourceMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${url}.map`), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Path below the project's folder; the whole path for what lies elsewhere. */
function inProject(url: URL): string {
  const { pathname } = url;
  return decodeURIComponent(pathname.startsWith(ROOT.pathname) ? pathname.slice(ROOT.pathname.length) : pathname);
}
