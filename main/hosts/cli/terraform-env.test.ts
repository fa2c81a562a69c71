import { describe, expect, it } from 'vitest';
import type { CollectionState } from '../../../shared/contract.ts';
import type { ColumnBatch, ResourceType } from '../../../shared/inventory.ts';
import { batchOf, completed } from '../../export/export-fixture.ts';
import {
  checkTerraformTypes,
  parsePreferredNames,
  TERRAFORM_TYPES,
  TerraformEnvironment,
  withTerraformAttributes,
} from './terraform-env.ts';

const ESTATE = [
  batchOf('ResourcePool', { id: 'resgroup-1', name: 'Resources' }, { id: 'resgroup-2', name: 'Production' }),
  batchOf(
    'Datastore',
    { id: 'ds-1', name: 'backup', 'summary.accessible': true, 'summary.maintenanceMode': 'normal' },
    { id: 'ds-2', name: 'scratch', 'summary.accessible': true },
    { id: 'ds-3', name: 'prod-lost', 'summary.accessible': false, 'summary.maintenanceMode': 'normal' },
    { id: 'ds-4', name: 'prod-leaving', 'summary.accessible': true, 'summary.maintenanceMode': 'enteringMaintenance' },
    { id: 'ds-5', name: 'prod-untold' },
  ),
  batchOf(
    'Network',
    { id: 'network-1', name: 'dmz%2f7' },
    { id: 'network-2', name: 'dmz%2f1', 'summary.accessible': false },
  ),
  batchOf(
    'DistributedVirtualPortgroup',
    { id: 'dvportgroup-1', name: 'prod-7', 'config.uplink': false },
    { id: 'dvportgroup-2', name: 'prod-1', 'config.uplink': true },
  ),
  batchOf(
    'Template',
    { id: 'vm-7', name: 'debian-12', 'config.uuid': '4219-debian' },
    { id: 'vm-8', name: 'rhel-9', 'config.uuid': '4219-rhel' },
    { id: 'vm-9', name: 'a-rhel9-without-uuid' },
  ),
];

const WHOLE = completed({ finished: [...TERRAFORM_TYPES] });

function linesOf(
  batches: readonly ColumnBatch[],
  state: CollectionState = WHOLE,
  types: readonly ResourceType[] = TERRAFORM_TYPES,
  datacenters: readonly string[] = [],
): string[] {
  const environment = new TerraformEnvironment();
  for (const batch of batches) environment.add(batch);
  return environment.lines(state, { types, datacenters });
}

function lines(...preferences: readonly string[]): string[] {
  const environment = new TerraformEnvironment(parsePreferredNames(preferences));
  for (const batch of ESTATE) environment.add(batch);
  return environment.lines(WHOLE, { types: TERRAFORM_TYPES, datacenters: [] });
}

