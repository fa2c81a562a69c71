import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BATCH_STAGES, type BatchBand, type CollectionState } from '../../shared/contract.ts';
import { createServices, type Services, type StartRequest } from '../services.ts';
import { resolveSettings } from '../settings/resolve.ts';

const VMS = 600;

let folder: string;
let services: Services;
let bands: BatchBand[];
let settings: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stages-'));
  settings = {};
  bands = [];
  services = await createServices({
    version: 'test',
    current: () => ({ settings: resolveSettings({ environment: settings }).settings, attributes: {} }),
    cacheFolder: folder,
    memoryTier: false,
  });
  services.recorder.subscribe((tick) => bands.push(...tick.batches));
});
afterEach(async () => {
  await services.dispose();
  await rm(folder, { recursive: true });
});

async function collect(change: Partial<StartRequest> = {}): Promise<{ state: CollectionState; bands: BatchBand[] }> {
  bands = [];
  const source = { kind: 'demo' as const, vms: VMS, seed: 1, datacenters: [] };
  const collection = await services.start({ source, retain: false, cacheMode: 'read', ...change });
  const state = await collection.finished;
  await services.recorder.sample();
  expect(state.phase).toBe('completed');
  // So few that the recorder thins none of them out.
  expect(state.chunks).toBeLessThan(60);
  await expect.poll(() => bands.length).toBe(state.chunks);
  return { state, bands };
}

const received = (all: readonly BatchBand[]) => all.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);

function expectSound(band: BatchBand): void {
  let busy = 0;
  let from = Number.POSITIVE_INFINITY;
  for (const stage of BATCH_STAGES) {
    const span = band.stages[stage];
    if (!span) continue;
    expect(span.to).toBeGreaterThanOrEqual(span.from);
    expect(span.busyMs).toBeLessThanOrEqual(span.to - span.from + 0.001);
    expect(span.to).toBeLessThanOrEqual(band.to + 0.001);
    busy += span.busyMs;
    from = Math.min(from, span.from);
  }
  expect(busy).toBeGreaterThan(0);
  // A collector does one thing at a time.
  expect(busy).toBeLessThanOrEqual(band.to - Math.min(from, band.from) + 0.001);
}

describe('the stages of a batch', () => {
  it('tells of rows from vCenter where their time went, what came in and what it did to the heap', async () => {
    const read = await collect();
    read.bands.forEach(expectSound);
    const machines = read.bands.filter(({ type }) => type === 'VirtualMachine');
    expect(machines.length).toBeGreaterThanOrEqual(VMS / 50);
    const whole = machines.filter(({ stages }) => BATCH_STAGES.every((stage) => stages[stage] !== undefined));
    // The last rows of a kind may have no page of their own.
    expect(whole.length).toBeGreaterThanOrEqual(machines.length - 1);
    expect(received(machines) / received(read.bands)).toBeGreaterThan(0.5);
    expect(received(read.bands)).toBeLessThanOrEqual(read.state.bytesReceived);
    expect(received(read.bands)).toBeGreaterThan(read.state.bytesReceived * 0.9);
    expect(read.bands.some(({ heapGrowthBytes }) => heapGrowthBytes > 100_000)).toBe(true);

    const cached = await collect();
    expect(cached.state.cache.hits).toBe(cached.state.chunks);
    cached.bands.forEach(expectSound);
    for (const { stages, receivedBytes } of cached.bands) {
      expect(Object.keys(stages)).toEqual(['decode', 'batch', 'cache', 'ipc']);
      expect(receivedBytes).toBeLessThan(10_000);
    }
  });

  it('tells one wait and one decode of an answer in one piece', async () => {
    settings = { VSPHERE_ENABLE_STREAMING: 'false' };
    const read = await collect();
    read.bands.forEach(expectSound);
    const machines = read.bands.filter(({ type }) => type === 'VirtualMachine');
    expect(machines.filter(({ stages }) => stages.page && stages.decode)).toHaveLength(1);
    expect(machines[0]?.stages.decode?.busyMs).toBeGreaterThan(1);
    expect(machines.every(({ stages }) => stages.ipc)).toBe(true);
  });
});
