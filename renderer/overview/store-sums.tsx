import { formatBytes, formatCount } from '../../shared/units.ts';
import { NumberLink, SomeLink } from './number-link.tsx';
import { percentText } from './number-text.ts';
import { useOverview } from './overview-context.ts';

/** What may still come to be used, of the datastores that told it. */
function Provisioned(props: { readonly capacity: number }) {
  const { counted, scope } = useOverview();
  const { total, known } = counted.sum('storesKnown', 'provisioned', scope);
  const of = counted.rows('storesKnown', scope);
  if (known === 0) return <span>provisioned unknown</span>;
  return (
    <span>
      <NumberLink
        measure="storesKnown"
        what={`provisioned, ${percentText(total / props.capacity)}`}
        text={formatBytes(total)}
      />{' '}
      provisioned ({percentText(total / props.capacity)})
      {known < of && `, told by ${formatCount(known)} of ${formatCount(of)}`}
    </span>
  );
}

/** The datastores of the chosen scope together, and how many of them are how full. */
export function StoreSums() {
  const { counted, scope, stateOf } = useOverview();
  const capacity = counted.sum('storesKnown', 'capacity', scope).total;
  const used = counted.sum('storesKnown', 'used', scope).total;
  return (
    <p className="hs-panel-note">
      {stateOf('Datastore') !== 'absent' && capacity > 0 && (
        <>
          <span>
            <NumberLink
              measure="storesKnown"
              what={`of ${formatBytes(capacity)} used, ${percentText(used / capacity)}`}
              text={formatBytes(used)}
            />{' '}
            of {formatBytes(capacity)} used ({percentText(used / capacity)})
          </span>
          <Provisioned capacity={capacity} />
        </>
      )}
      <SomeLink measure="storesFull" what="over 90 %" />
      <SomeLink measure="storesFilling" what="from 75 to 90 %" />
      <SomeLink measure="storesRoomy" what="below 75 %" />
      <SomeLink measure="storesProvisionUnknown" what="of unknown provision" />
      <SomeLink measure="storesInaccessible" what="not accessible, unknown" />
      <SomeLink measure="storesAccessUnknown" what="of unknown access" />
      <SomeLink measure="storesCapacityUnknown" what="of unknown capacity" />
      <SomeLink measure="storesEmpty" what="of capacity 0" />
      <SomeLink measure="storesFreeUnknown" what="of unknown free space" />
    </p>
  );
}
