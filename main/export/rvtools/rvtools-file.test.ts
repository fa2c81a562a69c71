import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../e2e/fixtures/temporary-folder-fixture.ts';
import type { CollectionState } from '../../../shared/contract.ts';
import type { ColumnBatch } from '../../../shared/inventory.ts';
import { batchOf, completed, readWorkbook } from '../export-fixture.ts';
import { RvtoolsFile } from './rvtools-file.ts';

const SHEETS = [
  ...['vInfo', 'vCPU', 'vMemory', 'vDisk', 'vNetwork', 'vSnapshot', 'vTools', 'vRP', 'vCluster', 'vHost'],
  ...['dvSwitch', 'dvPort', 'vDatastore', 'vSource', 'vMetaData'],
];
const MIB = 1024 * 1024;

const ESTATE = [
  batchOf('Datacenter', { id: 'dc-1', name: 'Fra%2fNorth' }),
  batchOf(
    'Folder',
    { id: 'group-v1', name: 'vm', parent: 'Datacenter:dc-1' },
    { id: 'group-v2', name: 'web', parent: 'Folder:group-v1' },
    { id: 'group-h1', name: 'host', parent: 'Datacenter:dc-1' },
  ),
  batchOf('ClusterComputeResource', {
    id: 'c-1',
    name: 'cl01',
    parent: 'Folder:group-h1',
    'summary.totalMemory': 2048 * MIB,
  }),
  batchOf(
    'HostSystem',
    {
      id: 'host-1',
      name: 'esx1',
      parent: 'ClusterComputeResource:c-1',
      'summary.hardware.numCpuCores': 16,
      'summary.hardware.cpuMhz': 2000,
      'summary.quickStats.overallCpuUsage': 8000,
    },
    { id: 'host-2', name: 'esx2', parent: 'ClusterComputeResource:c-1' },
  ),
  batchOf('ResourcePool', { id: 'resgroup-1', name: 'Resources', parent: 'ClusterComputeResource:c-1' }),
  batchOf(
    'Datastore',
    {
      id: 'ds-1',
      name: 'd1',
      'summary.accessible': true,
      'summary.capacity': 100 * MIB,
      'summary.freeSpace': 25 * MIB,
    },
    { id: 'ds-2', name: 'd2', 'summary.accessible': false },
  ),
  batchOf('DistributedVirtualPortgroup', {
    id: 'dvportgroup-1',
    name: 'prod',
    'config.distributedVirtualSwitch': 'DistributedVirtualSwitch:dvs-1',
    'config.defaultPortConfig': {
      vlan: {
        vlanId: [
          { start: 0, end: 99 },
          { start: 200, end: 200 },
        ],
      },
    },
  }),
  batchOf('DistributedVirtualSwitch', { id: 'dvs-1', name: 'dvs', uuid: '50 56' }),
];

const DEVICES = [
  {
    _typeName: 'ParaVirtualSCSIController',
    key: 1000,
    deviceInfo: { label: 'SCSI controller 0' },
    sharedBus: 'noSharing',
  },
  {
    _typeName: 'VirtualDisk',
    key: 2000,
    controllerKey: 1000,
    unitNumber: 0,
    capacityInBytes: 512 * MIB,
    deviceInfo: { label: 'Hard disk 1' },
    backing: { _typeName: 'VirtualDiskFlatVer2BackingInfo', fileName: '[d1] a/a.vmdk', thinProvisioned: true },
  },
  {
    _typeName: 'VirtualDisk',
    key: 2001,
    capacityInKB: 1024,
    deviceInfo: { label: 'Hard disk 2' },
    backing: {
      _typeName: 'VirtualDiskRawDiskMappingVer1BackingInfo',
      lunUuid: '02',
      compatibilityMode: 'physicalMode',
    },
  },
  {
    _typeName: 'VirtualVmxnet3',
    key: 4000,
    macAddress: '00:50:56:00:00:01',
    addressType: 'assigned',
    deviceInfo: { label: 'Network adapter 1' },
    connectable: { connected: true, startConnected: false },
    backing: { port: { switchUuid: '50 56', portgroupKey: 'dvportgroup-1' } },
  },
];
const VM = {
  id: 'vm-1',
  name: '=web%2f1',
  parent: 'Folder:group-v2',
  'config.template': false,
  'config.hardware.numCPU': 8,
  'config.hardware.numCoresPerSocket': 4,
  'config.hardware.memoryMB': 2048,
  'runtime.powerState': 'poweredOn',
  'runtime.host': 'HostSystem:host-1',
  resourcePool: 'ResourcePool:resgroup-1',
  datastore: ['Datastore:ds-1'],
  'runtime.bootTime': '1970-01-02T12:00:00.000Z',
  'summary.storage.committed': 10 * MIB,
  'summary.storage.uncommitted': 5 * MIB,
  'config.hardware.device': DEVICES,
  'guest.net': [{ deviceConfigId: 4000, ipAddress: ['10.0.0.1', 'fe80::1', '10.0.0.2'] }],
  'snapshot.rootSnapshotList': [
    { name: 'one', createTime: '2026-01-01T00:00:00Z', childSnapshotList: [{ name: 'two' }, { name: 'three' }] },
  ],
};

async function write(batches: readonly ColumnBatch[], state: CollectionState = completed()) {
  const folder = await temporaryFolder();
  const path = join(folder, 'estate.xlsx');
  const file = await RvtoolsFile.create({ path, level: 1, program: 'Heapsphere 0.0.0' });
  for (const batch of batches) await file.write(batch, state);
  await file.finish(state);
  expect(await readdir(folder)).toEqual(['estate.xlsx']);
  const sheets = await readWorkbook(path);
  return { names: [...sheets.keys()], of: (name: string) => sheets.get(name) ?? [] };
}

