import { describe, expect, it } from 'vitest';
import { bandName, bandText, growthText, markText, millisecondsText, stagesText } from './cost-text.ts';
import { band, MIB, mark } from './memory-fixture.ts';

describe('millisecondsText', () => {
  it('has three digits or so, and seconds from one on', () => {
    expect([0, 0.42, 1, 12.34, 99.96, 842.4, 999.6, 1350].map(millisecondsText)).toEqual([
      '0 ms',
      '0.42 ms',
      '1.0 ms',
      '12.3 ms',
      '100 ms',
      '842 ms',
      '1.00 s',
      '1.35 s',
    ]);
  });
});

describe('markText', () => {
  it('tells kind, cause, pause, what came free, and the batch', () => {
    const inBatch = { batch: { type: 'VirtualMachine', seq: 41 } as const };
    expect(markText(mark(0, { forced: true, kind: 'major', reclaimedBytes: 3 * MIB, ...inBatch }))).toBe(
      'Forced major GC, 1.5 ms, reclaimed 3.00 MiB, in batch 41 of VirtualMachine',
    );
    expect(markText(mark(0))).toBe('Natural minor GC, 1.5 ms');
    expect(markText(mark(0, { reclaimedBytes: -5 }))).toBe('Natural minor GC, 1.5 ms, reclaimed 0 B');
  });
});

describe('texts of a batch', () => {
  it('tell what it was and what it cost', () => {
    const costly = band(100, 112, 41, { receivedBytes: 43_008, heapGrowthBytes: 2 * MIB });
    expect(bandName(costly)).toBe('Batch 41 of VirtualMachine');
    expect(bandText(costly)).toBe('50 rows, 12.0 ms, 42.0 KiB received, heap +2.00 MiB');
    expect(bandText(band(112, 100, 0, { rows: 1, heapGrowthBytes: -MIB }))).toBe(
      '1 row, 0 ms, 0 B received, heap -1.00 MiB',
    );
    expect(growthText(0)).toBe('0 B');
  });

  it('tell the stages in the order of their way', () => {
    const stages = { ipc: { from: 3, to: 4, busyMs: 0.25 }, page: { from: 0, to: 2, busyMs: 12 } };
    expect(stagesText(band(0, 5, 1, { stages }))).toBe('vCenter page 12.0 ms · IPC 0.25 ms');
    expect(stagesText(band(0, 5))).toBe('');
  });
});
