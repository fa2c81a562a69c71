import type { Column, Estate, Subject } from './column.ts';
import { type Disk, labelOf, type NetworkCard } from './devices.ts';
import { machineHead, machineName, machineTail } from './machine-columns.ts';
import { type Fields, flagOf, numberOf, textOf, timeOf } from './row-view.ts';

/** Raw device mappings have a backing of their own. */
function isRaw({ backing }: Disk): boolean | undefined {
  const type = textOf(backing._typeName);
  return type === undefined ? undefined : type.includes('RawDisk');
}

function sharesOf({ shares, allocation }: Disk): Fields {
  const { shares: own } = allocation;
  return typeof own === 'object' && own !== null && !Array.isArray(own) ? (own as Fields) : shares;
}

export const V_DISK: readonly Column<Subject<Disk>>[] = [
  ...machineHead<Disk>(),
  ['Disk', ({ part }) => part.label],
  ['Disk Key', ({ part }) => part.key],
  ['Disk UUID', ({ part }) => textOf(part.backing.uuid)],
  ['Disk Path', ({ part }) => textOf(part.backing.fileName)],
  ['Capacity MiB', ({ part }) => part.capacityMib],
  ['Raw', ({ part }) => isRaw(part)],
  ['Disk Mode', ({ part }) => textOf(part.backing.diskMode)],
  ['Sharing mode', ({ part }) => textOf(part.backing.sharing)],
  ['Thin', ({ part }) => flagOf(part.backing.thinProvisioned)],
  ['Eagerly Scrub', ({ part }) => flagOf(part.backing.eagerlyScrub)],
  ['Split', ({ part }) => flagOf(part.backing.split)],
  ['Write Through', ({ part }) => flagOf(part.backing.writeThrough)],
  ['Level', ({ part }) => textOf(sharesOf(part).level)],
  ['Shares', ({ part }) => numberOf(sharesOf(part).shares)],
  ['Reservation', ({ part }) => numberOf(part.allocation.reservation)],
  ['Limit', ({ part }) => numberOf(part.allocation.limit)],
  ['Controller', ({ part }) => labelOf(part.controller)],
  ['Unit #', ({ part }) => part.unit],
  ['Shared Bus', ({ part }) => textOf(part.controller.sharedBus)],
  ['Path', ({ part }) => textOf(part.backing.fileName)],
  ['Raw LUN ID', ({ part }) => textOf(part.backing.lunUuid)],
  ['Raw Comp. Mode', ({ part }) => textOf(part.backing.compatibilityMode)],
  ...machineTail<Disk>(),
];

function networkOf({ part }: Subject<NetworkCard>, { places }: Estate): string | undefined {
  return part.network ?? places.name(part.networkRef);
}

const isIpv6 = (address: string) => address.includes(':');

export const V_NETWORK: readonly Column<Subject<NetworkCard>>[] = [
  ...machineHead<NetworkCard>(),
  ['NIC label', ({ part }) => part.label],
  ['Adapter', ({ part }) => part.adapter],
  ['Network', networkOf],
  ['Switch', ({ part }, { places }) => places.switchName(part.switchUuid)],
  ['Connected', ({ part }) => part.connected],
  ['Starts Connected', ({ part }) => part.startsConnected],
  ['Mac Address', ({ part }) => part.macAddress],
  ['Type', ({ part }) => part.addressType],
  ['IPv4 Address', ({ part }) => part.addresses.filter((each) => !isIpv6(each)).join(', ')],
  ['IPv6 Address', ({ part }) => part.addresses.filter(isIpv6).join(', ')],
  ['Direct Path IO', ({ part }) => part.directPathIo],
  ...machineTail<NetworkCard>(),
];

export const V_SNAPSHOT: readonly Column<Subject<Fields>>[] = [
  ...machineName<Fields>(),
  ['Name', ({ part }) => textOf(part.name)],
  ['Description', ({ part }) => textOf(part.description)],
  ['Date / time', ({ part }) => timeOf(part.createTime)],
  ['Quiesced', ({ part }) => flagOf(part.quiesced)],
  ['State', ({ part }) => textOf(part.state)],
  ...machineTail<Fields>(),
];
