import type { DetailSource } from './details/details-reader.ts';
import { ManagedObjectReference } from './vsphere/managed-object-reference.ts';
import { readObject } from './vsphere/read-object.ts';
import { type SessionOptions, VimSession } from './vsphere/session.ts';

/** Largest answer about one object; a VM with sixty disks and a hundred snapshots stays below a tenth of it. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Logs in for reading single objects. `ended` runs after the logout. */
export async function openDetailSource(options: SessionOptions, ended?: () => Promise<void>): Promise<DetailSource> {
  const session = await VimSession.open(options);
  return {
    read: (type, id, paths) => readObject(session, new ManagedObjectReference(type, id), paths, MAX_ANSWER_BYTES),
    close: async () => {
      await session.close();
      await ended?.();
    },
  };
}
