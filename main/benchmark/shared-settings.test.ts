import { expect, it } from 'vitest';
import { OPTIONS } from './record-fixture.ts';
import { scenariosOf } from './scenarios.ts';
import { sharedSettings } from './shared-settings.ts';

const SHARED = {
  options: { ...OPTIONS, memoryProfiling: false, cacheExpirySeconds: 3600, timeoutSeconds: 45 },
  attributes: {},
  memoryBudgetMegabytes: 512,
};

it('names what all scenarios have in common, and leaves out what they differ in', () => {
  expect(sharedSettings(scenariosOf('switches', OPTIONS), SHARED)).toEqual({
    VSPHERE_TIMEOUT: 45,
    VSPHERE_MEMORY_BUDGET_MB: 512,
    VSPHERE_CACHE_CODEC: 'gzip',
    VSPHERE_CACHE_COMPRESSION_LEVEL: 6,
    VSPHERE_BATCH_SIZE: 50,
  });
  const sizes = sharedSettings(scenariosOf('batch-sizes', OPTIONS), SHARED);
  expect(sizes).toMatchObject({ VSPHERE_DATA_PRUNING: true, VSPHERE_EXPLICIT_GC: true });
  expect(sizes).not.toHaveProperty('VSPHERE_BATCH_SIZE');
});

it('names the attributes that were chosen', () => {
  const attributes = { HostSystem: ['name', 'config.network.pnic'] };
  expect(sharedSettings(scenariosOf('quick', OPTIONS), { ...SHARED, attributes })).toMatchObject({
    'attributes HostSystem': ['name', 'config.network.pnic'],
  });
});
