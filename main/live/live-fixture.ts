import type { ColumnBatch } from '../../shared/inventory.ts';
import { isPolled, isReadToPoll } from '../../shared/polled-attributes.ts';
import { rowHashes } from '../cache/generation-diff.ts';
import { batchJson, ColumnBatchBuilder } from '../collector/column-batch.ts';
import { planCollection } from '../collector/plan.ts';
import { selectingPruner } from '../collector/prune.ts';
import { isCancelledWait, isUnknownVersion } from '../vsphere/update-filter.ts';
import { WatchedEstate } from '../vsphere/watched-estate.ts';
import { FlowGate } from './flow-gate.ts';
import { KnownRows } from './known-rows.ts';
import { LiveRun } from './live-run.ts';
import type { OpenLiveSource } from './live-source.ts';
import { ObjectRows } from './object-rows.ts';
import { type LeftObjects, LIVE_WINDOW, type LiveReport } from './protocol.ts';
import { RowComparison } from './row-comparison.ts';

export interface Shipment {
  readonly seq: number;
  readonly rows: readonly ColumnBatch[];
  readonly left: readonly LeftObjects[];
}

export interface TestRun {
  readonly run: LiveRun;
  readonly gate: FlowGate;
  readonly known: KnownRows;
  readonly comparison: RowComparison;
  readonly shipments: Shipment[];
  readonly reports: LiveReport[];
  /** Numbers of the rechecks that are done. */
  readonly rechecked: number[];
  /** Milliseconds of the pauses between attempts; they are not waited for. */
  readonly pauses: number[];
  /** Acknowledges what is shipped at once; on from the beginning. */
  credits: boolean;
  /** Watches until stop(). */
  start(): void;
  stop(): Promise<void>;
}

interface TestLogin {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

const plans = planCollection({ pruning: true, attributes: {}, knows: () => true });

/** The parts of a watch put together as its thread does, with a test in place of the windows. */
export function testRun(
  { url: server, user, password }: TestLogin,
  options: { readonly datacenters?: readonly string[]; readonly opened?: (source: WatchedEstate) => void } = {},
): TestRun {
  const known = new KnownRows();
  const rows = new ObjectRows({
    plans,
    attributes: {},
    prune: selectingPruner,
    newBuilder: (type, paths) => new ColumnBatchBuilder(type, paths),
    json: batchJson,
  });
  const comparison = new RowComparison({
    known,
    hashesOf: rowHashes,
    pushedRows: (objects, paths) => rows.pushed(objects, paths),
    pushedAttributes: (kind) => rows.pushedAttributes(kind),
  });
  const open: OpenLiveSource = async (signal) => {
    const source = await WatchedEstate.open(
      {
        server,
        user,
        password,
        trust: { mode: 'insecure' },
        timeoutSeconds: 5,
        userAgent: 'test',
        datacenters: options.datacenters ?? [],
        typesOf: () =>
          plans.map(({ managedType: type, paths = [] }) => ({
            type,
            paths,
            pushed: paths.filter((path) => !isPolled(path)),
            polled: paths.filter(isReadToPoll),
          })),
      },
      signal,
    );
    options.opened?.(source);
    return source;
  };
  const abort = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const gate = new FlowGate(LIVE_WINDOW);
  const test: TestRun = {
    gate,
    known,
    comparison,
    shipments: [],
    reports: [],
    rechecked: [],
    pauses: [],
    credits: true,
    run: new LiveRun({
      open,
      comparison,
      gate,
      toRows: (read) => rows.read(read),
      ship: (seq, shipped, left) => {
        test.shipments.push({ seq, rows: shipped, left });
        if (test.credits) gate.acknowledge(seq);
      },
      report: (report) => test.reports.push(report),
      rechecked: (id) => test.rechecked.push(id),
      pause: async (milliseconds) => {
        test.pauses.push(milliseconds);
        await new Promise((resolve) => setTimeout(resolve, 20));
      },
      waitFailure: (error) => {
        if (isCancelledWait(error)) return 'cancelled';
        return isUnknownVersion(error) ? 'unknown-version' : undefined;
      },
      now: Date.now,
    }),
    start: () => {
      running = test.run.run(abort.signal);
    },
    stop: async () => {
      abort.abort(new Error('stopped'));
      await running;
    },
  };
  return test;
}
