import { describe, expect, it } from 'vitest';
import { attributeRows, filterRows, measuredColumns } from './attribute-rows.ts';

const measured = {
  counts: { Datastore: 4 },
  columnBytes: { Datastore: { name: 100, 'summary.url': 200, info: 4000 } },
};

describe('attributeRows', () => {
  it('lists essential and optional attributes with what they cost', () => {
    const rows = attributeRows('Datastore', { Datastore: ['name', 'info'] }, undefined);
    const row = (path: string) => rows.find(({ attribute }) => attribute.path === path);
    expect(row('name')).toMatchObject({ selected: true, required: true, essential: true, cost: 'cheap' });
    expect(row('summary.url')).toMatchObject({ selected: false, required: false, essential: true });
    expect(row('info')).toMatchObject({
      selected: true,
      essential: false,
      cost: 'medium',
      bytes: 500,
      measured: false,
    });
    expect(row('host')).toMatchObject({ selected: false, cost: 'expensive' });
  });

  it('takes bytes from the collection where it measured them', () => {
    const rows = attributeRows('Datastore', {}, measured);
    const bytes = (path: string) => {
      const row = rows.find(({ attribute }) => attribute.path === path);
      return [row?.bytes, row?.measured];
    };
    expect(bytes('name')).toEqual([25, true]);
    expect(bytes('info')).toEqual([1000, true]);
    expect(bytes('host')).toEqual([1500, false]);
  });

  it('measures nothing for a kind without rows', () => {
    expect(measuredColumns({ counts: {}, columnBytes: { Datastore: { name: 10 } } }, 'Datastore')).toBeUndefined();
    expect(measuredColumns({ counts: { Datastore: 3 } }, 'Datastore')).toBeUndefined();
    expect(measuredColumns(undefined, 'Datastore')).toBeUndefined();
  });
});

describe('filterRows', () => {
  const paths = (text: string) =>
    filterRows(attributeRows('VirtualMachine', {}, undefined), text).map(({ attribute }) => attribute.path);

  it('finds labels and paths, upper and lower case alike', () => {
    expect(paths(' MEMORYMB ')).toEqual(['config.hardware.memoryMB']);
    expect(paths('secure boot')).toEqual(['config.bootOptions.efiSecureBootEnabled']);
    expect(paths('nothing like it')).toEqual([]);
    expect(paths('')).toHaveLength(70);
  });
});
