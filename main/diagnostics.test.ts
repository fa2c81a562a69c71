import { expect, test } from 'vitest';
import { diagnosticsSchema, diagnosticsText } from '../shared/app-view.ts';
import { type DiagnosticsSources, diagnose } from './diagnostics.ts';
import { resolveSettings, viewSettings } from './settings/resolve.ts';

const SECRETS = {
  VSPHERE_SERVER: 'vc01.corp.example',
  VSPHERE_USER: 'operator@corp.example',
  VSPHERE_PASSWORD: 'correct horse',
  VSPHERE_DATACENTERS: 'Berlin,Paris',
  REDIS_URL: 'redis://:secret@cache.corp.example',
  HEAPSPHERE_DATA_DIR: '/home/operator/heapsphere',
};

function sources(parts: Partial<DiagnosticsSources> = {}): DiagnosticsSources {
  const environment = { ...SECRETS, VSPHERE_BATCH_SIZE: '20', VSPHERE_EXPLICIT_GC: 'no' };
  const state = {
    source: { kind: 'vcenter', label: 'vc01.corp.example', server: 'https://vc01.corp.example/sdk', user: 'operator' },
    phase: 'failed',
    rows: 1234,
    startedAt: 0,
    endedAt: 2500,
    about: { name: 'vCenter of Corp', apiVersion: '8.0.3.0', instanceUuid: 'uuid' },
    missing: [],
    cache: { state: 'bypassed' },
    error: { code: 'server-fault', fault: 'InvalidLogin', message: 'vc01.corp.example said no', action: 'Ask Berlin.' },
  };
  return {
    services: {
      supervisor: { list: () => [{ state }] },
      isolates: { list: () => [{}, {}] },
      cache: { backend: 'redis' },
    } as unknown as DiagnosticsSources['services'],
    settings: { view: () => viewSettings(resolveSettings({ environment })) },
    host: 'electron',
    version: '1.2.3',
    hostFacts: () => [{ name: 'Graphics', value: 'as Chromium chooses' }],
    ...parts,
  };
}

test('they tell what a report needs', () => {
  const diagnostics = diagnosticsSchema.parse(diagnose(sources()));
  const text = diagnosticsText(diagnostics);
  expect(text).toContain('Heapsphere\n  Version: 1.2.3\n  Window: desktop\n');
  expect(text).toContain('  Graphics: as Chromium chooses\n');
  expect(text).toContain(`  Node.js: ${process.versions.node}\n`);
  expect(text).toContain(
    '  Collection 1: vCenter API 8.0.3.0, failed, 1,234 rows, in 2.5 s, cache bypassed, error server-fault (InvalidLogin)\n',
  );
  expect(text).toContain('  VSPHERE_BATCH_SIZE: 20 (environment)\n');
  expect(text).toContain('  VSPHERE_EXPLICIT_GC: false (environment)\n');
  expect(text).toContain('  VSPHERE_SERVER: set (environment)\n');
});

test('they hold no secret and no name of the estate', () => {
  const text = JSON.stringify(diagnose(sources()));
  const words = ['corp', 'operator', 'horse', 'Berlin', 'Paris', 'secret', 'uuid', '/home'];
  expect(words.filter((word) => text.includes(word))).toEqual([]);
});
