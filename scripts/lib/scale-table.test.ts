import { expect, it } from 'vitest';
import { heapBars, missedBars, scaleTable } from './scale-table.mjs';

const MIB = 1024 * 1024;
const collect = (heap: number) => ({ seconds: 1.5, peakRssBytes: 150 * MIB, heapPeakBytes: heap * MIB });
const window = (taskMs: number) => ({
  firstRowSeconds: 0.8,
  allRowsSeconds: 12.34,
  heapBytes: 90 * MIB,
  residentBytes: 300 * MIB,
  scroll: { medianMs: 16.7, worstMs: 83.3, taskMs },
  sortMs: 120,
  sortTaskMs: 99,
});

it('prints a row for each size, empty where nothing was measured', () => {
  const [, , first, second] = scaleTable([
    { vms: 1000, collect: collect(24) },
    { vms: 100_000, collect: collect(25), window: window(33.4) },
  ]).split('\n');
  expect(first).toBe('| 1,000 | 1.50 s | 150 MiB | 24 MiB |  |  |  |  |  |  |  |  |  |');
  expect(second).toBe(
    '| 100,000 | 1.50 s | 150 MiB | 25 MiB | 0.80 s | 12.3 s | 90 MiB | 300 MiB | 17 ms | 83 ms | 33 ms | 120 ms | 99 ms |',
  );
});

it('tells of every size above 5,000 how its heap compares', () => {
  const sizes = [1000, 5000, 50_000, 100_000].map((vms, index) => ({
    vms,
    collect: collect([30, 20, 23, 19][index] ?? 0),
  }));
  expect(heapBars(sizes)).toEqual([
    { text: "the collector's heap peak at 50,000 VMs is 15 % above that at 5,000 (bar: 15 %)", isHeld: true },
    { text: "the collector's heap peak at 100,000 VMs is 5 % below that at 5,000 (bar: 15 %)", isHeld: true },
  ]);
  expect(heapBars([{ vms: 5000, window: window(10) }])).toEqual([]);
});

it('names what misses a bar', () => {
  expect(
    missedBars([
      { vms: 5000, collect: collect(20) },
      { vms: 50_000, collect: collect(23), window: window(50) },
    ]),
  ).toEqual([]);
  expect(
    missedBars([
      { vms: 5000, collect: collect(20) },
      { vms: 50_000, collect: collect(24), window: window(60) },
    ]),
  ).toEqual([
    "the collector's heap peak at 50,000 VMs is 20 % above that at 5,000 (bar: 15 %)",
    'a task while scrolling at 50,000 VMs took 60 ms',
  ]);
});
