import type { RequestHandlers } from './dispatch.ts';
import type { Services } from './services.ts';

/** What the side panel of the inventory asks for. */
export function detailsHandlers({ details }: Services): Pick<RequestHandlers, 'inventory:details'> {
  return { 'inventory:details': ({ collectionId, ref }) => details.details(collectionId, ref) };
}
