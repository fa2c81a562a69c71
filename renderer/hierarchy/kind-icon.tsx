import type { ReactNode } from 'react';
import type { HierarchyNode } from '../../shared/hierarchy-view.ts';
import type { ResourceType } from '../../shared/inventory.ts';

/** Strokes of each kind on a grid of 16 by 16. */
const SHAPES: Readonly<Record<ResourceType | 'vCenter', ReactNode>> = {
  vCenter: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M2.5 8h11M8 2.5c-3.5 3.5-3.5 7.5 0 11M8 2.5c3.5 3.5 3.5 7.5 0 11" />
    </>
  ),
  Datacenter: <path d="M2.5 13.5v-8L8 2.5l5.5 3v8zM6 13.5v-3h4v3M5.5 7.5h1M9.5 7.5h1" />,
  Folder: <path d="M1.5 4.5v8h13v-6.5h-7l-1.5-1.5z" />,
  ClusterComputeResource: <path d="M5.5 2.5h8v5h-3M2.5 7.5h8v6h-8zM4.5 10.5h2" />,
  ComputeResource: <path d="M2.5 4.5h11v7h-11zM4.5 8h2M10.5 8h1" />,
  HostSystem: <path d="M2.5 2.5h11v4.5h-11zM2.5 9h11v4.5h-11zM4.5 4.75h2M4.5 11.25h2" />,
  ResourcePool: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5v5.5l4 3.8" />
    </>
  ),
  VirtualApp: <path d="M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z" />,
  Datastore: (
    <>
      <ellipse cx="8" cy="4" rx="5.5" ry="2" />
      <path d="M2.5 4v8c0 2.7 11 2.7 11 0v-8M2.5 8c0 2.7 11 2.7 11 0" />
    </>
  ),
  StoragePod: (
    <>
      <ellipse cx="6.5" cy="6" rx="4" ry="1.5" />
      <path d="M2.5 6v6c0 2 8 2 8 0v-6M5.5 2.8c2-1.1 8-.9 8 1v5.7c0 .6-.8 1-1.6 1.3" />
    </>
  ),
  Network: <path d="M6 2.5h4v3.5h-4zM2 10h4v3.5h-4zM10 10h4v3.5h-4zM8 6v2M4 10v-2h8v2" />,
  DistributedVirtualPortgroup: <path d="M2.5 3.5h11v9h-11zM5 12.5v-4h6v4M7 8.5v-2h2v2" />,
  DistributedVirtualSwitch: <path d="M2.5 5.5h10.5M10.5 3l2.5 2.5-2.5 2.5M13.5 10.5h-10.5M5.5 8l-2.5 2.5 2.5 2.5" />,
  VirtualMachine: <path d="M1.5 2.5h13v8.5h-13zM8 11v2.5M5 13.5h6" />,
  Template: <path d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 11h5" />,
};

/** What kind of object a row is. Says nothing to a screen reader: the row's name does. */
export function KindIcon(props: { readonly node: HierarchyNode | undefined }) {
  const { node } = props;
  return (
    <span className="hs-tree-icon" data-state={node?.state ?? 'normal'} data-status={node?.status}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {SHAPES[node?.kind ?? 'vCenter']}
      </svg>
    </span>
  );
}
