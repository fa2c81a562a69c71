import type { HierarchyNode, HierarchyView, NodeState } from '../../shared/hierarchy-view.ts';
import { displayName, type ResourceType } from '../../shared/inventory.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { moIdOf } from '../inventory/qualified-ref.ts';

export const VIEW_LABELS: Readonly<Record<HierarchyView, string>> = {
  hosts: 'Hosts and Clusters',
  machines: 'VMs and Templates',
  storage: 'Storage',
  networks: 'Networking',
};

/** One object of a kind, as a screen reader says it before its name. */
export const KIND_NAMES: Readonly<Record<ResourceType, string>> = {
  Datacenter: 'datacenter',
  Folder: 'folder',
  ClusterComputeResource: 'cluster',
  ComputeResource: 'standalone host',
  HostSystem: 'host',
  ResourcePool: 'resource pool',
  VirtualApp: 'vApp',
  Datastore: 'datastore',
  StoragePod: 'datastore cluster',
  Network: 'network',
  DistributedVirtualPortgroup: 'port group',
  DistributedVirtualSwitch: 'distributed switch',
  VirtualMachine: 'VM',
  Template: 'template',
};

const STATE_TEXTS: Readonly<Record<NodeState, string | undefined>> = {
  normal: undefined,
  on: 'powered on',
  off: 'powered off',
  suspended: 'suspended',
  maintenance: 'in maintenance',
  disconnected: 'disconnected',
  unknown: 'state unknown',
};

/** The name of a node, or its moId where the server did not tell one; as it came, to look for. */
export function nodeName({ name, ref }: Pick<HierarchyNode, 'name' | 'ref'>): string {
  return name === null ? moIdOf(ref) : displayName(name);
}

/** The name of a node as it is shown. */
export function shownName(node: Pick<HierarchyNode, 'name' | 'ref'>): string {
  return visibleText(nodeName(node));
}

/** What is to be said of a node beside its name; '' when all is as it should be. */
export function stateText({ kind, state, status }: HierarchyNode): string {
  const parts = [
    kind === 'Datastore' && state === 'disconnected' ? 'inaccessible' : STATE_TEXTS[state],
    status === 'red' ? 'alert' : status === 'yellow' ? 'warning' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** What the slow lane found of a template. */
export function detailText({ guest, modified }: HierarchyNode): string {
  const changed = modified === undefined ? undefined : `changed ${modified.slice(0, 10)}`;
  return visibleText([guest, changed].filter((part) => part !== undefined).join(' · '));
}

/** A node in one line, as a screen reader says it: first what is seen, in the same order. `below` is the number beside it, or ''. */
export function nodeLabel(node: HierarchyNode, below = ''): string {
  const nameless = node.name === null ? 'name not readable' : '';
  const count = below === '' ? '' : `${below} below`;
  return [shownName(node), detailText(node), count, KIND_NAMES[node.kind], stateText(node), nameless]
    .filter(Boolean)
    .join(', ');
}

/** The root of a vCenter's tree, in the same manner. */
export function vcenterLabel(name: string, below: string): string {
  return below === '' ? `${name}, vCenter` : `${name}, ${below} below, vCenter`;
}
