import { type ReactNode, useState } from 'react';
import { useOverview } from './overview-context.ts';
import { ScopeRow } from './scope-row.tsx';
import { above } from './scopes.ts';

/** With more rows than this, datacenters begin closed. */
const MOST_OPEN = 40;

/** Short ones, since a table of clusters has little room beside its names. */
const HEADINGS = [
  { label: 'Hosts', title: 'Connected and not in maintenance / all' },
  { label: 'VMs on', title: 'Powered on / all' },
  { label: 'vCPU : core', title: 'vCPUs of VMs powered on to cores of available hosts' },
  { label: 'CPU used', title: 'Of what the available hosts have' },
  { label: 'Memory', title: 'Memory of VMs powered on to memory of available hosts' },
  { label: 'Mem. used', title: 'Of what the available hosts have' },
];

/** The datacenters, clusters and standalone hosts of the chosen scope, side by side. */
export function ScopeTable(props: {
  /** How old the use is. */
  readonly age?: ReactNode;
}) {
  const { counted, scope: chosen } = useOverview();
  const { scopes } = counted;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const openAtFirst = chosen !== 0 || scopes.length <= MOST_OPEN;
  const isOpen = (ref: string): boolean => openAtFirst !== toggled.has(ref);
  const toggle = (ref: string): void => {
    const next = new Set(toggled);
    if (!next.delete(ref)) next.add(ref);
    setToggled(next);
  };
  const rows = scopes
    .map((scope, position) => ({ scope, position }))
    .filter(({ position }) => {
      if (position === 0) return false;
      const higher = above(scopes, position);
      if (chosen !== 0 && position !== chosen && !higher.includes(chosen)) return false;
      return position === chosen || higher.every((each) => isOpen(scopes[each]?.ref ?? ''));
    });
  return (
    <section className="hs-panel hs-scopes" aria-label="Clusters">
      <header>
        <h3>Datacenters and clusters</h3>
      </header>
      {rows.length > 0 && props.age}
      {rows.length === 0 ? (
        <p className="hs-panel-note">No datacenter and no cluster is known.</p>
      ) : (
        <div className="hs-scopes-scroll">
          <table className="hs-data-table" aria-label="Datacenters and clusters">
            <thead>
              <tr>
                <th scope="col">Name</th>
                {HEADINGS.map(({ label, title }) => (
                  <th key={label} scope="col" className="hs-right" title={title}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ scope, position }) => {
                const { ref = '' } = scope;
                const hasRows = scopes.some(({ parent }, index) => index !== 0 && parent === position);
                return (
                  <ScopeRow
                    key={ref}
                    scope={scope}
                    position={position}
                    level={above(scopes, position).length}
                    isOpen={hasRows ? isOpen(ref) : undefined}
                    toggle={() => toggle(ref)}
                  />
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
