import { fixtureRecord } from '../../../shared/benchmark/benchmark-fixture.ts';
import type { BenchmarkRecord } from '../../../shared/benchmark/benchmark-view.ts';

/** What a vCenter or a machine may be called by someone who means harm. */
export const HOSTILE = `</style></svg><script>alert(1)</script><img src=x onerror="alert('2')">|[a](javascript:alert(3))\`*_=cmd`;

/** Everything that comes from outside carries the hostile text. */
export function hostileRecord(): BenchmarkRecord {
  const record = fixtureRecord({ suite: 'switches' });
  const error = { code: 'server-fault', message: HOSTILE, action: HOSTILE } as const;
  return {
    ...record,
    phase: 'partial',
    estate: { kind: 'vcenter', label: HOSTILE, key: HOSTILE, apiVersion: HOSTILE, vms: 3 },
    environment: {
      ...record.environment,
      host: HOSTILE,
      cpu: HOSTILE,
      os: HOSTILE,
      arch: HOSTILE,
      version: HOSTILE,
      versions: { [HOSTILE]: HOSTILE },
    },
    settings: { [HOSTILE]: HOSTILE, VSPHERE_DATACENTERS: [HOSTILE] },
    scenarios: record.scenarios.map((scenario) => ({ ...scenario, name: `${scenario.id} ${HOSTILE}` })),
    failures: [
      { scenario: 'all', round: 2, error },
      { scenario: HOSTILE, round: 3, error },
    ],
    error,
  };
}
