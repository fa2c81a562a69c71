import { describe, expect, it } from 'vitest';
import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import type { BenchmarkRecord, ScenarioOptions } from '../../../shared/benchmark/benchmark-view.ts';
import { reproduceCommand } from './reproduce-command.ts';

function withOptions(record: BenchmarkRecord, options: Partial<ScenarioOptions>): BenchmarkRecord {
  return {
    ...record,
    scenarios: record.scenarios.map((scenario) => ({ ...scenario, options: { ...scenario.options, ...options } })),
  };
}

describe('command that measures it again', () => {
  it.each<[string, BenchmarkRecord]>([
    ['npm run -s cli -- bench --demo 10000 --runs 5', fixtureRecord({ suite: 'switches' })],
    [
      'npm run -s cli -- bench --demo 10000 --quick --minimal --runs 2 --seed 7',
      fixtureRecord({ suite: 'quick', runs: 2, seed: 7, record: { resources: 'minimal' } }),
    ],
    ['npm run -s cli -- bench --demo 10000 --suite codecs --runs 5', fixtureRecord({ suite: 'codecs' })],
    [
      'npm run -s cli -- bench --demo 10000 --suite pair --a pruning=on,streaming=on,compress=on,codec=gzip,compression-level=6,gc=on,batch-size=50 --b pruning=on,streaming=on,compress=on,codec=zstd,compression-level=6,gc=on,batch-size=200 --runs 5',
      fixtureRecord({ suite: 'pair' }),
    ],
    [
      'VSPHERE_CACHE_CODEC=zstd VSPHERE_BATCH_SIZE=75 npm run -s cli -- bench --demo 10000 --runs 5',
      withOptions(fixtureRecord({ suite: 'switches' }), { codec: 'zstd', batchSize: 75 }),
    ],
    [
      'VSPHERE_ENABLE_STREAMING=false npm run -s cli -- bench --demo 10000 --suite cache --runs 5',
      withOptions(fixtureRecord({ suite: 'cache' }), { streaming: false }),
    ],
  ])('%s', (command, record) => expect(reproduceCommand(record)).toBe(command));

  it('names a vCenter only when a shell would take its name as it is', () => {
    const on = (label: string) =>
      reproduceCommand(
        fixtureRecord({
          suite: 'quick',
          record: { estate: { kind: 'vcenter', label, key: 'k', apiVersion: '8', vms: 1 } },
        }),
      );
    expect(on('vc1.example.org:8443')).toContain(' --server vc1.example.org:8443 --user USER ');
    for (const label of ['$(reboot)', 'a;b', 'a b', '-x', '`x`', "a'b", 'a\nb'])
      expect(on(label)).toContain(' --server HOST --user USER ');
  });
});
