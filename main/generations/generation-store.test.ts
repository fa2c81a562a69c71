import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { addGeneration, batchOf, manifestOf, openStore } from './generation-fixture.ts';
import { generationOf } from './manifest.ts';

const VM = batchOf('VirtualMachine', { 'VirtualMachine:vm-1': { name: 'a' }, 'VirtualMachine:vm-2': { name: 'b' } });
const OTHER_VM = batchOf('VirtualMachine', { 'VirtualMachine:vm-1': { name: 'c' } });
const HOST = batchOf('HostSystem', { 'HostSystem:host-1': { name: 'esx' } });

async function chunkNames(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'chunks'), { recursive: true, withFileTypes: true });
  return names.filter((each) => each.isFile()).map(({ name }) => name);
}

describe('GenerationStore', () => {
  it('lists what was added, with rows and bytes, for its owner alone; equal chunks lie there once', async () => {
    const folder = join(await temporaryFolder(), 'generations');
    const { store, notices } = openStore(folder);
    expect(await store.list()).toEqual({ generations: [], usedBytes: 0 });
    const first = await addGeneration(store, [HOST, VM]);
    const second = await addGeneration(store, [HOST, OTHER_VM]);
    const { generations, usedBytes } = await store.list();
    expect(generations).toEqual([generationOf(first, false), generationOf(second, false)]);
    expect(generations[0]).toMatchObject({ rows: 3, counts: { HostSystem: 1, VirtualMachine: 2 } });
    expect(await chunkNames(folder)).toHaveLength(3);
    const shared = first.kinds[0]?.chunks[0]?.stored ?? 0;
    expect(usedBytes).toBe((generations[0]?.storedBytes ?? 0) + (generations[1]?.storedBytes ?? 0) - shared);
    expect(await store.manifest(second.id)).toEqual(second);
    expect((await stat(join(folder, `${first.id}.json`))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await chunkNames(folder))
      expect((await stat(join(folder, 'chunks', name.slice(0, 2), name))).mode & 0o777).toBe(0o600);
    expect(notices).toEqual([]);
  });

  it('reads chunks back, and finds out other bytes, a cut file and one that is gone', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const manifest = await addGeneration(store, [VM]);
    const chunk = manifest.kinds[0]?.chunks[0];
    if (!chunk) throw new Error('no chunk');
    const path = join(folder, 'chunks', chunk.hash.slice(0, 2), chunk.hash);
    const bytes = await readFile(path);
    expect(Buffer.from(await store.chunks.read(chunk))).toEqual(bytes);
    await writeFile(path, Buffer.from(bytes).reverse());
    await expect(store.chunks.read(chunk)).rejects.toThrow('holds other bytes');
    await truncate(path, 10);
    await expect(store.chunks.read(chunk)).rejects.toThrow('has 10 bytes');
    await store.chunks.write(bytes);
    expect(Buffer.from(await store.chunks.read(chunk)), 'written again where it was cut').toEqual(bytes);
    await rm(path);
    await expect(store.chunks.read(chunk)).rejects.toThrow('is not there');
    await expect(store.add(manifestOf({ kinds: manifest.kinds })), 'not without its chunks').rejects.toThrow('is gone');
  });

  it('sets aside what is no generation, with a notice, and goes on', async () => {
    const folder = await temporaryFolder();
    const { store, notices } = openStore(folder);
    const good = await addGeneration(store, [VM]);
    const text = await readFile(join(folder, `${good.id}.json`), 'utf8');
    const damaged: Readonly<Record<string, string>> = {
      '20250101-000001-aaaaaa.json': '',
      '20250101-000002-aaaaaa.json': text.slice(0, -30),
      '20250101-000003-aaaaaa.json': '{"format":1}',
      '20250101-000004-aaaaaa.json': text,
      '20250101-000005-aaaaaa.json': text
        .replace(/"hash":"../, '"hash":"..')
        .replace(good.id, '20250101-000005-aaaaaa'),
      '20250101-000006-aaaaaa.json': text
        .replace('"format":1', '"format":2')
        .replace(good.id, '20250101-000006-aaaaaa'),
      'letter.doc': 'Dear operator',
    };
    for (const [name, content] of Object.entries(damaged)) await writeFile(join(folder, name), content);
    await mkdir(join(folder, '20250101-000007-aaaaaa.json'));
    await writeFile(join(folder, '.directory'), 'of a file manager');
    expect((await store.list()).generations.map(({ id }) => id)).toEqual([good.id]);
    expect(notices).toHaveLength(Object.keys(damaged).length + 1);
    for (const name of Object.keys(damaged)) expect(notices.some((each) => each.includes(`"${name}"`))).toBe(true);
    expect(await readdir(join(folder, 'set-aside'))).toHaveLength(Object.keys(damaged).length + 1);
    await store.list();
    expect(notices, 'said once').toHaveLength(Object.keys(damaged).length + 1);
    expect(await readdir(folder)).toContain('.directory');
  });

  it('names the known ones where there is none of an id, whatever the id is', async () => {
    const { store } = openStore(await temporaryFolder());
    await expect(store.manifest('../../etc/passwd')).rejects.toMatchObject({
      data: { code: 'usage', message: 'There is no generation "../../etc/passwd".', action: /None is kept yet/ },
    });
    const { id } = await addGeneration(store, [VM]);
    await expect(store.remove('nothing')).rejects.toMatchObject({ data: { action: `There are: ${id}.` } });
  });

  it('removes a generation with the chunks that no other one has, and prunes to the limits', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const first = await addGeneration(store, [HOST, VM]);
    const second = await addGeneration(store, [HOST, OTHER_VM]);
    await store.setPinned(first.id, true);
    expect((await store.list()).generations.map(({ pinned }) => pinned)).toEqual([true, false]);
    const third = await addGeneration(store, [HOST]);
    expect(await store.prune({ perVcenter: 1, maxBytes: 1e9 }, third.id)).toEqual([second.id]);
    await store.setPinned(first.id, false);
    await store.remove(first.id);
    await store.sweep();
    expect((await store.list()).generations.map(({ id }) => id)).toEqual([third.id]);
    expect(await chunkNames(folder)).toEqual([third.kinds[0]?.chunks[0]?.hash]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.pin'))).toEqual([]);
  });

  it('leaves chunks alone that somebody writes, or wants again, while unused ones are removed', async () => {
    const { store } = openStore(await temporaryFolder());
    const { hash, stored } = await store.chunks.write(new Uint8Array([1, 2, 3]));
    const chunk = { hash, stored, rows: 1 };
    const begun = Date.now() + 5;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store.chunks.write(new Uint8Array([1, 2, 3]));
    await store.chunks.sweep(new Set(), begun);
    expect(await store.chunks.has(chunk)).toBe(true);
    await store.chunks.sweep(new Set(), Date.now() + 1000);
    expect(await store.chunks.has(chunk)).toBe(false);
  });

  it('leaves unused chunks alone while somebody writes, and clears up after somebody who was killed', async () => {
    const folder = await temporaryFolder();
    const { store } = openStore(folder);
    const end = await store.beginWriting();
    await store.chunks.write(new Uint8Array([1, 2, 3]));
    await store.sweep();
    expect(await chunkNames(folder)).toHaveLength(1);
    await end();
    const shelf = (await readdir(join(folder, 'chunks')))[0] ?? '';
    await writeFile(join(folder, 'chunks', shelf, 'abc.1-1.new'), 'half');
    await writeFile(join(folder, 'chunks', shelf, 'note.txt'), 'foreign');
    await writeFile(join(folder, '20250101-000001-aaaaaa.json.x.new'), 'half');
    // No process has this id: it is beyond what any platform gives.
    await writeFile(join(folder, 'writing', '4194999-x'), '');
    await store.sweep();
    expect(await chunkNames(folder)).toEqual(['note.txt']);
    expect(await readdir(join(folder, 'writing'))).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual(['chunks', 'writing']);
  });
});
