import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { batchOf, completed } from './export-fixture.ts';
import { TextFile } from './text-file.ts';

const header = { types: ['VirtualMachine'], pruning: true, attributes: {} } as const;

describe('TextFile', () => {
  it.each([undefined, 1, 9])('is whole when it has its name, with gzip level %s', async (gzipLevel) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'rows.ndjson');
    const file = new TextFile({ path, format: 'ndjson', header, gzipLevel, mode: 0o600 });
    for (let n = 0; n < 100; n += 1)
      await file.write(batchOf('VirtualMachine', { id: `${n}`, name: 'x'.repeat(5000) }));
    expect(await readdir(folder)).toEqual(['rows.ndjson.partial']);
    await file.finish(completed());
    expect(await readdir(folder)).toEqual(['rows.ndjson']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(path);
    const lines = (gzipLevel === undefined ? bytes : gunzipSync(bytes)).toString('utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).ref)).toEqual(
      Array.from({ length: 100 }, (_, n) => `VirtualMachine:${n}`),
    );
  });

  it('leaves nothing when it is discarded', async () => {
    const folder = await temporaryFolder();
    const file = new TextFile({ path: join(folder, 'a.csv'), format: 'csv', header, gzipLevel: undefined });
    await file.write(batchOf('VirtualMachine', { id: '1', name: 'a' }));
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});
