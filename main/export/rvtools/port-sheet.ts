import { displayName } from '../../../shared/inventory.ts';
import { type Column, idOf, type Subject, serverColumns } from './column.ts';
import { type Fields, fieldsOf, numberOf, objectsOf, type RowView, textOf } from './row-view.ts';

/** A VLAN as people write it: an id, ranges of a trunk ("0-99, 200"), or a private one; "None" for id 0. */
function vlanOf(row: RowView): string | number | undefined {
  const vlan = fieldsOf(row.object('config.defaultPortConfig').vlan);
  const secondary = numberOf(vlan.pvlanId);
  if (secondary !== undefined) return `PVLAN ${secondary}`;
  const ranges = objectsOf(vlan.vlanId).map(rangeText);
  if (ranges.length > 0) return ranges.join(', ');
  const id = numberOf(vlan.vlanId);
  return id === 0 ? 'None' : id;
}

function rangeText({ start, end }: Fields): string {
  return start === end ? String(start) : `${start}-${end}`;
}

/** Policies come as {inherited, value}. */
function policy(row: RowView, ...path: readonly string[]): boolean | undefined {
  let fields = row.object('config.defaultPortConfig');
  for (const field of path) fields = fieldsOf(fields[field]);
  return typeof fields.value === 'boolean' ? fields.value : undefined;
}

function teaming(row: RowView): string | undefined {
  const policyOf = fieldsOf(row.object('config.defaultPortConfig').uplinkTeamingPolicy);
  return textOf(fieldsOf(policyOf.policy).value);
}

export const DV_PORT: readonly Column<Subject>[] = [
  ['Port', ({ row }) => displayName(row.text('name') ?? '')],
  ['Switch', ({ row }, { places }) => places.name(row.text('config.distributedVirtualSwitch'))],
  ['Type', ({ row }) => row.text('config.type')],
  ['# Ports', ({ row }) => row.number('config.numPorts')],
  ['VLAN', ({ row }) => vlanOf(row)],
  ['Blocked', ({ row }) => policy(row, 'blocked')],
  ['Allow Promiscuous', ({ row }) => policy(row, 'securityPolicy', 'allowPromiscuous')],
  ['Mac Changes', ({ row }) => policy(row, 'securityPolicy', 'macChanges')],
  ['Policy', ({ row }) => teaming(row)],
  ['Forged Transmits', ({ row }) => policy(row, 'securityPolicy', 'forgedTransmits')],
  ['Object ID', ({ row }) => idOf(row.ref)],
  ...serverColumns<Subject>(),
];
