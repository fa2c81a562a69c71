import { childrenOfFolder } from '../estate/containment.ts';
import { at } from '../estate/dice.ts';
import { type Kind, type Reference, reference } from '../estate/kinds.ts';
import { datacenterName, folderName } from '../estate/names.ts';
import { indexesOf } from '../estate/placement.ts';
import { type DatacenterPlan, datacenterOf, type Estate } from '../estate/shape.ts';
import { data } from '../model/data-object.ts';
import { ManagedModel } from '../model/managed-model.ts';
import { EntityFacts, entityProperties, referencesTo } from './entity-facts.ts';

export type FolderKind = 'datacenterFolder' | 'vmFolder' | 'hostFolder' | 'datastoreFolder' | 'networkFolder';

const FOLDERS: Readonly<
  Record<FolderKind, { readonly root: string; readonly child: string; readonly holds: readonly string[] }>
> = {
  datacenterFolder: { root: 'Datacenters', child: 'Region', holds: ['Folder', 'Datacenter'] },
  vmFolder: { root: 'vm', child: '', holds: ['Folder', 'VirtualMachine', 'VirtualApp'] },
  hostFolder: { root: 'host', child: 'Clusters', holds: ['Folder', 'ComputeResource'] },
  datastoreFolder: { root: 'datastore', child: 'NFS %2f ISO', holds: ['Folder', 'Datastore', 'StoragePod'] },
  networkFolder: { root: 'network', child: 'Switches', holds: ['Folder', 'Network', 'DistributedVirtualSwitch'] },
};
const RANGES = {
  vmFolder: 'vmFolders',
  hostFolder: 'hostFolders',
  datastoreFolder: 'datastoreFolders',
  networkFolder: 'networkFolders',
} as const;

export class FolderFacts extends EntityFacts {
  readonly folderKind: FolderKind;

  constructor(estate: Estate, kind: FolderKind, index: number) {
    super(estate, kind, index);
    this.folderKind = kind;
  }

  /** Number within its tree; 0 is the top. */
  get local(): number {
    if (this.folderKind === 'datacenterFolder') return this.index;
    const range = RANGES[this.folderKind];
    return this.index - datacenterOf(this.estate, range, this.index)[range].first;
  }

  get name(): string {
    const { local } = this;
    const names = FOLDERS[this.folderKind];
    if (local === 0) return names.root;
    return this.folderKind === 'vmFolder' ? folderName(this.dice, local) : `${names.child} ${local}`;
  }
}

export const FOLDER = new ManagedModel<FolderFacts>('Folder', {
  ...entityProperties<FolderFacts>((folder) => folder.name),
  childType: (folder) => FOLDERS[folder.folderKind].holds,
  childEntity: (folder) =>
    Array.from(childrenOfFolder(folder.estate, folder), ({ kind, index }) => reference(kind, index)),
});

export class DatacenterFacts extends EntityFacts {
  readonly plan: DatacenterPlan;

  constructor(estate: Estate, index: number) {
    super(estate, 'datacenter', index);
    this.plan = at(estate.datacenters, index);
  }
}

function networksOf({ plan }: DatacenterFacts): readonly Reference[] {
  const kinds: readonly (readonly [Kind, 'networks' | 'opaqueNetworks' | 'portgroups'])[] = [
    ['network', 'networks'],
    ['opaqueNetwork', 'opaqueNetworks'],
    ['portgroup', 'portgroups'],
  ];
  return kinds.flatMap(([kind, range]) => referencesTo(kind, indexesOf(plan[range])));
}

export const DATACENTER = new ManagedModel<DatacenterFacts>('Datacenter', {
  ...entityProperties<DatacenterFacts>((datacenter) => datacenterName(datacenter.index)),
  vmFolder: ({ plan }) => reference('vmFolder', plan.vmFolders.first),
  hostFolder: ({ plan }) => reference('hostFolder', plan.hostFolders.first),
  datastoreFolder: ({ plan }) => reference('datastoreFolder', plan.datastoreFolders.first),
  networkFolder: ({ plan }) => reference('networkFolder', plan.networkFolders.first),
  datastore: ({ plan }) => referencesTo('datastore', indexesOf(plan.datastores)),
  network: networksOf,
  configuration: data('DatacenterConfigInfo', { defaultHardwareVersionKey: 'vmx-19' }),
});
