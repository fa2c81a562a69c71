import { expect, it } from 'vitest';
import { peerTable, standings } from './peer-table.mjs';

const MIB = 1024 * 1024;
const run = (seconds: number, cpuSeconds: number, mebibytes: number) => ({
  seconds,
  cpuSeconds,
  peakBytes: mebibytes * MIB,
});

const ours = { name: 'ours', floorBytes: 40 * MIB, scale: 1, runs: [run(3, 2, 90), run(1, 1, 100), run(2, 3, 95)] };
const sampled = { name: 'sampled', floorBytes: 10 * MIB, scale: 10, runs: [run(0.8, 0.5, 30)] };

it('takes medians, sets them beside the first and scales the times of a sample, but not its memory', () => {
  expect(standings([ours, sampled])).toEqual([
    { name: 'ours', ...run(2, 2, 95), aboveFloorBytes: 55 * MIB, times: { seconds: 1, cpuSeconds: 1 } },
    { name: 'sampled', ...run(8, 5, 30), aboveFloorBytes: 20 * MIB, times: { seconds: 4, cpuSeconds: 2.5 } },
  ]);
});

it('prints a row for each', () => {
  const [, , first, second] = peerTable('twelve', standings([ours, sampled])).split('\n');
  expect(first).toBe('| ours | 2.00 s | 1.00x | 2.00 s | 1.00x | 95 MiB | 55 MiB |');
  expect(second).toBe('| sampled | 8.00 s | 4.00x | 5.00 s | 2.50x | 30 MiB | 20 MiB |');
});
