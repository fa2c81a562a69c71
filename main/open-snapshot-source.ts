import type { SnapshotReading, SnapshotSource } from './snapshots/snapshot-checks.ts';
import { findDatacenters } from './vsphere/find-datacenters.ts';
import { type SessionOptions, VimSession } from './vsphere/session.ts';
import { type StreamedPage, smallPages, streamResources } from './vsphere/stream-resources.ts';

/** Objects asked for at once; vCenter caps a page near 100. */
const PAGE_SIZE = 100;
const SNAPSHOTS = 'snapshot.rootSnapshotList';
const TEMPLATE = 'config.template';

/**
 * Logs in for reading the snapshots of all VMs, page by page: names and descriptions are gone with the page they came in.
 * @param datacenters names; empty: all
 * @param ended runs after the logout
 */
export async function openSnapshotSource(
  options: SessionOptions,
  datacenters: readonly string[],
  ended: () => Promise<void>,
  signal: AbortSignal,
): Promise<SnapshotSource> {
  const session = await VimSession.open(options, signal);
  return {
    pages: (stop) => readSnapshots(session, datacenters, stop),
    close: async () => {
      await session.close();
      await ended();
    },
  };
}

async function* readSnapshots(
  session: VimSession,
  datacenters: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly SnapshotReading[]> {
  const common = smallPages(PAGE_SIZE, signal);
  const containers =
    datacenters.length === 0 ? [session.rootFolder] : await findDatacenters(session, datacenters, common);
  const query = { managedType: 'VirtualMachine', paths: [TEMPLATE, SNAPSHOTS], excludes: [] };
  for await (const page of streamResources(session, query, { ...common, containers })) yield readingsOf(page);
}

/** The VMs of a page; templates are none. A server that refuses the property at all tells of no VM. */
function readingsOf({ objects, index }: StreamedPage): readonly SnapshotReading[] {
  const [template, snapshots] = [index.positionOf(TEMPLATE), index.positionOf(SNAPSHOTS)];
  return objects
    .filter(({ values }) => values[template] !== true)
    .map(({ ref, values, missing }) => ({
      ref: ref.toString(),
      snapshots: values[snapshots],
      isMissing: snapshots < 0 || missing.some(({ path }) => SNAPSHOTS.startsWith(path)),
    }));
}
