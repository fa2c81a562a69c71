import { describe, expect, it } from 'vitest';
import { ToldObjects } from './told-objects.ts';

describe('ToldObjects', () => {
  it('names every object once, with every kind that it was told as', () => {
    const told = new ToldObjects();
    told.add({ type: 'VirtualMachine', refs: ['VirtualMachine:vm-7', 'VirtualMachine:vm-4711', 'VirtualMachine:odd'] });
    told.add({ type: 'VirtualMachine', refs: ['VirtualMachine:vm-7'] });
    told.add({ type: 'Template', refs: ['VirtualMachine:vm-7'] });
    expect(told.all()).toEqual([
      { type: 'VirtualMachine', refs: ['VirtualMachine:vm-7', 'VirtualMachine:vm-4711', 'VirtualMachine:odd'] },
      { type: 'Template', refs: ['VirtualMachine:vm-7'] },
    ]);
    expect(told.size).toBe(4);
  });

  it('is full once more were told than it is to hold', () => {
    const told = new ToldObjects(2);
    told.add({ type: 'HostSystem', refs: ['HostSystem:host-1', 'HostSystem:host-2'] });
    expect(told.isFull).toBe(false);
    told.add({ type: 'HostSystem', refs: ['HostSystem:host-3'] });
    expect(told.isFull).toBe(true);
  });
});
