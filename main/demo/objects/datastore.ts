import { type DatastoreType, datastoreName, datastoreTypeOf, datastoreUrl } from '../estate/infrastructure-names.ts';
import { reference } from '../estate/kinds.ts';
import { indexesOf, podOf } from '../estate/placement.ts';
import { type ComputePlan, computeOf, type Estate } from '../estate/shape.ts';
import { data, type Item, type ListProperty, list } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import type { Audience, Property } from '../model/property.ts';
import { isoTime, OBSERVED_AT } from './clock.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';
import { MachineFacts } from './machine-facts.ts';

const QUESTION = {
  capacity: 100,
  free: 101,
  accessible: 102,
  maintenance: 103,
  uncommitted: 104,
  checked: 105,
  drs: 106,
} as const;
const TERABYTE = 1024 ** 4;

export class DatastoreFacts extends EntityFacts {
  readonly compute: ComputePlan;
  readonly type: DatastoreType;

  constructor(estate: Estate, index: number) {
    super(estate, 'datastore', index);
    this.compute = computeOf(estate, 'datastores', index);
    this.type = datastoreTypeOf(this.compute, index);
  }

  get name(): string {
    return datastoreName(this.estate, this.index);
  }

  get url(): string {
    return datastoreUrl(this.estate, this.index);
  }

  /** An inaccessible datastore reports sizes of zero, which mean nothing. The seventh one is always lost, so that every estate shows one. */
  get isAccessible(): boolean {
    return this.index !== 6 && !this.dice.chance(QUESTION.accessible, 15);
  }

  get capacity(): number {
    if (!this.isAccessible) return 0;
    const terabytes =
      this.compute.kind === 'standalone' ? 1 : this.dice.pick(QUESTION.capacity, [4, 8, 8, 10, 16, 20, 32]);
    return terabytes * TERABYTE - 268_435_456;
  }

  get freeSpace(): number {
    return Math.floor((this.capacity * this.dice.between(QUESTION.free, 1, 88)) / 100);
  }

  get uncommitted(): number | undefined {
    return this.isAccessible
      ? Math.floor((this.capacity * this.dice.between(QUESTION.uncommitted, 5, 140)) / 100)
      : undefined;
  }

  /** Machines with a disk here, found among those of its compute resource. */
  get machines(): readonly number[] {
    return [...indexesOf(this.compute.machines)].filter((index) =>
      new MachineFacts(this.estate, index).datastores.includes(this.index),
    );
  }
}

const BASE_INFO = {
  name: (datastore: DatastoreFacts) => datastore.name,
  url: (datastore: DatastoreFacts) => datastore.url,
  freeSpace: (datastore: DatastoreFacts) => datastore.freeSpace,
  maxFileSize: 70_368_744_177_664,
  maxVirtualDiskCapacity: 68_169_720_922_112,
  timestamp: (datastore: DatastoreFacts) => isoTime(OBSERVED_AT - datastore.dice.below(QUESTION.checked, 30 * 60_000)),
};
const VOLUME = {
  name: (datastore: DatastoreFacts) => datastore.name,
  capacity: (datastore: DatastoreFacts) => datastore.capacity,
};
const INFO: Readonly<Record<DatastoreType, Property<DatastoreFacts>>> = {
  VMFS: data<DatastoreFacts>('VmfsDatastoreInfo', {
    ...BASE_INFO,
    vmfs: data<DatastoreFacts>('HostVmfsVolume', {
      ...VOLUME,
      type: 'VMFS',
      blockSizeMb: 1,
      maxBlocks: 63_963_136,
      majorVersion: 6,
      version: '6.82',
      uuid: (datastore) => datastore.url.slice(19, -1),
      extent: list<DatastoreFacts>('HostScsiDiskPartition', (datastore): readonly Item[] => [EXTENT.item(datastore)]),
      vmfsUpgradable: false,
      ssd: true,
      local: (datastore) => datastore.compute.kind === 'standalone',
    }),
  }),
  NFS: data<DatastoreFacts>('NasDatastoreInfo', {
    ...BASE_INFO,
    nas: data<DatastoreFacts>('HostNasVolume', {
      ...VOLUME,
      type: 'NFS',
      remoteHost: 'nas01.example.net',
      remotePath: (datastore) => `/exports/${datastore.name}`,
      userName: '',
      remoteHostNames: ['nas01.example.net'],
    }),
  }),
  vsan: data<DatastoreFacts>('VsanDatastoreInfo', {
    ...BASE_INFO,
    membershipUuid: (datastore) => datastore.dice.uuid(110),
    accessGenNo: 0,
  }),
};
const EXTENT = data<DatastoreFacts>('HostScsiDiskPartition', {
  diskName: (datastore) => `naa.624a9370${(datastore.index + 1).toString(16).padStart(8, '0')}d47c400011`,
  partition: 1,
});

/** A vSAN datastore's info has a class of its own only since API 7.0. */
const PLAIN_INFO = data<DatastoreFacts>('DatastoreInfo', BASE_INFO);

