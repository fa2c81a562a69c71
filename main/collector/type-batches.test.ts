import { describe, expect, it } from 'vitest';
import { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import { PropertyIndex } from '../vsphere/property-index.ts';
import { batchJson } from './column-batch.ts';
import { planCollection } from './plan.ts';
import { TypeBatches } from './type-batches.ts';

const [plan] = planCollection({
  pruning: true,
  attributes: {},
  types: ['VirtualMachine', 'Template'],
  knows: () => true,
});
if (!plan) throw new Error('no plan');
const index = new PropertyIndex(plan.paths ?? []);

/** Batches of three rows, "encoded" as what they say of themselves. */
function batchesOf() {
  const jsons: string[] = [];
  const batches = new TypeBatches(plan as NonNullable<typeof plan>, {
    batchSize: () => 3,
    attributes: {},
    encode: (batch) => {
      const json = batchJson(batch);
      jsons.push(json);
      return { type: batch.type, rows: batch.refs.length, bytes: new Uint8Array(0), rawBytes: json.length };
    },
  });
  return { batches, jsons };
}

function machine(number: number, template = false): ObjectContent {
  const values: ObjectContent['values'][number][] = [];
  values[index.positionOf('name')] = `machine ${number}`;
  values[index.positionOf('config.template')] = template;
  return { ref: new ManagedObjectReference('VirtualMachine', `vm-${number}`), values, missing: [] };
}

const all = () => true;

describe('TypeBatches', () => {
  it('gives a batch when it is full, and the rest at the end, a kind each', () => {
    const { batches, jsons } = batchesOf();
    const objects = [machine(1), machine(2, true), machine(3), machine(4), machine(5)];
    expect(batches.add({ objects, index }, all)).toMatchObject([{ type: 'VirtualMachine', rows: 3 }]);
    expect(batches.add({ objects: [machine(6)], index }, all)).toEqual([]);
    expect(batches.rest().map(({ type, rows }) => [type, rows])).toEqual([
      ['VirtualMachine', 2],
      ['Template', 1],
    ]);
    expect(batches.rest()).toEqual([]);
    expect(JSON.parse(jsons[0] ?? '')).toMatchObject({
      refs: ['VirtualMachine:vm-1', 'VirtualMachine:vm-3', 'VirtualMachine:vm-4'],
      columns: { name: ['machine 1', 'machine 3', 'machine 4'] },
    });
  });

  it('empties the page, so that nobody upstream holds its objects while a batch is under way', () => {
    const page = { objects: [machine(1), machine(2)], index };
    batchesOf().batches.add(page, all);
    expect(page.objects).toEqual([]);
  });

  it('leaves out what is not kept, and ends the batches of an older index', () => {
    const { batches } = batchesOf();
    batches.add({ objects: [machine(1), machine(2)], index }, (ref) => ref === 'VirtualMachine:vm-2');
    const newer = new PropertyIndex(['name', 'config.template']);
    expect(batches.add({ objects: [], index: newer }, all)).toMatchObject([{ type: 'VirtualMachine', rows: 1 }]);
  });
});
