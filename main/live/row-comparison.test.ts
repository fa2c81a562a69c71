import { describe, expect, it } from 'vitest';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { rowHashes } from '../cache/generation-diff.ts';
import { planCollection } from '../collector/plan.ts';
import { KnownRows } from './known-rows.ts';
import { ObjectRows } from './object-rows.ts';
import { RowComparison } from './row-comparison.ts';

function comparison() {
  const known = new KnownRows();
  const rows = new ObjectRows({
    plans: planCollection({ pruning: true, attributes: {}, knows: () => true }),
    attributes: {},
    prune: () => {
      throw new Error('no objects here');
    },
    newBuilder: () => {
      throw new Error('no objects here');
    },
    json: () => '',
  });
  const subject = new RowComparison({
    known,
    hashesOf: rowHashes,
    pushedRows: () => [],
    pushedAttributes: (kind) => rows.pushedAttributes(kind),
  });
  return { known, subject };
}

const row = (type: ResourceType, id: string, columns: Readonly<Record<string, unknown>>): ColumnBatch => ({
  type,
  refs: [`VirtualMachine:${id}`],
  columns: Object.fromEntries(Object.entries(columns).map(([path, cell]) => [path, [cell]])) as ColumnBatch['columns'],
});

describe('RowComparison', () => {
  it('finds rows different by what is pushed, not by what has to be polled', () => {
    const { subject } = comparison();
    subject.remember(
      row('VirtualMachine', 'vm-1', { name: 'a', overallStatus: 'green', 'summary.quickStats.overallCpuUsage': 1 }),
    );
    const polled = row('VirtualMachine', 'vm-1', {
      name: 'a',
      overallStatus: 'red',
      'summary.quickStats.overallCpuUsage': 2,
    });
    expect(subject.takeDifferent([polled]).different).toEqual([]);
    const renamed = row('VirtualMachine', 'vm-1', { name: 'b' });
    expect(subject.takeDifferent([renamed]).different).toEqual([renamed]);
    expect(subject.takeDifferent([renamed]).different).toEqual([]);
  });

  it('keeps the rows of a batch that differ, and only those', () => {
    const { subject } = comparison();
    const refs = ['VirtualMachine:vm-1', 'VirtualMachine:vm-2', 'VirtualMachine:vm-3'];
    subject.remember({ type: 'VirtualMachine', refs, columns: { name: ['a', 'b', 'c'] } });
    const { different } = subject.takeDifferent([{ type: 'VirtualMachine', refs, columns: { name: ['a', 'x', 'c'] } }]);
    expect(different).toEqual([{ type: 'VirtualMachine', refs: [refs[1]], columns: { name: ['x'] } }]);
  });

  it('moves a machine that has become a template from one kind to the other', () => {
    const { subject } = comparison();
    subject.remember(row('VirtualMachine', 'vm-1', { name: 'a', 'config.template': false }));
    const template = row('Template', 'vm-1', { name: 'a', 'config.template': true });
    expect(subject.takeDifferent([template])).toEqual({
      different: [template],
      moved: [{ type: 'VirtualMachine', refs: ['VirtualMachine:vm-1'] }],
    });
    expect(subject.forget(['VirtualMachine:vm-1', 'VirtualMachine:vm-2'])).toEqual([
      ['VirtualMachine:vm-1', 'Template'],
    ]);
  });

  it('takes rows of whole properties for the same as rows of their leaves', () => {
    const { subject } = comparison();
    const note = 'n'.repeat(2000);
    subject.remember(
      row('VirtualMachine', 'vm-1', {
        name: 'a',
        config: { hardware: { numCPU: 2, device: [{ key: 1 }] }, guestId: 'x' },
        summary: { config: { annotation: note }, quickStats: { overallCpuUsage: 5 } },
      }),
    );
    const leaves = { name: 'a', 'config.hardware.numCPU': 2, 'config.guestId': 'x' };
    const cut = `${note.slice(0, 1024)}…`;
    const same = row('VirtualMachine', 'vm-1', { ...leaves, 'summary.config.annotation': cut });
    expect(subject.takeDifferent([same]).different).toEqual([]);
  });

  it('names what a full state did not', () => {
    const { subject, known } = comparison();
    for (const id of ['vm-1', 'vm-2']) subject.remember(row('VirtualMachine', id, { name: id }));
    subject.beginRound();
    subject.takeDifferent([row('VirtualMachine', 'vm-2', { name: 'vm-2' })]);
    expect(subject.takeUnseen()).toEqual([['VirtualMachine:vm-1', 'VirtualMachine']]);
    expect(known.size).toBe(1);
  });

  it('tells objects again that are doubted, once, and where others are not any more', () => {
    const { subject, known } = comparison();
    const machine = row('VirtualMachine', 'vm-1', { name: 'a' });
    subject.remember(machine);
    const ref = 'VirtualMachine:vm-1';
    const told = [
      { type: 'VirtualMachine', refs: [ref, 'VirtualMachine:vm-2'] },
      { type: 'Template', refs: [ref] },
    ] as const;
    subject.doubt(told);
    expect(subject.inDoubt(told)).toEqual({
      there: [ref],
      left: [
        ['VirtualMachine:vm-2', 'VirtualMachine'],
        [ref, 'Template'],
      ],
    });
    // A new connection does not settle a doubt.
    subject.beginRound();
    expect(known.get(ref)?.doubted).toBe(true);
    expect(subject.takeDifferent([machine])).toEqual({ different: [machine], moved: [] });
    expect(subject.takeDifferent([machine]).different).toEqual([]);
    expect(subject.inDoubt(told).there, 'it was told').toEqual([]);
  });
});
