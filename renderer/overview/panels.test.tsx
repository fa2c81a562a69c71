import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ColumnBatch, ResourceType } from '../../shared/inventory.ts';
import { batch } from '../inventory/batch-fixture.ts';
import { CapacityCount } from './capacity-count.ts';
import { ComputePanel } from './compute-panel.tsx';
import { estateBatches, estateOf } from './estate-fixture.ts';
import type { KindState } from './kind-state.ts';
import { KindTiles } from './kind-tiles.tsx';
import { measuresAt } from './measures.ts';
import { OverviewContext } from './overview-context.ts';
import { StoreSums } from './store-sums.tsx';

/** The texts of a part of the overview, as a screen reader says its numbers. */
function drawn(
  part: ReactElement,
  batches: readonly ColumnBatch[],
  states: Readonly<Partial<Record<ResourceType, KindState>>> = {},
): { readonly numbers: readonly string[]; readonly text: string } {
  const counting = new CapacityCount(estateOf(batches), measuresAt('2026-03-01'));
  counting.look(Number.POSITIVE_INFINITY);
  const view = {
    counted: counting.result(),
    scope: 0,
    stateOf: (type: ResourceType): KindState => states[type] ?? 'whole',
    follow: () => {},
    open: () => {},
  };
  const html = renderToStaticMarkup(<OverviewContext value={view}>{part}</OverviewContext>);
  const numbers = [...html.matchAll(/<button[^>]*aria-label="([^"]*)"/g)].map(([, label = '']) => label);
  return { numbers, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') };
}

const HOST = batch('HostSystem', ['h'], {
  name: ['h'],
  'runtime.connectionState': ['connected'],
  'runtime.inMaintenanceMode': [false],
  'summary.hardware.numCpuCores': [10],
  'summary.hardware.cpuMhz': [2000],
  'summary.hardware.memorySize': [1024 ** 3],
});
const VMS = batch('VirtualMachine', ['a', 'b', 'c'], {
  name: ['a', 'b', 'c'],
  'runtime.powerState': ['poweredOn', 'poweredOn', 'poweredOff'],
  'config.hardware.numCPU': [20, null, 5],
  'config.hardware.memoryMB': [1024, 1024, 1024],
});

describe('the counts', () => {
  it('are numbers where kinds are whole, none of them included', () => {
    const { numbers } = drawn(<KindTiles />, [VMS]);
    expect(numbers).toContain('3 VMs');
    expect(numbers).toContain('2 on');
    expect(numbers).toContain('0 Datastores');
  });

  it('say so where they are of a part, and that nobody knows where nothing was read', () => {
    const { numbers, text } = drawn(<KindTiles />, [VMS, HOST], {
      VirtualMachine: 'cut',
      HostSystem: 'coming',
      Datastore: 'absent',
    });
    expect(numbers).toContain('≥ 3 VMs, of what was read before the collection ended');
    expect(numbers).toContain('1 Hosts, so far');
    expect(numbers.some((label) => label.includes('Datastores'))).toBe(false);
    expect(text).toContain('Datastores unknown');
  });
});

describe('CPU and memory', () => {
  it('are over-committed by what is known, and say of how many VMs', () => {
    const { numbers, text } = drawn(<ComputePanel />, [VMS, HOST]);
    expect(numbers).toContain('2.0 : 1 20 vCPUs of VMs powered on');
    expect(numbers).toContain('2.5 : 1 25 vCPUs of all VMs');
    expect(numbers).toContain('3.0 : 1 3.00 GiB of all VMs');
    expect(text).toContain('of 2 of 3 VMs, 1 unknown');
    expect(numbers, 'hosts do not tell their use').not.toContain('0 % 0 MHz of 0 MHz CPU used');
    expect(text).toContain(' Used ');
  });

  it('are no ratio without hosts, and none that nobody knows', () => {
    const without = drawn(<ComputePanel />, [VMS]);
    expect(without.text).not.toContain(' : 1');
    expect(without.numbers).toContain('25 vCPUs of all VMs');
    const unread = drawn(<ComputePanel />, [VMS, HOST], { VirtualMachine: 'absent' });
    expect(unread.text).not.toContain(' : 1');
    const part = drawn(<ComputePanel />, [VMS, HOST], { HostSystem: 'cut' });
    expect(part.numbers).toContain('≈ 2.5 : 1 25 vCPUs of all VMs, of what was read before the collection ended');
  });
});

describe('the datastores together', () => {
  it('are divided by how full they are; those of which nothing is known stand apart, each with its reason', () => {
    const { numbers } = drawn(<StoreSums />, estateBatches(5));
    for (const label of ['3 over 90 %', '2 from 75 to 90 %', '2 below 75 %']) expect(numbers).toContain(label);
    for (const label of ['1 not accessible, unknown', '1 of unknown access', '1 of unknown capacity'])
      expect(numbers).toContain(label);
    for (const label of ['1 of capacity 0', '1 of unknown free space']) expect(numbers).toContain(label);
  });

  it('are no 0 % when there are none', () => {
    expect(drawn(<StoreSums />, []).text.trim()).toBe('');
    expect(drawn(<StoreSums />, [], { Datastore: 'absent' }).text.trim()).toBe('');
  });
});
