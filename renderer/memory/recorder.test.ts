import { describe, expect, it } from 'vitest';
import { band, MIB, mark, sample, tick } from './memory-fixture.ts';
import { MemoryRecorder, processSeriesName, RSS_SERIES, seriesName } from './recorder.ts';

describe('MemoryRecorder', () => {
  it('records samples, marks and bands', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20 }, { gc: [mark(900)] }));
    recorder.record(tick(1250, { main: 21, 'collector-1': 30 }, { batches: [band(1100, 1200)] }));
    expect([...recorder.samples.times()]).toEqual([1000, 1250]);
    expect([...recorder.samples.values(RSS_SERIES)]).toEqual([100 * MIB, 100 * MIB]);
    expect([...recorder.samples.values(seriesName('main', 'heapUsed'))]).toEqual([20 * MIB, 21 * MIB]);
    expect([...recorder.samples.values(seriesName('collector-1', 'external'))]).toEqual([Number.NaN, MIB]);
    expect([...recorder.marks].map(({ at }) => at)).toEqual([900]);
    expect([...recorder.bands].map(({ to }) => to)).toEqual([1200]);
    expect(recorder.newest).toBe(1250);
  });

  it('drops what the history tells a second time', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20 }));
    recorder.record(tick(1000, { main: 99 }, { gc: [mark(990)] }));
    recorder.record(tick(900, { main: 99 }));
    expect([...recorder.samples.times()]).toEqual([1000]);
    expect(recorder.marks.length).toBe(0);
  });

  it('lists main first, and tells who has ended', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { 'collector-1': 30, main: 20 }));
    expect(recorder.isolates).toEqual(['main', 'collector-1']);
    recorder.record(tick(2999, { main: 20 }));
    expect(recorder.isLive('collector-1')).toBe(true);
    recorder.record(tick(3000, { main: 20 }));
    expect(recorder.isLive('collector-1')).toBe(false);
    expect(recorder.isolates).toEqual(['main', 'collector-1']);
    expect(recorder.isLive('collector-9')).toBe(false);
  });

  it('makes room for a new isolate by forgetting the one that ended first', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(0, { main: 1 }));
    for (let number = 1; number <= 7; number += 1) {
      recorder.record(tick(number, { main: 1, [`collector-${number}`]: number }));
    }
    recorder.record(tick(10_000, { main: 1, 'collector-8': 8 }));
    expect(recorder.isolates).toHaveLength(8);
    expect(recorder.isolates).toContain('collector-8');
    expect(recorder.isolates).not.toContain('collector-1');
    expect(recorder.samples.names).not.toContain(seriesName('collector-1', 'heapUsed'));
  });

  it('leaves out a new isolate while all others live', () => {
    const recorder = new MemoryRecorder();
    const heaps = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`collector-${index + 1}`, 1]));
    recorder.record(tick(0, heaps));
    expect(recorder.isolates).toHaveLength(8);
    expect(recorder.isolates).not.toContain('collector-9');
  });

  it('forgets an isolate whose curve has left the window', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(0, { main: 1, 'collector-1': 1 }));
    for (let at = 1; at <= 2400; at += 1) recorder.record(tick(at * 250, { main: 1 }));
    expect(recorder.isolates).toEqual(['main']);
    expect(recorder.samples.length).toBe(2400);
  });

  it('keeps array buffers and loop delays where they are told', () => {
    const recorder = new MemoryRecorder();
    const told = { ...sample('main', 20), arrayBuffers: MIB, loopDelayMs: 12.5 };
    recorder.record({ ...tick(1000, {}), isolates: [told, { ...sample('window', 9), external: Number.NaN }] });
    expect([...recorder.samples.values(seriesName('main', 'arrayBuffers'))]).toEqual([MIB]);
    expect([...recorder.samples.values(seriesName('main', 'loopDelayMs'))]).toEqual([12.5]);
    expect(recorder.samples.names.filter((name) => name.startsWith('window'))).toEqual([
      seriesName('window', 'heapUsed'),
      seriesName('window', 'heapTotal'),
    ]);
  });

  it('records the resident sets of further processes, and forgets those that are long gone', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(0, {}, { processes: [{ name: 'demo vCenter', rss: 50 * MIB }] }));
    expect(recorder.processes).toEqual(['demo vCenter']);
    expect([...recorder.samples.values(processSeriesName('demo vCenter'))]).toEqual([50 * MIB]);
    const benchmark = { processes: [{ name: 'benchmark run', rss: MIB }] };
    for (let at = 1; at <= 2400; at += 1) recorder.record(tick(at * 250, {}, benchmark));
    expect(recorder.processes).toEqual(['benchmark run']);
    expect(recorder.isProcessLive('benchmark run')).toBe(true);
    expect(recorder.samples.has(processSeriesName('demo vCenter'))).toBe(false);
  });

  it('does not grow with names that change all the time', () => {
    const recorder = new MemoryRecorder();
    for (let at = 1; at <= 3000; at += 1) {
      const processes = [{ name: `run ${at}`, rss: MIB }];
      recorder.record(
        tick(at * 2500, { [`collector-${at}`]: 1 }, { processes, gc: [mark(at)], batches: [band(at, at)] }),
      );
    }
    expect(recorder.isolates).toHaveLength(8);
    expect(recorder.processes).toHaveLength(6);
    expect(recorder.samples.names).toHaveLength(1 + 8 * 3 + 6);
    expect(recorder.samples.length).toBe(2400);
  });
});
