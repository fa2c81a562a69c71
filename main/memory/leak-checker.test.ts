import { afterEach, describe, expect, it } from 'vitest';
import type { LeakCheck } from '../../shared/contract.ts';
import { LeakChecker, type LeakSubject } from './leak-checker.ts';

let checker: LeakChecker | undefined;
afterEach(() => checker?.dispose());

/** What a subject keeps although it is done. */
let kept: unknown[] = [];
afterEach(() => {
  kept = [];
});

function subject(collect: LeakSubject['collect'], disposed: () => void = () => {}): () => Promise<LeakSubject> {
  return async () => ({
    label: 'test',
    warmUp: async () => {},
    collect,
    quiesce: async () => {},
    dispose: async () => disposed(),
  });
}

/** Objects of about 400 KB altogether. */
const objects = () => Array.from({ length: 5000 }, (_, index) => ({ index, text: `object ${index}`.repeat(2) }));

/** Runs a check to its end; every state it went through. */
async function check(runs: number, open: () => Promise<LeakSubject>): Promise<LeakCheck[]> {
  const states: LeakCheck[] = [];
  const ended = new Promise<void>((resolve) => {
    checker = new LeakChecker(() => {
      const state = checker?.state;
      if (!state) return;
      states.push(state);
      if (state.phase !== 'running') resolve();
    });
  });
  await checker?.start(runs, open);
  await ended;
  return states;
}

describe('LeakChecker', () => {
  it('calls what is kept with every run a leak', async () => {
    const open = subject(async () => {
      kept.push(objects());
    });
    const last = (await check(10, open)).at(-1);
    expect(last).toMatchObject({ phase: 'completed', label: 'test', runs: 10, verdict: { kind: 'growing' } });
    expect(last?.verdict?.lowBytes).toBeGreaterThan(200_000);
    expect(last?.verdict?.highBytes).toBeLessThan(1_000_000);
  });

  it('sees buffers that are kept', async () => {
    const open = subject(async () => {
      kept.push(new Uint8Array(300_000));
    });
    const verdict = (await check(10, open)).at(-1)?.verdict;
    expect(verdict).toMatchObject({ kind: 'growing' });
    expect(Math.abs((verdict?.slopeBytes ?? 0) - 300_000)).toBeLessThan(60_000);
  });

  it('calls the same work steady when nothing of it is kept', async () => {
    const disposals: string[] = [];
    const open = subject(
      async () => {
        kept = [objects()];
      },
      () => disposals.push('disposed'),
    );
    const states = await check(10, open);
    expect(states.map(({ points }) => points.length)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
    expect(states.at(-1)?.verdict).toMatchObject({ kind: 'steady', warmUpRuns: 3 });
    expect(disposals).toEqual(['disposed']);
  });

  it('ends when it is cancelled, and keeps what it measured', async () => {
    const disposals: string[] = [];
    let runs = 0;
    const open = subject(
      async (signal) => {
        runs += 1;
        if (runs === 3) checker?.cancel();
        signal.throwIfAborted();
      },
      () => disposals.push('disposed'),
    );
    const last = (await check(10, open)).at(-1);
    expect(last).toMatchObject({ phase: 'cancelled', points: [{ run: 1 }, { run: 2 }] });
    expect(last?.verdict).toBeUndefined();
    expect(disposals).toEqual(['disposed']);
  });

  it('tells why it failed', async () => {
    const open = subject(async () => {
      throw new Error('no answer');
    });
    expect((await check(3, open)).at(-1)).toMatchObject({ phase: 'failed', error: { message: 'Error: no answer' } });
  });

  it('runs one check at a time, and another one afterwards', async () => {
    checker = new LeakChecker(() => {});
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await checker.start(
      3,
      subject(() => gate),
    );
    await expect(
      checker.start(
        3,
        subject(async () => {}),
      ),
    ).rejects.toThrow('A leak check is running.');
    release();
    await expect.poll(() => checker?.state?.phase, { timeout: 30_000 }).toBe('completed');
    const failing = checker.start(3, () => Promise.reject(new Error('cannot open')));
    await expect(failing).rejects.toThrow('cannot open');
    await checker.start(
      3,
      subject(async () => {}),
    );
    await expect.poll(() => checker?.state?.phase, { timeout: 30_000 }).toBe('completed');
  });
});
