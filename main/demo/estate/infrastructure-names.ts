import { Dice } from './dice.ts';
import { datacenterCode, hostName } from './names.ts';
import { portgroupsOf, switchOfPortgroup } from './placement.ts';
import { type ComputePlan, computeOf, datacenterOf, type Estate } from './shape.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Names that other objects repeat (paths, summaries, device labels), so that all of them agree. */
export function computeName(compute: ComputePlan): string {
  if (compute.kind === 'standalone') return hostName(compute.datacenter, compute.hosts.first);
  const code = datacenterCode(compute.datacenter);
  return compute.index % 13 === 12 ? `${code} cluster %2f ${compute.index + 1}` : `${code}-cl${pad(compute.index + 1)}`;
}

export function hostNameOf(estate: Estate, host: number): string {
  return hostName(computeOf(estate, 'hosts', host).datacenter, host);
}

export const DATASTORE_TYPES = ['VMFS', 'NFS', 'vsan'] as const;
export type DatastoreType = (typeof DATASTORE_TYPES)[number];

/** Local disks are VMFS; a cluster has at most one vSAN datastore, its last; every fourth shared one is NFS. */
export function datastoreTypeOf(compute: ComputePlan, datastore: number): DatastoreType {
  const local = datastore - compute.datastores.first;
  if (compute.kind === 'standalone') return 'VMFS';
  if (compute.index % 4 === 1 && local === compute.datastores.count - 1) return 'vsan';
  return local % 4 === 3 ? 'NFS' : 'VMFS';
}

export function datastoreName(estate: Estate, datastore: number): string {
  const compute = computeOf(estate, 'datastores', datastore);
  const number = pad(datastore - compute.datastores.first + 1);
  if (compute.kind === 'standalone') return number === '01' ? 'datastore1' : `datastore1 (${Number(number) - 1})`;
  const code = datacenterCode(compute.datacenter);
  return `${code}-cl${pad(compute.index + 1)}-${datastoreTypeOf(compute, datastore).toLowerCase()}-${number}`;
}

export function datastoreUrl(estate: Estate, datastore: number): string {
  const dice = new Dice(estate.seed, 21, datastore);
  return `ds:///vmfs/volumes/${dice.uuid(1)}/`;
}

/** Standard networks repeat their names in every datacenter, as they do in life. */
export function networkName(local: number): string {
  return ['VM Network', 'Management', 'Backup', 'Replication %2f DR'][local] ?? `VM Network ${local + 1}`;
}

export function opaqueNetworkName(estate: Estate, index: number): string {
  return `seg-${new Dice(estate.seed, 22, index).pick(1, ['web', 'app', 'db', 'k8s', 'edge'])}-${pad(index + 1)}`;
}

export function switchName(estate: Estate, index: number): string {
  const datacenter = datacenterOf(estate, 'switches', index);
  return `DSwitch-${datacenterCode(datacenter.index)}-${index - datacenter.switches.first + 1}`;
}

/** VLAN of a port group; 0 is the uplink group, which carries all of them. */
export function vlanOf(estate: Estate, portgroup: number): number {
  const datacenter = datacenterOf(estate, 'portgroups', portgroup);
  const range = portgroupsOf(datacenter, switchOfPortgroup(datacenter, portgroup));
  return portgroup === range.first ? 0 : 100 + ((portgroup * 7) % 3900);
}

export function portgroupName(estate: Estate, portgroup: number): string {
  const datacenter = datacenterOf(estate, 'portgroups', portgroup);
  const owner = switchOfPortgroup(datacenter, portgroup);
  const vlan = vlanOf(estate, portgroup);
  if (vlan === 0) return `${switchName(estate, owner)}-DVUplinks-${20 + owner}`;
  const purpose = new Dice(estate.seed, 23, portgroup).pick(1, [
    'prod',
    'dmz',
    'mgmt',
    'vmotion',
    'storage',
    'voice',
    'guest',
    'iot',
    'db',
  ]);
  return vlan % 29 === 0 ? `${purpose} 10.${vlan % 250}.0.0%2f24` : `${purpose}-vlan${vlan}`;
}
