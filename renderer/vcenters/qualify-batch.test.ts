import { describe, expect, it } from 'vitest';
import { batch } from '../inventory/batch-fixture.ts';
import { TypeTable } from '../inventory/type-table.ts';
import { qualifyBatch } from './qualify-batch.ts';
import { qualifyDetails } from './qualify-details.ts';

const A = { key: 'ka', label: 'vc-a.example' };

describe('qualifyBatch', () => {
  it('qualifies the rows and every reference in their cells, and says whose they are', () => {
    const qualified = qualifyBatch(
      batch('VirtualMachine', ['vm-1', 'vm-2'], {
        name: ['HostSystem:host-1', 'db'],
        'runtime.host': ['HostSystem:host-1', null],
        datastore: [['Datastore:ds-1', 'Datastore:ds-2'], []],
      }),
      A,
    );
    expect(qualified.refs).toEqual(['ka/VirtualMachine:vm-1', 'ka/VirtualMachine:vm-2']);
    expect(qualified.columns).toMatchObject({
      name: ['HostSystem:host-1', 'db'],
      'runtime.host': ['ka/HostSystem:host-1', null],
      datastore: [['ka/Datastore:ds-1', 'ka/Datastore:ds-2'], []],
      '@vcenter': ['vc-a.example', 'vc-a.example'],
    });
  });

  it('finds references within whole properties, and leaves those as they came', () => {
    const runtime = [{ host: 'HostSystem:host-1', powerState: 'poweredOn' }];
    const table = new TypeTable('VirtualMachine');
    table.append(qualifyBatch(batch('VirtualMachine', ['vm-1'], { runtime }), A));
    expect(table.cell(0, 'runtime.host')).toBe('ka/HostSystem:host-1');
    expect(table.cell(0, 'runtime.powerState')).toBe('poweredOn');
    expect(table.cell(0, 'runtime')).toEqual(expect.stringContaining('HostSystem:host-1'));
  });

  it('does not change the batch that came', () => {
    const came = batch('HostSystem', ['host-1'], { name: ['esx1'], parent: ['ClusterComputeResource:c1'] });
    const before = structuredClone(came);
    qualifyBatch(came, A);
    expect(came).toEqual(before);
  });
});

describe('qualifyDetails', () => {
  it('qualifies references, and no bare names of networks or texts', () => {
    const details = {
      readAt: 1,
      missing: [],
      sections: [
        {
          label: 'Network adapters',
          columns: [
            { label: 'Name', kind: 'text' as const },
            { label: 'Network', kind: 'ref' as const },
          ],
          rows: [
            ['a:b', 'Network:network-7'],
            ['c', 'VM Network'],
            ['d', null],
          ],
        },
      ],
    };
    expect(qualifyDetails(details, 'ka').sections[0]?.rows).toEqual([
      ['a:b', 'ka/Network:network-7'],
      ['c', 'VM Network'],
      ['d', null],
    ]);
  });
});
