import { describe, expect, it } from 'vitest';
import { InventoryLog, type LoggedChunk } from './inventory-log.ts';

const chunk = (seq: number, origin: LoggedChunk['origin'] = 'vcenter'): LoggedChunk => ({
  seq,
  type: 'VirtualMachine',
  rows: 1,
  origin,
  bytes: new Uint8Array([seq]),
});

function logWith(retain: boolean) {
  const floors: number[] = [];
  const log = new InventoryLog(retain, (seq) => floors.push(seq));
  return { log, floors };
}

describe('InventoryLog', () => {
  it('acknowledges at once when nobody reads', () => {
    const { log, floors } = logWith(true);
    log.append(chunk(0));
    log.append(chunk(1));
    expect(floors).toEqual([0, 1]);
  });

  it('lets the slowest reader set the pace and pushes no more than its window', () => {
    const { log, floors } = logWith(true);
    const fast: number[] = [];
    const slow: number[] = [];
    const fastReader = log.attach(({ seq }) => fast.push(seq));
    const slowReader = log.attach(({ seq }) => slow.push(seq));
    for (let seq = 0; seq < 10; seq += 1) {
      log.append(chunk(seq));
      fastReader.credit(seq);
    }
    expect(fast).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(slow).toEqual([0, 1, 2, 3]);
    expect(floors).toEqual([]);
    slowReader.credit(1);
    expect(slow).toEqual([0, 1, 2, 3, 4, 5]);
    expect(floors).toEqual([1]);
    slowReader.close();
    expect(floors).toEqual([1, 9]);
  });

  it('gives a later reader everything from the start', () => {
    const { log } = logWith(true);
    log.append(chunk(0));
    log.append(chunk(1));
    const late: number[] = [];
    log.attach(({ seq }) => late.push(seq));
    expect(late).toEqual([0, 1]);
  });

  it('keeps nothing that everybody is done with when it does not retain', () => {
    const { log } = logWith(false);
    const reader = log.attach(() => {});
    log.append(chunk(0));
    reader.credit(0);
    const late: number[] = [];
    log.attach(({ seq }) => late.push(seq));
    log.append(chunk(1));
    expect(late).toEqual([1]);
  });

  it('believes no credit for chunks that were not pushed', () => {
    const { log, floors } = logWith(true);
    const reader = log.attach(() => {});
    reader.credit(1_000_000);
    log.append(chunk(0));
    expect(floors).toEqual([]);
    reader.credit(0);
    expect(floors).toEqual([0]);
  });

  it('passes over rows of an earlier generation once they were replaced, and stalls for none of them', () => {
    const { log, floors } = logWith(true);
    for (let seq = 0; seq < 20; seq += 1) log.append(chunk(seq, 'earlier'));
    const seen: number[] = [];
    const reader = log.attach(({ seq }) => seen.push(seq));
    expect(seen).toEqual([0, 1, 2, 3]);
    log.append(chunk(20));
    log.forgetEarlier('VirtualMachine');
    reader.credit(3);
    expect(seen).toEqual([0, 1, 2, 3, 20]);
    reader.credit(20);
    expect(floors.at(-1)).toBe(20);
  });
});
