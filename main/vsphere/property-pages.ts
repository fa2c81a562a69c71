import type { ManagedObjectReference } from './managed-object-reference.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import type { PropertyIndex } from './property-index.ts';
import { soapReference, type VimSession } from './session.ts';

/** What to read of the objects in a view. */
export interface PropertyRequest {
  /** Managed object type of the PropertySpec. */
  readonly type: string;
  /** Paths to ask for; undefined asks for all properties. */
  readonly paths: readonly string[] | undefined;
  /** Which of the answered paths become values. */
  readonly index: PropertyIndex;
  /** Whether objects of this type are wanted; views deliver subclasses too. */
  readonly accepts: (type: string) => boolean;
  /** Objects per page asked of the server, and most that are handed on at once. */
  readonly pageSize: number;
  readonly signal?: AbortSignal;
  /** Called with the size of each chunk before it is decoded; throws to refuse it (the memory budget). */
  readonly beforeDecode?: (bytes: number) => void;
}

/** The SOAP form of a request for the objects of a container view. */
export function propertyFilterSpec(
  view: ManagedObjectReference,
  type: string,
  paths: readonly string[] | undefined,
): object {
  return {
    propSet: [paths === undefined ? { type, all: true } : { type, all: false, pathSet: [...paths] }],
    objectSet: [
      {
        obj: soapReference(view),
        skip: true,
        selectSet: [
          {
            attributes: { 'xsi:type': 'TraversalSpec', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
            name: 'view',
            type: 'ContainerView',
            path: 'view',
            skip: false,
          },
        ],
      },
    ],
  };
}

/**
 * Reads a view page by page. Each item holds at most pageSize objects, also when a server ignores maxObjects and sends
 * all in one answer: that answer is decoded while it arrives and never held. An early end cancels the page token.
 */
export async function* propertyPages(
  session: VimSession,
  view: ManagedObjectReference,
  request: PropertyRequest,
): AsyncGenerator<ObjectContent[]> {
  const { signal, pageSize } = request;
  const collector = session.propertyCollector;
  let method = 'RetrievePropertiesEx';
  let args: Record<string, unknown> = {
    specSet: [propertyFilterSpec(view, request.type, request.paths)],
    options: { maxObjects: pageSize },
  };
  let decoder: ObjectDecoder | undefined;
  let finished = false;
  try {
    for (;;) {
      const body = await session.callStreamed(method, collector, args, signal);
      decoder = new ObjectDecoder(request.index, request.accepts);
      yield* decodePages(body, decoder, request);
      const token = decoder.token;
      finished = token === undefined;
      if (finished) return;
      method = 'ContinueRetrievePropertiesEx';
      args = { token };
    }
  } finally {
    // The token of the page we stopped in; the server holds the rest of the result until it is cancelled.
    if (!finished && decoder?.token !== undefined) await cancelPages(session, collector, decoder.token);
  }
}

async function* decodePages(
  body: AsyncGenerator<Uint8Array>,
  decoder: ObjectDecoder,
  request: PropertyRequest,
): AsyncGenerator<ObjectContent[]> {
  const { pageSize, signal } = request;
  let failure: { error: unknown } | undefined;
  try {
    for await (const bytes of body) {
      request.beforeDecode?.(bytes.byteLength);
      decoder.write(bytes);
      while (decoder.ready >= pageSize) yield decoder.take(pageSize);
    }
    decoder.end();
  } catch (error) {
    failure = { error: signal?.aborted ? signal.reason : error };
  }
  // Objects that were complete before the answer broke are real; they are handed on before the failure is told.
  while (decoder.ready > 0) yield decoder.take(pageSize);
  if (failure) throw failure.error;
}

async function cancelPages(session: VimSession, collector: ManagedObjectReference, token: string): Promise<void> {
  try {
    await session.call('CancelRetrievePropertiesEx', collector, { token });
  } catch {
    // A token that was used or whose session ended is gone already; the logout frees whatever is left.
  }
}
