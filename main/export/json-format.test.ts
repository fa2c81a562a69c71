import { describe, expect, it } from 'vitest';
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
    const format = jsonFormat();
    const state = completed({ counts: { VirtualMachine: 2, HostSystem: 1 } });
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
    const format = jsonFormat();
    expect(JSON.parse(format.begin() + format.end(completed({ phase: 'partial' })))).toMatchObject({
      objects: [],
      complete: false,
    });
  });
});
