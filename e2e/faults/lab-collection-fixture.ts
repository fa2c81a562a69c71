import { expect, onTestFinished } from 'vitest';
import type { Collection } from '../../main/collector/collection.ts';
import { collectAll, DEFAULT_OPTIONS, specFor } from '../../main/collector/collection-fixture.ts';
import type { CollectionSpec } from '../../main/collector/protocol.ts';
import type { DemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { CollectionState } from '../../shared/contract.ts';
import type { ColumnBatch } from '../../shared/inventory.ts';
import { type FaultLab, type Rule, startFaultLab } from './fault-lab.ts';

type Login = Pick<DemoVcenter, 'url' | 'user' | 'password'>;
type OnBatch = (batch: ColumnBatch, collection: Collection, lab: FaultLab) => void | Promise<void>;

export interface LabResult {
  readonly state: CollectionState;
  readonly lab: FaultLab;
  /** References of all rows, in their order. */
  readonly refs: readonly string[];
}

export interface LabOptions {
  readonly rules?: readonly Rule[];
  readonly change?: Partial<CollectionSpec>;
  readonly timeoutSeconds?: number;
  readonly onBatch?: OnBatch;
}

/** Collects hosts and VMs without a cache, in batches of 50, through a fault lab that lives as long as the test. */
export async function collectThroughLab(target: Login, options: LabOptions = {}): Promise<LabResult> {
  const { rules = [], change = {}, timeoutSeconds = 30, onBatch } = options;
  const lab = await startFaultLab(target.url, ...rules);
  onTestFinished(() => lab.close());
  const { user, password } = target;
  const spec = specFor(
    { server: lab.url, user, password },
    {
      trust: { mode: 'system' },
      types: ['HostSystem', 'VirtualMachine'],
      options: { ...DEFAULT_OPTIONS, timeoutSeconds },
      cacheMode: 'off',
      ...change,
    },
  );
  const refs: string[] = [];
  const state = await collectAll(spec, async (batch, collection) => {
    refs.push(...batch.refs);
    await onBatch?.(batch, collection, lab);
  });
  return { state, lab, refs };
}

/** Whole, and no object twice. */
export function expectWholeOnce({ state, refs }: LabResult, vms: number): void {
  expect(state.error).toBeUndefined();
  expect(state).toMatchObject({ phase: 'completed', missing: [], counts: { VirtualMachine: vms } });
  expect(state.retry).toBeUndefined();
  expect(refs).toHaveLength(state.rows);
  expect(new Set(refs).size).toBe(refs.length);
}

/** Sessions, views and page tokens that are left at the server. */
export function expectNothingLeft(demo: DemoVcenter): void {
  expect(demo.activity()).toMatchObject({ sessions: 0, views: 0, tokens: 0 });
}
