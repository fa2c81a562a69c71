import { describe, expect, it } from 'vitest';
import { NumberRing, SampleRing } from './sample-ring.ts';

const values = (entries: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(entries));

describe('NumberRing', () => {
  it('gives what was written last in one piece, wherever it has wrapped', () => {
    const ring = new NumberRing(4);
    for (let position = 0; position < 11; position += 1) {
      ring.write(position, position * 10);
      const from = Math.max(0, position - 3);
      const expected = Array.from({ length: position - from + 1 }, (_, offset) => (from + offset) * 10);
      expect([...ring.view(from, position + 1)]).toEqual(expected);
    }
    expect(ring.at(10)).toBe(100);
  });
});

describe('SampleRing', () => {
  it('keeps series beside the time line, with gaps where a series had no value', () => {
    const ring = new SampleRing(4);
    ring.push(1, values({ rss: 10 }));
    ring.push(2, values({ rss: 11, heap: 5 }));
    ring.push(3, values({ heap: 6 }));
    expect(ring.length).toBe(3);
    expect([...ring.times()]).toEqual([1, 2, 3]);
    expect([...ring.values('rss')]).toEqual([10, 11, Number.NaN]);
    expect([...ring.values('heap')]).toEqual([Number.NaN, 5, 6]);
    expect([...ring.values('nobody')]).toEqual([]);
    expect(ring.names).toEqual(['rss', 'heap']);
  });

  it('forgets the oldest moments', () => {
    const ring = new SampleRing(4);
    for (let at = 1; at <= 10; at += 1) ring.push(at, values({ rss: at * 2 }));
    expect(ring.length).toBe(4);
    expect([...ring.times()]).toEqual([7, 8, 9, 10]);
    expect([...ring.values('rss')]).toEqual([14, 16, 18, 20]);
  });

  it('begins a series anew that was removed', () => {
    const ring = new SampleRing(4);
    ring.push(1, values({ heap: 5 }));
    ring.remove('heap');
    expect([...ring.values('heap')]).toEqual([]);
    ring.push(2, values({ heap: 6 }));
    expect([...ring.values('heap')]).toEqual([Number.NaN, 6]);
  });

  it('takes the newest value of the last two seconds for the current one', () => {
    const ring = new SampleRing(20);
    ring.push(0, values({ heap: 5, rss: 0 }));
    for (let at = 1; at <= 7; at += 1) ring.push(at, values({ rss: at }));
    expect(ring.latest('heap')).toBe(5);
    ring.push(8, values({ rss: 8 }));
    expect(ring.latest('heap')).toBeNaN();
    expect(ring.latest('rss')).toBe(8);
    expect(ring.latest('nobody')).toBeNaN();
  });

  it('finds the first moment at or after a time', () => {
    const ring = new SampleRing(4);
    for (const at of [10, 20, 30, 40, 50]) ring.push(at, values({}));
    expect([0, 20, 21, 50, 51].map((at) => ring.indexAt(at))).toEqual([0, 0, 1, 3, 4]);
    expect(new SampleRing(4).indexAt(5)).toBe(0);
  });
});
