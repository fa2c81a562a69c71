import type { ResourceType } from '../../../shared/inventory.ts';
import type { Identity } from './pseudonyms.ts';

/** What the name of a kind is called in its pseudonym. A template was a VM, or will be one. */
export const NAME_OF: Readonly<Record<ResourceType, Identity>> = {
  Datacenter: 'name of datacenter',
  Folder: 'name of folder',
  ClusterComputeResource: 'name of cluster',
  ComputeResource: 'name of host',
  HostSystem: 'name of host',
  ResourcePool: 'name of pool',
  VirtualApp: 'name of vapp',
  Datastore: 'name of datastore',
  StoragePod: 'name of pod',
  Network: 'name of network',
  DistributedVirtualPortgroup: 'name of network',
  DistributedVirtualSwitch: 'name of switch',
  VirtualMachine: 'name of vm',
  Template: 'name of vm',
};

/**
 * Text attributes that say nothing of whose estate it is, or what they would tell. What is in neither list is replaced as
 * any text: a new attribute is hidden until somebody has thought about it.
 */
export const TEXT_PATHS: Readonly<Record<string, Identity | 'open'>> = {
  'config.guestFullName': 'open',
  'config.guestId': 'open',
  'config.version': 'open',
  'config.firmware': 'open',
  'config.changeVersion': 'open',
  'config.tools.toolsUpgradePolicy': 'open',
  'guest.guestFullName': 'open',
  'guest.guestState': 'open',
  'guest.toolsVersion': 'open',
  'summary.hardware.vendor': 'open',
  'summary.hardware.model': 'open',
  'summary.hardware.cpuModel': 'open',
  'summary.config.product.version': 'open',
  'summary.config.product.build': 'open',
  'summary.currentEVCModeKey': 'open',
  'summary.productInfo.version': 'open',
  'summary.opaqueNetworkType': 'open',
  'config.managedBy.extensionKey': 'extension',
  'config.managedBy.type': 'open',
  childType: 'open',
  key: 'open',
  'config.uuid': 'uuid',
  'config.instanceUuid': 'uuid',
  'summary.hardware.uuid': 'uuid',
  uuid: 'uuid',
  'guest.hostName': 'name of guest',
  'guest.ipAddress': 'address',
  'summary.config.vmPathName': 'file',
  'summary.config.annotation': 'name of note',
  vcenter: 'name of vcenter',
  vcenterUuid: 'uuid',
};

/** The same for the fields of data objects (devices, NICs of the guest, snapshots, port settings), wherever they stand. */
export const FIELDS: Readonly<Record<string, Identity | 'open'>> = {
  _typeName: 'open',
  label: 'open',
  diskMode: 'open',
  sharing: 'open',
  sharedBus: 'open',
  compatibilityMode: 'open',
  level: 'open',
  addressType: 'open',
  status: 'open',
  state: 'open',
  createTime: 'open',
  portgroupKey: 'open',
  // References: an id without its vCenter names nothing.
  datastore: 'open',
  snapshot: 'open',
  vm: 'open',
  host: 'open',
  uuid: 'uuid',
  lunUuid: 'uuid',
  switchUuid: 'uuid',
  contentId: 'uuid',
  macAddress: 'mac',
  ipAddress: 'address',
  fileName: 'file',
  network: 'name of network',
  deviceName: 'name of network',
  opaqueNetworkId: 'name of opaque',
  name: 'name of snapshot',
  description: 'name of note',
};
