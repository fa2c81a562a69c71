import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { FILES } from './connections-fixture.ts';
import { PrivateJson } from './private-json.ts';

async function fileIn(folder?: string) {
  const path = join(folder ?? (await temporaryFolder()), 'list.json');
  const schema = z.strictObject({ texts: z.array(z.string()) });
  return { path, file: new PrivateJson({ path, title: 'The list', schema, empty: { texts: [] }, files: FILES }) };
}

it('reads what it wrote, for its owner alone', async () => {
  const { path, file } = await fileIn();
  expect(await file.read()).toEqual({ texts: [] });
  expect(await file.change(({ texts }) => ({ texts: [...texts, 'a'] }))).toEqual({ texts: ['a'] });
  expect(await file.read()).toEqual({ texts: ['a'] });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(file.notices).toEqual([]);
});

it('writes nothing that it would not read again', async () => {
  const { path, file } = await fileIn();
  await file.change(() => ({ texts: ['a'] }));
  await expect(file.change(() => ({ texts: ['x'.repeat(5 * 1024 * 1024)] }))).rejects.toMatchObject({
    data: { code: 'internal', message: expect.stringContaining('would be larger') },
  });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ texts: ['a'] });
});

it('sets a bad file aside once, and goes on with an empty one', async () => {
  const { path, file } = await fileIn();
  await writeFile(path, '{"texts":[hunter2]}');
  expect(await file.read()).toEqual({ texts: [] });
  await file.change(() => ({ texts: ['new'] }));
  expect(file.notices).toEqual([expect.stringMatching(/^The list was not understood \(it is not JSON\)/)]);
  expect(file.notices.join()).not.toContain('hunter2');
  expect((await readdir(join(path, '..'))).filter((name) => name.endsWith('.bad'))).toHaveLength(1);
});

it('never replaces a file that cannot be read, nor writes where there is no folder', async () => {
  const { path, file } = await fileIn();
  await mkdir(path);
  expect(await file.read()).toEqual({ texts: [] });
  expect(file.notices).toEqual([expect.stringContaining('cannot be read')]);
  await expect(file.change(() => ({ texts: [] }))).rejects.toMatchObject({ data: { code: 'internal' } });
  expect((await stat(path)).isDirectory()).toBe(true);
  const nowhere = await fileIn(join(path, 'not', 'there'));
  await expect(nowhere.file.change(() => ({ texts: [] }))).rejects.toMatchObject({
    data: { code: 'internal', message: expect.stringContaining(nowhere.path) },
  });
});
