import type { DetailSection } from '../../shared/inventory-details.ts';
import { at, cellOf, type DetailValues, listOf } from './detail-values.ts';
import { customAttributes } from './machine-details.ts';

export const HOST_PATHS = ['config.network.pnic', 'config.network.vnic', 'customValue', 'availableField'];
export const DATASTORE_PATHS = ['host', 'customValue', 'availableField'];
/** What every managed entity has. */
export const ENTITY_PATHS = ['customValue', 'availableField'];

/** Physical and VMkernel adapters. */
export function hostDetails(values: DetailValues): DetailSection[] {
  return [
    {
      label: 'Physical adapters',
      columns: [
        { label: 'Adapter', kind: 'text' },
        { label: 'Driver', kind: 'text' },
        { label: 'MAC address', kind: 'text' },
        { label: 'Mbit/s', kind: 'integer' },
      ],
      rows: listOf(values.get('config.network.pnic')).map((adapter) => [
        cellOf(adapter.device),
        cellOf(adapter.driver),
        cellOf(adapter.mac),
        // Absent while the link is down.
        cellOf(at(adapter, 'linkSpeed', 'speedMb')),
      ]),
    },
    {
      label: 'VMkernel adapters',
      columns: [
        { label: 'Adapter', kind: 'text' },
        { label: 'IP address', kind: 'text' },
        { label: 'Port group', kind: 'text' },
        { label: 'MTU', kind: 'integer' },
      ],
      rows: listOf(values.get('config.network.vnic')).map((adapter) => [
        cellOf(adapter.device),
        cellOf(at(adapter, 'spec', 'ip', 'ipAddress')),
        cellOf(adapter.portgroup) || cellOf(at(adapter, 'spec', 'distributedVirtualPort', 'portgroupKey')),
        cellOf(at(adapter, 'spec', 'mtu')),
      ]),
    },
    customAttributes(values),
  ];
}

/** The hosts that mount a datastore, and whether each reaches it. */
export function datastoreDetails(values: DetailValues): DetailSection[] {
  return [
    {
      label: 'Hosts',
      columns: [
        { label: 'Host', kind: 'ref' },
        { label: 'Access', kind: 'enum' },
        { label: 'Mounted', kind: 'boolean' },
        { label: 'Reaches it', kind: 'boolean' },
        { label: 'Path', kind: 'text' },
      ],
      rows: listOf(values.get('host')).map((mount) => [
        cellOf(mount.key),
        cellOf(at(mount, 'mountInfo', 'accessMode')),
        cellOf(at(mount, 'mountInfo', 'mounted')),
        cellOf(at(mount, 'mountInfo', 'accessible')),
        cellOf(at(mount, 'mountInfo', 'path')),
      ]),
    },
    customAttributes(values),
  ];
}
