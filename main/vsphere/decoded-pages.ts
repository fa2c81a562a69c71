import type { ManagedObjectReference } from './managed-object-reference.ts';
import type { ObjectContent } from './object-decoder.ts';
import { type PropertyRequest, propertyFilterSpec } from './property-pages.ts';
import type { VimSession } from './session.ts';
import { asArray, objectFromSoap } from './soap-tree.ts';

/**
 * The baseline without streaming: one RetrieveProperties request, its whole answer decoded by the `soap` package into
 * one tree, then processed. An answer beyond maxAnswerBytes is refused while it arrives, before it is decoded.
 */
export async function* decodedPages(
  session: VimSession,
  view: ManagedObjectReference,
  request: PropertyRequest,
  maxAnswerBytes: number,
): AsyncGenerator<ObjectContent[]> {
  const { type, paths, index, accepts, atOnce, signal, onStage } = request;
  const args = { specSet: [propertyFilterSpec(view, type, paths)] };
  onStage?.('page');
  const { returnval } = await session.call('RetrieveProperties', session.propertyCollector, args, signal, {
    maxAnswerBytes,
    beforeDecode: (bytes) => {
      onStage?.('decode');
      request.beforeDecode?.(bytes, 'answer');
    },
  });
  // An empty estate may answer with an empty returnval as well as with none.
  const objects = asArray(returnval)
    .filter((node) => node !== null)
    .map((node) => objectFromSoap(node, index))
    .filter((object) => accepts(object.ref.type));
  for (let from = 0; from < objects.length; ) {
    const page = objects.slice(from, from + atOnce());
    from += page.length;
    yield page;
  }
}
