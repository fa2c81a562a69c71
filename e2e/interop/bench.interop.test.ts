import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BENCHMARK_METRICS, benchmarkRecordSchema } from '../../shared/benchmark/benchmark-view.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { requireTools } from '../fixtures/servers/required-tools.ts';
import { startVcsim } from '../fixtures/servers/vcsim.ts';
import { type BenchReport, benchPlace, scenarioOf } from './bench-fixture.ts';

const HISTORY = join('.local', 'share', 'heapsphere', 'benchmarks');

describe('bench', () => {
  it('--quick --minimal --runs 2 works end to end', async () => {
    const place = await benchPlace();
    const path = join(place.home, 'report.md');
    const args = ['bench', '--quick', '--minimal', '--runs', '2', '--demo', '200', '--json', '--report', path];
    const { code, stdout, stderr, json } = await runCli(args, place.options);
    expect(code, stderr).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const report = json() as unknown as BenchReport;
    expect(report).toMatchObject({
      phase: 'completed',
      estate: { key: 'demo 200 seed 1' },
      failures: [],
      regressions: [],
    });
    expect(report.scenarios.map(({ id, finishedRuns }) => [id, finishedRuns])).toEqual([
      ['baseline', 2],
      ['all', 2],
    ]);
    const [baseline, all] = [scenarioOf(report, 'baseline').metrics, scenarioOf(report, 'all').metrics];
    for (const metric of BENCHMARK_METRICS) {
      for (const side of [baseline, all]) {
        expect(side?.[metric].runs).toHaveLength(2);
        expect(side?.[metric].median, metric).toBeGreaterThan(0);
      }
    }
    // Without pruning and compression the same objects are many times the bytes, on the wire and in the cache.
    expect(baseline?.bytesReceived.median).toBeGreaterThan(3 * (all?.bytesReceived.median ?? 0));
    expect(baseline?.cacheStoredBytes.median).toBeGreaterThan(5 * (all?.cacheStoredBytes.median ?? 0));
    expect(stderr).toMatch(/Warming up, 0 of 6 runs done\nRound 1 of 2, 2 of 6 runs done, about .* left\nRound 2 of 2/);
    // What was printed is what was kept.
    const [file, ...others] = await readdir(join(place.home, HISTORY));
    expect(others).toEqual([]);
    const record = benchmarkRecordSchema.parse(
      JSON.parse(await readFile(join(place.home, HISTORY, file ?? ''), 'utf8')),
    );
    expect(record.id).toBe(report.id);
    expect(record.results.filter(({ scenario }) => scenario === 'all').map(({ metrics }) => metrics.wallMs)).toEqual(
      all?.wallMs.runs,
    );
    for (const { curve } of record.results) {
      expect(curve.atMs.length).toBeGreaterThan(3);
      expect(Math.max(...curve.rss)).toBeLessThanOrEqual(
        Math.max(...record.results.map((run) => run.metrics.peakRssBytes)),
      );
    }
    expect(await readFile(path, 'utf8')).toContain('All on');
    expect(await place.temporary()).toEqual([]);
    expect(place.processes()).toEqual([]);
  });

  it('holds a result against an earlier one, and prints tables for people', async () => {
    const place = await benchPlace();
    const args = ['bench', '--minimal', '--demo', '50', '--runs', '1'];
    const b = ['--b', 'batch-size=100,gc=off'];
    const first = (await runCli([...args, ...b, '--json'], place.options)).json() as unknown as BenchReport;
    expect(first.scenarios.map(({ id }) => id)).toEqual(['a', 'b']);
    const { code, stdout } = await runCli([...args, ...b, '--baseline', first.id], place.options);
    expect(code).toBe(0);
    for (const says of [
      'Peak memory',
      'Cache, stored',
      first.id,
      'B: pruning on, streaming on, gzip 6, explicit GC off, batch size 100',
    ]) {
      expect(stdout).toContain(says);
    }
    const other = await runCli([...args, '--demo', '60', ...b, '--baseline', first.id], place.options);
    expect([other.code, other.stderr]).toEqual([0, expect.stringContaining('different estates')]);
  });

  it('finds the cache warm that it filled, and asks the server for less', async () => {
    const place = await benchPlace({ VSPHERE_BATCH_SIZE: '25' });
    const args = ['bench', '--suite', 'cache', '--demo', '400', '--runs', '1', '--json'];
    const report = (await runCli(args, place.options)).json() as unknown as BenchReport;
    const [cold, warm] = [scenarioOf(report, 'cold').metrics, scenarioOf(report, 'warm').metrics];
    // 400 VMs and 4 templates in pages of 25, and all the other kinds.
    expect(cold?.requests.median).toBeGreaterThan(17);
    expect(warm?.requests.median).toBeLessThan((cold?.requests.median ?? 0) / 3);
    expect(warm?.bytesReceived.median).toBeLessThan((cold?.bytesReceived.median ?? 0) / 10);
    expect(warm?.cacheStoredBytes.median).toBe(cold?.cacheStoredBytes.median);
    expect(await place.temporary()).toEqual([]);
  });

  it.each([
    [['--suite', 'everything'], '"everything" is not allowed'],
    [['--quick', '--suite', 'cache'], 'contradict'],
    [['--runs', '0'], '--runs: "0"'],
    [['--runs', '51'], '--runs: "51".*\n.*1 to 50'],
    [['--a', 'colour=red'], '"colour=red" sets nothing'],
    [['--report', 'result.pdf'], 'no kind of report'],
    [['--report', 'not-there/result.html'], 'is not there'],
    [['--baseline', 'no-such-benchmark'], 'There is no benchmark "no-such-benchmark"'],
    [['--baseline', './missing.json'], 'cannot be read'],
  ])('refuses %j before anything starts', async (more, says) => {
    const place = await benchPlace();
    const { code, json, stderr } = await runCli(['bench', '--demo', '50', '--json', ...more], place.options);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(says));
    expect(stderr).not.toContain('Warming up');
    expect(json()).toMatchObject({ error: { code: 'usage' } });
  });
});

describe.runIf(requireTools('vcsim'))('bench against a vCenter', () => {
  it('measures it, and leaves no session behind', async () => {
    const vcsim = await startVcsim({ clusters: 1, hostsPerCluster: 2, vmsPerPool: 20 });
    try {
      const place = await benchPlace({ VSPHERE_PASSWORD: vcsim.password });
      const args = [
        'bench',
        '--quick',
        '--runs',
        '2',
        '--server',
        vcsim.url,
        '--user',
        vcsim.user,
        '--insecure',
        '--json',
      ];
      const { code, json, stderr } = await runCli(args, place.options);
      expect(code, stderr).toBe(0);
      const report = json() as unknown as BenchReport;
      expect(report.phase).toBe('completed');
      expect(report.estate.vms).toBeGreaterThanOrEqual(20);
      expect(report.estate.key).toMatch(/^[0-9a-f-]{36} all datacenters$/);
      expect(scenarioOf(report, 'all').differences?.bytesReceived.relative).toBeLessThan(-0.5);
      expect(await vcsim.activity()).toMatchObject({ sessions: 0, views: 0 });
      expect(await place.temporary()).toEqual([]);
    } finally {
      await vcsim.close();
    }
  });
});
