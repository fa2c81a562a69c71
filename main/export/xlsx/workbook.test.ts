import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../e2e/fixtures/temporary-folder-fixture.ts';
import { readWorkbook, readZip } from '../export-fixture.ts';
import { Workbook } from './workbook.ts';

const LEVEL = 1;

describe('Workbook', () => {
  it('holds its sheets in the order they were asked for, whatever order their rows came in', async () => {
    const path = join(await temporaryFolder(), 'a.xlsx');
    const workbook = await Workbook.create({ path, level: LEVEL });
    const first = workbook.addSheet('first', ['A', 'B']);
    const second = workbook.addSheet('second', ['C']);
    workbook.addSheet('empty', ['D']);
    await second.add([1]);
    await first.add(['x', null]);
    await second.add([2]);
    await first.add([null, true]);
    await workbook.save();
    expect([...(await readWorkbook(path))]).toEqual([
      ['first', [{ A: 'x' }, { B: true }]],
      ['second', [{ C: 1 }, { C: 2 }]],
      ['empty', []],
    ]);
    const parts = [...(await readZip(path)).keys()];
    expect(parts.slice(0, 2)).toEqual(['[Content_Types].xml', '_rels/.rels']);
  });

  it('goes on in another sheet where one is full, and leaves no row out', async () => {
    const path = join(await temporaryFolder(), 'a.xlsx');
    const workbook = await Workbook.create({ path, level: LEVEL, limits: { rows: 4, bytes: 1e9 } });
    const sheet = workbook.addSheet('vDisk', ['N']);
    for (let n = 1; n <= 7; n += 1) await sheet.add([n]);
    await workbook.save();
    const numbers = (first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, at) => ({ N: first + at }));
    expect([...(await readWorkbook(path))]).toEqual([
      ['vDisk', numbers(1, 3)],
      ['vDisk (2)', numbers(4, 6)],
      ['vDisk (3)', numbers(7, 7)],
    ]);
  });

  it('does so for bytes as well', async () => {
    const path = join(await temporaryFolder(), 'a.xlsx');
    const workbook = await Workbook.create({ path, level: LEVEL, limits: { rows: 1e6, bytes: 200_000 } });
    const sheet = workbook.addSheet('s', ['T']);
    for (let n = 0; n < 40; n += 1) await sheet.add(['x'.repeat(30_000)]);
    await workbook.save();
    const sheets = await readWorkbook(path);
    expect(sheets.size).toBeGreaterThan(2);
    expect([...sheets.values()].flat()).toHaveLength(40);
  });

  it('has nothing under its name before it is whole, and nothing beside it after', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.xlsx');
    await writeFile(path, 'the one before');
    const workbook = await Workbook.create({ path, level: LEVEL, mode: 0o600 });
    await workbook.addSheet('s', ['A']).add([1]);
    expect(await readFile(path, 'utf8')).toBe('the one before');
    expect(await readdir(folder)).toHaveLength(2);
    await workbook.save();
    expect(await readdir(folder)).toEqual(['a.xlsx']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readWorkbook(path)).toEqual(new Map([['s', [{ A: 1 }]]]));
  });

  it('leaves nothing behind when it is discarded, twice too', async () => {
    const folder = await temporaryFolder();
    const workbook = await Workbook.create({ path: join(folder, 'a.xlsx'), level: LEVEL });
    await workbook.addSheet('s', ['A']).add(['x'.repeat(200_000)]);
    await workbook.discard();
    await workbook.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when it cannot be given its name', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'taken');
    const workbook = await Workbook.create({ path, level: LEVEL });
    await workbook.addSheet('s', ['A']).add([1]);
    await mkdir(path);
    await expect(workbook.save()).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
