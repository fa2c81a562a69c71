import { describe, expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import { planCollection } from './plan.ts';
import { keepAllPruner, selectingPruner } from './prune.ts';

function content(type: string, paths: readonly string[], values: Record<string, DecodedValue>): ObjectContent {
  return { ref: new ManagedObjectReference(type, 'x-1'), values: paths.map((path) => values[path]), missing: [] };
}

describe('pruneResourceAttributes', () => {
  const plan = planCollection({ pruning: true, attributes: {}, knows: () => true }).find(
    ({ managedType }) => managedType === 'VirtualMachine',
  );
  const paths = plan?.paths ?? [];
  const pruner = selectingPruner(['VirtualMachine', 'Template'], paths, {});

  it('tells templates from VMs and gives each the columns of its kind', () => {
    const vm = pruner.pruneResourceAttributes(
      content('VirtualMachine', paths, { name: 'a', 'config.template': false }),
    );
    const template = pruner.pruneResourceAttributes(
      content('VirtualMachine', paths, { name: 'b', 'config.template': true }),
    );
    expect(vm?.kind).toBe('VirtualMachine');
    expect(template?.kind).toBe('Template');
    expect(pruner.columnsOf('VirtualMachine')).toEqual(ESSENTIAL_ATTRIBUTES.VirtualMachine.map(({ path }) => path));
    expect(pruner.columnsOf('Template')).not.toContain('summary.quickStats.overallCpuUsage');
    expect(pruner.columnsOf('VirtualMachine')).not.toContain('config.changeVersion');
    expect(template?.cells).toHaveLength(ESSENTIAL_ATTRIBUTES.Template.length);
  });

  it('takes an inaccessible VM, whose config never came, for a VM', () => {
    expect(pruner.pruneResourceAttributes(content('VirtualMachine', paths, { name: 'a' }))?.kind).toBe(
      'VirtualMachine',
    );
  });

  it('cuts long notes and leaves out kinds nobody asked for', () => {
    const notes = 'n'.repeat(5000);
    const cells = pruner.pruneResourceAttributes(
      content('VirtualMachine', paths, { 'summary.config.annotation': notes }),
    )?.cells;
    const cell =
      cells?.[ESSENTIAL_ATTRIBUTES.VirtualMachine.findIndex(({ path }) => path === 'summary.config.annotation')];
    expect(cell).toBe(`${'n'.repeat(1024)}…`);
    const templatesOnly = selectingPruner(['Template'], paths, {});
    expect(
      templatesOnly.pruneResourceAttributes(content('VirtualMachine', paths, { 'config.template': false })),
    ).toBeUndefined();
  });

  it('picks leaves out of a value that can only be fetched whole', () => {
    const network = selectingPruner(['Network'], ['name', 'summary'], {});
    const summary = { accessible: true, opaqueNetworkId: 'o-1', rest: 'dropped' };
    const cells = network.pruneResourceAttributes(
      content('Network', ['name', 'summary'], { name: 'n', summary }),
    )?.cells;
    expect(cells).toEqual(['n', undefined, undefined, true, undefined, 'o-1', undefined]);
  });

  describe('of a datastore', () => {
    const selection = { Datastore: ['summary.capacity', 'summary.freeSpace', 'summary.uncommitted', 'info'] };
    const [datastores] = planCollection({
      pruning: true,
      attributes: selection,
      types: ['Datastore'],
      knows: () => true,
    });
    const fetched = datastores?.paths ?? [];
    const sized = (accessible: boolean | undefined) => ({
      name: 'd',
      'summary.capacity': 0,
      'summary.freeSpace': 0,
      'summary.uncommitted': 0,
      info: { url: 'ds:///d', freeSpace: 0 },
      ...(accessible === undefined ? {} : { 'summary.accessible': accessible }),
    });
    const cellsOf = (accessible: boolean | undefined) => {
      const pruned = selectingPruner(['Datastore'], fetched, selection);
      const cells = pruned.pruneResourceAttributes(content('Datastore', fetched, sized(accessible)))?.cells ?? [];
      return Object.fromEntries(pruned.columnsOf('Datastore').map((path, column) => [path, cells[column]]));
    };

    it('leaves sizes unset while it is not accessible, though that was not selected', () => {
      expect(fetched).toContain('summary.accessible');
      expect(cellsOf(false)).toEqual({
        name: 'd',
        'summary.capacity': undefined,
        'summary.freeSpace': undefined,
        'summary.uncommitted': undefined,
        info: { url: 'ds:///d' },
      });
    });

    it.each([true, undefined])('keeps sizes of one whose access is %s', (accessible) => {
      const { 'summary.accessible': _, ...cells } = { 'summary.accessible': false, ...sized(accessible) };
      expect(cellsOf(accessible)).toEqual(cells);
    });

    it('leaves them out of its summary when pruning is off', () => {
      const paths = ['info', 'summary'];
      const keep = keepAllPruner(['Datastore'], paths);
      const values = {
        info: { url: 'ds:///d', freeSpace: 0 },
        summary: { accessible: false, name: 'd', capacity: 0, freeSpace: 0, uncommitted: 0 },
      };
      expect(keep.pruneResourceAttributes(content('Datastore', paths, values))?.cells).toEqual([
        { url: 'ds:///d' },
        { accessible: false, name: 'd' },
      ]);
      const there = { ...values, summary: { ...values.summary, accessible: true } };
      expect(keep.pruneResourceAttributes(content('Datastore', paths, there))?.cells).toEqual([
        there.info,
        there.summary,
      ]);
    });
  });

  it('keeps everything when pruning is off', () => {
    const all = ['name', 'config', 'anything'];
    const keep = keepAllPruner(['VirtualMachine', 'Template'], all);
    const object = content('VirtualMachine', all, { name: 'a', config: { template: true }, anything: [1] });
    expect(keep.pruneResourceAttributes(object)).toEqual({
      kind: 'Template',
      ref: 'VirtualMachine:x-1',
      cells: object.values,
    });
    expect(keep.columnsOf('Template')).toEqual(all);
  });
});

describe('planCollection', () => {
  it('asks for all properties when pruning is off, and for known ones only when it is on', () => {
    expect(
      planCollection({ pruning: false, attributes: {}, knows: () => true }).every(({ paths }) => paths === undefined),
    ).toBe(true);
    const old = planCollection({ pruning: true, attributes: {}, knows: ({ since }) => since === undefined });
    expect(old.flatMap(({ paths }) => paths)).not.toContain('config.segmentId');
  });

  it('reads VMs and templates in one view, and subclasses by their own plan', () => {
    const plans = planCollection({ pruning: true, attributes: {}, types: ['Template', 'Network'], knows: () => true });
    expect(plans.map(({ managedType, kinds, excludes }) => [managedType, kinds, excludes])).toEqual([
      ['Network', ['Network'], ['DistributedVirtualPortgroup']],
      ['VirtualMachine', ['Template'], []],
    ]);
  });
});
