import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { GenerationList, KindSummary } from '../../shared/generations-view.ts';
import { changeEstate } from '../fixtures/change-estate.ts';
import { parseCsv } from '../fixtures/csv.ts';
import { startGate } from '../fixtures/servers/gate.ts';
import { startRedis } from '../fixtures/servers/redis.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim } from '../fixtures/servers/vcsim.ts';
import { readWithOpenpyxl } from '../fixtures/workbook.ts';
import { CliHome, reportOf } from './cache-cli-fixture.ts';

interface CompareReport {
  readonly objects: number;
  readonly kinds: readonly KindSummary[];
  readonly notes: readonly string[];
}

interface ChangeLine {
  readonly change: string;
  readonly type: string;
  readonly ref: string;
  readonly name: string;
  readonly values?: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
}

const listOf = async (home: CliHome) => reportOf<GenerationList>(await home.run(['generations', 'list', '--json']));

describe.runIf(requireTools('vcsim', 'pyvmomi', 'openpyxl'))('generations of a vCenter that is changed', () => {
  it('tell exactly what pyVmomi changed, at the terminal and in every file', async () => {
    const vcsim = await startVcsim({ clusters: 1, vmsPerPool: 40 });
    onTestFinished(() => vcsim.close());
    const home = await CliHome.make(vcsim);
    const first = await home.collect(['--insecure', '--no-cache']);
    const change = await changeEstate(vcsim);
    const second = await home.collect(['--insecure', '--no-cache']);
    const { generations, usedBytes } = await listOf(home);
    expect(generations.map(({ rows, partial }) => [rows, partial])).toEqual([
      [second.total, false],
      [first.total, false],
    ]);
    expect(usedBytes, 'chunks that did not change lie there once').toBeLessThan(
      generations.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
    );
    const [newer = '', older = ''] = generations.map(({ id }) => id);

    const file = join(home.folder, 'changes.ndjson');
    const compared = reportOf<CompareReport>(
      await home.run(['generations', 'compare', older, newer, '--types', 'vm', '--output', file, '--json']),
    );
    expect(compared).toMatchObject({
      objects: 4,
      kinds: [{ type: 'VirtualMachine', added: 1, removed: 1, changed: 2 }],
    });
    const lines = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ChangeLine);
    const [added, removed, ...changed] = lines;
    expect(added).toMatchObject({ change: 'added', ref: change.added[0], name: 'added' });
    expect(removed).toMatchObject({ change: 'removed', ref: change.removed.ref, name: change.removed.name });
    const valuesOf = (ref: string) =>
      Object.fromEntries(
        changed.find((line) => line.ref === ref)?.values?.map(({ path, before, after }) => [path, [before, after]]) ??
          [],
      );
    expect(valuesOf(change.renamed.ref)).toEqual({
      name: [change.renamed.name, '=renamed'],
      'config.hardware.numCPU': [change.renamed.processors, 6],
      'config.hardware.memoryMB': [change.renamed.memory, 2048],
    });
    expect(valuesOf(change.stopped.ref)).toEqual({
      name: [change.stopped.before, change.stopped.after],
      'runtime.powerState': ['poweredOn', 'poweredOff'],
    });

    const csv = join(home.folder, 'changes.csv');
    const text = await home.run(['generations', 'compare', older, newer, '--output', csv]);
    expect(text.code).toBe(0);
    // Of all kinds: nothing else has changed.
    expect(text.stdout.trimEnd().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^VMs +1 added +1 removed +2 changed$/),
      'added    VMs: added',
      `removed  VMs: ${change.removed.name}`,
      `changed  VMs: =renamed, name: ${change.renamed.name} -> =renamed`,
      `changed  VMs: =renamed, config.hardware.numCPU: ${change.renamed.processors} -> 6`,
      `changed  VMs: =renamed, config.hardware.memoryMB: ${change.renamed.memory} -> 2048`,
      `changed  VMs: ${change.stopped.after}, name: ${change.stopped.before} -> ${change.stopped.after}`,
      `changed  VMs: ${change.stopped.after}, runtime.powerState: poweredOn -> poweredOff`,
    ]);
    const rows = parseCsv(await readFile(csv, 'utf8'));
    expect(rows.find(({ attribute, ref }) => attribute === 'name' && ref === change.renamed.ref)).toMatchObject({
      name: "'=renamed",
      before: change.renamed.name,
      after: "'=renamed",
    });
    const workbook = join(home.folder, 'changes.xlsx');
    expect((await home.run(['generations', 'compare', older, newer, '--output', workbook])).code).toBe(0);
    const sheets = await readWithOpenpyxl(workbook);
    expect(Object.keys(sheets)).toEqual(['Summary', 'Changes', 'Generations']);
    expect(sheets.Changes).toMatchObject({ rows: rows.length, dangerous: [] });
  });
});

