import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../e2e/fixtures/temporary-folder-fixture.ts';
import { localSecret } from './cache-secret.ts';

const SECRET = /^[\w-]{43}$/;

describe('the secret of this machine', () => {
  it('is made once, for its owner alone', async () => {
    const folder = await temporaryFolder();
    const secret = await localSecret(folder);
    expect(secret).toMatch(SECRET);
    expect(await localSecret(folder)).toBe(secret);
    expect((await stat(join(folder, 'cache-secret'))).mode & 0o777).toBe(0o600);
    expect(await localSecret(await temporaryFolder())).not.toBe(secret);
  });

  it('is the same for all that start at the same time', async () => {
    const folder = await temporaryFolder();
    const secrets = await Promise.all(Array.from({ length: 20 }, () => localSecret(folder)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toBe(await localSecret(folder));
  });

  it('is waited for while its maker has not written it yet', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'cache-secret');
    await writeFile(path, '');
    const waiting = localSecret(folder);
    const made = 'x'.repeat(43);
    await writeFile(path, `${made}\n`);
    expect(await waiting).toBe(made);
  });

  it.each(['', `${'x'.repeat(42)} `])('replaces a damaged one (%j)', async (content) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'cache-secret');
    await writeFile(path, content, { mode: 0o644 });
    const secret = await localSecret(folder);
    expect(secret).toMatch(SECRET);
    expect(await readFile(path, 'utf8')).toBe(`${secret}\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await localSecret(folder)).toBe(secret);
  });

  it('lasts as long as the program where none can be kept', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'cache-secret'));
    expect(await localSecret(folder)).toMatch(SECRET);
    expect(await localSecret(join(folder, 'not', 'there'))).toMatch(SECRET);
  });
});
