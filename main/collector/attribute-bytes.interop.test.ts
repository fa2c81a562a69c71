import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availableAttributes, estimatedBytes } from '../../shared/attribute-selection.ts';
import type { CollectionState } from '../../shared/contract.ts';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import type { ResourceType } from '../../shared/inventory.ts';
import { type DemoVcenter, startDemoVcenter } from '../demo/demo-vcenter.ts';
import { collectAll, specFor } from './collection-fixture.ts';

const TYPES = ['VirtualMachine', 'HostSystem', 'Datastore'] as const;

describe('the estimate of what attributes cost', () => {
  let demo: DemoVcenter;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 1000, seed: 2 });
  });
  afterAll(() => demo?.close());

  async function measured(optional: boolean): Promise<CollectionState> {
    const all = (type: ResourceType) => availableAttributes(type).map(({ path }) => path);
    const attributes = optional ? Object.fromEntries(TYPES.map((type) => [type, all(type)])) : {};
    const { url: server, user, password } = demo;
    const state = await collectAll(specFor({ server, user, password }, { types: TYPES, attributes }));
    expect(state).toMatchObject({ phase: 'completed', counts: { VirtualMachine: 1000 } });
    return state;
  }

  const bytesPerObject = ({ columnBytes, counts }: CollectionState, type: ResourceType, path: string) =>
    (columnBytes?.[type]?.[path] ?? Number.NaN) / (counts[type] ?? 0);

  it.each(TYPES)('is within a factor of two for the essential ones of %s', async (type) => {
    const state = await measured(false);
    const paths = Object.keys(state.columnBytes?.[type] ?? {});
    expect(paths).toEqual(ESSENTIAL_ATTRIBUTES[type].map(({ path }) => path));
    const real = paths.reduce((sum, path) => sum + bytesPerObject(state, type, path), 0);
    const estimate = ESSENTIAL_ATTRIBUTES[type].reduce((sum, attribute) => sum + estimatedBytes(attribute), 0);
    expect(estimate / real, `${Math.round(estimate)} estimated, ${Math.round(real)} real`).toBeGreaterThan(0.5);
    expect(estimate / real, `${Math.round(estimate)} estimated, ${Math.round(real)} real`).toBeLessThan(2);
  });

  it('has the right order for the dear ones', async () => {
    const state = await measured(true);
    for (const type of TYPES) {
      for (const attribute of availableAttributes(type).filter(({ kind }) => kind === 'data')) {
        const real = bytesPerObject(state, type, attribute.path);
        const says = `${type}.${attribute.path}: ${estimatedBytes(attribute)} estimated, ${Math.round(real)} real`;
        expect(estimatedBytes(attribute) / real, says).toBeGreaterThan(1 / 3);
        expect(estimatedBytes(attribute) / real, says).toBeLessThan(3);
      }
    }
  });
});
