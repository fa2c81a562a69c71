import type { CollectionState } from '../../shared/contract.ts';
import { collectionState } from '../shell/collection-fixture.ts';
import type { OpenVcenter } from './open-vcenters.ts';

/** A vCenter that is open, named as its key. */
export function openVcenter(key: string, changes: Partial<CollectionState> = {}): OpenVcenter {
  const collection = collectionState({ id: `c-${key}`, ...changes });
  return { key, identity: `uuid-${key}`, label: key, collection };
}

/** What a collection tells of its vCenter: name, uuid and address. */
export function ofVcenter(name: string): Pick<CollectionState, 'about' | 'source'> {
  return {
    about: { name: 'VMware vCenter Server', apiVersion: '8.0.2.0', instanceUuid: `uuid-${name}` },
    source: { kind: 'vcenter', label: name, server: `https://${name}/sdk`, user: 'operator' },
  };
}
