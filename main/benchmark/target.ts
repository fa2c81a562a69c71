import type { BenchmarkEstate, BenchmarkRecord } from '../../shared/benchmark/benchmark-view.ts';
import type { CollectionSource } from '../../shared/contract.ts';
import { formatCount } from '../../shared/units.ts';
import type { RunningDemo } from '../demo/demo-launcher.ts';
import type { RunOrder, RunResult } from './run-protocol.ts';

/** What is measured: a demo estate whose server is started for it, or a vCenter. Holds the password: it stays in main. */
export type BenchmarkTarget =
  | Extract<BenchmarkEstate, { kind: 'demo' }>
  | {
      readonly kind: 'vcenter';
      /** Host, for people. */
      readonly label: string;
      readonly source: Extract<CollectionSource, { kind: 'vcenter' }>;
      readonly insecure: boolean;
      /** Proxy to go through. */
      readonly proxy?: string | undefined;
    };

/** How the runs reach it. */
export type Login = Pick<
  RunOrder,
  'server' | 'user' | 'password' | 'datacenters' | 'fingerprint256' | 'authorityPem' | 'proxy' | 'insecure'
>;

export function vcenterLogin({ source, insecure, proxy }: Extract<BenchmarkTarget, { kind: 'vcenter' }>): Login {
  // The time-out is one of the settings that all runs share; whether there is a proxy is decided already.
  const { kind: _kind, timeoutSeconds: _timeout, direct: _direct, ...login } = source;
  return { ...login, insecure, ...(proxy === undefined ? {} : { proxy }) };
}

export function demoLogin({ url, user, password }: Pick<RunningDemo, 'url' | 'user' | 'password'>): Login {
  return { server: url, user, password, datacenters: [], insecure: false };
}

/**
 * The estate as it is recorded.
 * @param result of any run that came to its end; without one a vCenter is known by its address alone
 */
export function describeEstate(
  target: BenchmarkTarget,
  result: Pick<RunResult, 'server' | 'counts'> | undefined,
): BenchmarkRecord['estate'] {
  const apiVersion = result?.server.apiVersion ?? '';
  if (target.kind === 'demo') {
    const { vms, seed } = target;
    return {
      kind: 'demo',
      label: `Demo estate, ${formatCount(vms)} VMs`,
      key: `demo ${vms} seed ${seed}`,
      apiVersion,
      vms,
    };
  }
  const { server, datacenters } = target.source;
  const where = result?.server.instanceUuid ?? server;
  const part = datacenters.length === 0 ? 'all datacenters' : datacenters.toSorted().join(', ');
  const vms = result?.counts.VirtualMachine ?? 0;
  return { kind: 'vcenter', label: target.label, key: `${where} ${part}`, apiVersion, vms };
}
