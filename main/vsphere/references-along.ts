import { ManagedObjectReference } from './managed-object-reference.ts';
import type { Step } from './object-filter.ts';
import type { ReadObjects } from './object-reader.ts';

/** Reads one property of some objects of a type; objects of other types are left out. */
export type ReadProperty = (
  objects: readonly ManagedObjectReference[],
  type: string,
  path: string,
) => Promise<ReadObjects>;

/**
 * What lies at the end of some steps from objects, each once. A list of references is one property of one object and comes
 * whole, so that no page has to be continued.
 */
export async function referencesAlong(
  read: ReadProperty,
  from: readonly ManagedObjectReference[],
  steps: readonly Step[],
): Promise<ManagedObjectReference[]> {
  const found = new Map<string, ManagedObjectReference>();
  for (const { type, path, next } of steps) {
    const { objects } = await read(from, type, path);
    const reached = objects.flatMap(({ values }) => referencesIn(values[0]));
    if (reached.length === 0) continue;
    const ends = next === undefined ? reached : await referencesAlong(read, reached, next);
    for (const ref of ends) found.set(ref.toString(), ref);
  }
  return [...found.values()];
}

function referencesIn(value: unknown): readonly ManagedObjectReference[] {
  return [value].flat().filter((each) => each instanceof ManagedObjectReference);
}
