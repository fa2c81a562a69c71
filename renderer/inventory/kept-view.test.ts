import { describe, expect, it } from 'vitest';
import { VCENTER_PATH } from '../vcenters/vcenter-column.ts';
import { checkView, type KeptView, MOST_SELECTED, writableView } from './kept-view.ts';
import { rootOf } from './qualified-ref.ts';

const OPEN = [
  { key: 'a', label: 'vc-a' },
  { key: 'b', label: 'vc-b' },
];
const NAMED = { kind: 'text', path: 'name', operator: 'contains', text: 'web' } as const;

function view(change: Partial<KeptView> = {}): KeptView {
  return {
    type: 'HostSystem',
    sorts: { VirtualMachine: [{ path: 'name', direction: 'descending' }] },
    filters: { VirtualMachine: { quick: 'web', columns: [NAMED] } },
    selected: { VirtualMachine: 'a/VirtualMachine:vm-1' },
    selections: {
      VirtualMachine: { refs: new Set(['a/VirtualMachine:vm-1', 'b/VirtualMachine:vm-1']), anchor: undefined },
    },
    narrowedTo: {
      ref: 'a/Datacenter:d',
      trail: [
        { ref: rootOf('a'), name: 'vc-a' },
        { ref: 'a/Datacenter:d', name: 'Frankfurt' },
      ],
    },
    detailsOpen: true,
    ...change,
  };
}

/** Through what a storage keeps. */
const again = (kept: KeptView, open: typeof OPEN = OPEN) =>
  checkView(JSON.parse(JSON.stringify(writableView(kept))), open);
const ofVms = (count: number): KeptView['selections'] => ({
  VirtualMachine: {
    refs: new Set(Array.from({ length: count }, (_, index) => `a/VirtualMachine:vm-${index}`)),
    anchor: 'a/VirtualMachine:vm-0',
  },
});

describe('a view that is kept', () => {
  it('comes back as it was', () => {
    expect(again(view())).toEqual(view());
    expect(again(view({ selections: ofVms(MOST_SELECTED) }))?.selections).toEqual(ofVms(MOST_SELECTED));
  });

  it('comes back also where a vCenter has another key than before', () => {
    const kept = checkView(JSON.parse(JSON.stringify(writableView(view()))), [
      { key: 'z', label: 'vc-a', keptKey: 'a' },
      { key: 'b', label: 'vc-b', keptKey: 'b' },
    ]);
    expect(kept).toMatchObject({
      selected: { VirtualMachine: 'z/VirtualMachine:vm-1' },
      selections: { VirtualMachine: { refs: new Set(['z/VirtualMachine:vm-1', 'b/VirtualMachine:vm-1']) } },
      narrowedTo: { ref: 'z/Datacenter:d', trail: [{ ref: rootOf('z') }, { ref: 'z/Datacenter:d' }] },
    });
  });

  it('has no part of a selection that is too large', () => {
    const kept = view({ selections: ofVms(100_000) });
    expect(JSON.stringify(writableView(kept)).length).toBeLessThan(2000);
    expect(again(kept)?.selections).toEqual({});
  });

  it('refers to nothing of vCenters that are closed', () => {
    const vcenters = { kind: 'choice', path: VCENTER_PATH, values: ['vc-a', 'vc-b', 'vc-c'] } as const;
    const kept = view({ filters: { VirtualMachine: { quick: '', columns: [NAMED, vcenters] } } });
    expect(again(kept)?.filters.VirtualMachine?.columns).toEqual([NAMED, { ...vcenters, values: ['vc-a', 'vc-b'] }]);
    const rest = again(kept, OPEN.slice(1));
    expect(rest).toMatchObject({ selected: {}, narrowedTo: undefined });
    expect(rest?.selections.VirtualMachine?.refs).toEqual(new Set(['b/VirtualMachine:vm-1']));
    expect(rest?.filters.VirtualMachine?.columns, 'one vCenter is nothing to choose from').toEqual([NAMED]);
    const whole = view({ narrowedTo: { ref: rootOf('a'), trail: [{ ref: rootOf('a'), name: 'vc-a' }] } });
    expect(again(whole, OPEN.slice(0, 1))?.narrowedTo).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['a kind that there is not', { type: 'Toaster' }],
  ])('is none out of %s', (_, value) => {
    expect(checkView(value, OPEN)).toBeUndefined();
  });

  it('leaves out what does not fit, and keeps the rest', () => {
    const damaged = {
      type: 'VirtualMachine',
      sorts: { VirtualMachine: [{ path: 'name', direction: 'sideways' }], HostSystem: 'name', __proto__: 1 },
      filters: {
        VirtualMachine: { quick: 'x', columns: [{ kind: 'number' }] },
        HostSystem: { quick: 'esx', columns: [] },
      },
      selected: { VirtualMachine: 7, HostSystem: 'a/HostSystem:h', Datastore: 'x'.repeat(5000) },
      selections: { VirtualMachine: { refs: 'all' }, HostSystem: { refs: [1, null, 'a/HostSystem:h'] } },
      narrowedTo: { ref: 'a/Datacenter:d', trail: [{ ref: 'a/Datacenter:d' }] },
      detailsOpen: 'yes',
    };
    expect(checkView(damaged, OPEN)).toEqual({
      type: 'VirtualMachine',
      sorts: {},
      filters: { HostSystem: { quick: 'esx', columns: [] } },
      selected: { HostSystem: 'a/HostSystem:h' },
      selections: { HostSystem: { refs: new Set(['a/HostSystem:h']), anchor: undefined } },
      narrowedTo: undefined,
      detailsOpen: false,
    });
  });
});
