import { describe, expect, it } from 'vitest';
import { MIB, mark, sample, tick } from './memory-fixture.ts';
import { MemoryRecorder } from './recorder.ts';
import { summarizeWindow } from './window-summary.ts';

describe('summarizeWindow', () => {
  it('has no figures before the first sample', () => {
    expect(summarizeWindow(new MemoryRecorder(), { from: 0, to: 1000 })).toEqual({
      rss: { now: undefined, peak: undefined },
      main: { now: undefined, peak: undefined },
      collectors: { now: undefined, peak: undefined, live: 0 },
      gc: { forced: 0, natural: 0, pauseMs: 0, longestMs: 0 },
      loopDelay: { now: undefined, longest: undefined },
    });
  });

  it('adds collectors up for now, and takes the highest of any for the peak', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20, 'collector-1': 50, 'collector-2': 10 }, { rss: 300 * MIB }));
    recorder.record(tick(2000, { main: 25, 'collector-1': 30, 'collector-2': 40 }, { rss: 200 * MIB }));
    const { rss, main, collectors } = summarizeWindow(recorder, { from: 0, to: 2000 });
    expect(rss).toEqual({ now: 200 * MIB, peak: 300 * MIB });
    expect(main).toEqual({ now: 25 * MIB, peak: 25 * MIB });
    expect(collectors).toEqual({ now: 70 * MIB, peak: 50 * MIB, live: 2 });
  });

  it('looks at the stretch on screen only', () => {
    const recorder = new MemoryRecorder();
    const gc = [
      mark(999, { pauseMs: 100 }),
      mark(1000, { pauseMs: 2, forced: true }),
      mark(1500, { pauseMs: 3 }),
      mark(2001, { pauseMs: 100 }),
    ];
    recorder.record(tick(500, { main: 90 }));
    recorder.record(tick(1500, { main: 20 }, { gc }));
    recorder.record(tick(2500, { main: 30 }));
    const summary = summarizeWindow(recorder, { from: 1000, to: 2000 });
    expect(summary.main).toEqual({ now: 30 * MIB, peak: 20 * MIB });
    expect(summary.gc).toEqual({ forced: 1, natural: 1, pauseMs: 5, longestMs: 3 });
  });

  it('leaves the window out of the collectors', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20, window: 90 }));
    expect(summarizeWindow(recorder, { from: 0, to: 1000 }).collectors).toMatchObject({ now: undefined, live: 0 });
  });

  it('tells how long event loops were held up, and whose', () => {
    const recorder = new MemoryRecorder();
    const delayed = (at: number, main: number, collector: number) =>
      recorder.record({
        ...tick(at, {}),
        isolates: [
          { ...sample('main', 1), loopDelayMs: main },
          { ...sample('collector-1', 1), loopDelayMs: collector },
        ],
      });
    delayed(500, 99, 99);
    delayed(1000, 12, 40);
    delayed(2000, 3, 5);
    expect(summarizeWindow(recorder, { from: 900, to: 2000 }).loopDelay).toEqual({
      now: 3,
      longest: { ms: 40, isolate: 'collector-1' },
    });
  });
});
