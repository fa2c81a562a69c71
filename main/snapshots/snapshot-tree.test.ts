import { describe, expect, it } from 'vitest';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import { summarizeSnapshots } from './snapshot-tree.ts';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
const tree = (createTime: Date | undefined, ...children: DecodedValue[]): DecodedValue => ({
  name: 'before patch day',
  ...(createTime ? { createTime } : {}),
  ...(children.length > 0 ? { childSnapshotList: children } : {}),
});

describe('summarizeSnapshots', () => {
  it('knows that an unset property means none', () => {
    expect(summarizeSnapshots(undefined)).toEqual({ count: 0, oldest: undefined });
  });

  it('counts every branch, and finds the oldest one wherever it is', () => {
    const list = [tree(day(20), tree(day(3)), tree(day(21), tree(day(22)))), tree(day(5))];
    expect(summarizeSnapshots(list)).toEqual({ count: 5, oldest: day(3).getTime() });
  });

  it('takes a single one for a list of one, and says when nobody told the time', () => {
    expect(summarizeSnapshots(tree(undefined))).toEqual({ count: 1, oldest: undefined });
    expect(summarizeSnapshots([tree(undefined, tree(day(9)))])).toEqual({ count: 2, oldest: day(9).getTime() });
  });

  it('stops in a tree that has no end', () => {
    const endless: { childSnapshotList: DecodedValue[] } = { childSnapshotList: [] };
    endless.childSnapshotList.push(endless);
    expect(summarizeSnapshots([endless]).count).toBeLessThan(100);
  });
});