describe.runIf(requireTools('redis'))('generations of rows that come wholly from a shared cache', () => {
  it('are kept for each round that another one has read, once, dated by when it was read', async () => {
    const demo = await startDemoVcenter({ vms: 60, seed: 4 });
    onTestFinished(() => demo.close());
    const gate = await startGate(demo.url);
    onTestFinished(() => gate.close());
    const cache = await startRedis();
    onTestFinished(() => cache.close());
    const shared = { REDIS_URL: cache.url, VSPHERE_CACHE_SECRET: 'a secret of the team' };
    const vcenter = { ...demo, url: gate.url };
    const [reader, other] = [await CliHome.make(vcenter, shared), await CliHome.make(vcenter, shared)];
    const kept = async () => (await listOf(other)).generations.map(({ collectedAt, rows }) => ({ collectedAt, rows }));

    const read: (readonly [before: number, after: number])[] = [];
    for (const round of [1, 2]) {
      const before = Date.now();
      await reader.run(['cache', 'clear']);
      await reader.collect();
      read.push([before, Date.now()]);
      for (const time of ['first', 'second']) {
        const { cache: use, total } = await other.collect();
        expect(use, `round ${round}, ${time} time`).toMatchObject({ state: 'in use', written: 0 });
        const generations = await kept();
        expect(generations, `round ${round}, ${time} time`).toHaveLength(round);
        expect(generations[0]?.rows).toBe(total);
      }
      gate.rewrite('>poweredOn<', '>suspended<');
    }
    for (const [index, { collectedAt }] of (await kept()).toReversed().entries()) {
      expect(collectedAt).toBeGreaterThanOrEqual(read[index]?.[0] ?? Number.NaN);
      expect(collectedAt).toBeLessThanOrEqual(read[index]?.[1] ?? Number.NaN);
    }
    const [newer = '', older = ''] = (await listOf(other)).generations.map(({ id }) => id);
    const { kinds } = reportOf<CompareReport>(
      await other.run(['generations', 'compare', older, newer, '--types', 'vm', '--json']),
    );
    expect(kinds[0]?.paths).toHaveProperty(['runtime.powerState'], kinds[0]?.changed);
  });
});

describe('the generations commands', () => {
  it('say what is kept and refuse what is not: exit code 2, naming what there is', async () => {
    const demo = await startDemoVcenter({ vms: 60, seed: 4 });
    onTestFinished(() => demo.close());
    const home = await CliHome.make(demo);
    const nothing = await home.run(['generations', 'list']);
    expect([nothing.code, nothing.stdout]).toEqual([
      0,
      'No generation is kept yet: each completed collection becomes one.\n',
    ]);
    await home.collect(['--no-cache']);
    await home.collect(['--no-cache']);
    await home.collect([], { HEAPSPHERE_GENERATIONS: '0' });
    const { generations, usedBytes } = await listOf(home);
    expect(generations).toHaveLength(2);
    const [newer = '', older = ''] = generations.map(({ id }) => id);
    expect(usedBytes, 'the same rows are not stored twice').toBe(generations[0]?.storedBytes);
    const list = await home.run(['generations', 'list']);
    expect(list.stdout.split('\n')[0]).toMatch(new RegExp(`^${newer}  just now +${generations[0]?.rows} rows  `));

    const same = await home.run(['generations', 'compare', older, newer]);
    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('Nothing differs.')]);
    for (const args of [
      ['compare', older, 'x'],
      ['compare', '../x', newer, '--json'],
    ]) {
      const { code, stderr } = await home.run(['generations', ...args]);
      expect(code).toBe(2);
      expect(stderr).toContain(newer);
      expect(stderr).toContain(older);
    }
    for (const args of [
      ['--types', 'toaster'],
      ['--output', 'x.pdf'],
    ]) {
      const { code, stderr } = await home.run(['generations', 'compare', older, newer, ...args]);
      expect(code).toBe(2);
      expect(stderr).toContain(args[1]);
    }
    await home.collect(['--no-cache'], { HEAPSPHERE_GENERATIONS: '1' });
    expect(
      (await listOf(home)).generations.map(({ id }) => id),
      'the oldest went',
    ).not.toContain(older);
    const said = [list, same].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(said).not.toContain(demo.password);
  });

  it('leave a store that can be read, whenever a collection is killed', async () => {
    const demo = await startDemoVcenter({ vms: 3000, seed: 4 });
    onTestFinished(() => demo.close());
    const home = await CliHome.make(demo);
    await home.collect(['--no-cache']);
    for (const milliseconds of [300, 500, 800]) {
      const running = home.start(['collect', '--no-cache']);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running.kill('SIGKILL');
      await running.done;
      const { generations, notices } = await listOf(home);
      expect(generations.length).toBeGreaterThanOrEqual(1);
      expect(notices).toEqual([]);
    }
    await home.collect(['--no-cache']);
    const { generations, usedBytes } = await listOf(home);
    const [newer = '', older = ''] = [generations[0]?.id, generations.at(-1)?.id];
    const same = reportOf<CompareReport>(await home.run(['generations', 'compare', older, newer, '--json']));
    expect(same.objects).toBe(0);
    expect(usedBytes, 'the demo estate is always the same').toBe(generations[0]?.storedBytes);
  });
});
