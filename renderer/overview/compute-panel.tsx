import type { ReactNode } from 'react';
import { formatBytes, formatCount } from '../../shared/units.ts';
import { Bar, BarAxis, BarLegend, BarTrack } from './bars/bar-parts.tsx';
import { type PercentScale, percentScale } from './bars/percent-scale.ts';
import { cpuUse, memoryUse, type ResourceUse, type Share } from './capacity.ts';
import { worstOf } from './kind-state.ts';
import { NumberLink, SomeLink, Unknown } from './number-link.tsx';
import { cyclesText, percentText, ratioText } from './number-text.ts';
import { useOverview } from './overview-context.ts';

/** Beyond it bars are cut: a cluster with one host left is no reason to see nothing of the others. */
const MOST_PERCENT = 1000;
const WHOLE = [{ at: 1, tone: 'whole' }] as const;
const LEGEND = [
  { look: 'on', text: 'allocated, powered on' },
  { look: 'all', text: 'allocated, all VMs' },
  { look: 'used', text: 'used' },
  { look: 'line-whole', text: 'all that the available hosts have' },
];

interface Resource {
  readonly name: string;
  readonly use: ResourceUse;
  readonly capacityText: string;
  readonly amountText: (amount: number) => string;
  readonly usedText: (amount: number) => string;
}

/** "8 unknown": rows that had no value, where there are any. */
function Missing(props: { readonly share: Pick<Share, 'known' | 'of' | 'unknown'>; readonly what: string }) {
  const { known, of, unknown } = props.share;
  if (known === of) return null;
  return (
    <span className="hs-quiet">
      of {formatCount(known)} of {formatCount(of)} {props.what}, <NumberLink measure={unknown} what="unknown" /> unknown
    </span>
  );
}

interface RowProps {
  readonly scale: PercentScale;
  readonly label: string;
  readonly look: string;
  readonly share: Share;
  readonly asText: (share: number) => string;
  readonly what: string;
  readonly amount: string;
  readonly rowsAre: string;
}

/** One bar with its number and the amount behind it. */
function UseRow({ scale, label, look, share, asText, what, amount, rowsAre }: RowProps) {
  const { stateOf } = useOverview();
  const state = worstOf(look === 'used' ? [stateOf('HostSystem')] : [stateOf('VirtualMachine'), stateOf('HostSystem')]);
  const value = state === 'absent' ? undefined : share.share;
  const isCut = value !== undefined && value * 100 > scale.end;
  return (
    <div className="hs-bar-row">
      <span className="hs-bar-label">{label}</span>
      <BarTrack scale={scale} lines={WHOLE} label={`${label}: ${value === undefined ? 'unknown' : asText(value)}`}>
        {value !== undefined && <Bar scale={scale} share={value} look={isCut ? `${look} cut` : look} />}
      </BarTrack>
      <span className="hs-bar-figures">
        {value === undefined ? (
          <>
            <Unknown because="There is nothing to divide by, or no value." />
            {share.known > 0 && <NumberLink measure={share.measure} what={what} text={amount} />}
          </>
        ) : (
          <NumberLink measure={share.measure} what={what} text={asText(value)} detail={amount} worth={state} />
        )}
        <Missing share={share} what={rowsAre} />
      </span>
    </div>
  );
}

function ResourceRows(props: { readonly resource: Resource; readonly scale: PercentScale }) {
  const { resource, scale } = props;
  const { name, use, capacityText, amountText, usedText } = resource;
  const { used, usedOf } = use;
  return (
    <section className="hs-bar-group" aria-label={name}>
      <h4>
        {name} <NumberLink measure="hostsAvailable" what={`of the available hosts, ${name}`} text={capacityText} />{' '}
        <Missing share={use} what="available hosts" />
      </h4>
      <UseRow
        scale={scale}
        label="Allocated, powered on"
        look="on"
        share={use.allocatedOn}
        asText={ratioText}
        what="of VMs powered on"
        amount={amountText(use.allocatedOn.amount)}
        rowsAre="VMs"
      />
      <UseRow
        scale={scale}
        label="Allocated, all"
        look="all"
        share={use.allocated}
        asText={ratioText}
        what="of all VMs"
        amount={amountText(use.allocated.amount)}
        rowsAre="VMs"
      />
      <UseRow
        scale={scale}
        label="Used"
        look="used"
        share={used}
        asText={percentText}
        what={`${name} used`}
        amount={`${usedText(used.amount)} of ${usedText(usedOf)}`}
        rowsAre="available hosts"
      />
    </section>
  );
}

/** What VMs were given and take of the CPU and memory that the available hosts have, with the over-commit. */
export function ComputePanel(props: {
  /** How old the use is. */
  readonly age?: ReactNode;
}) {
  const { counted, scope } = useOverview();
  const [cpu, memory] = [cpuUse(counted, scope), memoryUse(counted, scope)];
  const shares = [cpu, memory].flatMap(({ allocated, allocatedOn, used }) => [allocated, allocatedOn, used]);
  const scale = percentScale(Math.max(0, ...shares.map(({ share }) => share ?? 0)), MOST_PERCENT);
  const resources: readonly Resource[] = [
    {
      name: 'CPU',
      use: cpu,
      capacityText: `${formatCount(cpu.capacity)} cores`,
      amountText: (amount) => `${formatCount(amount)} vCPUs`,
      usedText: cyclesText,
    },
    {
      name: 'Memory',
      use: memory,
      capacityText: formatBytes(memory.capacity),
      amountText: formatBytes,
      usedText: formatBytes,
    },
  ];
  return (
    <section className="hs-panel" aria-label="CPU and memory">
      <header>
        <h3>CPU and memory</h3>
        <BarLegend items={LEGEND} />
      </header>
      {props.age}
      <BarAxis scale={scale} unit="% of available hosts" />
      {resources.map((resource) => (
        <ResourceRows key={resource.name} resource={resource} scale={scale} />
      ))}
      <p className="hs-panel-note">
        Against <NumberLink measure="hostsAvailable" what="available hosts" /> available hosts: connected, and not in
        maintenance. <SomeLink measure="hostsMaintenance" what="in maintenance do not count." />{' '}
        <SomeLink measure="hostsDisconnected" what="not connected do not count." />
      </p>
    </section>
  );
}
