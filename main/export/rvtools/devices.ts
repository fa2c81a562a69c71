import { displayName } from '../../../shared/inventory.ts';
import { type Fields, fieldsOf, flagOf, mibOf, numberOf, type RowView, textOf } from './row-view.ts';

const DEVICES = 'config.hardware.device';

/** A virtual disk as its sheet needs it. */
export interface Disk {
  readonly key: number | undefined;
  readonly label: string | undefined;
  readonly capacityMib: number | undefined;
  readonly unit: number | undefined;
  readonly shares: Fields;
  readonly allocation: Fields;
  readonly backing: Fields;
  /** What it is attached to. */
  readonly controller: Fields;
}

/** A virtual network card as its sheet needs it. */
export interface NetworkCard {
  readonly label: string | undefined;
  /** Vmxnet3, E1000e … */
  readonly adapter: string | undefined;
  readonly macAddress: string | undefined;
  readonly addressType: string | undefined;
  readonly connected: boolean | undefined;
  readonly startsConnected: boolean | undefined;
  readonly directPathIo: boolean | undefined;
  /** Name, where the card itself says it. */
  readonly network: string | undefined;
  /** Reference of the port group or network it is plugged into. */
  readonly networkRef: string | undefined;
  readonly switchUuid: string | undefined;
  readonly addresses: readonly string[];
}

/** Virtual disks of a VM, in vCenter's order. */
export function disksOf(row: RowView): readonly Disk[] {
  const devices = row.objects(DEVICES);
  return devices
    .filter(({ _typeName }) => _typeName === 'VirtualDisk')
    .map((device) => ({
      key: numberOf(device.key),
      label: labelOf(device),
      capacityMib: capacityOf(device),
      unit: numberOf(device.unitNumber),
      shares: fieldsOf(device.shares),
      allocation: fieldsOf(device.storageIOAllocation),
      backing: fieldsOf(device.backing),
      controller: devices.find(({ key }) => key !== undefined && key === device.controllerKey) ?? {},
    }));
}

/** Network cards of a VM, in vCenter's order, with the addresses that the guest tells of each. */
export function networkCardsOf(row: RowView): readonly NetworkCard[] {
  const guest = row.objects('guest.net');
  return row
    .objects(DEVICES)
    .filter(({ macAddress, addressType }) => macAddress !== undefined || addressType !== undefined)
    .map((device) => {
      const backing = fieldsOf(device.backing);
      const port = fieldsOf(backing.port);
      const connectable = fieldsOf(device.connectable);
      const key = textOf(port.portgroupKey);
      const name = textOf(backing.deviceName) ?? textOf(backing.opaqueNetworkId);
      const told = guest.find(({ deviceConfigId }) => deviceConfigId !== undefined && deviceConfigId === device.key);
      return {
        label: labelOf(device),
        adapter: textOf(device._typeName)?.replace(/^Virtual/, ''),
        macAddress: textOf(device.macAddress),
        addressType: textOf(device.addressType),
        connected: flagOf(connectable.connected),
        startsConnected: flagOf(connectable.startConnected),
        directPathIo: flagOf(device.uptCompatibilityEnabled),
        network: name === undefined ? undefined : displayName(name),
        // The key of a port group is its moId.
        networkRef: key === undefined ? textOf(backing.network) : `DistributedVirtualPortgroup:${key}`,
        switchUuid: textOf(port.switchUuid),
        addresses: (Array.isArray(told?.ipAddress) ? told.ipAddress : []).filter((each) => typeof each === 'string'),
      };
    });
}

export function labelOf(device: Fields): string | undefined {
  return textOf(fieldsOf(device.deviceInfo).label);
}

/** Newer servers tell bytes, older ones KiB only. */
function capacityOf({ capacityInBytes, capacityInKB }: Fields): number | undefined {
  const kib = numberOf(capacityInKB);
  return mibOf(numberOf(capacityInBytes) ?? (kib === undefined ? undefined : kib * 1024));
}
