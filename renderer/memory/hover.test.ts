import { describe, expect, it } from 'vitest';
import { bandText, hoverFacts, markText } from './hover.ts';
import { band, MIB, mark, tick } from './memory-fixture.ts';
import { MemoryRecorder } from './recorder.ts';
import { heapSeries, rssSeries } from './series.ts';

describe('hoverFacts', () => {
  it('has nothing to say of an empty recording', () => {
    expect(hoverFacts(new MemoryRecorder(), rssSeries(), 1000, 50)).toBeUndefined();
  });

  it('takes the values of the nearest sample, and leaves out curves without one', () => {
    const recorder = new MemoryRecorder();
    recorder.record(tick(1000, { main: 20 }));
    recorder.record(tick(2000, { main: 30, 'collector-1': 5 }));
    const used = heapSeries(recorder).filter(({ label }) => label.endsWith('used'));
    const facts = (at: number) =>
      hoverFacts(recorder, used, at, 0)?.values.map(({ spec, value }) => [spec.label, value / MIB]);
    expect(facts(1400)).toEqual([['main used', 20]]);
    expect(facts(1600)).toEqual([
      ['main used', 30],
      ['collector-1 used', 5],
    ]);
    expect(hoverFacts(recorder, used, 9000, 0)?.at).toBe(2000);
    expect(hoverFacts(recorder, used, -9000, 0)?.at).toBe(1000);
  });

  it('names the mark nearest to the cursor, how many more are near, and the batch under it', () => {
    const recorder = new MemoryRecorder();
    const gc = [mark(1000), mark(1030, { forced: true }), mark(1045), mark(1200)];
    recorder.record(tick(1500, { main: 1 }, { gc, batches: [band(900, 1010, 1), band(1020, 1100, 2)] }));
    const facts = hoverFacts(recorder, rssSeries(), 1032, 20);
    expect(facts?.mark).toMatchObject({ at: 1030, forced: true });
    expect(facts?.moreMarks).toBe(1);
    expect(facts?.band?.seq).toBe(2);
    const between = hoverFacts(recorder, rssSeries(), 1110, 20);
    expect(between?.mark).toBeUndefined();
    expect(between?.moreMarks).toBe(0);
    expect(between?.band).toBeUndefined();
  });
});

describe('texts', () => {
  it('describe a mark and a batch', () => {
    expect(markText(mark(0, { forced: true, kind: 'major', batch: { type: 'VirtualMachine', seq: 41 } }))).toBe(
      'Forced major GC, 1.5 ms, in batch 41 of VirtualMachine',
    );
    expect(markText(mark(0))).toBe('Natural minor GC, 1.5 ms');
    expect(bandText(band(100, 112, 41))).toBe('Batch 41 of VirtualMachine, 50 rows, 12 ms');
    expect(bandText(band(112, 100))).toBe('Batch 0 of VirtualMachine, 50 rows, 0 ms');
  });
});