describe('TerraformEnvironment', () => {
  it('prefers production and a current enterprise Linux, and names the template by its own UUID', () => {
    expect(lines()).toEqual([
      'RESOURCE_POOL_ID=resgroup-2 # Production',
      'DATASTORE_ID=ds-1 # backup',
      'NETWORK_ID=dvportgroup-1 # prod-7',
      'TEMPLATE_UUID=4219-rhel # rhel-9',
    ]);
  });

  it('takes patterns, which match names as people read them, in any case', () => {
    expect(
      lines('NETWORK_ID=^DMZ/\\d', 'TEMPLATE_UUID=debian', 'DATASTORE_ID=scratch', 'RESOURCE_POOL_ID=a=b'),
    ).toEqual([
      'RESOURCE_POOL_ID=resgroup-2 # Production',
      'DATASTORE_ID=ds-2 # scratch',
      'NETWORK_ID=network-1 # dmz/7',
      'TEMPLATE_UUID=4219-debian # debian-12',
    ]);
  });

  it.each([
    ['DATASTORE=x', /"DATASTORE=x" is no VARIABLE=PATTERN/],
    ['DATASTORE_ID=', /no VARIABLE=PATTERN/],
    ['prod', /no VARIABLE=PATTERN/],
    ['NETWORK_ID=(', /"\(" is no regular expression/],
  ])('refuses %s', (text, says) => {
    expect(() => parsePreferredNames([text])).toThrow(says);
  });

  it('finds what it needs in whole objects, as they come without pruning', () => {
    const whole = [
      batchOf(
        'Datastore',
        { id: 'ds-3', name: 'a', summary: { accessible: false, maintenanceMode: 'normal' } },
        { id: 'ds-1', name: 'b', summary: { accessible: true, maintenanceMode: 'normal' } },
      ),
      batchOf(
        'DistributedVirtualPortgroup',
        { id: 'dvportgroup-2', name: 'a', config: { uplink: true } },
        { id: 'dvportgroup-1', name: 'b', config: { uplink: false } },
      ),
      batchOf('Template', { id: 'vm-8', name: 'rhel-9', config: { uuid: '4219-rhel' } }),
    ];
    expect(linesOf(whole)).toEqual([
      '# RESOURCE_POOL_ID: none in this estate',
      'DATASTORE_ID=ds-1 # b',
      'NETWORK_ID=dvportgroup-1 # b',
      'TEMPLATE_UUID=4219-rhel # rhel-9',
    ]);
  });

  it('says "none" only of what was read, and where', () => {
    expect(linesOf([])).toContain('# TEMPLATE_UUID: none in this estate');
    expect(linesOf([], WHOLE, TERRAFORM_TYPES, ['DC0'])).toContain('# TEMPLATE_UUID: none in the chosen datacenters');
    expect(linesOf([], WHOLE, ['Template', 'Network', 'ResourcePool'])).toEqual([
      '# RESOURCE_POOL_ID: none in this estate',
      '# DATASTORE_ID: not read, because --types leaves out datastore',
      '# NETWORK_ID: not read, because --types leaves out portgroup',
      '# TEMPLATE_UUID: none in this estate',
    ]);
  });

  it.each<[string, Partial<CollectionState>]>([
    ['a kind that did not come to its end', { finished: [] }],
    [
      'values that were refused',
      { missing: [{ type: 'Template', path: 'config', reason: 'NoPermission', count: 1, refs: [] }] },
    ],
  ])('does not say "none" after %s', (_, changes) => {
    expect(linesOf([], { ...WHOLE, ...changes })).toContain(
      '# TEMPLATE_UUID: not known, because not everything could be read; see what is missing',
    );
  });

  it('says how many are of no use when all of them are', () => {
    const [, { refs = [], columns = {} } = {}] = ESTATE;
    const lost: ColumnBatch = {
      type: 'Datastore',
      refs: refs.slice(2, 4),
      columns: Object.fromEntries(Object.entries(columns).map(([path, cells]) => [path, cells.slice(2, 4)])),
    };
    expect(linesOf([lost])).toContain(
      '# DATASTORE_ID: none in this estate that can be used: 2 not accessible or in maintenance',
    );
  });
});

describe('what --terraform-env needs', () => {
  it('is read besides what was selected', () => {
    const selection = { Datastore: ['name'], Template: ['name', 'config.uuid'], HostSystem: ['name'] };
    expect(withTerraformAttributes(selection)).toEqual({
      Datastore: ['name', 'summary.accessible', 'summary.maintenanceMode'],
      Template: ['name', 'config.uuid'],
      HostSystem: ['name'],
    });
  });

  it('cannot be had from kinds that it does not choose from', () => {
    expect(() => checkTerraformTypes(['VirtualMachine', 'Folder'])).toThrow(
      /--terraform-env chooses among kinds that --types leaves out: pool, datastore, network, portgroup, template/,
    );
    expect(() => checkTerraformTypes(['VirtualMachine', 'Network'])).not.toThrow();
  });
});
