import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../shared/settings.ts';
import { resolveSettings, viewSettings } from './resolve.ts';

describe('resolveSettings', () => {
  it('starts from the documented defaults', () => {
    const { settings, origins } = resolveSettings({});
    expect(settings).toMatchObject({
      dataPruning: true,
      compressResults: true,
      compressionLevel: 6,
      enableStreaming: true,
      batchSize: 50,
      memoryBudgetMegabytes: 0,
      explicitGc: true,
      memoryProfiling: false,
      cacheExpiry: 3600,
      timeoutSeconds: 30,
      retries: 5,
      datacenters: [],
    });
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
  });

  it('lets the command line beat the environment beat the default, and keeps the origin', () => {
    const environment = {
      VSPHERE_BATCH_SIZE: '100',
      VSPHERE_EXPLICIT_GC: 'off',
      VSPHERE_DATACENTERS: 'a, b,',
      VSPHERE_TIMEOUT: '',
    };
    const { settings, origins } = resolveSettings({ environment, commandLine: { batchSize: '200' } });
    expect(settings.batchSize).toBe(200);
    expect(settings.explicitGc).toBe(false);
    expect(settings.datacenters).toEqual(['a', 'b']);
    expect([origins.batchSize, origins.explicitGc, origins.timeoutSeconds]).toEqual([
      'command line',
      'environment',
      'default',
    ]);
  });

  it.each([
    ['VSPHERE_BATCH_SIZE', '0'],
    ['VSPHERE_BATCH_SIZE', '1001'],
    ['VSPHERE_BATCH_SIZE', '5e1'],
    ['VSPHERE_MEMORY_BUDGET_MB', '31'],
    ['VSPHERE_MEMORY_BUDGET_MB', '16385'],
    ['VSPHERE_MEMORY_BUDGET_MB', '-1'],
    ['VSPHERE_DATA_PRUNING', 'maybe'],
    ['VSPHERE_CACHE_COMPRESSION_LEVEL', '10'],
    ['REDIS_URL', 'http://localhost'],
    ['REDIS_PORT', '70000'],
  ])('refuses %s=%s, naming variable, value and what is allowed', (name, value) => {
    const definition = Object.values(SETTINGS).find((setting) => setting.name === name);
    expect(() => resolveSettings({ environment: { [name]: value } })).toThrow(
      expect.objectContaining({
        data: expect.objectContaining({
          code: 'usage',
          message: expect.stringMatching(
            definition?.secret ? `^${name}: its value \\(not shown\\)` : `^${name}: "${value}"`,
          ),
          action: expect.stringContaining(definition?.allowed ?? '?'),
        }),
      }),
    );
  });

  it('never lists a secret', () => {
    const environment = {
      VSPHERE_PASSWORD: 'hunter2',
      REDIS_PASSWORD: 'hunter3',
      REDIS_URL: 'redis://:hunter4@localhost',
    };
    const listed = JSON.stringify(viewSettings(resolveSettings({ environment })));
    expect(listed).not.toMatch(/hunter/);
    expect(listed).toContain('"set"');
  });
});
