import type { HierarchyNode, NodeState } from '../../shared/hierarchy-view.ts';
import type { DecodedValue } from '../vsphere/decoded-value.ts';
import type { ObjectContent } from '../vsphere/object-decoder.ts';
import { kindOfType } from './levels.ts';

/** Values of one object by path. */
export type ReadValue = (path: string) => DecodedValue | undefined;

export function valuesOf({ values }: ObjectContent, paths: readonly string[]): ReadValue {
  return (path) => values[paths.indexOf(path)];
}

const POWER: Readonly<Record<string, NodeState>> = { poweredOn: 'on', poweredOff: 'off', suspended: 'suspended' };

/** An object as a node of the tree; undefined for types that no tree shows. */
export function nodeOf(object: ObjectContent, read: ReadValue): HierarchyNode | undefined {
  const type = kindOfType(object.ref.type);
  if (type === undefined) return undefined;
  const kind = type === 'VirtualMachine' && read('config.template') === true ? 'Template' : type;
  const name = read('name');
  const status = read('overallStatus');
  return {
    ref: object.ref.toString(),
    name: typeof name === 'string' ? name : null,
    kind,
    state: stateOf(kind, read),
    ...(typeof status === 'string' ? { status } : {}),
  };
}

/** The state of an object of a kind. Unset is `unknown` and never a state that an operator would act upon. */
export function stateOf(kind: HierarchyNode['kind'], read: ReadValue): NodeState {
  switch (kind) {
    case 'VirtualMachine':
      return isConnected(read) ? powerOf(read) : 'disconnected';
    case 'Template':
      return isConnected(read) ? 'normal' : 'disconnected';
    case 'HostSystem':
      return hostState(read);
    case 'Datastore':
      return datastoreState(read);
    default:
      return 'normal';
  }
}

function isConnected(read: ReadValue): boolean {
  return (read('runtime.connectionState') ?? 'connected') === 'connected';
}

function powerOf(read: ReadValue): NodeState {
  return POWER[String(read('runtime.powerState'))] ?? 'unknown';
}

function hostState(read: ReadValue): NodeState {
  const connection = read('runtime.connectionState');
  if (connection === undefined) return 'unknown';
  if (connection !== 'connected') return 'disconnected';
  return read('runtime.inMaintenanceMode') === true ? 'maintenance' : 'normal';
}

function datastoreState(read: ReadValue): NodeState {
  const accessible = read('summary.accessible');
  if (accessible === undefined) return 'unknown';
  if (accessible === false) return 'disconnected';
  return (read('summary.maintenanceMode') ?? 'normal') === 'normal' ? 'normal' : 'maintenance';
}
