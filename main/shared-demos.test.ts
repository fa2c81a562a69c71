import { expect, it } from 'vitest';
import { launchDemoVcenter } from './demo/demo-launcher.ts';
import { launchNode } from './processes/launch-fixture.ts';
import { SharedDemos } from './shared-demos.ts';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('gives everybody the same demo vCenter of an estate, and ends all of them only when it is disposed of', async () => {
  const demos = new SharedDemos((estate) => launchDemoVcenter({ ...estate, life: true }, launchNode));
  const [one, two, other] = await Promise.all([
    demos.take({ vms: 20, seed: 1 }),
    demos.take({ vms: 20, seed: 1 }),
    demos.take({ vms: 20, seed: 2 }),
  ]);
  expect(two.pid).toBe(one.pid);
  expect(other.pid).not.toBe(one.pid);
  // Given back by all, and twice: what happened in it is still there for whoever comes soon.
  await Promise.all([one.dispose(), one.dispose(), two.dispose()]);
  const three = await demos.take({ vms: 20, seed: 1 });
  expect(three.pid).toBe(one.pid);
  expect(isRunning(three.pid)).toBe(true);
  await demos.dispose();
  expect([three.pid, other.pid].map(isRunning)).toEqual([false, false]);
});

it('starts anew after a start that failed', async () => {
  const demos = new SharedDemos((estate) => launchDemoVcenter(estate, launchNode));
  await expect(demos.take({ vms: 0, seed: 1 })).rejects.toMatchObject({ code: 'usage' });
  await expect(demos.take({ vms: 0, seed: 1 })).rejects.toMatchObject({ code: 'usage' });
  await demos.dispose();
});
