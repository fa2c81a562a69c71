import { expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import { columnsOf } from '../columns.ts';
import { groupColumns } from './attribute-groups.ts';

function grouped(type: 'VirtualMachine' | 'Datastore'): Readonly<Record<string, readonly string[]>> {
  const paths = ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path);
  const groups = groupColumns(columnsOf(type, paths));
  return Object.fromEntries(groups.map(({ group, columns }) => [group, columns.map(({ label }) => label)]));
}

it('puts what belongs together into groups, and every property into one', () => {
  const vm = grouped('VirtualMachine');
  expect(Object.keys(vm)).toEqual(['Placement', 'State', 'Configuration', 'Guest', 'Storage', 'Use']);
  expect(vm.Placement).toEqual(['Host', 'Resource pool', 'vApp', 'Datastores', 'Networks', 'Parent']);
  expect(vm.Storage).toEqual(['Storage used', 'Storage uncommitted', 'Storage unshared', 'Storage as of']);
  // All but the name, which is the heading, and the flag that divides VMs from templates.
  expect(Object.values(vm).flat().length).toBe(ESSENTIAL_ATTRIBUTES.VirtualMachine.length - 2);
  expect(grouped('Datastore')).toEqual({
    General: ['Type', 'Shared', 'URL'],
    Placement: ['Parent'],
    State: ['Status', 'Accessible', 'Maintenance'],
    Storage: ['Capacity', 'Free', 'Uncommitted'],
  });
});
