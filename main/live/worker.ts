/** The thread of a watch: composes one LiveRun out of vsphere/, collector/ and cache/; logs out when it is told to close. */
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { isAtLeast } from '../../shared/api-version.ts';
import { isPolled, isReadToPoll } from '../../shared/polled-attributes.ts';
import { decodeChunk } from '../cache/chunk-codec.ts';
import { rowHashes } from '../cache/generation-diff.ts';
import { batchJson, ColumnBatchBuilder } from '../collector/column-batch.ts';
import { planCollection } from '../collector/plan.ts';
import { selectingPruner } from '../collector/prune.ts';
import { isCancelledWait, isUnknownVersion } from '../vsphere/update-filter.ts';
import { WatchedEstate, type WatchedType } from '../vsphere/watched-estate.ts';
import { FlowGate } from './flow-gate.ts';
import { HiddenContainers } from './hidden-containers.ts';
import { KnownRows } from './known-rows.ts';
import { LiveRun } from './live-run.ts';
import { ObjectRows } from './object-rows.ts';
import { LIVE_WINDOW, type LiveCommand, type LiveMessage, type LiveSpec } from './protocol.ts';
import { RowComparison } from './row-comparison.ts';

const port = parentPort;
if (!port) throw new Error('an estate is watched in a worker thread only');
const { kinds, attributes, ...login } = workerData as LiveSpec;
const tell = (message: LiveMessage) => port.postMessage(message);

const plansAt = (apiVersion: string) =>
  planCollection({
    pruning: true,
    attributes,
    types: kinds,
    knows: ({ since }) => since === undefined || isAtLeast(apiVersion, since),
  });

function typesOf(apiVersion: string): readonly WatchedType[] {
  return plansAt(apiVersion).map(({ managedType: type, paths = [] }) => ({
    type,
    paths,
    pushed: paths.filter((path) => !isPolled(path)),
    polled: paths.filter(isReadToPoll),
  }));
}

const rows = new ObjectRows({
  plans: planCollection({ pruning: true, attributes, types: kinds, knows: () => true }),
  attributes,
  prune: selectingPruner,
  newBuilder: (type, paths) => new ColumnBatchBuilder(type, paths),
  json: batchJson,
});
const comparison = new RowComparison({
  known: new KnownRows(),
  hashesOf: rowHashes,
  pushedRows: (objects, paths) => rows.pushed(objects, paths),
  pushedAttributes: (kind) => rows.pushedAttributes(kind),
});
const containers = new HiddenContainers();
const gate = new FlowGate(LIVE_WINDOW);
const abort = new AbortController();
const run = new LiveRun({
  open: async (signal) => {
    const estate = await WatchedEstate.open({ ...login, typesOf }, signal);
    containers.noteRoot(estate.rootFolder);
    return estate;
  },
  comparison,
  toRows: (read) => rows.read(read),
  gate,
  ship: (seq, shipped, left) => {
    for (const batch of shipped) containers.note(batch);
    tell({ kind: 'changes', seq, at: Date.now(), rows: shipped, left, inside: containers.of(shipped) });
  },
  report: (report) => tell({ kind: 'report', report }),
  rechecked: (id) => tell({ kind: 'rechecked', id }),
  // From the upper half, so that many dashboards do not come back at the same moment.
  pause: (milliseconds, signal) => pause(milliseconds * (0.5 + Math.random() / 2), undefined, { signal }),
  waitFailure: (error) => {
    if (isCancelledWait(error)) return 'cancelled';
    return isUnknownVersion(error) ? 'unknown-version' : undefined;
  },
  now: Date.now,
});

let running: Promise<void> | undefined;

/** Kinds that are not whole are not watched: what is missing of them would look like new. */
function remember(bytes: Uint8Array): void {
  const batch = decodeChunk(bytes);
  containers.note(batch);
  if (kinds.includes(batch.type)) comparison.remember(batch);
}

async function poll(id: number, refs: readonly string[]): Promise<void> {
  const polled = await run.poll(refs, abort.signal);
  tell({ kind: 'polled', id, at: Date.now(), rows: polled });
}

async function close(): Promise<void> {
  abort.abort(new Error('closing'));
  await running;
  port?.close();
}

port.on('message', (command: LiveCommand) => {
  switch (command.kind) {
    case 'remember':
      remember(command.bytes);
      tell({ kind: 'remembered', seq: command.seq });
      return;
    case 'watch':
      running ??= run.run(abort.signal);
      return;
    case 'recheck':
      run.recheck(command.id, command.told);
      return;
    case 'credit':
      gate.acknowledge(command.seq);
      return;
    case 'pause':
      run.setPaused(command.paused);
      return;
    case 'poll':
      void poll(command.id, command.refs);
      return;
    case 'close':
      void close();
  }
});
