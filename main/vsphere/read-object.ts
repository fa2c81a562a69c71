import { HeapsphereError } from '../../shared/errors.ts';
import { requireSession } from './lost-session.ts';
import type { ManagedObjectReference } from './managed-object-reference.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';
import { protocolError } from './protocol-error.ts';
import { soapReference, type VimSession } from './session.ts';

/**
 * Reads some properties of one object in one answer, decoded while it arrives. Values are aligned with `paths`.
 * Throws `budget-exceeded` for an answer larger than `maxBytes`, a ManagedObjectNotFound fault for an object that is gone, NotAuthenticated for a session that is.
 */
export async function readObject(
  session: VimSession,
  ref: ManagedObjectReference,
  paths: readonly string[],
  maxBytes: number,
  signal?: AbortSignal,
): Promise<ObjectContent> {
  const specSet = [
    {
      propSet: [{ type: ref.type, all: false, pathSet: [...paths] }],
      objectSet: [{ obj: soapReference(ref), skip: false }],
    },
  ];
  const body = await session.callStreamed(
    'RetrievePropertiesEx',
    session.propertyCollector,
    { specSet, options: {} },
    signal,
  );
  const decoder = new ObjectDecoder(new PropertyIndex(paths));
  let received = 0;
  for await (const bytes of body) {
    received += bytes.byteLength;
    if (received > maxBytes) throw tooLarge(ref, maxBytes);
    decoder.write(bytes);
  }
  decoder.end();
  const [object] = decoder.take(1);
  if (object === undefined) throw protocolError(`the answer does not hold ${ref}`);
  requireSession([object]);
  return object;
}

function tooLarge(ref: ManagedObjectReference, maxBytes: number): HeapsphereError {
  return new HeapsphereError({
    code: 'budget-exceeded',
    message: `The details of ${ref} are larger than ${maxBytes / 1024 / 1024} MiB.`,
    action: 'Look at this object in the vSphere Client.',
  });
}
