import type { ChangePage, Generation, GenerationList, ObjectChange } from '../../shared/generations-view.ts';

/** A generation of that minute, with what a test wants different. */
export function generation(minute: number, changes: Partial<Generation> = {}): Generation {
  return {
    id: `20260101-00${String(minute).padStart(2, '0')}00-abcdef`,
    source: { kind: 'vcenter', label: 'vc.example', server: 'https://vc.example/sdk', user: 'reader' },
    about: { name: 'vCenter', apiVersion: '8.0.2.0', instanceUuid: 'uuid-1' },
    scope: 'scope-1',
    datacenters: [],
    pruned: true,
    startedAt: minute * 60_000 - 1000,
    collectedAt: minute * 60_000,
    partial: false,
    missing: 0,
    counts: { VirtualMachine: 10 },
    rows: 10,
    storedBytes: 1000,
    pinned: false,
    ...changes,
  };
}

/** @param generations newest first */
export function listOf(generations: readonly Generation[], changes: Partial<GenerationList> = {}): GenerationList {
  return { generations: [...generations], perVcenter: 10, maxBytes: 1e9, usedBytes: 1000, notices: [], ...changes };
}

/** A VM of which these values changed. */
export function changed(name: string, values: ObjectChange['values']): ObjectChange {
  return { type: 'VirtualMachine', kind: 'changed', ref: `VirtualMachine:${name}`, name, values };
}

export function pageOf(changes: readonly ObjectChange[], names: ChangePage['names'] = {}): ChangePage {
  return { changes: [...changes], names };
}
