import { createHash, createHmac } from 'node:crypto';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import { selectedAttributes } from '../../shared/attribute-selection.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../shared/inventory.ts';

/**
 * The key layout. The braces keep one vCenter in one slot of a Redis cluster.
 *
 *   vmo:{NAMESPACE}:v1:man:TYPE:SCOPE   manifest of one kind: when it was collected, and its chunks
 *   vmo:{NAMESPACE}:v1:chk:HASH         a chunk, by the SHA-256 of its bytes
 *   vmo:{NAMESPACE}:v1:lock:SCOPE       who collects at the moment
 *   vmo:{NAMESPACE}:v1:tree:BRANCH      what lies below one node of the tree
 *   vmo:{SERVER}:v1:srv                 which vCenter answered at an address, for when it does not
 *   vmo:{TEAM}:v1:log                   a stream that tells of new rows
 */
export const KEY_PREFIX = 'vmo:';
const LAYOUT = 'v1';
/** What the keys of manifests, chunks and locks have in them, and no others. */
export const MANIFEST_PART = ':man:';
export const CHUNK_PART = ':chk:';
export const LOCK_PART = ':lock:';
export const TREE_PART = ':tree:';
/** 132 bits: collisions are out of the question, and keys stay short. */
const NAME_CHARACTERS = 22;

export interface ManifestKey {
  readonly namespace: string;
  readonly type: ResourceType;
  readonly scope: string;
}

/**
 * Stands for one account at one vCenter: rights differ by account, so their rows must not be mixed. Neither is told by
 * the name, and the password is not part of it.
 */
export function namespaceOf(secret: string, instanceUuid: string, user: string): string {
  return nameOf(
    createHmac('sha256', secret)
      .update(JSON.stringify(['vcenter', instanceUuid, user]))
      .digest(),
  );
}

/** Stands for an address and the account used there, for finding its vCenter while it cannot be reached. */
export function serverKey(secret: string, server: string, user: string): string {
  const name = nameOf(
    createHmac('sha256', secret)
      .update(JSON.stringify(['server', server, user]))
      .digest(),
  );
  return `${namespaced(name)}:srv`;
}

/** The stream on which those who have this secret tell each other of new rows. */
export function noticesKey(secret: string): string {
  const name = nameOf(
    createHmac('sha256', secret)
      .update(JSON.stringify(['notices']))
      .digest(),
  );
  return `${namespaced(name)}:log`;
}

/** Stands for a vCenter, an account there and a scope among the jobs of collectors on several machines. */
export function jobName(secret: string, server: string, user: string, scope: string): string {
  return nameOf(
    createHmac('sha256', secret)
      .update(JSON.stringify(['job', server, user, scope]))
      .digest(),
  );
}

/**
 * Counts changes of what the cells of a row say of the same object, so that rows of other versions are never taken for ours.
 * 2: sizes of datastores that are not accessible are unset, and no longer 0.
 */
const ROW_VERSION = 2;

/** Stands for what of the estate is in the rows: the attributes of every kind and the datacenters, whatever the order. */
export function scopeOf(pruning: boolean, attributes: AttributeSelection, datacenters: readonly string[]): string {
  const paths = pruning
    ? RESOURCE_TYPES.map((type) => selectedAttributes(type, attributes).map(({ path }) => path))
    : 'all';
  const content = JSON.stringify([ROW_VERSION, paths, [...datacenters].sort()]);
  return nameOf(createHash('sha256').update(content).digest()).slice(0, 12);
}

export function manifestKey({ namespace, type, scope }: ManifestKey): string {
  return `${namespaced(namespace)}${MANIFEST_PART}${type}:${scope}`;
}

export function chunkKey(namespace: string, hash: string): string {
  return `${namespaced(namespace)}${CHUNK_PART}${hash}`;
}

export function lockKey(namespace: string, scope: string): string {
  return `${namespaced(namespace)}${LOCK_PART}${scope}`;
}

/** A branch of the tree; a tree that is restricted to some datacenters has branches of its own. */
export function treeKey(namespace: string, datacenters: readonly string[], branch: string): string {
  const content = JSON.stringify([[...datacenters].sort(), branch]);
  return `${namespaced(namespace)}${TREE_PART}${nameOf(createHash('sha256').update(content).digest())}`;
}

/** Name of a chunk by its content: the same rows have the same name, and other bytes under it are found out. */
export function chunkHash(bytes: Uint8Array): string {
  return nameOf(createHash('sha256').update(bytes).digest());
}

/** Reads a manifest's key; undefined for any other. */
export function parseManifestKey(key: string): ManifestKey | undefined {
  const [, namespace, typeName, scope] = /^vmo:\{([\w-]+)\}:v1:man:(\w+):([\w-]+)$/.exec(key) ?? [];
  const type = RESOURCE_TYPES.find((each) => each === typeName);
  return namespace === undefined || scope === undefined || type === undefined ? undefined : { namespace, type, scope };
}

/** What all keys of a namespace begin with. */
export function namespaced(namespace: string): string {
  return `${KEY_PREFIX}{${namespace}}:${LAYOUT}`;
}

function nameOf(digest: Buffer): string {
  return digest.toString('base64url').slice(0, NAME_CHARACTERS);
}
