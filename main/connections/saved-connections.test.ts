import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectionsIn, DRAFT } from './connections-fixture.ts';
import { sourceOf } from './saved-connections.ts';

const PIN = Array.from({ length: 32 }, () => 'AB').join(':');
const OTHER_PIN = PIN.replaceAll('AB', 'CD');

describe('saved connections', () => {
  it('are none at first, and no file is made for that', async () => {
    const { saved, folder } = await connectionsIn();
    expect(await saved.view()).toEqual({
      connections: [],
      secrets: { available: false, explanation: 'No store.' },
      proxyExplanation: 'None.',
      notices: [],
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are kept for their owner alone, without a place for a password', async () => {
    const { saved, folder } = await connectionsIn();
    const id = await saved.save(DRAFT, undefined);
    const path = join(folder, 'connections.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, connections: [{ ...DRAFT, id }] });
    const again = await connectionsIn({ folder });
    expect(await again.saved.list()).toEqual([{ ...DRAFT, id }]);
    expect((await again.saved.view()).connections).toEqual([{ ...DRAFT, id, password: 'ask' }]);
  });

  it('come by name, and are changed and removed by id', async () => {
    const { saved } = await connectionsIn();
    const lab = await saved.save({ ...DRAFT, name: 'Site 10' }, undefined);
    await saved.save({ ...DRAFT, name: 'Site 9' }, undefined);
    await saved.save({ ...DRAFT, name: 'Berlin', user: 'you' }, lab);
    expect((await saved.list()).map(({ name, user }) => [name, user])).toEqual([
      ['Berlin', 'you'],
      ['Site 9', DRAFT.user],
    ]);
    await saved.remove(lab);
    await saved.remove(lab);
    expect((await saved.list()).map(({ name }) => name)).toEqual(['Site 9']);
    await expect(saved.get(lab)).rejects.toMatchObject({ data: { code: 'usage', field: 'id' } });
    await expect(saved.save(DRAFT, lab)).rejects.toMatchObject({ data: { code: 'usage', field: 'id' } });
  });

  it('are found by name, and an unknown name is answered with the known ones', async () => {
    const { saved } = await connectionsIn();
    await expect(saved.byName('Lab')).rejects.toMatchObject({
      data: { code: 'usage', message: 'There is no saved connection "Lab".', action: expect.stringContaining('None') },
    });
    const id = await saved.save(DRAFT, undefined);
    await saved.save({ ...DRAFT, name: 'Prod' }, undefined);
    expect(await saved.byName(' lab ')).toMatchObject({ id });
    await expect(saved.byName('Lba')).rejects.toMatchObject({ data: { action: 'Known connections: "Lab", "Prod".' } });
  });

  it.each([
    ['a name that is taken', { name: 'LAB' }, 'name', /There is a connection "Lab" already/],
    ['a server that is none', { server: 'ftp://vc' }, undefined, /scheme/],
    ['an authority that is none', { trust: { mode: 'ca', pem: 'hello' } } as const, 'pem', /no certificate/],
  ])('do not take %s', async (_, change, field, says) => {
    const { saved } = await connectionsIn();
    await saved.save(DRAFT, undefined);
    const refused = saved.save({ ...DRAFT, name: 'New', ...change }, undefined);
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toMatchObject({ data: { code: 'usage', ...(field ? { field } : {}) } });
    expect(await saved.list()).toHaveLength(1);
  });

  it('know since when a fingerprint is pinned', async () => {
    let now = 1000;
    const { saved } = await connectionsIn({ now: () => now });
    const id = await saved.save({ ...DRAFT, trust: { mode: 'pin', fingerprint256: PIN } }, undefined);
    now = 2000;
    await saved.save({ ...DRAFT, name: 'Other', trust: { mode: 'pin', fingerprint256: PIN } }, id);
    expect(await saved.get(id)).toMatchObject({ name: 'Other', pinnedAt: 1000 });
    await saved.save({ ...DRAFT, trust: { mode: 'pin', fingerprint256: OTHER_PIN } }, id);
    expect(await saved.get(id)).toMatchObject({ pinnedAt: 2000 });
    await saved.save(DRAFT, id);
    expect(await saved.get(id)).not.toHaveProperty('pinnedAt');
  });

  it.each([
    ['what is no JSON', '{"version":1,"connections":hunter2', /it is not JSON/],
    ['another version', '{"version":7,"connections":[]}', /version/],
    ['a password', `{"version":1,"connections":[${JSON.stringify({ ...DRAFT, id: 'a', password: 'hunter2' })}]}`, /.+/],
    ['two of one name', twice({ id: 'a' }, { id: 'b', name: 'LAB' }), /the same name/],
    ['two of one id', twice({ id: 'a' }, { id: 'a', name: 'Other' }), /the same id/],
    ['a path as id', twice({ id: '../x' }), /connections\.0\.id/],
  ])('set a file aside that holds %s, and say so', async (_, content, why) => {
    const { saved, folder } = await connectionsIn();
    await writeFile(join(folder, 'connections.json'), content);
    expect(await saved.list()).toEqual([]);
    const [notice = '', ...others] = saved.notices;
    expect(others).toEqual([]);
    expect(notice).toMatch(
      /^The connections file was not understood \(.+\), so it was set aside as .+\.bad\. Enter what it held anew, /,
    );
    expect(notice).toMatch(why);
    expect(notice).not.toContain('hunter2');
    const [aside = ''] = await readdir(folder);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(content);
    await saved.save(DRAFT, undefined);
    expect(await saved.list()).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)('never replace a file that cannot be read', async () => {
    const { saved, folder } = await connectionsIn();
    await saved.save(DRAFT, undefined);
    await chmod(join(folder, 'connections.json'), 0o000);
    await expect(saved.save({ ...DRAFT, name: 'x' }, undefined)).rejects.toMatchObject({ data: { code: 'internal' } });
  });

  it('lose nothing when two programs save at once', async () => {
    const { saved, folder } = await connectionsIn();
    const { saved: second } = await connectionsIn({ folder });
    const names = Array.from({ length: 10 }, (_, index) => `Site ${index}`);
    await Promise.all(names.map((name, index) => (index % 2 ? saved : second).save({ ...DRAFT, name }, undefined)));
    expect((await saved.list()).map(({ name }) => name)).toEqual(names);
  });

  it('say what to collect from', () => {
    expect(sourceOf(DRAFT, 'pw')).toEqual({
      kind: 'vcenter',
      server: DRAFT.server,
      user: DRAFT.user,
      password: 'pw',
      datacenters: [],
    });
    const pinned = { ...DRAFT, trust: { mode: 'pin', fingerprint256: PIN } as const, timeoutSeconds: 5 };
    expect(sourceOf({ ...pinned, proxy: 'none' }, 'pw')).toMatchObject({
      fingerprint256: PIN,
      timeoutSeconds: 5,
      direct: true,
    });
    expect(sourceOf({ ...DRAFT, trust: { mode: 'ca', pem: 'PEM' } }, 'pw')).toMatchObject({ authorityPem: 'PEM' });
  });
});

function twice(...changes: readonly object[]): string {
  return JSON.stringify({ version: 1, connections: changes.map((change) => ({ ...DRAFT, ...change })) });
}
