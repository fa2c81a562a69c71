import { HeapsphereError } from '../../shared/errors.ts';
import { displayName } from '../../shared/inventory.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { VimSession } from './session.ts';
import { type StreamOptions, streamResources } from './stream-resources.ts';

interface NamedDatacenter {
  readonly ref: ManagedObjectReference;
  /** As the server writes it, and as people read it where that is another. */
  readonly names: ReadonlySet<string>;
}

async function readDatacenters(
  session: VimSession,
  options: Omit<StreamOptions, 'containers'>,
): Promise<NamedDatacenter[]> {
  const query = { managedType: 'Datacenter', paths: ['name'], excludes: [] };
  const datacenters: NamedDatacenter[] = [];
  for await (const { objects } of streamResources(session, query, { ...options, containers: [session.rootFolder] })) {
    for (const { ref, values } of objects) {
      const name = String(values[0] ?? '');
      datacenters.push({ ref, names: new Set([name, displayName(name)]) });
    }
  }
  return datacenters;
}

/** Which datacenters a session sees, by the names people read, and which of the wanted ones it does not. */
export async function surveyDatacenters(
  session: VimSession,
  wanted: readonly string[],
  options: Omit<StreamOptions, 'containers'>,
): Promise<{ seen: string[]; missing: string[] }> {
  const datacenters = await readDatacenters(session, options);
  const seen = datacenters.map(({ names }) => [...names].at(-1) ?? '').toSorted();
  return { seen, missing: wanted.filter((name) => !datacenters.some(({ names }) => names.has(name))) };
}

/**
 * Datacenters by name, as references. Names are compared as the operator sees them and as the server writes them.
 * Throws `usage` for an unknown name, listing the known ones.
 */
export async function findDatacenters(
  session: VimSession,
  names: readonly string[],
  options: Omit<StreamOptions, 'containers'>,
): Promise<ManagedObjectReference[]> {
  const known = new Map<string, ManagedObjectReference[]>();
  for (const { ref, names: own } of await readDatacenters(session, options)) {
    for (const name of own) known.set(name, [...(known.get(name) ?? []), ref]);
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