/** The info object's class follows the datastore's type, so the property is one of several. */
class InfoProperty implements Property<DatastoreFacts> {
  compile(tag: string, declared: string, audience: Audience): (datastore: DatastoreFacts) => string {
    const known = audience === 'current' ? INFO : { ...INFO, vsan: PLAIN_INFO };
    const variants = Object.fromEntries(
      Object.entries(known).map(([type, info]) => [type, info.compile(tag, declared, audience)]),
    );
    return (datastore) => {
      const fragment = variants[datastore.type] ?? '';
      return typeof fragment === 'string' ? fragment : fragment(datastore);
    };
  }

  /** Only the fields of the base class can be asked for, and those are the same in all. */
  child(name: string): Property<DatastoreFacts> | undefined {
    return INFO.VMFS.child(name);
  }

  references(): readonly [] {
    return [];
  }
}

interface Mount {
  readonly datastore: DatastoreFacts;
  readonly host: number;
}
const MOUNT = data<Mount>('DatastoreHostMount', {
  key: ({ host }) => reference('host', host),
  mountInfo: data<Mount>('HostMountInfo', {
    path: ({ datastore }) => datastore.url.slice(5, -1),
    accessMode: 'readWrite',
    mounted: true,
    accessible: ({ datastore }) => datastore.isAccessible,
    inaccessibleReason: ({ datastore }) => (datastore.isAccessible ? undefined : 'AllPathsDown_Start'),
  }),
});
const MOUNTS: ListProperty<DatastoreFacts> = list<DatastoreFacts>('DatastoreHostMount', (datastore) =>
  Array.from(indexesOf(datastore.compute.hosts), (host) => MOUNT.item({ datastore, host })),
);

export const DATASTORE = new ManagedModel<DatastoreFacts>('Datastore', {
  ...entityProperties<DatastoreFacts>((datastore) => datastore.name),
  info: new InfoProperty(),
  summary: data<DatastoreFacts>('DatastoreSummary', {
    datastore: (datastore) => datastore.self,
    name: (datastore) => datastore.name,
    url: (datastore) => datastore.url,
    capacity: (datastore) => datastore.capacity,
    freeSpace: (datastore) => datastore.freeSpace,
    uncommitted: (datastore) => datastore.uncommitted,
    accessible: (datastore) => datastore.isAccessible,
    multipleHostAccess: (datastore) => datastore.compute.hosts.count > 1,
    type: (datastore) => datastore.type,
    maintenanceMode: (datastore) => (datastore.dice.chance(QUESTION.maintenance, 12) ? 'inMaintenance' : 'normal'),
  }),
  host: MOUNTS,
  vm: (datastore) => referencesTo('machine', datastore.machines),
  browser: (datastore) => ({ type: 'HostDatastoreBrowser', id: `datastoreBrowser-${datastore.self.id}` }),
  capability: data<DatastoreFacts>('DatastoreCapability', {
    directoryHierarchySupported: true,
    rawDiskMappingsSupported: (datastore) => datastore.type === 'VMFS',
    perFileThinProvisioningSupported: true,
    storageIORMSupported: true,
    nativeSnapshotSupported: false,
    topLevelDirectoryCreateSupported: true,
    seSparseSupported: true,
  }),
  iormConfiguration: data('StorageIORMInfo', {
    enabled: false,
    congestionThresholdMode: 'automatic',
    congestionThreshold: 30,
    percentOfPeakThroughput: 90,
    statsCollectionEnabled: true,
    reservationEnabled: false,
  }),
});

/** A datastore cluster: the sum of what lies in it. */
export class PodFacts extends EntityFacts {
  readonly compute: ComputePlan;

  constructor(estate: Estate, index: number) {
    super(estate, 'storagePod', index);
    this.compute = computeOf(estate, 'pods', index);
  }

  get members(): readonly DatastoreFacts[] {
    return Array.from(indexesOf(this.compute.datastores), (index) => new DatastoreFacts(this.estate, index)).filter(
      ({ index }) => podOf(this.compute, index) === this.index,
    );
  }

  get name(): string {
    return `pod-${this.index + 1}`;
  }
}

export const STORAGE_POD = new ManagedModel<PodFacts>('StoragePod', {
  ...entityProperties<PodFacts>((pod) => pod.name),
  childType: ['Datastore'],
  childEntity: (pod) => pod.members.map((datastore) => datastore.self),
  summary: data<PodFacts>('StoragePodSummary', {
    name: (pod) => pod.name,
    capacity: (pod) => pod.members.reduce((sum, { capacity }) => sum + capacity, 0),
    freeSpace: (pod) => pod.members.reduce((sum, { freeSpace }) => sum + freeSpace, 0),
  }),
  podStorageDrsEntry: data<PodFacts>('PodStorageDrsEntry', {
    storageDrsConfig: data<PodFacts>('StorageDrsConfigInfo', {
      podConfig: data<PodFacts>('StorageDrsPodConfigInfo', {
        enabled: (pod) => pod.dice.chance(QUESTION.drs, 800),
        ioLoadBalanceEnabled: false,
        defaultVmBehavior: 'manual',
        loadBalanceInterval: 480,
        defaultIntraVmAffinity: true,
      }),
      vmConfig: list('StorageDrsVmConfigInfo', []),
    }),
  }),
});
