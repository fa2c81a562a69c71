import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';

describe('columnsOf', () => {
  it('has known attributes in their order, the parent after them, and unknown paths last', () => {
    const columns = columnsOf('VirtualMachine', [
      'layoutEx.file',
      'capability',
      'parent',
      'config.template',
      'runtime.powerState',
      'name',
    ]);
    expect(columns.map(({ label }) => label)).toEqual(['Name', 'Power', 'Files', 'Parent', 'Capability']);
    expect(columns.map(({ attribute }) => attribute?.kind)).toEqual(['text', 'enum', 'data', 'ref', undefined]);
  });

  it('leaves out what the collection did not bring', () => {
    expect(columnsOf('Folder', ['name']).map(({ path }) => path)).toEqual(['name']);
    expect(columnsOf('Folder', [])).toEqual([]);
  });

  it('puts numbers to the right, and gives headings the room they need', () => {
    const [memory, cores] = columnsOf('VirtualMachine', [
      'config.hardware.memoryMB',
      'config.hardware.numCoresPerSocket',
    ]).toReversed();
    expect(memory?.alignRight).toBe(true);
    expect(cores?.width).toBeGreaterThan(memory?.width ?? 0);
  });

  it('makes a heading of a path', () => {
    const [column] = columnsOf('VirtualMachine', ['config.ftInfo']);
    expect(column?.label).toBe('Config ft info');
  });
});
