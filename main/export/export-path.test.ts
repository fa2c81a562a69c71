import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { exportPath } from './export-path.ts';

const CSV = { format: 'csv', gzip: true } as const;
const NOW = new Date(Date.UTC(2026, 10, 25, 0, 23, 12));

describe('exportPath', () => {
  it('is in a folder of its own, for its owner alone', async () => {
    const folder = await temporaryFolder();
    expect(await exportPath(folder, 'vc01.example.org:443', CSV, NOW)).toBe(
      join(folder, 'exports', 'vc01.example.org-443-20261125-002312.csv.gz'),
    );
    expect((await stat(join(folder, 'exports'))).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['Demo estate, 2,000 VMs', 'Demo-estate-2-000-VMs'],
    ['x'.repeat(200), 'x'.repeat(60)],
    ['…', 'estate'],
    [undefined, 'anonymised'],
  ])('makes a plain name of %s', async (label, name) => {
    const folder = await temporaryFolder();
    expect(await exportPath(folder, label, { format: 'xlsx', gzip: false }, NOW)).toBe(
      join(folder, 'exports', `${name}-20261125-002312.xlsx`),
    );
  });

  it('says where it cannot be', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'exports'), '');
    await expect(exportPath(folder, 'x', CSV, NOW)).rejects.toThrow(/exports cannot be made: EEXIST/);
  });
});
