import { describe, expect, it } from 'vitest';
import { timeText } from '../inventory/cell-text.ts';
import { knownAttributes } from '../inventory/known-attributes.ts';
import { chunkCellText, chunkColumns } from './chunk-cells.ts';

const vm = (path: string, text: string): string => chunkCellText(text, knownAttributes('VirtualMachine').get(path));

describe('chunkCellText', () => {
  it('reads texts back into display units', () => {
    expect(vm('config.hardware.memoryMB', '4096')).toBe('4.00 GiB');
    expect(vm('summary.storage.committed', '9007199254740993')).toBe('9007199254740993');
    expect(vm('runtime.powerState', 'poweredOff')).toBe('Off');
    expect(vm('config.template', 'false')).toBe('No');
    expect(vm('runtime.host', 'HostSystem:host-12')).toBe('host-12');
    expect(vm('runtime.bootTime', '2026-03-01T12:00:00Z')).toBe(timeText(Date.UTC(2026, 2, 1, 12)));
    expect(vm('runtime.bootTime', 'never')).toBe('never');
    expect(vm('name', '')).toBe('');
  });

  it('sums lists and objects up, and never shows their notation', () => {
    expect(vm('datastore', '["Datastore:d-1","Datastore:d-2"]')).toBe('d-1, d-2');
    expect(vm('guest.net', '[{"network":"VM Network"},{"network":"Backup"}]')).toBe('2 items');
    expect(vm('config.extraConfig', '[{"key":"a","va…')).toBe('long list or object');
    expect(chunkCellText('{"key":1}', undefined)).toBe('key 1');
  });

  it('leaves a text that only looks like an object as it is', () => {
    expect(vm('summary.config.vmPathName', '[ds1] web/web.vmx')).toBe('[ds1] web/web.vmx');
    expect(vm('summary.config.annotation', '{"not": "ours"}')).toBe('{"not": "ours"}');
  });
});

describe('chunkColumns', () => {
  it('orders and names columns as the inventory does', () => {
    const columns = chunkColumns('Datastore', {
      columns: [
        { path: 'summary.capacity', cells: ['1610612736', ''] },
        { path: 'browser', cells: ['HostDatastoreBrowser:b-1', ''] },
        { path: 'name', cells: ['ds1', 'ds2'] },
      ],
    });
    expect(columns.map(({ label, alignRight }) => [label, alignRight])).toEqual([
      ['Name', false],
      ['Capacity', true],
      ['Browser', false],
    ]);
    expect(columns[1]?.texts).toEqual(['1.50 GiB', '']);
  });

  it('shows what is not seen in a text', () => {
    const [column] = chunkColumns('Datastore', { columns: [{ path: 'name', cells: ['a\u202eb'] }] });
    expect(column?.texts).toEqual(['a‹U+202E›b']);
  });
});
