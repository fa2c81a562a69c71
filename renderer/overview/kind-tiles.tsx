import { RESOURCE_LABELS, type ResourceType } from '../../shared/inventory.ts';
import { GROUPED_TYPES } from '../inventory/type-groups.ts';
import { NumberLink, SomeLink } from './number-link.tsx';
import { useOverview } from './overview-context.ts';

/** How many VMs are in which state. */
function VmStates() {
  return (
    <>
      <SomeLink measure="vmsOn" what="on" />
      <SomeLink measure="vmsOff" what="off" />
      <SomeLink measure="vmsSuspended" what="suspended" />
      <SomeLink measure="vmsPowerUnknown" what="of unknown power state" />
    </>
  );
}

function HostStates() {
  return (
    <>
      <SomeLink measure="hostsAvailable" what="available" />
      <SomeLink measure="hostsMaintenance" what="in maintenance" />
      <SomeLink measure="hostsDisconnected" what="not connected" />
      <SomeLink measure="hostsConnectionUnknown" what="of unknown connection" />
      <SomeLink measure="hostsMaintenanceUnknown" what="of unknown maintenance" />
    </>
  );
}

/** Kinds that lie beside clusters and hosts in the tree, and never in one. */
const BESIDE: readonly ResourceType[] = [
  'ClusterComputeResource',
  'ComputeResource',
  'StoragePod',
  'Network',
  'DistributedVirtualPortgroup',
  'DistributedVirtualSwitch',
  'Datacenter',
  'Folder',
];

/** How many objects of each kind lie in the chosen scope. */
export function KindTiles() {
  const { counted, scope } = useOverview();
  const kind = counted.scopes[scope]?.kind;
  const isCompute = kind === 'cluster' || kind === 'host';
  const types = GROUPED_TYPES.filter((type) => !isCompute || !BESIDE.includes(type));
  return (
    <section className="hs-kinds" aria-label="Counts">
      {types.map((type) => {
        const isWide = type === 'VirtualMachine' || type === 'HostSystem';
        return (
          <div key={type} className="hs-kind" data-wide={isWide}>
            <h3 title={RESOURCE_LABELS[type]}>{RESOURCE_LABELS[type]}</h3>
            <p className="hs-kind-count">
              <NumberLink measure={type} what={RESOURCE_LABELS[type]} />
            </p>
            {isWide && <p className="hs-kind-states">{type === 'VirtualMachine' ? <VmStates /> : <HostStates />}</p>}
          </div>
        );
      })}
    </section>
  );
}
