import { describe, expect, it } from 'vitest';
import { attributeSelectionSchema } from '../../../shared/attribute-selection-schema.ts';
import { ESSENTIAL_ATTRIBUTES } from '../../../shared/essential-attributes.ts';
import { isDefault, selectedPaths, toggled, withAllEssential, withDefault } from './selection-edit.ts';

const essential = ESSENTIAL_ATTRIBUTES.Folder.map(({ path }) => path);

describe('editing a selection', () => {
  it('leaves an attribute out and adds it again, which is the default', () => {
    const without = toggled({}, 'Folder', 'childType');
    expect(without).toEqual({ Folder: ['name', 'parent', 'overallStatus'] });
    expect(isDefault(without, 'Folder')).toBe(false);
    expect(toggled(without, 'Folder', 'childType')).toEqual({});
  });

  it('adds an optional attribute in the place the catalogue has for it', () => {
    const added = toggled(toggled({}, 'VirtualMachine', 'guest.net'), 'VirtualMachine', 'config.firmware');
    expect(added.VirtualMachine?.slice(-2)).toEqual(['config.firmware', 'guest.net']);
    expect(attributeSelectionSchema.parse(added)).toEqual(added);
  });

  it('keeps what is required', () => {
    expect(toggled({}, 'Folder', 'name')).toEqual({});
    expect(selectedPaths({ VirtualMachine: [] }, 'VirtualMachine')).toEqual(new Set(['name', 'config.template']));
  });

  it('selects all essential ones and leaves the added ones chosen', () => {
    const some = { HostSystem: ['name', 'config.network.pnic'] };
    const all = withAllEssential(some, 'HostSystem');
    expect(all.HostSystem).toEqual([...ESSENTIAL_ATTRIBUTES.HostSystem.map(({ path }) => path), 'config.network.pnic']);
    expect(withAllEssential({ Folder: ['name'] }, 'Folder')).toEqual({});
    expect([...selectedPaths({}, 'Folder')]).toEqual(essential);
  });

  it('goes back to the default of one kind', () => {
    const selection = { Folder: ['name'], Datastore: ['name'] };
    expect(withDefault(selection, 'Folder')).toEqual({ Datastore: ['name'] });
    expect(withDefault(selection, 'HostSystem')).toEqual(selection);
  });
});
