import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli } from '../fixtures/run-cli.ts';

describe('an output file that cannot be written, or not to its end', () => {
  let demo: DemoVcenter;
  let folder: string;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 120, seed: 1 });
  });
  afterAll(() => demo?.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heapsphere-output-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
  });

  const write = (name: string, ...args: readonly string[]) => {
    const login = ['--server', demo.url, '--user', demo.user, '--no-cache', '--json'];
    return runCli(['collect', ...login, '--output', join(folder, name), ...args], {
      environment: { VSPHERE_PASSWORD: demo.password },
    });
  };

  it.each([
    ['a folder that does not exist', 'nowhere/rows.json', 'ENOENT', () => {}],
    ['a folder in its place', 'rows.json', 'EISDIR', () => mkdirSync(join(folder, 'rows.json'))],
    ['a full disk', 'rows.csv', 'ENOSPC', () => symlinkSync('/dev/full', join(folder, 'rows.csv.partial'))],
    [
      'a full disk under gzip',
      'rows.csv.gz',
      'ENOSPC',
      () => symlinkSync('/dev/full', join(folder, 'rows.csv.gz.partial')),
    ],
  ])('names %s, and leaves nothing half written', async (_, name, cause, prepare) => {
    prepare();
    const before = readdirSync(folder).filter((each) => !each.endsWith('.partial'));
    const { code, stderr, json } = await write(name);
    expect(code).toBe(1);
    const { error } = json() as { readonly error: { readonly message: string; readonly action: string } };
    expect(error.message).toMatch(new RegExp(`^The file ${join(folder, name)} cannot be written: ${cause}: `));
    expect(error.action).toContain('the disk has room');
    expect(stderr).toContain(error.message);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('replaces an older file only when the new one is whole', async () => {
    const objects = () => JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8')).objects as readonly unknown[];
    expect((await write('rows.json', '--types', 'host')).code).toBe(0);
    expect(objects()).toHaveLength(demo.counts.HostSystem);
    expect((await write('rows.json', '--datacenter', 'Atlantis')).code).toBe(2);
    expect(objects()).toHaveLength(demo.counts.HostSystem);
    expect((await write('rows.json', '--types', 'datacenter')).code).toBe(0);
    expect(objects()).toHaveLength(demo.counts.Datacenter);
  });
});
