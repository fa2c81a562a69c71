import { describe, expect, it } from 'vitest';
import {
  availableAttributes,
  COST_CLASSES,
  costOf,
  estimatedBytes,
  isRequired,
  isVolatile,
  selectedAttributes,
} from './attribute-selection.ts';
import { attributeSelectionSchema } from './attribute-selection-schema.ts';
import { type Attribute, ESSENTIAL_ATTRIBUTES } from './essential-attributes.ts';
import { RESOURCE_TYPES, type ResourceType } from './inventory.ts';
import { dataFields, type FieldDeclaration, managedFields } from './vim-catalogue.ts';
import { DATA_TYPES } from './vim-types.generated.ts';

const pathsOf = (attributes: readonly Attribute[]) => attributes.map(({ path }) => path);

describe('the selection of attributes', () => {
  it('is the essential ones where nothing is selected', () => {
    for (const type of RESOURCE_TYPES) {
      expect(selectedAttributes(type, {})).toBe(ESSENTIAL_ATTRIBUTES[type]);
      expect(selectedAttributes(type, { [type]: pathsOf(ESSENTIAL_ATTRIBUTES[type]) })).toEqual(
        ESSENTIAL_ATTRIBUTES[type],
      );
    }
  });

  it('never leaves out the name, nor what tells templates from VMs', () => {
    for (const type of RESOURCE_TYPES) {
      const machine = type === 'VirtualMachine' || type === 'Template';
      expect(pathsOf(selectedAttributes(type, { [type]: [] }))).toEqual(
        machine ? ['name', 'config.template'] : ['name'],
      );
      expect(isRequired(type, 'config.template')).toBe(machine);
      expect(isRequired(type, 'parent')).toBe(false);
    }
  });

  it('has the order of the catalogue, whatever order and repetition it is given in', () => {
    const selection = { VirtualMachine: ['guest.net', 'parent', 'config.uuid', 'parent', 'name'] };
    expect(pathsOf(selectedAttributes('VirtualMachine', selection))).toEqual([
      'name',
      'parent',
      'config.template',
      'config.uuid',
      'guest.net',
    ]);
    expect(selectedAttributes('Template', selection)).toBe(ESSENTIAL_ATTRIBUTES.Template);
  });

  it('offers every path once, the essential ones first', () => {
    for (const type of RESOURCE_TYPES) {
      const paths = pathsOf(availableAttributes(type));
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths.slice(0, ESSENTIAL_ATTRIBUTES[type].length)).toEqual(pathsOf(ESSENTIAL_ATTRIBUTES[type]));
    }
  });
});

describe('a selection from outside', () => {
  it.each([{}, { HostSystem: [] }, { Datastore: ['info', 'host'], VirtualMachine: ['config.extraConfig'] }])(
    'may be %j',
    (selection) => {
      expect(attributeSelectionSchema.parse(selection)).toEqual(selection);
    },
  );

  it.each<[unknown, RegExp]>([
    [{ HostSystem: ['config.extraConfig'] }, /HostSystem has no attribute .+config\.extraConfig/],
    [{ Datastore: ['name', 'summary'] }, /Datastore has no attribute .+summary/],
    [{ Toaster: ['name'] }, /Toaster|Invalid key/],
    [{ HostSystem: 'name' }, /HostSystem/],
    [{ HostSystem: [1] }, /HostSystem/],
    [{ HostSystem: new Array(201).fill('name') }, /HostSystem/],
    [[], /record|object/i],
  ])('is refused as %j', (selection, why) => {
    const { success, error } = attributeSelectionSchema.safeParse(selection);
    expect(success).toBe(false);
    expect(error?.message).toMatch(why);
  });
});

describe('the catalogue of attributes', () => {
  it.each(RESOURCE_TYPES)('names for %s only what the vSphere API declares', (type) => {
    const unknown = availableAttributes(type).filter((attribute) => declared(type, attribute) === undefined);
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it.each(RESOURCE_TYPES)('says of %s what each value is, as the API declares it', (type) => {
    for (const attribute of availableAttributes(type)) {
      const { type: wire = '', array = false } = declared(type, attribute) ?? {};
      const kind: string[] = kindsOf(wire, array);
      expect(kind, `${type}.${attribute.path} is ${wire}${array ? '[]' : ''}`).toContain(attribute.kind);
    }
  });

  it('knows what is dear', () => {
    expect(costOf('VirtualMachine', 'name')).toBe('cheap');
    expect(costOf('VirtualMachine', 'guest.ipAddress')).toBe('medium');
    expect(costOf('VirtualMachine', 'guest.net')).toBe('expensive');
    expect(costOf('Template', 'config.hardware.device')).toBe('expensive');
    expect(costOf('HostSystem', 'config.network.pnic')).toBe('very expensive');
    expect(costOf('Datastore', 'host')).toBe('expensive');
    expect(costOf('Datacenter', 'hostFolder')).toBe('cheap');
    for (const type of RESOURCE_TYPES) {
      for (const { path } of ESSENTIAL_ATTRIBUTES[type])
        expect(COST_CLASSES.indexOf(costOf(type, path)), `${type}.${path}`).toBeLessThan(2);
    }
  });

  it('estimates a size for everything, larger for whole data objects', () => {
    for (const type of RESOURCE_TYPES) {
      for (const attribute of availableAttributes(type)) expect(estimatedBytes(attribute)).toBeGreaterThan(0);
    }
    const [devices, name] = ['config.hardware.device', 'name'].map((path) =>
      availableAttributes('VirtualMachine').find((attribute) => attribute.path === path),
    );
    if (!devices || !name) throw new Error('an attribute is missing');
    expect(estimatedBytes(devices)).toBeGreaterThan(100 * estimatedBytes(name));
  });

  it('knows what moves by itself', () => {
    for (const path of [
      'overallStatus',
      'summary.quickStats.overallCpuUsage',
      'summary.storage.committed',
      'summary.freeSpace',
    ])
      expect(isVolatile(path), path).toBe(true);
    for (const path of ['name', 'summary.capacity', 'config.uuid', 'runtime.powerState', 'overallStatusOfOthers'])
      expect(isVolatile(path), path).toBe(false);
  });
});

/** What the API declares of an attribute's value; a field that is fetched with its whole object may be of a subclass. */
function declared(type: ResourceType, { path, fetch }: Attribute): FieldDeclaration | undefined {
  const [first = '', ...rest] = path.split('.');
  let field = managedFields(type === 'Template' ? 'VirtualMachine' : type)?.get(first);
  for (const step of rest) {
    const holder = field?.type ?? '';
    const own = dataFields(holder)?.get(step);
    field = own ?? (fetch === undefined ? undefined : subclassField(holder, step));
  }
  return field;
}

function subclassField(base: string, step: string): FieldDeclaration | undefined {
  const subclasses = Object.keys(DATA_TYPES).filter((name) => DATA_TYPES[name]?.split(' ').includes(`<${base}`));
  for (const name of subclasses) {
    const field = dataFields(name)?.get(step);
    if (field) return field;
  }
  return undefined;
}

function kindsOf(wire: string, array: boolean): string[] {
  if (array) return { r: ['refs'], s: ['texts'] }[wire] ?? ['data'];
  const leaf: Readonly<Record<string, string[]>> = {
    s: ['text', 'enum'],
    i: ['integer'],
    l: ['integer'],
    b: ['boolean'],
    t: ['time'],
    r: ['ref'],
  };
  return leaf[wire] ?? ['data'];
}
