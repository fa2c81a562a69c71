import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../preference-fixture.ts';
import { DEFAULT_LAYOUT, setHidden, setWidth } from './column-layout.ts';
import { checkLayouts, createLayoutStore, LAYOUT_KEY } from './layout-store.ts';

describe('LayoutStore', () => {
  it('keeps the layout of each kind for the next window, and forgets it on reset', () => {
    const storage = memoryStorage();
    const first = createLayoutStore(storage);
    first.change('HostSystem', (layout) => setHidden(layout, 'parent', true));
    first.change('Datastore', (layout) => setWidth(layout, 'name', 300));
    const second = createLayoutStore(storage);
    expect(second.layout('HostSystem').hidden).toEqual(['parent']);
    expect(second.layout('Datastore').widths).toEqual({ name: 300 });
    second.reset('HostSystem');
    expect(createLayoutStore(storage).layout('HostSystem')).toBe(DEFAULT_LAYOUT);
    expect(createLayoutStore(storage).layout('Datastore').widths).toEqual({ name: 300 });
  });

  it.each(['{', '7', 'null', '[]', '{"HostSystem":3}'])('starts anew from %s', (text) => {
    expect(createLayoutStore(memoryStorage({ [LAYOUT_KEY]: text })).layout('HostSystem')).toBe(DEFAULT_LAYOUT);
  });

  it('takes what fits out of what was kept', () => {
    const kept = { HostSystem: { hidden: ['a', 3, 'a'], widths: { a: 1e9, b: 'x', c: null }, pinned: 'b' }, Pod: {} };
    expect(checkLayouts(kept)).toEqual({ HostSystem: { hidden: ['a'], order: [], widths: { a: 800 }, pinned: [] } });
  });

  it('holds for this window when the storage is full', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const layouts = createLayoutStore(full);
    layouts.change('HostSystem', (layout) => setHidden(layout, 'parent', true));
    expect(layouts.layout('HostSystem').hidden).toEqual(['parent']);
  });
});
