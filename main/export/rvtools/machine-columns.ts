import { displayName } from '../../../shared/inventory.ts';
import { type Column, idOf, type Subject, serverColumns } from './column.ts';
import type { Places } from './places.ts';
import type { RowView } from './row-view.ts';

/** Site Recovery Manager marks the stand-ins that it registers at the other site. */
function isPlaceholder({ row }: Subject<unknown>): boolean | undefined {
  if (!row.has('config.template')) return undefined;
  const owner = row.text('config.managedBy.extensionKey') ?? '';
  return owner.startsWith('com.vmware.vcDr') && row.text('config.managedBy.type') === 'placeholderVm';
}

/** Columns that begin every sheet of VMs; a sheet of parts goes on with the part. */
export function machineHead<P>(): readonly Column<Subject<P>>[] {
  return [
    ...machineName<P>(),
    ['Template', ({ row }) => row.flag('config.template')],
    ['SRM Placeholder', isPlaceholder],
  ];
}

export function machineName<P>(): readonly Column<Subject<P>>[] {
  return [
    ['VM', ({ row }) => displayName(row.text('name') ?? '')],
    ['Powerstate', ({ row }) => row.text('runtime.powerState')],
  ];
}

/** Folder of a VM; one within a vApp has none of its own and lies where the vApp does. */
export function folderOf(row: RowView): string | undefined {
  return row.text('parent') ?? row.text('parentVApp');
}

/** Name of the datacenter by the host, and for a VM without one by the folder. */
function datacenterOf(row: RowView, places: Places): string | undefined {
  return (
    places.nameOfAncestor('Datacenter', row.text('runtime.host')) ?? places.nameOfAncestor('Datacenter', folderOf(row))
  );
}

/** Columns that end every sheet of VMs. */
export function machineTail<P>(): readonly Column<Subject<P>>[] {
  return [
    ['Annotation', ({ row }) => row.text('summary.config.annotation')],
    ['Datacenter', ({ row }, { places }) => datacenterOf(row, places)],
    ['Cluster', ({ row }, { places }) => places.nameOfAncestor('ClusterComputeResource', row.text('runtime.host'))],
    ['Host', ({ row }, { places }) => places.name(row.text('runtime.host'))],
    ['Folder', ({ row }, { places }) => places.path(folderOf(row))],
    ['OS according to the configuration file', ({ row }) => row.text('config.guestFullName')],
    ['OS according to the VMware Tools', ({ row }) => row.text('guest.guestFullName')],
    ['VM ID', ({ row }) => idOf(row.ref)],
    ['VM UUID', ({ row }) => row.text('config.instanceUuid')],
    ...serverColumns<Subject<P>>(),
  ];
}
