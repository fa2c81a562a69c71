import { describe, expect, it } from 'vitest';
import { HeapsphereError } from '../../shared/errors.ts';
import { SNAPSHOT_PAGE_ROWS, type SnapshotCheck } from '../../shared/snapshot-view.ts';
import { forceGc } from '../memory/force-gc.ts';
import { SnapshotChecks, type SnapshotReading } from './snapshot-checks.ts';

const TAKEN = new Date(Date.UTC(2026, 0, 2));

function vm(number: number, snapshots: number | 'missing'): SnapshotReading {
  const tree = { name: `n${number}`, description: 'x'.repeat(200), createTime: TAKEN };
  return {
    ref: `VirtualMachine:vm-${number}`,
    snapshots:
      snapshots === 'missing' || snapshots === 0 ? undefined : Array.from({ length: snapshots }, () => ({ ...tree })),
    isMissing: snapshots === 'missing',
  };
}

/** Checks on a source that gives these pages; one that `hangs` gives the first page only, until it is cancelled. */
function checks(pages: () => Iterable<readonly SnapshotReading[]>, hangs = false) {
  const closed: string[] = [];
  const told: SnapshotCheck[] = [];
  const subject = new SnapshotChecks({
    expected: () => 4,
    open: async (collectionId) => {
      if (collectionId === 'refused')
        throw new HeapsphereError({ code: 'login-refused', message: 'No.', action: 'Look at the password.' });
      return {
        async *pages(signal) {
          let first = true;
          for (const page of pages()) {
            if (hangs && !first) await new Promise((end) => signal.addEventListener('abort', end));
            signal.throwIfAborted();
            first = false;
            yield page;
          }
        },
        close: async () => void closed.push(collectionId),
      };
    },
  });
  subject.subscribe((check) => told.push(check));
  const ended = async () => {
    await expect.poll(() => subject.check?.phase).not.toBe('running');
    return subject.check;
  };
  return { subject, closed, told, ended };
}

describe('SnapshotChecks', () => {
  it('keeps the VMs that have snapshots and those that did not say, and logs out', async () => {
    const { subject, closed, told, ended } = checks(() => [
      [vm(1, 0), vm(2, 3)],
      [vm(3, 'missing'), vm(4, 1)],
    ]);
    const { id } = subject.start('c1');
    expect(await ended()).toMatchObject({ phase: 'done', checked: 4, expected: 4, found: 2, unknown: 1 });
    expect(subject.page(id, 0)).toEqual({
      refs: ['VirtualMachine:vm-2', 'VirtualMachine:vm-3', 'VirtualMachine:vm-4'],
      counts: [3, null, 1],
      oldest: [TAKEN.getTime(), null, TAKEN.getTime()],
      next: null,
    });
    expect(closed).toEqual(['c1']);
    expect(told.at(0)?.phase).toBe('running');
    expect(told.at(-1)?.phase).toBe('done');
  });

  it('hands out what it found page by page', async () => {
    const many = Array.from({ length: SNAPSHOT_PAGE_ROWS + 1 }, (_, number) => vm(number, 1));
    const { subject, ended } = checks(() => [many]);
    const { id } = subject.start('c1');
    await ended();
    expect(subject.page(id, 0)).toMatchObject({ next: SNAPSHOT_PAGE_ROWS });
    expect(subject.page(id, SNAPSHOT_PAGE_ROWS)).toMatchObject({
      refs: [`VirtualMachine:vm-${SNAPSHOT_PAGE_ROWS}`],
      next: null,
    });
    expect(subject.page(id, 1_000_000)).toMatchObject({ refs: [], next: null });
  });

  it('is cancelled between two pages, logs out and forgets the half it had', async () => {
    const { subject, closed, ended } = checks(() => [[vm(1, 1)], [vm(2, 1)]], true);
    const { id } = subject.start('c1');
    await expect.poll(() => subject.check?.checked).toBe(1);
    expect(() => subject.start('c2')).toThrow('Snapshots are being checked.');
    expect(() => subject.page(id, 0), 'not done').toThrow('not there any more');
    subject.cancel();
    expect(await ended()).toMatchObject({ phase: 'cancelled' });
    expect(closed).toEqual(['c1']);
    expect(() => subject.page(id, 0)).toThrow('not there any more');
  });

  it('says why it could not log in, and begins anew', async () => {
    const { subject, ended, closed } = checks(() => [[vm(1, 1)]]);
    subject.start('refused');
    expect(await ended()).toMatchObject({ phase: 'failed', error: { code: 'login-refused' } });
    const { id } = subject.start('c1');
    expect(await ended()).toMatchObject({ phase: 'done', id });
    expect(closed).toEqual(['c1']);
  });

  it('ends with whoever owns it', async () => {
    const { subject, closed } = checks(() => [[vm(1, 1)], [vm(2, 1)]], true);
    subject.start('c1');
    await expect.poll(() => subject.check?.checked).toBe(1);
    await subject.dispose();
    expect(subject.check?.phase).toBe('cancelled');
    expect(closed).toEqual(['c1']);
  });

  it('holds no more for many VMs without snapshots than for few', async () => {
    function* pages(count: number): Generator<readonly SnapshotReading[]> {
      for (let page = 0; page < count; page += 1)
        yield Array.from({ length: 100 }, (_, number) => vm(page * 100 + number, page < 5 ? 2 : 0));
    }
    const heldAfter = async (count: number): Promise<number> => {
      const { subject, ended } = checks(() => pages(count));
      subject.start('c1');
      await ended();
      expect(subject.check).toMatchObject({ checked: count * 100, found: 500 });
      return settledHeap();
    };
    await heldAfter(500);
    const few = await heldAfter(50);
    // The references of 200,000 VMs alone would be over 10 MB.
    expect((await heldAfter(2000)) - few).toBeLessThan(1024 * 1024);
  });
});

function settledHeap(): number {
  forceGc('major');
  forceGc('major');
  return process.memoryUsage().heapUsed;
}
