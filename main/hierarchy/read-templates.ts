import type { ManagedObjectReference } from '../vsphere/managed-object-reference.ts';
import type { ObjectReader } from '../vsphere/object-reader.ts';
import { TEMPLATE_PATHS } from './levels.ts';
import { valuesOf } from './node-of.ts';

/** What the slow lane adds to a template. */
export interface TemplateDetails {
  readonly ref: string;
  readonly guest?: string;
  /** ISO 8601. */
  readonly modified?: string;
}

/** Details of some templates, in one request; those that are gone are left out. */
export async function readTemplates(
  reader: Pick<ObjectReader, 'named'>,
  refs: readonly ManagedObjectReference[],
  signal: AbortSignal,
): Promise<TemplateDetails[]> {
  const { objects, paths } = await reader.named(refs, TEMPLATE_PATHS, signal);
  return objects.map((object) => {
    const read = valuesOf(object, paths);
    const guest = read('config.guestFullName');
    const modified = read('config.modified');
    return {
      ref: object.ref.toString(),
      ...(typeof guest === 'string' ? { guest } : {}),
      ...(modified instanceof Date ? { modified: modified.toISOString() } : {}),
    };
  });
}