describe('RvtoolsFile', () => {
  it('names places, the host’s before the folder’s, and neutralises the name', async () => {
    const { names, of } = await write([...ESTATE, batchOf('VirtualMachine', VM)]);
    expect(names).toEqual(SHEETS);
    expect(of('vInfo')).toEqual([
      expect.objectContaining({
        VM: "'=web/1",
        'Raw name': "'=web%2f1",
        Template: false,
        'SRM Placeholder': false,
        Datacenter: 'Fra/North',
        Cluster: 'cl01',
        Host: 'esx1',
        Folder: 'web',
        'Folder ID': 'group-v2',
        'Resource pool': 'cl01/Resources',
        'Total disk capacity MiB': 513,
        'Provisioned MiB': 15,
        'In Use MiB': 10,
        'Network #1': 'prod',
        'VM ID': 'vm-1',
        PowerOn: 25_570.5,
        'VI SDK Server': 'vc.example',
        'VI SDK UUID': 'a0a0',
      }),
    ]);
    expect(of('vCPU')).toEqual([expect.objectContaining({ CPUs: 8, Sockets: 2, 'Cores p/s': 4 })]);
  });

  it('has a row for each disk, network card and snapshot', async () => {
    const { of } = await write([...ESTATE, batchOf('VirtualMachine', VM)]);
    expect(of('vDisk')).toMatchObject([
      { Disk: 'Hard disk 1', 'Capacity MiB': 512, Raw: false, Thin: true, Controller: 'SCSI controller 0' },
      { Disk: 'Hard disk 2', 'Capacity MiB': 1, Raw: true, 'Raw LUN ID': '02', 'Raw Comp. Mode': 'physicalMode' },
    ]);
    expect(of('vDisk')[1]).not.toHaveProperty('Controller');
    expect(of('vNetwork')).toMatchObject([
      {
        Adapter: 'Vmxnet3',
        Network: 'prod',
        Switch: 'dvs',
        Connected: true,
        'Starts Connected': false,
        'IPv4 Address': '10.0.0.1, 10.0.0.2',
        'IPv6 Address': 'fe80::1',
      },
    ]);
    expect(of('vSnapshot').map(({ Name }) => Name)).toEqual(['one', 'two', 'three']);
  });

  it('counts VMs for what they run and lie on, and knows a port group’s VLANs and switch', async () => {
    const off = { ...VM, id: 'vm-2', 'runtime.powerState': 'poweredOff' };
    const { of } = await write([
      ...ESTATE,
      batchOf('VirtualMachine', VM, off),
      batchOf('Template', { ...VM, id: 'vm-3' }),
    ]);
    expect(of('vInfo')).toHaveLength(3);
    expect(of('vHost')).toMatchObject([
      {
        Host: 'esx1',
        '# VMs total': 2,
        '# VMs': 1,
        '# vCPUs': 8,
        'vCPUs per Core': 0.5,
        vRAM: 2048,
        'CPU usage %': 25,
      },
      { Host: 'esx2', '# VMs total': 0, '# VMs': 0 },
    ]);
    expect(of('vDatastore')[0]).toMatchObject({ '# VMs total': 2, 'In Use MiB': 75, 'Free %': 25 });
    expect(of('dvPort')).toMatchObject([{ Port: 'prod', Switch: 'dvs', VLAN: '0-99, 200' }]);
  });

  it('leaves empty what is unknown: space that cannot be reached, counts without all VMs, a VM without configuration', async () => {
    const unknown = batchOf('VirtualMachine', { id: 'vm-9', name: 'orphan', 'runtime.connectionState': 'orphaned' });
    const { of } = await write([...ESTATE, unknown], completed({ phase: 'partial', finished: ['HostSystem'] }));
    expect(of('vDatastore')[1]).toEqual({
      Name: 'd2',
      Accessible: false,
      'Object ID': 'ds-2',
      'VI SDK Server': 'vc.example',
      'VI SDK UUID': 'a0a0',
    });
    expect(of('vHost')[1]).not.toHaveProperty('# VMs');
    const [row] = of('vInfo');
    for (const title of ['Template', 'SRM Placeholder', 'CPUs', 'Total disk capacity MiB', 'Provisioned MiB', 'Host'])
      expect(row).not.toHaveProperty(title);
    expect(of('vMetaData')).toMatchObject([{ Complete: false }]);
  });

  it('says what is missing', async () => {
    const report = { type: 'VirtualMachine', reason: 'NoPermission', count: 5, refs: [] } as const;
    const missing = [
      { ...report, path: 'config.uuid' },
      { ...report, path: 'config.version' },
    ];
    const { of } = await write(ESTATE, completed({ missing }));
    expect(of('vMetaData')).toMatchObject([
      { Complete: false, Missing: 'VirtualMachine, NoPermission, 5 objects: config.uuid, config.version' },
    ]);
  });

  it('has every sheet, with its headings, for an empty estate', async () => {
    const { names, of } = await write([]);
    expect(names).toEqual(SHEETS);
    expect(of('vInfo')).toEqual([]);
    expect(of('vSource')).toMatchObject([{ Name: 'vc.example', 'API version': '8.0.2.0' }]);
  });

  it('names the file that it cannot begin, and leaves nothing when it is discarded', async () => {
    const folder = await temporaryFolder();
    const options = { level: 1, program: 'Heapsphere 0.0.0' };
    await expect(RvtoolsFile.create({ ...options, path: join(folder, 'no', 'x.xlsx') })).rejects.toThrow(
      /The file .*x\.xlsx cannot be written: ENOENT/,
    );
    const file = await RvtoolsFile.create({ ...options, path: join(folder, 'x.xlsx') });
    for (const batch of ESTATE) await file.write(batch, completed());
    await file.discard();
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});
