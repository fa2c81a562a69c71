import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DetailCell, InventoryDetails } from '../shared/inventory-details.ts';
import { DEMO_PASSWORD, DEMO_USER, type DemoVcenter, startDemoVcenter } from './demo/demo-vcenter.ts';
import { DetailsReader } from './details/details-reader.ts';
import { openDetailSource } from './open-detail-source.ts';

let demo: DemoVcenter;
let reader: DetailsReader;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 250, seed: 3 });
  reader = new DetailsReader({
    open: () =>
      openDetailSource({
        server: demo.url,
        user: DEMO_USER,
        password: DEMO_PASSWORD,
        trust: { mode: 'system' },
        timeoutSeconds: 30,
        userAgent: 'test',
      }),
  });
});
afterAll(async () => {
  await reader.dispose();
  await demo.close();
});

function section(details: InventoryDetails, label: string): Record<string, DetailCell>[] {
  const found = details.sections.find((each) => each.label === label);
  if (found === undefined) throw new Error(`no section ${label}`);
  return found.rows.map((row) =>
    Object.fromEntries(found.columns.map((column, index) => [column.label, row[index] ?? null])),
  );
}

/** Details of the first VM that has so many rows in a section. */
async function firstVmWith(label: string, rows = 2): Promise<InventoryDetails> {
  let most = 0;
  for (let number = 1001; number < 1250; number += 1) {
    const details = await reader.details('c1', `VirtualMachine:vm-${number}`);
    most = Math.max(most, section(details, label).length);
    if (section(details, label).length >= rows) return details;
  }
  throw new Error(`no VM has ${rows} ${label}, the most are ${most}`);
}

describe('details of a demo vCenter', () => {
  it('tells the disks of a VM and where they lie', async () => {
    const disks = section(await firstVmWith('Disks'), 'Disks');
    expect(disks[0]).toMatchObject({
      Disk: 'Hard disk 1',
      Mode: 'persistent',
      Datastore: expect.stringMatching(/^Datastore:datastore-\d+$/),
      File: expect.stringMatching(/^\[.+\] .+\.vmdk$/),
    });
    expect(disks[1]?.Disk).toBe('Hard disk 2');
    for (const { Capacity } of disks) expect(Number(Capacity) % 1024).toBe(0);
  });

  it('tells the adapters and the networks they are connected to', async () => {
    const [card] = section(await firstVmWith('Network adapters'), 'Network adapters');
    expect(card).toMatchObject({
      Adapter: 'Network adapter 1',
      'MAC address': expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i),
      Network: expect.stringMatching(/\S/),
    });
  });

  it('tells the snapshots, the oldest first, and which one the machine goes on from', async () => {
    const snapshots = section(await firstVmWith('Snapshots', 1), 'Snapshots');
    for (const snapshot of snapshots)
      expect(snapshot).toMatchObject({ Snapshot: expect.stringMatching(/\S/), Taken: expect.any(Number) });
    expect(snapshots.filter(({ Current }) => Current)).toHaveLength(1);
    const taken = snapshots.map(({ Taken }) => Number(Taken));
    expect(taken).toEqual(taken.toSorted((left, right) => left - right));
  });

  it('tells the adapters of a host, and who mounts a datastore', async () => {
    const store = section(await firstVmWith('Disks'), 'Disks')[0]?.Datastore;
    const mounts = section(await reader.details('c1', String(store)), 'Hosts');
    expect(mounts.length).toBeGreaterThan(0);
    expect(mounts[0]).toMatchObject({
      Host: expect.stringMatching(/^HostSystem:/),
      Access: 'readWrite',
      Mounted: true,
    });
    const host = await reader.details('c1', String(mounts[0]?.Host));
    expect(section(host, 'Physical adapters')[0]).toMatchObject({ Adapter: 'vmnic0' });
    expect(section(host, 'VMkernel adapters').length).toBeGreaterThan(0);
  });

  it('says that an object is gone', async () => {
    await expect(reader.details('c1', 'VirtualMachine:vm-999999')).rejects.toThrow(
      'vCenter does not have this object any more.',
    );
  });
});
