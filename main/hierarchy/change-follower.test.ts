import { expect, it, vi } from 'vitest';
import { ChangeFollower } from './change-follower.ts';

it('follows what comes together at once, what comes meanwhile afterwards, and never twice at a time', async () => {
  let running = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  const follower = new ChangeFollower(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  }, 1);
  for (let count = 0; count < 100; count += 1) follower.happened();
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  for (let count = 0; count < 100; count += 1) follower.happened();
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.();
  await vi.waitFor(() => expect(running).toBe(0));
  follower.dispose();
  follower.happened();
  expect([most, ends.length]).toEqual([1, 2]);
});
