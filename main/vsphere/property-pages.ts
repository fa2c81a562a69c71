import type { ManagedObjectReference } from './managed-object-reference.ts';
import { type ObjectContent, ObjectDecoder } from './object-decoder.ts';
import type { PropertyIndex } from './property-index.ts';
import { soapReference, type VimSession } from './session.ts';

/** A server that is away is not waited for longer than this when something of it is to be freed. */
export const CLEAN_UP_MS = 5000;

/** How the answer to a request for properties is read. */
export interface PageRequest {
  /** Which of the answered paths become values. */
  readonly index: PropertyIndex;
  /** Whether objects of this type are wanted; views deliver subclasses too. */
  readonly accepts: (type: string) => boolean;
  /** Objects per page asked of the server. */
  readonly pageSize: number;
  /** Most objects that are handed on at once; may become smaller while pages come. */
  readonly atOnce: () => number;
  readonly signal?: AbortSignal;
  /** Called with the size of each chunk, or of an answer in one piece, before it is decoded; throws to refuse it (the memory budget). */
  readonly beforeDecode?: (bytes: number, what: DecodedPiece) => void;
  /** Told whenever it begins to wait for the server, and to decode. */
  readonly onStage?: (stage: 'page' | 'decode') => void;
}

/** What is decoded at once: a chunk of an answer as it arrived, or the whole answer. */
export type DecodedPiece = 'chunk' | 'answer';
/** What to read of the objects in a view. */
export interface PropertyRequest extends PageRequest {
  /** Managed object type of the PropertySpec. */
  readonly type: string;
  /** Paths to ask for; undefined asks for all properties. */
  readonly paths: readonly string[] | undefined;
}

/** The SOAP form of a request for the objects of a container view. */
export function propertyFilterSpec(
  view: ManagedObjectReference,
  type: string,
  paths: readonly string[] | undefined,
): object {
  return {
    propSet: [paths === undefined ? { type, all: true } : { type, all: false, pathSet: [...paths] }],
    objectSet: [viewContents(view)],
  };
}

/** The ObjectSpec for what a container view lists, without the view itself. */
export function viewContents(view: ManagedObjectReference): object {
  return {
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
  };
}

/** Reads a view page by page. */
export function propertyPages(
  session: VimSession,
  view: ManagedObjectReference,
  request: PropertyRequest,
): AsyncGenerator<ObjectContent[]> {
  return filterPages(session, propertyFilterSpec(view, request.type, request.paths), request);
}

/**
 * Reads what a PropertyFilterSpec selects, page by page. Each item holds at most atOnce() objects, also when a server
 * ignores maxObjects and sends all in one answer: that answer is decoded while it arrives and never held. An early end
 * cancels the page token.
 */
export async function* filterPages(
  session: VimSession,
  filter: object,
  request: PageRequest,
): AsyncGenerator<ObjectContent[]> {
  const { signal, pageSize } = request;
  const collector = session.propertyCollector;
  let method = 'RetrievePropertiesEx';
  let args: Record<string, unknown> = {
    specSet: [filter],
    options: { maxObjects: pageSize },
  };
  let decoder: ObjectDecoder | undefined;
  let finished = false;
  try {
    for (;;) {
      request.onStage?.('page');
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

/** Decodes one answer while it arrives. Each item holds at most atOnce() objects. */
export async function* decodePages(
  body: AsyncGenerator<Uint8Array>,
  decoder: ObjectDecoder,
  request: PageRequest,
): AsyncGenerator<ObjectContent[]> {
  const { atOnce, signal, beforeDecode, onStage } = request;
  let failure: { error: unknown } | undefined;
  try {
    for await (const bytes of body) {
      onStage?.('decode');
      beforeDecode?.(bytes.byteLength, 'chunk');
      decoder.write(bytes);
      while (decoder.ready >= atOnce()) yield decoder.take(atOnce());
      onStage?.('page');
    }
    decoder.end();
  } catch (error) {
    failure = { error: signal?.aborted ? signal.reason : error };
  }
  // Objects that were complete before the answer broke are real; they are handed on before the failure is told.
  while (decoder.ready > 0) yield decoder.take(atOnce());
  if (failure) throw failure.error;
}

/** Frees what the server holds for a page token. Never throws: it is clean-up. */
export async function cancelPages(
  session: VimSession,
  collector: ManagedObjectReference,
  token: string,
): Promise<void> {
  try {
    await session.call('CancelRetrievePropertiesEx', collector, { token }, AbortSignal.timeout(CLEAN_UP_MS));
  } catch {
    // A token that was used or whose session ended is gone already; the logout frees whatever is left.
  }
}
