import { HIERARCHY_ROOT } from '../../shared/hierarchy-view.ts';

/**
 * References of several vCenters in one window. vCenters hand out the same ids, so every reference is qualified where it
 * comes in, "KEY/Type:moId" with a short key of its vCenter, and told main without it.
 */

/** Where the key ends; -1 for a reference without one. A slash within an id is none of it. */
function keyEnd(ref: string): number {
  const slash = ref.indexOf('/');
  return slash >= 0 && slash < (ref.indexOf(':') + 1 || Number.POSITIVE_INFINITY) ? slash : -1;
}

/** "k1", "HostSystem:host-9" -> "k1/HostSystem:host-9". */
export function qualify(key: string, ref: string): string {
  return key === '' ? ref : `${key}/${ref}`;
}

/** Key of the vCenter that a reference is of; '' for one that is not qualified. */
export function vcenterOf(ref: string): string {
  return ref.slice(0, Math.max(0, keyEnd(ref)));
}

/** Whether references are of the vCenter with a key; '' asks for those that are not qualified. */
export function isOf(key: string): (ref: string) => boolean {
  const prefix = `${key}/`;
  return key === '' ? (ref) => keyEnd(ref) < 0 : (ref) => ref.startsWith(prefix);
}

/** The reference as its vCenter knows it: "Type:moId". */
export function unqualified(ref: string): string {
  return ref.slice(keyEnd(ref) + 1);
}

/** The managed object id. */
export function moIdOf(ref: string): string {
  const own = unqualified(ref);
  return own.slice(own.indexOf(':') + 1);
}

/** The managed object type. */
export function managedTypeOf(ref: string): string {
  const own = unqualified(ref);
  return own.slice(0, Math.max(0, own.indexOf(':')));
}

/** Stands for a vCenter itself, at the top of its tree. */
export function rootOf(key: string): string {
  return qualify(key, HIERARCHY_ROOT);
}

export function isRoot(ref: string): boolean {
  return unqualified(ref) === HIERARCHY_ROOT;
}

/**
 * A short key of what identifies a vCenter: always the same one, but where another vCenter that is open has it already.
 * @param taken keys of the other vCenters
 */
export function vcenterKey(identity: string, taken: ReadonlySet<string>): string {
  // FNV-1a, 32 bits: seven characters at most.
  let hash = 0x811c9dc5;
  for (let index = 0; index < identity.length; index += 1) {
    hash = Math.imul(hash ^ identity.charCodeAt(index), 0x01000193) >>> 0;
  }
  let key = hash.toString(36);
  while (taken.has(key)) key += 'x';
  return key;
}
