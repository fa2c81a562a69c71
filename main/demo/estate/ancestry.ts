import { at } from './dice.ts';
import { type Entity, parseId } from './kinds.ts';
import {
  datastoreFolderOf,
  hostFolderOf,
  networkFolderOf,
  parentOfFolder,
  parentOfPool,
  placeOfMachine,
  placeOfVApp,
  podOf,
  switchOfPortgroup,
} from './placement.ts';
import { computeAt, computeOf, type DatacenterPlan, datacenterOf, type Estate } from './shape.ts';

export const ROOT_FOLDER: Entity = { kind: 'datacenterFolder', index: 0 };

/** The object behind a managed object id, or undefined where the estate has none. */
export function findEntity(estate: Estate, id: string): Entity | undefined {
  const entity = parseId(id);
  if (entity?.kind === 'machine' && estate.life) return estate.life.exists(entity.index) ? entity : undefined;
  return entity && entity.index < estate.counts[entity.kind] ? entity : undefined;
}

/** The datacenter an object lies in; undefined for datacenter folders. */
export function datacenterOfEntity(estate: Estate, entity: Entity): DatacenterPlan | undefined {
  const { kind, index } = entity;
  switch (kind) {
    case 'datacenterFolder':
      return undefined;
    case 'datacenter':
      return at(estate.datacenters, index);
    case 'cluster':
    case 'standalone':
      return at(estate.datacenters, computeAt(estate, kind, index).datacenter);
    case 'storagePod':
      return at(estate.datacenters, computeOf(estate, 'pods', index).datacenter);
    case 'pool':
      return at(estate.datacenters, computeOf(estate, 'pools', index).datacenter);
    case 'vApp':
      return at(estate.datacenters, computeOf(estate, 'vApps', index).datacenter);
    case 'machine':
      return datacenterOf(estate, 'machines', estate.life?.baseOf(index) ?? index);
    default:
      return datacenterOf(estate, DATACENTER_RANGES[kind], index);
  }
}

/** Where a datacenter's plan keeps the indexes of a kind. */
export const DATACENTER_RANGES = {
  vmFolder: 'vmFolders',
  hostFolder: 'hostFolders',
  datastoreFolder: 'datastoreFolders',
  networkFolder: 'networkFolders',
  host: 'hosts',
  datastore: 'datastores',
  network: 'networks',
  opaqueNetwork: 'opaqueNetworks',
  distributedSwitch: 'switches',
  portgroup: 'portgroups',
  machine: 'machines',
} as const;

/** The `parent` property: undefined for the root folder and for virtual machines inside a vApp. */
export function parentOf(estate: Estate, entity: Entity): Entity | undefined {
  const { kind, index } = entity;
  const datacenter = datacenterOfEntity(estate, entity);
  if (!datacenter) return index === 0 ? undefined : ROOT_FOLDER;
  switch (kind) {
    case 'datacenter':
      return { kind: 'datacenterFolder', index: datacenter.folder };
    case 'vmFolder':
    case 'hostFolder':
    case 'datastoreFolder':
    case 'networkFolder':
      return parentOfFolder(kind, datacenter, datacenter[DATACENTER_RANGES[kind]], index);
    case 'storagePod':
      return { kind: 'datastoreFolder', index: datacenter.datastoreFolders.first };
    case 'cluster':
    case 'standalone': {
      const position = estate.computes.indexOf(computeAt(estate, kind, index));
      return { kind: 'hostFolder', index: hostFolderOf(datacenter, position) };
    }
    case 'host': {
      const compute = computeOf(estate, 'hosts', index);
      return { kind: compute.kind, index: compute.index };
    }
    case 'pool':
      return parentOfPool(computeOf(estate, 'pools', index), index);
    case 'vApp':
      return placeOfVApp(estate, index).parent;
    case 'datastore': {
      const pod = podOf(computeOf(estate, 'datastores', index), index);
      return pod === undefined
        ? { kind: 'datastoreFolder', index: datastoreFolderOf(datacenter, index) }
        : { kind: 'storagePod', index: pod };
    }
    case 'network':
    case 'opaqueNetwork':
      return { kind: 'networkFolder', index: datacenter.networkFolders.first };
    case 'distributedSwitch':
      return { kind: 'networkFolder', index: networkFolderOf(datacenter, index) };
    case 'portgroup':
      return { kind: 'networkFolder', index: networkFolderOf(datacenter, switchOfPortgroup(datacenter, index)) };
    case 'machine': {
      const { folder } = placeOfMachine(estate, index);
      return folder === undefined ? undefined : { kind: 'vmFolder', index: folder };
    }
    default:
      return undefined;
  }
}

/** The folder that shows a vApp; undefined for one inside another. */
export function vAppFolder(estate: Estate, index: number): Entity | undefined {
  const { folder } = placeOfVApp(estate, index);
  return folder === undefined ? undefined : { kind: 'vmFolder', index: folder };
}
