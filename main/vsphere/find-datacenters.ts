import { HeapsphereError } from '../../shared/errors.ts';
import { displayName } from '../../shared/inventory.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { VimSession } from './session.ts';
import { type StreamOptions, streamResources } from './stream-resources.ts';

/**
 * Datacenters by name, as references. Names are compared as the operator sees them and as the server writes them.
 * Throws `usage` for an unknown name, listing the known ones.
 */
export async function findDatacenters(
  session: VimSession,
  names: readonly string[],
  options: Omit<StreamOptions, 'containers'>,
): Promise<ManagedObjectReference[]> {
  const query = { managedType: 'Datacenter', paths: ['name'], excludes: [] };
  const known = new Map<string, ManagedObjectReference[]>();
  for await (const { objects } of streamResources(session, query, { ...options, containers: [session.rootFolder] })) {
    for (const { ref, values } of objects) {
      const name = String(values[0] ?? '');
      for (const each of new Set([name, displayName(name)])) known.set(each, [...(known.get(each) ?? []), ref]);
    }
  }
  const found = new Map<string, ManagedObjectReference>();
  for (const name of names) {
    const refs = known.get(name);
    if (!refs) {
      throw new HeapsphereError({
        code: 'usage',
        message: `There is no datacenter "${name}" at this vCenter.`,
        action: `Known datacenters: ${[...known.keys()].slice(0, 50).join(', ') || '(none)'}.`,
      });
    }
    for (const ref of refs) found.set(ref.toString(), ref);
  }
  return [...found.values()];
}
