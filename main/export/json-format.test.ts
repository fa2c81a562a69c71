import { describe, expect, it } from 'vitest';
import { NO_CACHE } from '../../shared/cache-view.ts';
import { RESOURCE_TYPES } from '../../shared/inventory.ts';
import { batchOf, completed } from './export-fixture.ts';
import { jsonFormat, ndjsonFormat } from './json-format.ts';

const ROWS = [
  batchOf(
    'VirtualMachine',
    { id: 'vm-1', name: 'a%2fb', 'guest.ipAddress': null },
    { id: 'vm-2', name: '=\u0000\u202E' },
  ),
  batchOf('HostSystem', { id: 'host-1', name: 'h', 'summary.hardware.numNics': 0 }),
];
const OBJECTS = [
  { type: 'VirtualMachine', ref: 'VirtualMachine:vm-1', name: 'a%2fb', displayName: 'a/b' },
  { type: 'VirtualMachine', ref: 'VirtualMachine:vm-2', name: '=\u0000\u202E' },
  { type: 'HostSystem', ref: 'HostSystem:host-1', name: 'h', 'summary.hardware.numNics': 0 },
];

describe('ndjsonFormat', () => {
  it('writes an object a line: raw names, read ones where they differ, and nothing that is unset', () => {
    const format = ndjsonFormat();
    const lines = ROWS.map((batch) => format.rows(batch)).join('');
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(OBJECTS);
  });
});

describe('jsonFormat', () => {
  it('is one document, with what is known of the collection at its end', () => {
    const format = jsonFormat({ types: RESOURCE_TYPES });
    const startedAt = Date.UTC(2026, 0, 2);
    const state = completed({ counts: { VirtualMachine: 2, HostSystem: 1 }, startedAt, endedAt: startedAt + 90_000 });
    const text = format.begin() + ROWS.map((batch) => format.rows(batch)).join('') + format.end(state);
    expect(JSON.parse(text)).toEqual({
      objects: OBJECTS,
      server: 'https://vc.example/sdk',
      instanceUuid: 'a0a0',
      apiVersion: '8.0.2.0',
      collectedAt: '2026-01-02T00:00:00.000Z',
      complete: true,
      counts: { VirtualMachine: 2, HostSystem: 1 },
      missing: [],
    });
  });

  it('is a document for an empty estate too', () => {
    const format = jsonFormat({ types: RESOURCE_TYPES });
    expect(JSON.parse(format.begin() + format.end(completed({ phase: 'partial' })))).toMatchObject({
      objects: [],
      complete: false,
    });
  });

  it('tells the age of rows from the cache, what is missing, and of the kinds in it alone', () => {
    const { missing, ...rest } = completed({
      counts: { VirtualMachine: 2, HostSystem: 1, Datastore: 4 },
      startedAt: Date.UTC(2026, 0, 2),
      missing: [
        { type: 'HostSystem', path: 'name', reason: 'NoPermission', count: 1, refs: [] },
        { type: 'Datastore', path: 'name', reason: 'NoPermission', count: 1, refs: [] },
      ],
      cache: { ...NO_CACHE, collectedAt: { HostSystem: Date.UTC(2026, 0, 1), Datastore: Date.UTC(2025, 0, 1) } },
    });
    const format = jsonFormat({ types: ['HostSystem', 'VirtualMachine'] });
    expect(JSON.parse(format.begin() + format.end({ ...rest, missing }))).toMatchObject({
      collectedAt: '2026-01-01T00:00:00.000Z',
      cachedAt: { HostSystem: '2026-01-01T00:00:00.000Z' },
      complete: false,
      counts: { VirtualMachine: 2, HostSystem: 1 },
      missing: missing.slice(0, 1),
    });
    const vms = jsonFormat({ types: ['VirtualMachine'] });
    expect(JSON.parse(vms.begin() + vms.end({ ...rest, missing }))).toMatchObject({
      collectedAt: '2026-01-02T00:00:00.000Z',
      complete: true,
      missing: [],
    });
  });
});
