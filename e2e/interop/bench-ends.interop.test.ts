import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli, startCli } from '../fixtures/run-cli.ts';
import { type BenchPlace, type BenchReport, benchPlace } from './bench-fixture.ts';

const PASSWORD = 'a password nobody else has: 4711';

/** Every page takes its time, so that a run can be met half way. */
let demo: DemoVcenter;
beforeEach(async () => {
  demo = await startDemoVcenter({ vms: 40, seed: 1, password: PASSWORD, faults: { pageDelayMs: 25 } });
});
afterEach(() => demo?.close());

const login = () => ['--server', demo.url, '--user', demo.user];
const start = (place: BenchPlace, runs: number) =>
  startCli(['bench', '--quick', '--runs', String(runs), ...login(), '--json'], place.options);

/** Waits for a run that is in the middle of its collection. */
async function runUnderWay(place: BenchPlace): Promise<number> {
  return vi.waitUntil(() => demo.activity().sessions > 0 && place.runs()[0]?.pid, {
    timeout: 30_000,
    interval: 5,
  }) as Promise<number>;
}

async function expectNothingLeft(place: BenchPlace): Promise<void> {
  await vi.waitUntil(() => place.processes().length === 0, { timeout: 30_000, interval: 20 });
  expect(await place.temporary()).toEqual([]);
  await vi.waitUntil(() => demo.activity().sessions === 0, { timeout: 10_000, interval: 20 });
  expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
}

describe('a benchmark', () => {
  it('that is interrupted keeps what is finished', async () => {
    const place = await benchPlace({ VSPHERE_PASSWORD: PASSWORD });
    const cli = start(place, 40);
    await cli.written(/Round 2 of 40/);
    await runUnderWay(place);
    cli.kill('SIGINT');
    const { code, stderr, json } = await cli.done;
    expect([code, stderr]).toEqual([130, expect.stringContaining('Interrupted')]);
    const report = json() as unknown as BenchReport;
    expect(report).toMatchObject({ phase: 'cancelled', failures: [], error: { code: 'cancelled' } });
    const finished = report.scenarios.map(({ finishedRuns }) => finishedRuns);
    for (const runs of finished) expect(runs).toBeGreaterThanOrEqual(1);
    for (const runs of finished) expect(runs).toBeLessThan(40);
    await expectNothingLeft(place);
    // And it is kept: another one can be held against it.
    const args = ['bench', '--quick', '--runs', '1', ...login(), '--baseline', report.id, '--json'];
    expect((await runCli(args, place.options)).json()).toMatchObject({ baseline: report.id });
  });

  it('hides the password from everybody on the machine', async () => {
    const place = await benchPlace({ VSPHERE_PASSWORD: PASSWORD, REDIS_PASSWORD: 'another secret' });
    const cli = start(place, 1);
    await runUnderWay(place);
    const [run] = place.runs();
    expect(run?.commandLine).toMatch(/^\S+ \S+benchmark-process\.js $/);
    expect(run?.environment).toMatch(/HOME=/);
    expect(run?.environment).not.toMatch(/VSPHERE|REDIS|4711|secret/);
    const { code, stdout, stderr } = await cli.done;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/4711|another secret/);
  });

  it('goes on when the process of a run dies, and tells which', async () => {
    const place = await benchPlace({ VSPHERE_PASSWORD: PASSWORD });
    const cli = start(place, 1);
    await cli.written(/Round 1 of 1/);
    process.kill(await runUnderWay(place), 'SIGKILL');
    const { code, json } = await cli.done;
    const report = json() as unknown as BenchReport;
    expect(code).toBe(5);
    expect(report).toMatchObject({ phase: 'partial', failures: [{ round: 1, error: { code: 'worker-crashed' } }] });
    expect(report.scenarios.map(({ finishedRuns }) => finishedRuns).toSorted()).toEqual([0, 1]);
    expect(await place.temporary()).toEqual([]);
  });

  it('cleans up after itself even where it is killed', async () => {
    const place = await benchPlace({ VSPHERE_PASSWORD: PASSWORD });
    const cli = start(place, 5);
    await runUnderWay(place);
    cli.kill('SIGKILL');
    expect((await cli.done).code).toBe('SIGKILL');
    await expectNothingLeft(place);
  });

  it('asks once when the login is refused, so that no account is locked', async () => {
    const place = await benchPlace({ VSPHERE_PASSWORD: 'wrong' });
    const before = demo.activity().requests;
    const { code, json } = await runCli(['bench', ...login(), '--json'], place.options);
    expect(code).toBe(3);
    expect(json()).toMatchObject({ phase: 'failed', error: { code: 'login-refused' }, failures: [{ round: 0 }] });
    expect(demo.activity().requests - before).toBeLessThanOrEqual(2);
    await expectNothingLeft(place);
  });
});
