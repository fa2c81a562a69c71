import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { type CliResult, runCli } from '../fixtures/run-cli.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim } from '../fixtures/servers/vcsim.ts';
import { type ReadSheet, readWithOpenpyxl } from '../fixtures/workbook.ts';

const VMS = 10_000;
const MIB = 1024 * 1024;
/** Above what the terminal holds before it collects anything. */
const MAX_GROWTH_BYTES = 200 * MIB;

/** Titles that importers of RVTools files look for, by sheet. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  vInfo: [
    ...['VM', 'Powerstate', 'Template', 'SRM Placeholder', 'Connection state', 'CPUs', 'Memory', 'NICs', 'Disks'],
    ...['Total disk capacity MiB', 'Primary IP Address', 'Resource pool', 'Folder', 'Provisioned MiB', 'In Use MiB'],
    ...['Unshared MiB', 'EFI Secure boot', 'Firmware', 'HW version', 'CBT', 'Annotation', 'Datacenter', 'Cluster'],
    ...['Host', 'OS according to the configuration file', 'OS according to the VMware Tools', 'VM ID', 'SMBIOS UUID'],
    ...['VM UUID', 'VI SDK Server type', 'VI SDK API Version', 'VI SDK Server', 'VI SDK UUID'],
  ],
  vCPU: ['VM', 'CPUs', 'Sockets', 'Cores p/s', 'Overall', 'Reservation', 'Limit', 'VM UUID'],
  vMemory: ['VM', 'Size MiB', 'Consumed', 'Ballooned', 'Swapped', 'Active', 'Reservation', 'Limit', 'VM UUID'],
  vDisk: ['VM', 'Disk', 'Disk Key', 'Disk Path', 'Capacity MiB', 'Raw', 'Disk Mode', 'Thin', 'Controller', 'VM UUID'],
  vNetwork: ['VM', 'NIC label', 'Adapter', 'Network', 'Switch', 'Connected', 'Mac Address', 'IPv4 Address', 'VM UUID'],
  vSnapshot: ['VM', 'Name', 'Description', 'Date / time', 'Quiesced', 'State', 'VM UUID'],
  vTools: ['VM', 'VM Version', 'Tools', 'Tools Version', 'Upgrade Policy', 'VM UUID'],
  vRP: ['Resource Pool name', 'Resource Pool path', 'CPU limit', 'Mem limit', 'VI SDK UUID'],
  vCluster: ['Name', 'OverallStatus', 'NumHosts', 'TotalCpu', 'TotalMemory', 'HA enabled', 'DRS enabled'],
  vHost: [
    'Host',
    'Datacenter',
    'Cluster',
    'CPU Model',
    'Speed',
    '# CPU',
    '# Cores',
    '# Memory',
    '# VMs',
    'ESX Version',
  ],
  dvSwitch: ['Switch', 'Datacenter', 'Version', '# Ports'],
  dvPort: ['Port', 'Switch', 'Type', '# Ports', 'VLAN'],
  vDatastore: [
    'Name',
    'Accessible',
    'Type',
    'Capacity MiB',
    'Provisioned MiB',
    'In Use MiB',
    'Free MiB',
    'Free %',
    'URL',
  ],
  vSource: ['Name', 'API version', 'VI SDK Server', 'VI SDK UUID'],
  vMetaData: ['xlsx creation datetime', 'Server'],
};

const titlesOf = (sheets: Readonly<Record<string, ReadSheet>>) =>
  Object.fromEntries(
    Object.entries(sheets).map(([name, { titles }]) => [name, TITLES[name]?.filter((title) => titles.includes(title))]),
  );

/** Exports an estate to its end. */
async function exportTo(
  path: string,
  { url, user, password }: DemoVcenter,
  ...args: readonly string[]
): Promise<CliResult> {
  const result = await runCli(
    ['collect', '--server', url, '--user', user, '--no-cache', '--json', '--output', path, ...args],
    { environment: { VSPHERE_PASSWORD: password } },
  );
  expect(result.code, result.stderr).toBe(0);
  return result;
}

