import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../preference-fixture.ts';
import type { TableFilter } from './column-filter.ts';
import { checkSavedFilters, createSavedFilters, SAVED_FILTERS_KEY } from './saved-filters.ts';

const large: TableFilter = {
  quick: 'web',
  columns: [
    { path: 'config.hardware.memoryMB', kind: 'number', expression: '> 4 GiB' },
    { path: 'runtime.powerState', kind: 'choice', values: ['poweredOn'] },
    { path: 'name', kind: 'text', operator: 'starts', text: 'a' },
    { path: 'runtime.bootTime', kind: 'time', operator: 'before', day: '2026-03-01' },
    { path: 'guest.ipAddress', kind: 'presence', set: false },
  ],
};

describe('SavedFilters', () => {
  it('keeps named filters for the next window, one under each name', () => {
    const storage = memoryStorage();
    const first = createSavedFilters(storage);
    first.save('VirtualMachine', ' Large ', { ...large, quick: '' });
    first.save('VirtualMachine', 'Other', large);
    first.save('VirtualMachine', 'Large', large);
    const second = createSavedFilters(storage);
    expect(second.store.getState().filters.VirtualMachine).toEqual([
      { name: 'Other', filter: large },
      { name: 'Large', filter: large },
    ]);
    second.remove('VirtualMachine', 'Other');
    expect(createSavedFilters(storage).store.getState().filters).toEqual({
      VirtualMachine: [{ name: 'Large', filter: large }],
    });
  });

  it.each(['{', '[]', '{"VirtualMachine":{}}'])('starts anew from %s', (text) => {
    expect(createSavedFilters(memoryStorage({ [SAVED_FILTERS_KEY]: text })).store.getState().filters).toEqual({});
  });

  it.each([
    { path: 'name', kind: 'text', operator: 'matches', text: 'a' },
    { path: 'name', kind: 'choice', values: [1] },
    { path: 'name', kind: 'time', operator: 'before', day: 'yesterday' },
    { path: 3, kind: 'presence', set: true },
    { path: 'name', kind: 'number' },
    null,
  ])('leaves a filter out of which a part does not fit: %j', (column) => {
    const kept = { VirtualMachine: [{ name: 'Broken', filter: { quick: '', columns: [large.columns[0], column] } }] };
    expect(checkSavedFilters(kept)).toEqual({ VirtualMachine: [] });
  });
});
