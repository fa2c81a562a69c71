import { VimFault } from './faults.ts';
import type { ObjectContent } from './object-decoder.ts';

/**
 * Some servers answer a session that has ended with objects of which every value is missing, instead of with a fault.
 *
 * @throws the VimFault NotAuthenticated that such a server should have answered with
 */
export function requireSession(objects: readonly ObjectContent[]): void {
  if (objects.some(({ missing }) => missing.some(({ fault }) => fault === 'NotAuthenticated')))
    throw new VimFault('NotAuthenticated', '', {}, 'RetrievePropertiesEx');
}
