import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceLocator } from './source-positions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'positions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A bundle in dist/main of the project, whose third line is line 48 of the source. */
const MAP = {
  version: 3,
  sources: ['../../main/collector/prune.ts'],
  names: [],
  // Two lines without positions, then column 0 is source 0, line 47, column 2.
  mappings: ';;AA+CE',
};

const frame = (url: string, lineNumber: number, columnNumber = 0) => ({
  functionName: 'prune',
  url,
  lineNumber,
  columnNumber,
});
const inProject = (path: string) => new URL(`../../${path}`, import.meta.url).href;

describe('sourceLocator', () => {
  it('follows the map beside a bundle to the source', () => {
    const bundle = join(folder, 'collector-worker.js');
    writeFileSync(`${bundle}.map`, JSON.stringify({ ...MAP, sources: [inProject('main/collector/prune.ts')] }));
    expect(sourceLocator()(frame(pathToFileURL(bundle).href, 2, 5))).toBe('main/collector/prune.ts:48');
  });

  it('resolves a source from where the bundle lies', () => {
    const bundle = join(folder, 'collector-worker.js');
    writeFileSync(`${bundle}.map`, JSON.stringify({ ...MAP, sources: ['prune.ts'] }));
    expect(sourceLocator()(frame(pathToFileURL(bundle).href, 2))).toBe(`${join(folder, 'prune.ts')}:48`);
  });

  it('names a file without a map, or with a broken one, as it is', () => {
    const locate = sourceLocator();
    const broken = join(folder, 'broken.js');
    writeFileSync(`${broken}.map`, '{"version":');
    expect(locate(frame(inProject('main/memory/absent%20one.js'), 6))).toBe('main/memory/absent one.js:7');
    expect(locate(frame(pathToFileURL(broken).href, 6))).toBe(`${broken}:7`);
  });

  it('keeps the names of what is not ours', () => {
    const locate = sourceLocator();
    expect(locate(frame('node:internal/streams/readable', 9))).toBe('node:internal/streams/readable:10');
    expect(locate(frame('', -1))).toBe('(native)');
  });
});
