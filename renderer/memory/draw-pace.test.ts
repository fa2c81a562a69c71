import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawPace } from './draw-pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Draws whose pictures take so long, with a frame every 16 ms. */
function paced(costMs: number) {
  let clock = 0;
  let pictures = 0;
  const now = () => Date.now() + clock;
  const pace = new DrawPace({
    now,
    nextFrame: (run) => void setTimeout(run, 16),
    draw: () => {
      pictures += 1;
      clock += costMs;
    },
  });
  /** Asks once a second, for so many seconds. */
  const run = async (seconds: number): Promise<number> => {
    const before = pictures;
    for (let tick = 0; tick < seconds; tick += 1) {
      pace.request();
      await vi.advanceTimersByTimeAsync(1000);
    }
    return pictures - before;
  };
  return { pace, run };
}

describe('DrawPace', () => {
  it('draws every second where that costs little', async () => {
    const { run } = paced(0.1);
    await run(10);
    expect(await run(10)).toBe(10);
  });

  it('draws as seldom as the share of a core allows where it costs more', async () => {
    const { run, pace } = paced(15);
    await run(60);
    const pictures = await run(60);
    expect(pace.intervalMs).toBeGreaterThan(2000);
    expect((pictures * 15) / 60_000).toBeLessThan(0.008);
    expect(pictures).toBeGreaterThan(15);
  });

  it('never waits longer than eight seconds', async () => {
    const { run, pace } = paced(500);
    await run(60);
    expect(pace.intervalMs).toBeLessThanOrEqual(8000);
    expect(await run(40)).toBeGreaterThanOrEqual(4);
  });

  it('draws what came last, and nothing after its end', async () => {
    const { pace, run } = paced(0.5);
    let pictures = 0;
    const quiet = new DrawPace({
      now: () => Date.now(),
      nextFrame: (frame) => frame(),
      draw: () => {
        pictures += 1;
      },
    });
    quiet.request();
    quiet.request();
    quiet.request();
    expect(pictures).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(pictures).toBe(2);
    quiet.request();
    quiet.dispose();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(pictures).toBe(2);
    pace.dispose();
    expect(await run(5)).toBe(0);
  });
});
