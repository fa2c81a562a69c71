import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temporary-folder-fixture.ts';
import { startFaultLab } from './fault-lab.ts';
import { cutOff, delayed } from './faults.ts';
import { settableClock } from './set-clock.ts';

const DAY = 24 * 3_600_000;

interface Report {
  readonly phase: string;
  readonly seconds: number;
  readonly retries: number;
  readonly requests: number;
  readonly objects: Readonly<Record<string, number>>;
  readonly cache: { readonly state: string; readonly hits: number };
}

describe('a clock that is set', () => {
  let demo: DemoVcenter;
  beforeAll(async () => {
    demo = await startDemoVcenter({ vms: 230, seed: 3, restricted: false });
  });
  afterAll(() => demo?.close());

  async function machine() {
    const home = await temporaryFolder();
    const clock = settableClock(home);
    const collect = async (url: string) => {
      const args = ['collect', '--server', url, '--user', demo.user, '--types', 'host,vm', '--json'];
      const environment = { VSPHERE_PASSWORD: demo.password };
      const { code, stderr, json } = await runCli(args, { home, environment, nodeArgs: clock.nodeArgs });
      return { code, stderr, report: json() as unknown as Report };
    };
    return { clock, collect };
  }

  it.each([
    ['forward by a day', DAY],
    ['back by a day', -DAY],
  ])('%s while a collection runs: it ends as ever, and says how long it took', async (_, offset) => {
    const { clock, collect } = await machine();
    const lab = await startFaultLab(demo.url, {
      when: ({ page }) => page === 2,
      fault: async (...call) => {
        clock.set(offset);
        await delayed(200)(...call);
      },
    });
    onTestFinished(() => lab.close());
    const { code, report } = await collect(lab.url);
    expect(code).toBe(0);
    expect(report).toMatchObject({ phase: 'completed', objects: { VirtualMachine: 230 }, cache: { state: 'in use' } });
    expect(report.seconds).toBeGreaterThan(0.2);
    expect(report.seconds).toBeLessThan(60);
  });

  it('back by a day while a repeat is waited for: the pause is not a day', async () => {
    const { clock, collect } = await machine();
    const lab = await startFaultLab(demo.url, {
      when: ({ page }) => page === 2,
      fault: async (...call) => {
        clock.set(-DAY);
        await cutOff(...call);
      },
    });
    onTestFinished(() => lab.close());
    const { code, report } = await collect(lab.url);
    expect([code, report.retries]).toEqual([0, 1]);
    expect(report.seconds).toBeLessThan(60);
  });

  it('back by a day: rows from the future are not fresh, and no lock from there is waited for', async () => {
    const { clock, collect } = await machine();
    const whole = await collect(demo.url);
    expect((await collect(demo.url)).report.cache.hits).toBeGreaterThan(0);
    clock.set(-DAY);
    const again = await collect(demo.url);
    expect(again.report.cache.hits).toBe(0);
    expect(again.report.requests).toBe(whole.report.requests);
    // From here on the cache is of use again.
    expect((await collect(demo.url)).report.cache.hits).toBeGreaterThan(0);
  });

  it('forward by a day: rows are read again', async () => {
    const { clock, collect } = await machine();
    await collect(demo.url);
    clock.set(DAY);
    const { report } = await collect(demo.url);
    expect(report).toMatchObject({ phase: 'completed', cache: { state: 'in use', hits: 0 } });
  });

  it('is not what sessions go by: a server whose clock is another is read all the same', async () => {
    const other = await startDemoVcenter({ vms: 230, seed: 3, restricted: false, now: () => Date.now() - 365 * DAY });
    onTestFinished(() => other.close());
    const { collect } = await machine();
    expect((await collect(other.url)).report.phase).toBe('completed');
  });
});
