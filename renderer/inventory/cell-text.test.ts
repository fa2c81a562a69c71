import { describe, expect, it } from 'vitest';
import { cellText, enumText, timeText } from './cell-text.ts';
import type { StoredCell } from './column-storage.ts';
import { knownAttributes } from './known-attributes.ts';

const nameOf = (ref: string): string => `name of ${ref}`;
const vm = (path: string, cell: StoredCell): string =>
  cellText(cell, knownAttributes('VirtualMachine').get(path), nameOf);

describe('cellText', () => {
  it('puts numbers into the units people read', () => {
    expect(vm('config.hardware.memoryMB', 4096)).toBe('4.00 GiB');
    expect(vm('summary.storage.committed', 1_610_612_736)).toBe('1.50 GiB');
    expect(vm('summary.quickStats.overallCpuUsage', 2400)).toBe('2,400 MHz');
    expect(vm('summary.quickStats.uptimeSeconds', 93_784)).toBe('1 d 2 h');
    expect(vm('config.hardware.numCPU', 1024)).toBe('1,024');
    expect(vm('summary.storage.committed', '9007199254740993')).toBe('9007199254740993');
  });

  it('says unlimited of a limit of -1, and of nothing else', () => {
    const pool = knownAttributes('ResourcePool');
    expect(cellText(-1, pool.get('config.cpuAllocation.limit'), nameOf)).toBe('Unlimited');
    expect(cellText(-1, pool.get('config.cpuAllocation.shares.shares'), nameOf)).toBe('-1');
  });

  it('resolves references, and lists of them', () => {
    expect(vm('runtime.host', 'HostSystem:1')).toBe('name of HostSystem:1');
    expect(vm('datastore', ['Datastore:1', 'Datastore:2'])).toBe('name of Datastore:1, name of Datastore:2');
    expect(cellText(['VirtualMachine', 'Folder'], knownAttributes('Folder').get('childType'), nameOf)).toBe(
      'VirtualMachine, Folder',
    );
  });

  it('decodes the escapes of names, and of names only', () => {
    expect(vm('name', 'a%2fb%25')).toBe('a/b%');
    expect(vm('summary.config.annotation', '100%25')).toBe('100%25');
  });

  it('says yes and no, and nothing for what is not set', () => {
    expect(vm('config.template', true)).toBe('Yes');
    expect(vm('config.template', false)).toBe('No');
    expect(vm('name', null)).toBe('');
  });

  it('shows what it does not know as it is', () => {
    expect(cellText('someState', undefined, nameOf)).toBe('someState');
    expect(cellText(12_345, undefined, nameOf)).toBe('12,345');
    expect(vm('guest.net', '2 items')).toBe('2 items');
  });
});

describe('enumText', () => {
  it('makes words of constants', () => {
    expect(enumText('poweredOn')).toBe('On');
    expect(enumText('notResponding')).toBe('Not responding');
    expect(enumText('guestToolsNeedUpgrade')).toBe('Needs upgrade');
    expect(enumText('VMFS')).toBe('VMFS');
    expect(enumText('vsan2')).toBe('vsan2');
  });
});

describe('timeText', () => {
  it('is in the time zone of whoever looks, to the minute', () => {
    expect(timeText(new Date(2026, 2, 1, 4, 5, 59).getTime())).toBe('2026-03-01 04:05');
  });
});
