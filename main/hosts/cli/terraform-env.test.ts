import { describe, expect, it } from 'vitest';
import { batchOf } from '../../export/export-fixture.ts';
import { parsePreferredNames, TerraformEnvironment } from './terraform-env.ts';

const ESTATE = [
  batchOf('ResourcePool', { id: 'resgroup-1', name: 'Resources' }, { id: 'resgroup-2', name: 'Production' }),
  batchOf('Datastore', { id: 'ds-1', name: 'backup' }, { id: 'ds-2', name: 'scratch' }),
  batchOf('Network', { id: 'network-1', name: 'dmz%2f7' }),
  batchOf('DistributedVirtualPortgroup', { id: 'dvportgroup-1', name: 'prod-7' }),
  batchOf(
    'Template',
    { id: 'vm-7', name: 'debian-12', 'config.uuid': '4219-debian' },
    { id: 'vm-8', name: 'rhel-9', 'config.uuid': '4219-rhel' },
    { id: 'vm-9', name: 'a-rhel9-without-uuid' },
  ),
];

function lines(...preferences: readonly string[]): string[] {
  const environment = new TerraformEnvironment(parsePreferredNames(preferences));
  for (const batch of ESTATE) environment.add(batch);
  return environment.lines();
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

  it('says what the estate does not have', () => {
    expect(new TerraformEnvironment().lines()).toContain('# TEMPLATE_UUID: none in this estate');
  });
});
