import { describe, expect, it } from 'vitest';
import type { Cell } from '../../shared/inventory.ts';
import { timeText } from '../inventory/cell-text.ts';
import { rowsOf } from './change-row.ts';
import { changed, pageOf } from './changes-fixture.ts';

const BOOTED = '2026-03-01T10:00:00Z';

describe('rowsOf', () => {
  it('has a line for each value, and one for an object that came or went', () => {
    const page = pageOf([
      { type: 'HostSystem', kind: 'added', ref: 'HostSystem:host-1', name: 'esx%2f1', values: [] },
      { type: 'VirtualMachine', kind: 'removed', ref: 'VirtualMachine:vm-9', name: null, values: [] },
      changed('a', [
        { path: 'config.hardware.memoryMB', before: 1024, after: 2048 },
        { path: 'runtime.powerState', before: 'poweredOn', after: 'poweredOff' },
      ]),
    ]);
    expect([...rowsOf(page)].map(({ kind, name, label, before, after }) => [kind, name, label, before, after])).toEqual(
      [
        ['added', 'esx/1', '', '', ''],
        ['removed', 'vm-9', '', '', ''],
        ['changed', 'a', 'Memory', '1.00 GiB', '2.00 GiB'],
        ['changed', 'a', 'Power', 'On', 'Off'],
      ],
    );
  });

  it.each<[string, Cell, Cell, string, string]>([
    ['runtime.host', 'HostSystem:host-1', 'HostSystem:host-7', 'esx1', 'host-7'],
    ['network', [], ['Network:n-1', 'Network:n-2'], 'None', 'LAN, n-2'],
    ['runtime.bootTime', null, BOOTED, '', timeText(Date.parse(BOOTED))],
    ['summary.config.annotation', '', 'note', 'Empty', 'note'],
    ['config.template', false, true, 'No', 'Yes'],
    ['summary.storage.committed', 1024, '9007199254740993', '1.00 KiB', '9007199254740993'],
    ['summary.quickStats.overallCpuUsage', 46_267, 46_260, '46,267 MHz', '46,260 MHz'],
    ['summary.storage.committed', 5e12, 5e12 + 1, '5,000,000,000,000 bytes', '5,000,000,000,001 bytes'],
    ['some.unknownPath', 1000, { a: 1 }, '1,000', 'a 1'],
  ])('says %s in units that people read', (path, before, after, from, to) => {
    const names = { 'HostSystem:host-1': 'esx1', 'Network:n-1': 'LAN' };
    const [row] = [...rowsOf(pageOf([changed('a', [{ path, before, after }])], names))];
    expect([row?.before, row?.after]).toEqual([from, to]);
  });

  it('shows where two lists differ that would be summed up alike', () => {
    const disks = (size: number) => Array.from({ length: 30 }, (_, key) => ({ key, size: key === 29 ? size : 10 }));
    const [row] = [...rowsOf(pageOf([changed('a', [{ path: 'guest.disk', before: disks(5), after: disks(6) }])]))];
    expect(row?.before).toMatch(/^….*"size":5\}\]$/);
    expect(row?.after).toMatch(/^….*"size":6\}\]$/);
    expect(row?.before.length).toBeLessThan(130);
  });
});
