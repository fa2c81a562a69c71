/** A tree's thread: one session at its vCenter, logged in at the first job, logged out when it is told to close. */
import { parentPort, workerData } from 'node:worker_threads';
import { HeapsphereError } from '../../shared/errors.ts';
import { findDatacenters } from '../vsphere/find-datacenters.ts';
import { type ManagedObjectReference, parseReference } from '../vsphere/managed-object-reference.ts';
import { ObjectReader } from '../vsphere/object-reader.ts';
import { VimSession } from '../vsphere/session.ts';
import { smallPages } from '../vsphere/stream-resources.ts';
import type { HierarchyCommand, HierarchyConnection, HierarchyJob, HierarchyMessage } from './protocol.ts';
import { readBranch } from './read-branch.ts';
import { readTemplates } from './read-templates.ts';

/** Few datacenters have more than this; the rest comes in further pages. */
const DATACENTERS_A_PAGE = 100;

const port = parentPort;
if (!port) throw new Error('a tree is read in a worker thread only');
const { datacenters: names, ...login } = workerData as HierarchyConnection;
const tell = (message: HierarchyMessage) => port.postMessage(message);

const reader = new ObjectReader(async () => {
  const session = await VimSession.open(login);
  tell({ kind: 'connected', about: session.about });
  return session;
});

async function datacenters(signal: AbortSignal): Promise<readonly ManagedObjectReference[] | undefined> {
  if (names.length === 0) return undefined;
  return findDatacenters(await reader.session(), names, smallPages(DATACENTERS_A_PAGE, signal));
}

async function work(job: HierarchyJob, signal: AbortSignal) {
  if (job.kind === 'branch') return readBranch({ reader, parseReference, datacenters }, job.place, signal);
  const refs = job.refs.flatMap((ref) => parseReference(ref) ?? []);
  return readTemplates(reader, refs, signal);
}

const underWay = new Map<number, AbortController>();

async function answer(id: number, job: HierarchyJob): Promise<void> {
  const abort = new AbortController();
  underWay.set(id, abort);
  try {
    tell({ kind: 'answer', id, value: await work(job, abort.signal) });
  } catch (error) {
    tell({ kind: 'failure', id, error: HeapsphereError.dataOf(error) });
  } finally {
    underWay.delete(id);
  }
}

async function close(): Promise<void> {
  for (const abort of underWay.values()) abort.abort(new Error('closing'));
  await reader.close();
  port?.close();
}

port.on('message', (command: HierarchyCommand) => {
  if (command.kind === 'job') void answer(command.id, command.job);
  else if (command.kind === 'cancel') underWay.get(command.id)?.abort(new Error('cancelled'));
  else void close();
});
