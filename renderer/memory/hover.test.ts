import { describe, expect, it } from 'vitest';
import { hoverFacts } from './hover.ts';
import { band, MIB, mark, tick } from './memory-fixture.ts';
import { MemoryRecorder } from './recorder.ts';
import { heapSeries, rssSeries } from './series.ts';

const NO_REACH = { msPerPixel: 1, reach: 0 };

function factsOf(recorder: MemoryRecorder, at: number, reach = 0) {
  return hoverFacts(recorder, rssSeries(recorder), at, { msPerPixel: 1, reach });
}

describe('hoverFacts', () => {
  it('has nothing to say of an empty recording', () => {
    expect(factsOf(new MemoryRecorder(), 1000, 50)).toBeUndefined();
  });

  it('takes the values of the nearest sample, and leaves out curves without one', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20 }));
    recorder.record(tick(2000, { main: 30, 'collector-1': 5 }));
    const used = heapSeries(recorder).filter(({ label }) => label.endsWith('used'));
    const facts = (at: number) =>
      hoverFacts(recorder, used, at, NO_REACH)?.values.map(({ spec, value }) => [spec.label, value / MIB]);
    expect(facts(1400)).toEqual([['main used', 20]]);
    expect(facts(1600)).toEqual([
      ['main used', 30],
      ['collector-1 used', 5],
    ]);
    expect(factsOf(recorder, 9000)?.at).toBe(2000);
    expect(factsOf(recorder, -9000)?.at).toBe(1000);
  });

  it('names the mark nearest to the cursor, how many more are near, and the batch under it', () => {
    const recorder = new MemoryRecorder();
    const gc = [mark(1000), mark(1030, { forced: true }), mark(1045), mark(1200)];
    recorder.record(tick(1500, { main: 1 }, { gc, batches: [band(900, 1010, 1), band(1020, 1100, 2)] }));
    const facts = factsOf(recorder, 1032, 20);
    expect(facts?.mark.first).toMatchObject({ at: 1030, forced: true });
    expect(facts?.mark.more).toBe(1);
    expect(facts?.band.first?.seq).toBe(2);
    const between = factsOf(recorder, 1110, 20);
    expect(between?.mark.first).toBeUndefined();
    expect(between?.mark.more).toBe(0);
    expect(between?.band.first).toBeUndefined();
  });

  it('tells the costliest of the batches that share a pixel, from the wait for its page on', () => {
    const recorder = new MemoryRecorder();
    const waited = band(1010, 1012, 2, { stages: { page: { from: 990, to: 1010, busyMs: 20 } } });
    recorder.record(tick(1500, { main: 1 }, { batches: [band(1000, 1005, 1), waited, band(1013, 1016, 3)] }));
    const facts = hoverFacts(recorder, [], 1008, { msPerPixel: 12, reach: 0 });
    expect(facts?.band).toMatchObject({ first: { seq: 2 }, more: 2 });
    expect(factsOf(recorder, 992)?.band).toMatchObject({ first: { seq: 2 }, more: 0 });
  });
});
