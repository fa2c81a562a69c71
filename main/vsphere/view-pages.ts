import { isContinueDenied } from './faults.ts';
import { requireSession } from './lost-session.ts';
import { ManagedObjectReference } from './managed-object-reference.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import { PropertyIndex } from './property-index.ts';
import { cancelPages, decodePages, type PropertyRequest, propertyPages } from './property-pages.ts';
import { protocolError } from './protocol-error.ts';
import { soapReference, type VimSession } from './session.ts';

export interface ViewRequest extends PropertyRequest {
  /** Whether an object is there already, and need not be read. */
  readonly has: (ref: ManagedObjectReference) => boolean;
}

/**
 * Reads a view page by page. Where the server refuses to continue a page (vCenter 7.0.3.2 to 8.0.2 answers NoPermission to
 * accounts without a role on the root folder) the rest is asked for by reference, a page at a time; the session remembers
 * that it was refused, and asks by reference from then on.
 */
export async function* viewPages(
  session: VimSession,
  view: ManagedObjectReference,
  request: ViewRequest,
): AsyncGenerator<ObjectContent[]> {
  if (!session.continueDenied) {
    try {
      yield* propertyPages(session, view, request);
      return;
    } catch (error) {
      if (!isContinueDenied(error)) throw error;
      session.continueDenied = true;
    }
  }
  const listed = await listView(session, view, request);
  yield* pagesByReference(
    session,
    listed.filter((ref) => request.accepts(ref.type) && !request.has(ref)),
    request,
  );
}

/** What a view holds, as one property of one object: its answer has no pages. */
async function listView(
  session: VimSession,
  view: ManagedObjectReference,
  { signal, beforeDecode, onStage }: ViewRequest,
): Promise<ManagedObjectReference[]> {
  const specSet = [
    {
      propSet: [{ type: 'ContainerView', all: false, pathSet: ['view'] }],
      objectSet: [{ obj: soapReference(view), skip: false }],
    },
  ];
  const args = { specSet, options: {} };
  onStage?.('page');
  const body = await session.callStreamed('RetrievePropertiesEx', session.propertyCollector, args, signal);
  const index = new PropertyIndex(['view']);
  const decoding = {
    index,
    accepts: () => true,
    pageSize: 1,
    atOnce: () => 1,
    ...(signal ? { signal } : {}),
    ...(beforeDecode ? { beforeDecode } : {}),
    ...(onStage ? { onStage } : {}),
  };
  const listed: ManagedObjectReference[] = [];
  for await (const objects of decodePages(body, new ObjectDecoder(index), decoding)) {
    // A view that cannot be read is not an empty one.
    requireSession(objects);
    const value = objects[0]?.values[0];
    if (Array.isArray(value)) for (const ref of value) if (ref instanceof ManagedObjectReference) listed.push(ref);
  }
  return listed;
}

/** Reads objects by reference. Those that do not exist any more are left out by the server. */
async function* pagesByReference(
  session: VimSession,
  refs: ManagedObjectReference[],
  request: ViewRequest,
): AsyncGenerator<ObjectContent[]> {
  const { type, paths, signal, index, accepts } = request;
  const collector = session.propertyCollector;
  const propSet = [paths === undefined ? { type, all: true } : { type, all: false, pathSet: [...paths] }];
  let size = request.pageSize;
  for (let from = 0; from < refs.length; ) {
    const asked = refs.slice(from, from + size);
    from += asked.length;
    const objectSet = asked.map((ref) => ({ obj: soapReference(ref), skip: false }));
    const args = {
      specSet: [{ propSet, objectSet, reportMissingObjectsInResults: true }],
      options: { maxObjects: asked.length },
    };
    request.onStage?.('page');
    const body = await session.callStreamed('RetrievePropertiesEx', collector, args, signal);
    const decoder = new ObjectDecoder(index, accepts);
    const came = new Set<string>();
    try {
      for await (const objects of decodePages(body, decoder, request)) {
        for (const { ref } of objects) came.add(ref.toString());
        yield objects;
      }
    } finally {
      if (decoder.token !== undefined) await cancelPages(session, collector, decoder.token);
    }
    if (decoder.token === undefined) continue;
    // The server sends fewer at once than it was asked for: the others are asked for again, in pieces of that size.
    if (came.size === 0) throw protocolError('a page holds no object and is not the last');
    size = came.size;
    refs.push(...asked.filter((ref) => !came.has(ref.toString())));
  }
}