describe.runIf(requireTools('openpyxl'))(`the workbook of ${VMS} VMs, as openpyxl reads it`, () => {
  let demo: DemoVcenter;
  let folder: string;
  let sheets: Readonly<Record<string, ReadSheet>>;
  let growth: number;

  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: VMS, seed: 1 });
    folder = await mkdtemp(join(tmpdir(), 'heapsphere-workbook-'));
    const path = join(folder, 'estate.xlsx');
    const { stderr, json } = await exportTo(path, demo, '--memory-stats');
    const idle = Number(/^memory before: RSS ([\d.]+) MiB/m.exec(stderr)?.[1]) * MIB;
    growth = Number(json().peakRssBytes) - idle;
    sheets = await readWithOpenpyxl(path);
  }, 600_000);
  afterAll(async () => {
    await demo?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has the sheets and titles of RVTools', () => {
    expect(Object.keys(sheets)).toEqual(Object.keys(TITLES));
    expect(titlesOf(sheets)).toEqual(TITLES);
    for (const { titles } of Object.values(sheets)) expect(new Set(titles).size).toBe(titles.length);
  });

  it('has as many rows as the estate has objects', () => {
    const { counts } = demo;
    const rows = (name: string) => sheets[name]?.rows;
    for (const name of ['vInfo', 'vCPU', 'vMemory', 'vTools'])
      expect(rows(name), name).toBe(counts.VirtualMachine + counts.Template);
    expect(rows('vHost')).toBe(counts.HostSystem);
    expect(rows('vCluster')).toBe(counts.ClusterComputeResource);
    expect(rows('vRP')).toBe(counts.ResourcePool + counts.VirtualApp);
    expect(rows('vDatastore')).toBe(counts.Datastore);
    expect(rows('dvPort')).toBe(counts.DistributedVirtualPortgroup);
    expect(rows('dvSwitch')).toBe(counts.DistributedVirtualSwitch);
    expect(rows('vDisk')).toBeGreaterThan(VMS);
    expect(rows('vNetwork')).toBeGreaterThan(VMS);
    expect(rows('vSnapshot')).toBeGreaterThan(VMS / 20);
    expect([rows('vSource'), rows('vMetaData')]).toEqual([1, 1]);
  });

  it('has numbers, times and booleans as such, and no text that could be a formula', () => {
    expect(sheets.vInfo?.kinds).toMatchObject({
      CPUs: ['int'],
      Template: ['bool'],
      PowerOn: ['datetime'],
      'In Use MiB': ['int'],
      Host: ['str'],
      Cluster: ['str'],
      Datacenter: ['str'],
      Folder: ['str'],
      'Network #1': ['str'],
    });
    expect(sheets.vDisk?.kinds).toMatchObject({ 'Capacity MiB': ['int'], Thin: ['bool'], 'Disk Path': ['str'] });
    expect(sheets.vSnapshot?.kinds['Date / time']).toEqual(['datetime']);
    for (const [name, { dangerous }] of Object.entries(sheets)) expect(dangerous, name).toEqual([]);
  });

  it('takes less than 200 MB above the idle terminal, and leaves nothing beside it', () => {
    expect(growth).toBeGreaterThan(0);
    expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
    expect(readdirSync(folder).sort()).toEqual(['estate.xlsx']);
    expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
  });
});

describe.runIf(requireTools('openpyxl'))('the workbook with pseudonyms', () => {
  it('is of the same shape, and names nothing', async () => {
    const demo = await startDemoVcenter({ vms: 300, seed: 1 });
    const folder = await mkdtemp(join(tmpdir(), 'heapsphere-workbook-'));
    try {
      const [path, other] = [join(folder, 'plain.xlsx'), join(folder, 'anonymous.xlsx')];
      await exportTo(path, demo);
      await exportTo(other, demo, '--anonymise');
      const [plain, anonymous] = [await readWithOpenpyxl(path), await readWithOpenpyxl(other)];
      const shape = (sheets: Readonly<Record<string, ReadSheet>>) =>
        Object.entries(sheets).map(([name, { titles, rows }]) => [name, titles, rows]);
      expect(shape(anonymous)).toEqual(shape(plain));
      const named = [
        'VM',
        'Host',
        'Cluster',
        'Datacenter',
        'Path',
        'SMBIOS UUID',
        'VM UUID',
        'VI SDK Server',
        'Raw name',
      ];
      const [row = {}, hidden = {}] = [plain.vInfo?.first[1], anonymous.vInfo?.first[1]];
      for (const title of named) expect([title, hidden[title]]).not.toEqual([title, row[title]]);
      expect(hidden).toMatchObject({ 'VM ID': row['VM ID'], CPUs: row.CPUs, Powerstate: row.Powerstate });
    } finally {
      await demo.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.runIf(requireTools('openpyxl', 'vcsim'))('the workbook of a simulated vCenter', () => {
  it('has its VMs with their disks, networks and places', async () => {
    const vcsim = await startVcsim({ clusters: 2, vmsPerPool: 3, portgroups: 2 });
    const folder = await mkdtemp(join(tmpdir(), 'heapsphere-workbook-'));
    try {
      const path = join(folder, 'vcsim.xlsx');
      const login = ['--server', vcsim.url, '--user', vcsim.user, '--insecure', '--no-cache', '--json'];
      const { code, stderr, json } = await runCli(['collect', ...login, '--output', path], {
        environment: { VSPHERE_PASSWORD: vcsim.password },
      });
      expect(code, stderr).toBe(0);
      const { objects } = json() as { readonly objects: Readonly<Record<string, number>> };
      const sheets = await readWithOpenpyxl(path);
      expect(Object.keys(sheets)).toEqual(Object.keys(TITLES));
      expect(sheets.vInfo?.rows).toBe(objects.VirtualMachine);
      expect(sheets.vHost?.rows).toBe(objects.HostSystem);
      expect(sheets.vInfo?.first[0]).toMatchObject({ Datacenter: 'DC0', VM: expect.stringMatching(/^DC0_/), CPUs: 1 });
      expect(sheets.vDisk?.first[0]).toMatchObject({ 'Capacity MiB': expect.any(Number), Raw: false });
      expect(sheets.vNetwork?.first[0]).toMatchObject({ 'Mac Address': expect.stringMatching(/^00:0c:29:/) });
      expect(await vcsim.activity()).toEqual({ sessions: 0, views: 0 });
    } finally {
      await vcsim.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
