import type { Audience } from './property.ts';

/** Fields the estate sets that came with API 7.0 or later; a client of an older API neither sees them nor may ask for them. */
const SINCE_7_0: ReadonlySet<string> = new Set([
  'ClusterComputeResourceSummary.drsScore',
  'DVPortgroupConfigInfo.backingType',
  'DVPortgroupConfigInfo.segmentId',
  'GuestDiskInfo.filesystemType',
  'GuestDiskInfo.mappings',
  'GuestInfo.hwVersion',
  'HostDateTimeInfo.systemClockProtocol',
  'HostScsiDisk.perenniallyReserved',
  'ToolsConfigInfo.syncTimeWithHostAllowed',
  'VirtualMachineQuickStats.grantedMemory',
]);

/** Whether a field is kept from a client because its API version does not know it. */
export function isHiddenField(type: string, field: string, audience: Audience): boolean {
  return audience === 'before-7.0' && SINCE_7_0.has(`${type}.${field}`);
}

/** Reads the audience from a SOAPAction such as `"urn:vim25/6.7.1"`; a client that names no version gets everything. */
export function audienceOf(soapAction: string | undefined): Audience {
  const major = /urn:vim25\/(\d+)/.exec(soapAction ?? '')?.[1];
  return major !== undefined && Number(major) < 7 ? 'before-7.0' : 'current';
}
